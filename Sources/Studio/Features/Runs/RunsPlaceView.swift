import Foundation
import Profiling
import Registry
import Screen

/// Where the parts of the Runs place are: details beside the list, or below it, or not at all.
struct RunsLayout {
    var listPanel: Rect
    var list: Rect
    var detailsPanel: Rect
    var details: Rect

    init(_ size: Size) {
        var room = ChromeLayout(size).body
        let none = Rect(x: 0, y: 0, width: 0, height: 0)
        if room.width >= 110 {
            detailsPanel = room.cut(right: room.width * 2 / 5)
        } else if room.height >= 14 {
            detailsPanel = room.cut(bottom: room.height / 2)
        } else {
            detailsPanel = none
        }
        let hasFrame = room.height >= 6 && room.width >= 30
        listPanel = hasFrame ? room : none
        list = hasFrame ? room.inset(1, 1) : room
        details = detailsPanel.inset(2, 1)
    }
}

/// Draws the Runs place.
struct RunsPlaceView {
    let state: RunsState
    let size: Size

    private var layout: RunsLayout { RunsLayout(size) }

    /// The runs as a grid; nil when there are none to show.
    var list: GridView? {
        guard let runs = state.runs, !runs.isEmpty else { return nil }
        let width = layout.list.width
        let hasTook = width >= 70, hasModel = width >= 112
        let fixed = 41 + (hasTook ? 13 : 0) + (hasModel ? 28 : 0)
        var heads = [
            GridColumn("state", role: .text, width: 11),
            GridColumn("kind", role: .headerType, width: 6),
            GridColumn("what", role: .strong, width: max(12, width - fixed)),
            GridColumn("started", role: .temporal, width: 16),
        ]
        if hasTook { heads.append(GridColumn("took", alignment: .right, role: .number, width: 11)) }
        if hasModel { heads.append(GridColumn("model", role: .text, width: 26)) }
        let room = max(1, layout.list.height - 1)
        let top = Scrolling.offset(first: 0, selected: state.cursor, count: runs.count, room: room)
        let rows = runs[top...].prefix(room).map { run -> [String?] in
            [
                run.state.rawValue, run.kind.rawValue, run.title, RunText.time(run.started, offset: state.offset),
            ] + (hasTook ? [RunText.took(run) ?? ""] : []) + (hasModel ? [run.model] : [])
        }
        return GridView(
            columns: heads, rows: rows, firstRow: top, rowCount: runs.count, cursorRow: state.cursor, cursorColumn: nil,
            showsRowNumbers: false)
    }

    func draw(into frame: inout Frame, theme: Theme) {
        let layout = layout
        frame.fill(ChromeLayout(size).body, theme[.panel])
        let count = state.runs.map { $0.isEmpty ? "" : "\($0.count)" } ?? ""
        if !layout.listPanel.isEmpty {
            frame.draw(Panel("Runs", note: count, isFocused: true), in: layout.listPanel, theme)
        }
        if let problem = state.problem {
            frame.draw(EmptyNote(problem.text + ". " + problem.hint), in: layout.list, theme)
        } else if state.runs == nil {
            frame.draw(EmptyNote("Reading the runs."), in: layout.list, theme)
        } else if let list {
            frame.draw(list, in: layout.list, theme)
            paintStates(into: &frame, list, theme)
        } else {
            let note =
                "No runs yet. Training a model (t on a table), scoring one (p) and importing models are kept here, with their "
                + "parameters, metrics and the command line that does the same."
            frame.draw(EmptyNote(note), in: layout.list, theme)
        }
        guard !layout.detailsPanel.isEmpty else { return }
        frame.draw(Panel(state.current.map { "Run \($0.id)" } ?? "Run"), in: layout.detailsPanel, theme)
        let lines = RunDetails(run: state.current, offset: state.offset).lines(max(1, layout.details.width), theme)
        for (y, line) in lines.dropFirst(state.top).prefix(layout.details.height).enumerated() {
            frame.line(line, in: layout.details.row(y), ellipsis: theme.glyphs.ellipsis)
        }
        let edge = Rect(x: layout.details.right + 1, y: layout.details.y, width: 1, height: layout.details.height)
        frame.draw(ScrollBar(first: state.top, room: layout.details.height, count: lines.count), in: edge, theme)
    }

