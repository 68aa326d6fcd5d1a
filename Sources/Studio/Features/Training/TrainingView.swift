import Learning
import Registry
import Screen
import Tabular
import Workflows

/// A training on the screen: its curve while it goes on, then what came of it.
struct TrainingView: Sendable, Equatable {
    let session: Int
    /// The first line of the result in sight.
    var top = 0
}

extension TrainingView: ModalFeature {
    var modal: Modal { .training(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard case .mouse(let event) = key else { return [] }
        switch event.action {
        case .wheelDown: return [.action(.training(.scroll(3)))]
        case .wheelUp: return [.action(.training(.scroll(-3)))]
        default: return []
        }
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        guard let session = state.trainings[session] else { return }
        TrainingDrawing(
            session: session, isStopping: state.jobs.running.contains { $0.id == session.job && $0.isStopping },
            top: top
        )
        .draw(into: &frame, theme: theme)
    }

    static let commands: [Command] = [
        Command(
            "training.show", "Show the training", keys: "F5", in: .global, when: { !$0.trainings.all.isEmpty },
            .training(.show(nil))),
        training(
            "hide", "Leave it running and go back", hint: "leave it running", keys: "Esc q", when: isRunning, .dismiss),
        training("close", "Close", hint: "close", keys: "Esc q Enter C-c", when: hasEnded, .dismiss),
        training(
            "stop", "Stop it; nothing is registered", hint: "stop", keys: "x C-c", when: isRunning, .training(.stop)),
        training(
            "score", "Score a table with the model", hint: "score with it", keys: "s", when: hasModel, .training(.score)
        ),
        training(
            "model", "See the model in the registry", hint: "model", keys: "m", when: hasModel, .training(.showModel)),
        training(
            "again", "Change something and train again", hint: "change and train again", keys: "t", when: hasEnded,
            .training(.again)),
        training("copy", "Copy the command line", hint: "copy command", keys: "y") { state in
            state.shownTraining.map { .copy($0.plan.command, what: "the command line") }
        },
        training("down", "Scroll down", keys: "j Down", when: hasModel, .training(.scroll(1))),
        training("up", "Scroll up", keys: "k Up", when: hasModel, .training(.scroll(-1))),
        training("page-down", "A page down", keys: "PgDn Space C-d C-f", when: hasModel, .training(.scroll(12))),
        training("page-up", "A page up", keys: "PgUp C-u C-b", when: hasModel, .training(.scroll(-12))),
        training("first", "To the top", keys: "g Home", when: hasModel, .training(.scrollTo(0))),
        training("last", "To the end", keys: "G End", when: hasModel, .training(.scrollTo(.max / 2))),
    ]

    @Sendable private static func isRunning(_ state: AppState) -> Bool { state.shownTraining?.isRunning ?? false }
    @Sendable private static func hasEnded(_ state: AppState) -> Bool {
        state.shownTraining.map { !$0.isRunning } ?? false
    }
    @Sendable private static func hasModel(_ state: AppState) -> Bool { state.shownTraining?.model != nil }

    private static func training(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        when isAvailable: @escaping @Sendable (AppState) -> Bool = { _ in true }, _ action: Action
    ) -> Command {
        Command(
            CommandID("training." + name), title, hint: hint, keys: keys, in: .modal(.training), when: isAvailable,
            action)
    }

    private static func training(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        action: @escaping @Sendable (AppState) -> Action?
    ) -> Command {
        Command(CommandID("training." + name), title, hint: hint, keys: keys, in: .modal(.training), action: action)
    }
}

/// Where the parts of a training's pane are.
struct TrainingLayout {
    var panel: Rect
    var content: Rect

    init(_ size: Size) {
        let body = ChromeLayout(size).body
        let hasFrame = body.height >= 8 && body.width >= 40
        panel = hasFrame ? body : Rect(x: 0, y: 0, width: 0, height: 0)
        content = hasFrame ? body.inset(2, 1) : body
    }
}
