import Screen

/// All commands. Keys are looked up in the innermost scope first.
struct CommandTable: Sendable {
    let commands: [Command]
    private let byID: [CommandID: Command]
    private let byKey: [CommandScope: [KeyPress: [Command]]]

    init(_ commands: [Command]) {
        self.commands = commands
        byID = Dictionary(commands.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var keys: [CommandScope: [KeyPress: [Command]]] = [:]
        for command in commands {
            for key in command.keys { keys[command.scope, default: [:]][key, default: []].append(command) }
        }
        byKey = keys
    }

    /// The commands of every feature, one line each.
    static let standard = CommandTable(
        GlobalCommands.all + TrainCommands.all + ScoreCommands.all + DataCommands.all + GridCommands.all
            + TreeCommands.all + ModalCommands.all + RecordView.commands + ProfilesView.commands + JobsView.commands
            + TrainingView.commands + RunsCommands.all + ModelsCommands.all + ModelDetails.commands
            + ScoreRunView.commands)

    subscript(id: CommandID) -> Command? { byID[id] }

    /// The first command of a key that can be done now, scopes in order.
    func command(for key: KeyPress, in scopes: [CommandScope], _ state: AppState) -> Command? {
        for scope in scopes {
            if let found = byKey[scope]?[key]?.first(where: { $0.isAvailable(state) }) { return found }
        }
        return nil
    }

    /// What can be done here and now, innermost scope first.
    func available(in state: AppState) -> [Command] {
        state.scopes.flatMap { scope in commands.filter { $0.scope == scope && $0.isAvailable(state) } }
    }

    /// Commands for the palette: those of the panes under it.
    func palette(_ state: AppState) -> [Command] {
        var under = state
        under.modals = []
        return available(in: under).filter(\.isInPalette)
    }
}
