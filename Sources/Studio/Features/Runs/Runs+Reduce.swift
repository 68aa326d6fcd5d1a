import Registry
import Screen
import Tabular
import Workflows

extension AppState {
    mutating func reduceRuns(_ action: RunsAction) -> [Effect] {
        switch action {
        case .listed(let runs): listed(runs)
        case .failed(let problem): self.runs.problem = Message(problem)
        case .refresh:
            // Asked for when the place is on the screen, and at once if it is.
            runs.wasAsked = false
            return place == .runs ? settleRuns() : []
        case .interrupted(let gone):
            guard let first = gone.first else { return [] }
            runs.wasAsked = false
            let more =
                gone.count == 1
                ? "1 run was interrupted: \(first.title)"
                : "\(gone.count) runs were interrupted, the last: \(first.title)"
            show(Message(more, kind: .warning, hint: "Nothing half-done was kept."))
            return place == .runs ? settleRuns() : []
        case .move(let step): select(runs.cursor + step)
        case .moveTo(let row): select(row)
        case .scroll(let step):
            let room = RunsLayout(size).details
            let lines = RunDetails(run: runs.current, offset: runs.offset).lines(max(1, room.width), .builtIn).count
            runs.top = max(0, min(runs.top + step, lines - room.height))
        case .open: return openRun()
        case .opened(let version): return [.action(.showModel(version))]
        case .copyCommand:
            guard let run = runs.current, !run.command.isEmpty else { return [] }
            return [.action(.copy(run.command, what: "the command line"))]
        }
        return []
    }

    /// Lists the runs when the place needs them.
    mutating func settleRuns() -> [Effect] {
        guard !runs.wasAsked else { return [] }
        runs.wasAsked = true
        return [.start("runs.list", ListRuns())]
    }

    /// The cursor stays on its run when newer ones come.
    private mutating func listed(_ found: [Run]) {
        let id = runs.cursor == 0 ? nil : runs.current?.id
        runs.runs = found
        runs.problem = nil
        runs.cursor = id.flatMap { id in found.firstIndex { $0.id == id } } ?? min(runs.cursor, max(0, found.count - 1))
    }

    private mutating func select(_ row: Int) {
        runs.cursor = max(0, min(row, (runs.runs?.count ?? 0) - 1))
        runs.top = 0
    }

    /// Enter: the training that is still running here, or the model.
    private mutating func openRun() -> [Effect] {
        guard let run = runs.current else { return [] }
        if run.state == .running,
            let session = trainings.all.last(where: { $0.isRunning && $0.plan.command == run.command })
        {
            return [.action(.training(.show(session.id)))]
        }
        guard !run.model.isEmpty else {
            let reason = run.state == .running ? "The run is not done yet" : "The run made no model"
            show(Message(reason, hint: run.message))
            return []
        }
        return [.start("runs.model", FindRunModel(reference: run.model))]
    }

    func runsMouse(_ event: MouseEvent) -> Action? {
        let layout = RunsLayout(size)
        switch event.action {
        case .wheelDown: return layout.details.contains(event.point) ? .runs(.scroll(3)) : .runs(.move(1))
        case .wheelUp: return layout.details.contains(event.point) ? .runs(.scroll(-3)) : .runs(.move(-1))
        case .press:
            guard let list = RunsPlaceView(state: runs, size: size).list else { return nil }
            guard case .cell(let row, _)? = list.hit(event.point, in: layout.list) else { return nil }
            return .runs(.moveTo(row))
        default: return nil
        }
    }
}

/// Commands of the Runs place.
enum RunsCommands {
    static let all: [Command] = [
        runs("open", "See the run's model, or the training", hint: "model", keys: "Enter", when: hasRun, .open),
        runs("copy", "Copy the command line", hint: "copy command", keys: "y", when: hasRun, .copyCommand),
        runs("refresh", "List the runs anew", hint: "refresh", keys: "r", .refresh),
        runs("down", "Down", keys: "j Down", inPalette: false, .move(1)),
        runs("up", "Up", keys: "k Up", inPalette: false, .move(-1)),
        runs("page-down", "A page down", keys: "PgDn C-f", inPalette: false, .move(10)),
        runs("page-up", "A page up", keys: "PgUp C-b", inPalette: false, .move(-10)),
        runs("first", "To the newest run", keys: "g Home", inPalette: false, .moveTo(0)),
        runs("last", "To the oldest run", keys: "G End", inPalette: false, .moveTo(.max / 2)),
        runs("scroll-down", "Scroll the details down", hint: "scroll", keys: "C-d", inPalette: false, .scroll(5)),
        runs("scroll-up", "Scroll the details up", keys: "C-u", inPalette: false, .scroll(-5)),
        Command("runs.back", "Go back to the data", keys: "Esc q", in: .place(.runs), inPalette: false, .go(.data)),
    ]

    @Sendable private static func hasRun(_ state: AppState) -> Bool { state.runs.current != nil }

    private static func runs(
        _ name: String, _ title: String, hint: String? = nil, keys: String, inPalette: Bool = true,
        when isAvailable: @escaping @Sendable (AppState) -> Bool = { _ in true }, _ action: RunsAction
    ) -> Command {
        Command(
            CommandID("runs." + name), title, hint: hint, keys: keys, in: .place(.runs), inPalette: inPalette,
            when: isAvailable, .runs(action))
    }
}
