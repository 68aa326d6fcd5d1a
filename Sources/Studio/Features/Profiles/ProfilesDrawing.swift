import Profiling
import Screen
import Tabular

/// Draws the profile of all columns as a table with small histograms. Narrow screens leave columns out, from the right.
struct ProfilesDrawing {
    let view: ProfilesView
    let tab: TableTab
    let job: Job?

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.panel])
        var inside = body
        if body.height >= 6 {
            frame.draw(Panel("Columns of \(tab.title)", note: note, isFocused: true), in: body, theme)
            inside = body.inset(1, 1)
        }
        if let job {
            frame.draw(
                Gauge(job.share, label: "describing \(Count.of(tab.schema.count, "column"))"),
                in: inside.cut(bottom: 1).inset(1), theme)
        }
        let grid = grid(width: inside.width, height: inside.height)
        frame.draw(grid, in: inside, theme)
    }

    private var note: String {
        let rows = tab.rowCount.map { Count.of($0, "row") } ?? ""
        let filters = tab.view.filters.count
        return filters == 0 ? rows : rows + ", filtered"
    }

    private func grid(width: Int, height: Int) -> GridView {
        let columns = tab.schema.columns
        let names = min(28, max(6, columns.map { TextWidth.of($0.name) }.max() ?? 6))
        let heads = [
            GridColumn("column", role: .strong, width: names),
            GridColumn("type", role: .headerType, width: 11),
            GridColumn("distribution", role: .bar, width: 16),
            GridColumn("nulls", alignment: .right, role: .number, width: 7),
            GridColumn("distinct", alignment: .right, role: .number, width: 9),
            GridColumn("min", alignment: .right, role: .number),
            GridColumn("median", alignment: .right, role: .number),
            GridColumn("mean", alignment: .right, role: .number),
            GridColumn("max", alignment: .right, role: .number),
            GridColumn("sd", alignment: .right, role: .number),
            GridColumn("most frequent", role: .textValue, width: max(20, width - 160)),
        ]
        let room = max(1, height - 1)
        let top = Scrolling.offset(first: 0, selected: view.cursor, count: columns.count, room: room)
        let rows = columns[top...].prefix(room).map { row($0) }
        return GridView(
            columns: heads, rows: rows, firstRow: top, rowCount: columns.count, cursorRow: view.cursor,
            cursorColumn: nil, firstColumn: max(1, view.left), frozen: 1, showsRowNumbers: width >= 100)
    }

    /// Ends of text columns may be long: their beginnings tell enough here.
    private func short(_ text: String?) -> String { TextLayout.truncate(text ?? "", to: 20) }

    private func row(_ column: Column) -> [String?] {
        guard let profile = tab.profiles[column.name] else {
            return [column.name, TypeLabel.short(column.type)] + Array(repeating: "·", count: 9)
        }
        let figures = ProfileFigures(profile)
        return [
            column.name, TypeLabel.short(column.type), figures.sparkline(width: 16),
            profile.nulls == 0 ? "0" : Count.percent(profile.nulls, of: profile.rows), figures.distinct ?? "",
            short(figures.low), figures.median ?? "", figures.mean ?? "", short(figures.high), figures.deviation ?? "",
            profile.top.first.map { ($0.value.text ?? "NULL") + "  " + Count.percent($0.count, of: profile.rows) }
                ?? "",
        ]
    }
}
