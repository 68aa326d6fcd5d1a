/// Commands of the train wizard.
enum TrainCommands {
    static let all: [Command] = [
        Command(
            "train.open", "Train a model on this table", hint: "train", keys: "t", in: .place(.data),
            when: DataCommands.isReady, .train(.open)),
        step(
            "next", "Go on", hint: "continue", keys: "Enter", at: [.target, .features, .validation, .settings], .next),
        step("start", "Start the training", hint: "start", keys: "Enter", at: [.review], .next),
        step(
            "back", "The step before", hint: "back", keys: "Esc S-Tab",
            at: [.features, .validation, .settings, .review], .back),
        step("close", "Close the wizard", hint: "close", keys: "Esc", at: [.target], .leave),
        step("leave", "Close the wizard", keys: "C-c", at: TrainWizard.Step.allCases, .leave),
        step("task", "The next task", hint: "task", keys: "Right", at: [.target], .turn(1)),
        step("task-back", "The task before", keys: "Left", at: [.target], .turn(-1)),
        step("toggle", "Switch the column on or off", hint: "on/off", keys: "Space x", at: [.features], .toggle),
        step("all", "Switch all columns on", hint: "all", keys: "a", at: [.features], .setAll(true)),
        step("none", "Switch all columns off", hint: "none", keys: "n", at: [.features], .setAll(false)),
        step("copy", "Copy the command line", hint: "copy command", keys: "y", at: [.review], .copyCommand),
        Command(
            "train.choice", "The next choice", hint: "change", keys: "Right Space l", in: .modal(.train),
            when: isOnChoice,
            .train(.turn(1))),
        Command(
            "train.choice-back", "The choice before", keys: "Left h", in: .modal(.train), when: isOnChoice,
            .train(.turn(-1))),
        step("down", "Down", keys: "Down C-n Tab", at: TrainWizard.Step.allCases, .move(1)),
        step("up", "Up", keys: "Up C-p", at: TrainWizard.Step.allCases, .move(-1)),
        step("down-j", "Down", keys: "j", at: [.features, .review], .move(1)),
        step("up-k", "Up", keys: "k", at: [.features, .review], .move(-1)),
        step("page-down", "A page down", keys: "PgDn", at: [.target, .features, .review], .move(10)),
        step("page-up", "A page up", keys: "PgUp", at: [.target, .features, .review], .move(-10)),
        step("half-down", "Ten lines down", keys: "C-d C-f", at: [.features, .review], .move(10)),
        step("half-up", "Ten lines up", keys: "C-u C-b", at: [.features, .review], .move(-10)),
        step("first", "To the first line", keys: "g Home", at: [.features, .review], .moveTo(0)),
        step("last", "To the last line", keys: "G End", at: [.features, .review], .moveTo(.max / 2)),
    ]

    private static func step(
        _ name: String, _ title: String, hint: String? = nil, keys: String, at steps: [TrainWizard.Step],
        _ action: TrainAction
    ) -> Command {
        Command(
            CommandID("train." + name), title, hint: hint, keys: keys, in: .modal(.train),
            when: { state in wizard(state).map { steps.contains($0.step) } ?? false }, .train(action))
    }

    private static func wizard(_ state: AppState) -> TrainWizard? {
        if case .train(let wizard)? = state.modals.last { return wizard }
        return nil
    }

    @Sendable private static func isOnChoice(_ state: AppState) -> Bool {
        guard let wizard = wizard(state) else { return false }
        return (wizard.step == .validation && wizard.validation.cursor == .method)
            || (wizard.step == .settings && wizard.settings.cursor == .metric)
    }
}
