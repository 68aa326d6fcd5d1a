import Screen
import Tabular

/// What can happen in the list of jobs.
enum JobsAction: Sendable, Equatable {
    case move(Int)
    /// Shows the chosen job where its feature has a view of it.
    case open
    /// Stops the chosen job.
    case stop
}

/// The jobs, newest first, as they go on.
struct JobsView: Sendable, Equatable {
    var cursor = 0
}

extension AppState {
    mutating func reduceJobsView(_ action: JobsAction) -> [Effect] {
        let all = jobs.newestFirst
        let opening = view(of:)
        return updateModal(.jobs) { modal in
            guard case .jobs(var view) = modal else { return [] }
            defer { modal = .jobs(view) }
            switch action {
            case .move(let step): view.cursor = max(0, min(view.cursor + step, all.count - 1))
            case .open:
                guard all.indices.contains(view.cursor), let action = opening(all[view.cursor].id) else { return [] }
                return [.action(.dismiss), .action(action)]
            case .stop:
                guard all.indices.contains(view.cursor), all[view.cursor].isRunning else { return [] }
                return [.action(.cancel(all[view.cursor].id))]
            }
            return []
        }
    }
}

extension JobList {
    var newestFirst: [Job] { all.reversed() }
}

extension JobsView: ModalFeature {
    var modal: Modal { .jobs(self) }

    /// Lines of a job: its title, and how it stands.
    private static let height = 2

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let jobs = state.jobs.newestFirst
        let body = ChromeLayout(frame.size).body
        let height = max(5, jobs.count * (Self.height + 1) + 1)
        let size = Size(width: min(body.width, 84), height: min(body.height, height))
        let inside = frame.openBox("Jobs", size: size, in: body, theme)
        guard !jobs.isEmpty else {
            let text = "No work has been done in the background yet. Loading, training and scoring show here."
            frame.draw(EmptyNote(text), in: inside, theme)
            return
        }
        let room = max(1, (inside.height + 1) / (Self.height + 1))
        let first = Scrolling.offset(first: 0, selected: cursor, count: jobs.count, room: room)
        var rest = inside
        for index in first..<min(jobs.count, first + room) {
            draw(jobs[index], isChosen: index == cursor, into: &frame, in: rest.cut(top: Self.height), theme)
            _ = rest.cut(top: 1)
        }
    }

    private func draw(_ job: Job, isChosen: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        if isChosen { frame.fill(rect.row(0), theme[.selection]) }
        var title = rect.row(0)
        frame.line(job.summary, in: title.cut(right: 12), theme[job.role].withoutBackground, .right)
        frame.line(job.title, in: title, theme[.strong].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        let line = rect.row(1)
        if case .failed(let problem) = job.state {
            frame.line(
                [problem.title, problem.hint].joined(separator: "  "), in: line, theme[.error].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
        } else if job.isRunning {
            frame.draw(Gauge(job.share, label: job.amount, tick: job.progress?.done ?? 0), in: line, theme)
        } else {
            frame.line(job.amount, in: line, theme[.muted].withoutBackground)
        }
    }

    static let commands: [Command] = [
        jobs("close", "Go back", hint: "back", keys: "Esc q J C-c", .dismiss),
        jobs("open", "Show the chosen job", hint: "show", keys: "Enter", .jobs(.open)),
        jobs("stop", "Stop the chosen job", hint: "stop", keys: "x Delete", .jobs(.stop)),
        jobs("down", "Down", keys: "j Down", .jobs(.move(1))),
        jobs("up", "Up", keys: "k Up", .jobs(.move(-1))),
    ]

    private static func jobs(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("jobs." + name), title, hint: hint, keys: keys, in: .modal(.jobs), action)
    }
}

extension Job {
    fileprivate var role: Role {
        switch state {
        case .running: .accent
        case .finished: .good
        case .failed: .error
        case .cancelled: .muted
        }
    }

    /// What has been done, where the unit is a row or a byte it stays unsaid.
    fileprivate var amount: String {
        guard let progress, progress.total == nil else { return "" }
        return Count.text(progress.done)
    }
}
