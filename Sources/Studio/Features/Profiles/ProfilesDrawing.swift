import Profiling
import Screen
import Tabular

/// Draws the profile of all columns as a table with small histograms, and under it the warnings of the one under the
/// cursor; or the warnings of all.
struct ProfilesDrawing {
    let view: ProfilesView
    let tab: TableTab
    let job: Job?

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.panel])
        var inside = body
        let warnings = tab.profiles.warnings(tab.schema)
        if body.height >= 6 {
            let title = view.showsWarnings ? "Warnings about \(tab.title)" : "Columns of \(tab.title)"
            frame.draw(Panel(title, note: note(warnings), isFocused: true), in: body, theme)
            inside = body.inset(1, 1)
        }
        if let job {
            frame.draw(
                Gauge(job.share, label: "describing \(Count.of(tab.schema.count, "column"))"),
                in: inside.cut(bottom: 1).inset(1), theme)
        }
        if view.showsWarnings {
            draw(warnings, into: &frame, in: inside, theme)
            return
        }
        if inside.height >= 12 { drawStrip(into: &frame, in: inside.cut(bottom: 4).inset(1), theme) }
        frame.draw(grid(width: inside.width, height: inside.height), in: inside, theme)
    }

    private func note(_ warnings: [ProfileWarning]) -> String {
        let rows = tab.rowCount.map { Count.of($0, "row") + (tab.view.filters.isEmpty ? "" : ", filtered") }
        let said = warnings.isEmpty ? nil : Count.of(warnings.count, "warning")
        return [rows, said].compactMap { $0 }.joined(separator: ", ")
    }

    private func grid(width: Int, height: Int) -> GridView {
        let columns = tab.schema.columns, order = view.order(tab)
        let names = min(28, max(6, columns.map { TextWidth.of($0.name) }.max() ?? 6))
        let heads = ProfileFigure.allCases.map { figure in
            var head = figure.column
            if figure == .name { head.width = names }
            if figure == view.sort { head.sort = view.descending ? .descending : .ascending }
            return head
        }
        let room = max(1, height - 1)
        let top = Scrolling.offset(first: 0, selected: view.cursor, count: columns.count, room: room)
        let rows = order[top...].prefix(room).map { row(columns[$0]) }
        var grid = GridView(
            columns: heads, rows: rows, firstRow: top, rowCount: columns.count, cursorRow: view.cursor,
            cursorColumn: view.figure, firstColumn: 1, frozen: 1, showsRowNumbers: width >= 100)
        let rect = Rect(x: 0, y: 0, width: width, height: height)
        grid.firstColumn = grid.firstColumn(showing: view.figure, in: rect)
        return grid
    }

    private func row(_ column: Column) -> [String?] {
        guard let profile = tab.profiles[column.name] else {
            return [column.name, TypeLabel.short(column.type)]
                + Array(repeating: "·", count: ProfileFigure.allCases.count - 2)
        }
        let warnings = tab.profiles.warnings(of: column.name)
        return ProfileFigure.allCases.map { $0.text(profile, warnings) }
    }

    // MARK: Warnings

    /// What to know about the column under the cursor.
    private func drawStrip(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard let position = view.column(tab) else { return }
        let name = tab.schema.columns[position].name
        let warnings = tab.profiles.warnings(of: name)
        var room = rect
        frame.horizontalLine(room.cut(top: 1), theme[.border].withoutBackground, theme.glyphs)
        if warnings.isEmpty {
            let isKnown = tab.profiles.isExact(name)
            frame.line(isKnown ? "\(name): nothing to warn of" : "", in: room, theme[.muted].withoutBackground)
        }
        for (y, warning) in warnings.prefix(room.height).enumerated() {
            frame.line(line(warning, theme, named: false), in: room.row(y), ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func draw(_ warnings: [ProfileWarning], into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let items = warnings.map { ListItem(line($0, theme, named: true)) }
        let empty = job == nil ? "Nothing to warn of" : "Looking at the columns…"
        frame.draw(ListView(items, selected: view.warning, empty: empty), in: rect, theme)
    }

    private func line(_ warning: ProfileWarning, _ theme: Theme, named: Bool) -> StyledText {
        let role: Role = warning.severity == .serious ? .error : warning.severity == .warning ? .warning : .accent
        let mark = warning.severity == .note ? theme.glyphs.bullet : theme.glyphs.warning
        var text = StyledText(mark + " ", theme[role].withoutBackground)
        if named { text.append((warning.column ?? "the table") + "  ", theme[.strong].withoutBackground) }
        text.append(warning.title, theme[role].withoutBackground)
        text.append("  " + warning.evidence, theme[.muted].withoutBackground)
        return text
    }
}
