import Tabular

/// Commands that open the wizard, and those in it.
enum ScoreCommands {
    static let all: [Command] = opening + inside

    private static let opening: [Command] = [
        Command("score.begin", "Predict with a model", hint: "predict", keys: "p", in: .place(.data), action: target),
        Command("score.runs", "Show the scorings", keys: "F6", in: .global, when: { !$0.scoring.runs.isEmpty }) {
            state in
            state.scoring.runs.count == 1 ? .score(.showRun(nil)) : .present(.picker(.scorings(state)))
        },
    ]

    /// What `p` means where the cursor is: the table on the screen, or the line of the tree.
    @Sendable private static func target(_ state: AppState) -> Action? {
        guard state.data.focus == .tree else { return .scoreWith(nil) }
        switch state.data.tree.currentRow {
        case .table(let table): return .score(.open(SourceLocation(table.name), nil))
        case .file(let file) where !file.isFolder: return .score(.open(SourceLocation(file.path), nil))
        case .model(let version): return .scoreWith(version)
        default: return .scoreWith(nil)
        }
    }

    private static let inside: [Command] = [
        step("next", "Go on", hint: "continue", keys: "Enter", at: [.model, .destination], .next),
        step("enter", "Choose a column, or change the line", hint: "change", keys: "Enter", at: [.columns], .enter),
        step("run", "Score the table", hint: "run", keys: "Enter", at: [.review], .next),
        Command(
            "score.toggle", "Take in or leave out", hint: "on/off", keys: "Space", in: .modal(.score),
            when: isOnColumns, .score(.toggle)),
        step("continue", "Go on", hint: "continue", keys: "Tab", at: [.columns], .next),
        step("complete", "Complete the path", hint: "complete", keys: "Tab", at: [.destination], .complete),
        step("back", "The step before", hint: "back", keys: "Esc S-Tab", at: [.columns, .destination, .review], .back),
        step("close", "Close; the choices are kept", hint: "close", keys: "Esc", at: [.model], .leave),
        step("leave", "Close; the choices are kept", keys: "C-c", at: ScoreWizard.Step.allCases, .leave),
        step("copy-sql", "Copy the SQL", hint: "copy SQL", keys: "y", at: [.review], .copySQL),
        step("copy-command", "Copy the command line", hint: "copy command", keys: "Y", at: [.review], .copyCommand),
        step("down", "Down", keys: "Down C-n", at: ScoreWizard.Step.allCases, .move(1)),
        step("up", "Up", keys: "Up C-p", at: ScoreWizard.Step.allCases, .move(-1)),
        Command("score.down-j", "Down", keys: "j", in: .modal(.score), when: isReading, .score(.move(1))),
        Command("score.up-k", "Up", keys: "k", in: .modal(.score), when: isReading, .score(.move(-1))),
        step("page-down", "A page down", keys: "PgDn", at: ScoreWizard.Step.allCases, .move(10)),
        step("page-up", "A page up", keys: "PgUp", at: ScoreWizard.Step.allCases, .move(-10)),
        Command(
            "score.first", "To the first line", keys: "g Home", in: .modal(.score), when: isReading, .score(.moveTo(0))),
        Command(
            "score.last", "To the last line", keys: "G End", in: .modal(.score), when: isReading,
            .score(.moveTo(.max / 2))),
        Command(
            "score.right", "The next column, or the next choice", keys: "Right l", in: .modal(.score), when: isReading,
            .score(.turn(1))),
        Command(
            "score.left", "The column before, or the choice before", keys: "Left h", in: .modal(.score),
            when: isReading, .score(.turn(-1))),
    ]

    private static func step(
        _ name: String, _ title: String, hint: String? = nil, keys: String, at steps: [ScoreWizard.Step],
        _ action: ScoreAction
    ) -> Command {
        Command(
            CommandID("score." + name), title, hint: hint, keys: keys, in: .modal(.score),
            when: { state in wizard(state).map { steps.contains($0.step) } ?? false }, .score(action))
    }

    @Sendable private static func wizard(_ state: AppState) -> ScoreWizard? {
        if case .score(let wizard)? = state.modals.last { wizard } else { nil }
    }

    @Sendable private static func isOnColumns(_ state: AppState) -> Bool {
        wizard(state).map { $0.step == .columns && !$0.isEditing } ?? false
    }

    /// Whether nothing is being typed, so that letters move.
    @Sendable private static func isReading(_ state: AppState) -> Bool {
        wizard(state).map { !$0.takesText } ?? false
    }
}

extension Picker {
    /// All scorings of this session, the newest first.
    static func scorings(_ state: AppState) -> Picker {
        let items = state.scoring.runs.reversed().map { run in
            let job = state.jobs.all.first { $0.id == run.id }
            return Item(title: run.title, note: job?.summary ?? "", action: .score(.showRun(run.id)))
        }
        return Picker(title: "Scorings", placeholder: "a table or a model", items: items)
    }
}