    /// States have colours of their own, which a grid's column has not.
    private func paintStates(into frame: inout Frame, _ list: GridView, _ theme: Theme) {
        guard let runs = state.runs else { return }
        let parts = list.layout(in: layout.list)
        guard let place = parts.places.first(where: { $0.column == 0 }) else { return }
        for (y, run) in runs[list.firstRow...].prefix(list.rows.count).enumerated() {
            let rect = Rect(x: place.x, y: parts.body.y + y, width: place.width, height: 1).intersection(parts.body)
            frame.restyle(rect, theme[run.state.role].withoutBackground)
        }
    }
}

extension Run.State {
    /// How it is coloured.
    var role: Role {
        switch self {
        case .running: .accent
        case .finished: .good
        case .failed: .error
        case .cancelled: .muted
        case .interrupted: .warning
        }
    }
}

/// Figures of runs as text.
enum RunText {
    /// The local time: `2026-11-23 19:52`.
    static func time(_ date: Date, offset: Int) -> String {
        String(FigureText.timestamp(date.timeIntervalSince1970 + Double(offset)).prefix(16))
    }

    /// How long it took; nil while it goes on, or when nobody knows.
    static func took(_ run: Run) -> String? {
        run.ended.map { Elapsed.text(seconds: $0.timeIntervalSince(run.started)) }
    }
}

/// Everything that is kept about a run, in lines.
struct RunDetails {
    let run: Run?
    let offset: Int

    func lines(_ width: Int, _ theme: Theme) -> [StyledText] {
        guard let run else { return [] }
        func style(_ role: Role) -> Style { theme[role].withoutBackground }
        func wrapped(_ text: String, _ role: Role) -> [StyledText] {
            TextLayout.wrap(text, to: max(1, width)).map { StyledText($0, style(role)) }
        }
        var out = wrapped(run.title, .title)
        var state = StyledText(run.state.rawValue, style(run.state.role))
        let took = RunText.took(run).map { " after " + $0 } ?? ""
        state.append(took + ", begun " + RunText.time(run.started, offset: offset), style(.muted))
        out.append(state)
        if !run.model.isEmpty {
            out.append(StyledText([.init("model ", style(.muted)), .init(run.model, style(.link))]))
        }
        if !run.message.isEmpty, run.state != .cancelled {
            out += [StyledText()] + wrapped(Message(run.message).text, run.state == .failed ? .error : .text)
        }
        if run.state == .interrupted {
            out += wrapped("Its process ended without finishing it; nothing half-done was kept.", .muted)
        }
        if !run.metrics.isEmpty {
            out += [StyledText(), StyledText("Metrics", style(.title))]
            for name in run.metrics.keys.filter({ !$0.hasPrefix("baseline.") }).sorted() {
                var line = StyledText(TextLayout.pad(MetricText.label(name), to: 14) + " ", style(.muted))
                line.append(
                    TextLayout.pad(run.metrics[name].map(MetricText.value) ?? "", to: 9, .right), style(.number))
                if let baseline = run.metrics["baseline." + name] {
                    line.append("  constant \(MetricText.value(baseline))", style(.faint))
                }
                out.append(line)
            }
        }
        if !run.command.isEmpty {
            out += [StyledText(), StyledText("Command line", style(.title))] + wrapped(run.command, .key)
        }
        if !run.parameters.isEmpty {
            out += [StyledText(), StyledText("Parameters", style(.title))]
            let column = min(width / 2, (run.parameters.keys.map { TextWidth.of($0) }.max() ?? 0) + 2)
            for (name, value) in run.parameters.sorted(by: { $0.key < $1.key }) {
                var line = StyledText(TextLayout.pad(name, to: column, ellipsis: theme.glyphs.ellipsis), style(.muted))
                line.append(value, style(.text))
                out.append(line)
            }
        }
        return out
    }
}
