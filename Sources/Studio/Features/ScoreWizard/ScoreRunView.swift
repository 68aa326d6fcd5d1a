import Screen
import Tabular

/// A scoring that goes on or is over. It can be left and opened again; the work does not depend on it.
struct ScoreRunView: Sendable, Equatable {
    let id: EffectID
}

extension ScoreRunView: ModalFeature {
    var modal: Modal { .scoreRun(self) }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        guard let run = state.scoring.run(id) else { return }
        let body = ChromeLayout(frame.size).body
        let width = min(body.width, 76)
        let lines = lines(run, isStopping: state.jobs.all.first { $0.id == id }?.isStopping ?? false, width: width - 4)
        var inside = Dialog.open(
            run.title, size: Size(width: width, height: min(body.height, lines.count + (run.isRunning ? 5 : 4))),
            over: &frame, in: body, theme,
            role: run.problem == nil ? .accent : .error)
        if run.isRunning {
            if inside.height > 3 { _ = inside.cut(top: 1) }
            let share = run.progress.flatMap { progress in
                progress.total.flatMap { $0 > 0 ? min(1, Double(progress.done) / Double($0)) : nil }
            }
            frame.draw(Gauge(share, tick: (run.progress?.done ?? 0) / 2048), in: inside.cut(top: 1), theme)
        }
        if inside.height > lines.count { _ = inside.cut(top: 1) }
        for line in lines {
            frame.line(
                line.text, in: inside.cut(top: 1), theme[line.role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func lines(_ run: ScoreRun, isStopping: Bool, width: Int) -> [(text: String, role: Role)] {
        func wrapped(_ text: String, _ role: Role) -> [(text: String, role: Role)] {
            text.isEmpty ? [] : TextLayout.wrap(text, to: max(1, width)).map { ($0, role) }
        }
        if run.isRunning {
            return wrapped(isStopping ? "Stopping…" : Self.progress(run), .text)
                + wrapped("Esc leaves it running; F6 comes back; Ctrl-C stops it.", .muted)
        }
        guard let message = run.message else { return [] }
        let role: Role =
            switch message.kind {
            case .success: .good
            case .warning: .warning
            case .error: .error
            case .info: .text
            }
        return wrapped(message.text, role) + wrapped(message.hint, .text) + wrapped(message.detail, .muted)
            + wrapped(run.outcome == nil ? "Enter goes back to the choices." : "Enter opens the result.", .muted)
    }

    /// `120,000 of 336,776 rows, 160k rows/s, 2 s left`.
    static func progress(_ run: ScoreRun) -> String {
        guard let progress = run.progress, progress.done > 0 else {
            return "Loading the model and reading the first rows…"
        }
        var parts = [
            progress.total.map { "\(Count.text(progress.done)) of \(Count.of($0, "row"))" }
                ?? Count.of(progress.done, "row")
        ]
        parts.append(Count.short(Int(progress.rowsPerSecond)) + " rows/s")
        parts.append(Elapsed.text(seconds: progress.seconds) + " so far")
        if let left = progress.remaining { parts.append(Elapsed.text(seconds: left) + " left") }
        return parts.joined(separator: ", ")
    }

    static let commands: [Command] = [
        scoring(
            "open", "Open the result", hint: "open the result", keys: "Enter", when: { $0.shownRun?.outcome != nil }
        ) {
            $0.shownRun.map { .score(.openResult($0.id)) }
        },
        scoring(
            "again", "Go back to the choices", hint: "back to the choices", keys: "Enter b",
            when: { $0.shownRun?.problem != nil }
        ) {
            $0.shownRun.map { .score(.again($0.id)) }
        },
        scoring(
            "stop", "Stop it; nothing is written", hint: "stop", keys: "C-c", when: { $0.shownRun?.isRunning == true }
        ) {
            $0.shownRun.map { .cancel($0.id) }
        },
        scoring("leave", "Leave it", hint: "leave", keys: "Esc q C-c") { _ in .dismiss },
    ]

    private static func scoring(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        when: @escaping @Sendable (AppState) -> Bool = { _ in true },
        _ action: @escaping @Sendable (AppState) -> Action?
    ) -> Command {
        Command(
            CommandID("scoring." + name), title, hint: hint, keys: keys, in: .modal(.scoreRun), when: when,
            action: action)
    }
}

extension AppState {
    /// The scoring that is on the screen.
    var shownRun: ScoreRun? {
        guard case .scoreRun(let view)? = modals.last else { return nil }
        return scoring.run(view.id)
    }
}
