import Screen
import Tabular

/// The line at the top: the workspace, the places, and the work that is going on.
enum TopLine {
    private static func name(_ state: AppState) -> String { " " + state.workspaceName + " " }

    private static func strip(_ state: AppState) -> TabStrip {
        TabStrip(
            Place.allCases.enumerated().map { TabStrip.Tab($1.title, key: String($0 + 1)) } + [
                TabStrip.Tab("Menu", key: state.commands["app.menu"]?.keyText ?? "")
            ],
            current: Place.allCases.firstIndex(of: state.place) ?? 0)
    }

    private static func room(_ state: AppState, _ line: Rect) -> Rect {
        var room = line
        _ = room.cut(left: min(TextWidth.of(name(state)) + 1, line.width / 3))
        return room
    }

    /// What a click on the line does: goes to a place, or opens the menus.
    static func action(at point: Point, _ state: AppState) -> Action? {
        guard let top = ChromeLayout(state.size).top, top.contains(point) else { return nil }
        let places = strip(state).places(in: room(state, top))
        if let hit = zip(Place.allCases, places).first(where: { $0.1.contains(point) }) { return .go(hit.0) }
        return places.last?.contains(point) == true ? .run("app.menu") : nil
    }

    static func draw(_ state: AppState, into frame: inout Frame, in line: Rect, theme: Theme) {
        frame.fill(line, theme[.titleBar])
        var title = line
        frame.line(name(state), in: title.cut(left: line.width / 3), theme[.titleBar].withoutBackground.bold)
        var room = room(state, line)
        let jobs = jobs(state, theme)
        if jobs.width + 2 < room.width {
            frame.line(jobs, in: room.cut(right: jobs.width + 1))
        }
        frame.draw(strip(state), in: room, theme)
    }

    /// The running job, or how many there are.
    private static func jobs(_ state: AppState, _ theme: Theme) -> StyledText {
        let running = state.jobs.running
        guard let job = running.last else { return StyledText() }
        var text = StyledText()
        // The picture turns with the work itself: it stands still when the work does.
        let tick = job.progress.map { $0.done / max(1, ($0.total ?? 100) / 100) } ?? 0
        text.append(Spinner.text(tick, theme.glyphs) + " ", theme[.titleBar].withoutBackground.bold)
        let title = running.count == 1 ? job.title : "\(running.count) jobs"
        text.append(title + " ", theme[.titleBar].withoutBackground)
        text.append(job.summary, theme[.titleBar].withoutBackground.bold)
        return text
    }
}
