import Screen
public import Settings
public import Tabular

/// The terminal application.
///
/// One store on the main thread: `key → command → Action → AppState.reduce → [Effect] → EffectRunner → Mailbox → Action`,
/// and `StudioView.frame(state)` draws what came of it. State, actions and effects are values.
///
/// ## Adding a feature
/// A feature is a folder in `Features/` with its state (a struct), its actions (an enum), a `reduce` that changes the
/// state and returns effects, its drawing, its commands, and its work:
///
/// 1. **State.** A wizard or dialog is a struct that conforms to `ModalFeature`, with a case in `Modal` and `Modal.Kind`;
///    open it with `.present(.yours(…))`. What must outlive the dialog is a line in `AppState`. A place is a case of
///    `Place` with a line of state in `AppState`.
/// 2. **Actions.** A case in `Action`, forwarded in `AppState.forward` (both lists are in `Core/Features.swift`).
///    A modal changes itself there through `updateModal(.yours) { … }`; to reach another feature it returns
///    `.action(…)`, for example `.action(.data(.open([SourceLocation("scored")])))` or `.action(.message(…))`.
/// 3. **Commands.** A list of `Command`s, added to `CommandTable.standard`: keys, palette, help, the line of keys and the
///    keys page come from it. `when:` says when a command can be done; `action:` makes its action from the state.
///    Keys that are no command (typing) reach `ModalFeature.handle`. `keys: "z+f"` is a chord: `z`, then `f`. The
///    commands in use, with a person's own keys, are `state.commands`.
/// 4. **Work.** A struct that conforms to `Work`: `run` happens off the main thread with an `EffectContext`
///    (`withConnection(.wizard)`, `engines()`, `registry()`, `send` for news on the way, `progress`) and returns the action
///    with the result; `failure` turns a `Problem` into one. Start it with `.start(id, work)`, or `.job(id, title:, work)`
///    to show it on the top line from everywhere. Starting an id again cancels what ran under it; late results are dropped.
/// 5. **Drawing** is pure: `draw(into:state:theme:)` with the widgets of `Screen`; `ChromeLayout(size).body` is the room.
///
/// The table on the screen is `state.data.tab`: its `table` (source, schema), `relation` (what is shown) and `view`.
public struct StudioApp {
    /// How the studio starts.
    public struct Options: Sendable {
        /// What to open: each a tab of its own.
        public var sources: [SourceLocation]
        /// What a person has set.
        public var settings: Settings
        /// The theme's name, before that of the settings; nil for theirs.
        public var theme: String?

        /// Whether the terminal's mouse is on at the start.
        public var usesMouse = true
        /// Whether the screen is plain lines instead of panes.
        public var isLinear = false
        /// A session to replay.
        public var replay: SessionScript?
        /// Whether the studio is left when the replay is over.
        public var exitsAfterReplay = false
        /// The file that the session's keys are written into.
        public var record: String?
        /// Whether someone who is here for the first time is offered the tour.
        public var offersTour: Bool

        public init(
            sources: [SourceLocation] = [], settings: Settings = Settings(), theme: String? = nil,
            offersTour: Bool = false
        ) {
            self.sources = sources
            self.settings = settings
            self.theme = theme
            self.offersTour = offersTour
        }
    }

    private let environment: StudioEnvironment
    private let options: Options

    public init(environment: StudioEnvironment, options: Options = Options()) {
        self.environment = environment
        self.options = options
    }

    /// Shows the studio on a terminal until it is left. Call it on the main thread; it blocks.
    /// - Throws: a `Problem` when the session cannot be recorded, or what a replay that ends it did not find.
    public func run(on terminal: any StudioTerminal) throws(Problem) {
        let store = try start(
            size: terminal.size, colorDepth: terminal.colorDepth, glyphs: terminal.glyphs,
            isLight: terminal.hasLightBackground)
        if let script = options.replay, let size = script.size, size != terminal.size {
            store.send(
                .message(
                    Message(
                        "This session was recorded at \(size.width)x\(size.height)",
                        hint: "Clicks may hit something else here.")))
        }
        let player = options.replay.map(SessionPlayer.init)
        var recorder: SessionRecorder?
        if let path = options.record { recorder = try SessionRecorder(path: path, size: terminal.size) }
        EventLoop(
            store: store, terminal: terminal, player: player, endsWithReplay: options.exitsAfterReplay,
            recorder: recorder
        ).run()
        if options.exitsAfterReplay, let problem = player?.problem { throw problem }
    }

    /// A store that has begun to open what was asked for.
    func start(size: Size, colorDepth: ColorDepth = .direct, glyphs: Glyphs = .unicode, isLight: Bool? = nil)
        throws(Problem) -> Store
    {
        let start = Startup(sources: options.sources, folder: environment.folder)
        var state = AppState(
            workspaceName: environment.workspaceName, workspacePath: environment.workspacePath, folder: start.folder,
            size: size)
        state.looks = Looks(
            theme: options.theme ?? options.settings.theme, depth: colorDepth, glyphs: glyphs, isLight: isLight ?? false
        )
        // The terminal may tell that it is light before the other themes are read.
        if state.looks.isAutomatic, let light = LoadThemes.theme(Theme.lightName, in: environment.themeFolders) {
            state.looks.add([light])
        }
        state.usesMouse = options.usesMouse
        state.isLinear = options.isLinear
        if let missing = state.looks.missing, let theme = LoadThemes.theme(missing, in: environment.themeFolders) {
            state.looks.add([theme])
        }
        state.themeFolders = environment.themeFolders
        let (commands, mistakes) = CommandTable.standard.remapped(options.settings.keys)
        state.commands = commands
        if options.offersTour, let folder = environment.stateFolder, TourInvitation(folder: folder).take() {
            state.show(TourInvitation.message(state.commands))
        }
        state.tell(options.settings.mistakes + mistakes)
        state.data.tree.opensFirst = start.opensFirst
        let store = try Store(state: state, environment: environment)
        store.send(.data(.start(start.sources)))
        return store
    }

    /// The page of all keys, in Markdown, from the command table; with a person's own keys if asked for.
    public static func keysDocument(_ settings: Settings = Settings()) -> String {
        CommandTable.standard.remapped(settings.keys).table.markdown
    }

    /// What is wrong in settings: in the files, and with the commands and keys that they name.
    public static func mistakes(in settings: Settings) -> [Mistake] {
        settings.mistakes + CommandTable.standard.remapped(settings.keys).mistakes
    }

    /// Every command with its keys, for programs.
    public static func commandList(_ settings: Settings = Settings()) -> [CommandEntry] {
        CommandTable.standard.remapped(settings.keys).table.entries
    }
}
