import Screen

/// All commands. Keys are looked up in the innermost scope first.
///
/// The features' own is `standard`; the one in use, with a person's own keys, is `AppState.commands`.
struct CommandTable: Sendable {
    let commands: [Command]
    private let byID: [CommandID: Command]
    private let byKeys: [CommandScope: [KeyChord: [Command]]]
    /// Commands of several keys, by the first.
    private let chords: [CommandScope: [KeyPress: [Command]]]
    /// The keys that differ from those of the features.
    let keyMap: KeyMap

    init(_ commands: [Command], keyMap: KeyMap = KeyMap()) {
        self.keyMap = keyMap
        let commands = commands.map { command in keyMap[command.id].map(command.with(keys:)) ?? command }
        self.commands = commands
        byID = Dictionary(commands.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var keys: [CommandScope: [KeyChord: [Command]]] = [:], chords: [CommandScope: [KeyPress: [Command]]] = [:]
        for command in commands {
            for chord in command.keys {
                keys[command.scope, default: [:]][chord, default: []].append(command)
                if chord.single == nil {
                    chords[command.scope, default: [:]][chord.keys[0], default: []].append(command)
                }
            }
        }
        byKeys = keys
        self.chords = chords
    }

    /// The commands of every feature, one line each.
    static let standard = CommandTable(
        [
            GlobalCommands.all,
            TrainCommands.all,
            ScoreCommands.all,
            DataCommands.all,
            GridCommands.all,
            ShapeCommands.all,
            TreeCommands.all,
            ModalCommands.all,
            RecordView.commands,
            ProfilesView.commands,
            ReadingsView.commands,
            LookCommands.all,
            JobsView.commands,
            TrainingView.commands,
            RunsCommands.all,
            ModelsCommands.all,
            ModelDetails.commands,
            ScoreRunView.commands,
            Menu.commands,
            Tour.commands,
            Journal.commands,
            ValueTree.commands,
            PictureCommands.all,
            SQLCommands.all,
            PlanView.commands,
            ChartPlace.commands,
            PairsView.commands,
            MissingView.commands,
            DriftView.commands,
        ].flatMap { $0 })

    subscript(id: CommandID) -> Command? { byID[id] }

    /// The same commands with a person's own keys.
    func remapped(_ keyMap: KeyMap) -> CommandTable { CommandTable(commands, keyMap: keyMap) }

    /// What keys pressed one after another mean.
    enum Meaning {
        case command(Command)
        /// They begin a chord.
        case beginning
        case nothing
    }

    /// The first command of the keys that can be done now, or whether such a command may follow; scopes in order.
    func meaning(of keys: [KeyPress], in scopes: [CommandScope], _ state: AppState) -> Meaning {
        guard let chord = KeyChord(keys: keys) else { return .nothing }
        for scope in scopes {
            if let found = byKeys[scope]?[chord]?.first(where: { $0.isAvailable(state) }) { return .command(found) }
            let longer = chords[scope]?[keys[0]] ?? []
            if longer.contains(where: { $0.keys.contains { $0.begins(with: keys) } && $0.isAvailable(state) }) {
                return .beginning
            }
        }
        return .nothing
    }

    /// The first command of a key that can be done now, scopes in order.
    func command(for key: KeyPress, in scopes: [CommandScope], _ state: AppState) -> Command? {
        if case .command(let command) = meaning(of: [key], in: scopes, state) { return command }
        return nil
    }

    /// The commands that a chord which was begun may end in, innermost scope first, and the keys that are left.
    func following(_ keys: [KeyPress], in scopes: [CommandScope], _ state: AppState) -> [(rest: KeyChord, Command)] {
        guard let first = keys.first else { return [] }
        var seen: Set<KeyChord> = []
        return scopes.flatMap { chords[$0]?[first] ?? [] }.filter { $0.isAvailable(state) }.flatMap { command in
            command.keys.compactMap { chord in
                guard chord.begins(with: keys), let rest = KeyChord(keys: Array(chord.keys.dropFirst(keys.count))),
                    seen.insert(rest).inserted
                else { return nil }
                return (rest, command)
            }
        }
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

extension CommandTable: Equatable {
    /// Commands themselves never change: tables differ by a person's keys alone.
    static func == (a: CommandTable, b: CommandTable) -> Bool { a.keyMap == b.keyMap }
}
