import Screen
import Tabular

extension TableTab {
    /// The part of the grid that a rectangle shows: the columns in sight and one on either side.
    ///
    /// Tables of thousands of columns are common: a frame looks at no more than it draws.
    struct Window {
        var view: GridView
        /// The number in the table of the view's first column.
        var offset: Int
    }

    func window(in rect: Rect, withRows: Bool, isFocused: Bool = true) -> Window {
        let frozen = frozenCount(in: rect)
        // Frozen columns are few and always drawn: the window then begins with the table.
        let lower = frozen > 0 ? 0 : max(0, cursor.left - 1)
        // No column is narrower than its bounds, so no more than this can be in sight.
        let most = rect.width / (GridColumn.widths.lowerBound + 2) + 3
        let upper = max(lower, min(schema.count, max(cursor.left, cursor.column) + most))
        let view = GridView(
            columns: (lower..<upper).map(column), rows: [], firstRow: cursor.top, rowCount: reachableRows,
            cursorRow: cursor.row,
            cursorColumn: cursor.column - lower, firstColumn: cursor.left - lower, frozen: frozen,
            showsRowNumbers: rect.width >= 40,
            isFocused: isFocused, search: search?.text ?? "",
            marked: selection, empty: view.filters.isEmpty ? "no rows" : "no rows match the filter")
        var window = Window(view: view, offset: lower)
        if withRows {
            window.view.rows = rows(columns: lower..<min(upper, cursor.left + most), window.view.visibleRows(in: rect))
        }
        return window
    }

    /// How many frozen columns are held: the others keep a third of the room at least.
    private func frozenCount(in rect: Rect) -> Int {
        var room = rect.width * 2 / 3
        return (0..<columns.frozenCount(schema)).prefix { index in
            room -= width(of: index) + 2
            return room >= 0
        }.count
    }

    /// The columns in sight, the last one perhaps in part.
    func visibleColumns(in rect: Rect) -> Range<Int> {
        let window = window(in: rect, withRows: false)
        let places = window.view.layout(in: rect).places
        guard let last = places.last else { return 0..<0 }
        let first = places.first { $0.column >= window.view.frozen } ?? last
        return first.column + window.offset..<last.column + window.offset + 1
    }

    private func column(_ index: Int) -> GridColumn {
        let column = schema.columns[index]
        let key = view.sort.first { $0.column == column.name }
        // A sorted column needs room for its mark.
        let fitted = width(of: index)
        let chosen = columns.widths[column.name] != nil
        let width =
            key == nil || chosen
            ? fitted : max(fitted, min(TextWidth.of(column.name) + 2, GridColumn.widths.upperBound))
        return GridColumn(
            column.name, type: TypeLabel.short(column.type), alignment: ValueRole.alignment(column.type),
            role: isBar(column) ? .bar : ValueRole.of(column.type), width: width,
            sort: key.map { $0.descending ? .descending : .ascending })
    }

    /// Whether it draws the shares of groups.
    private func isBar(_ column: Column) -> Bool { drill != nil && column.name == "bar" && column.type.kind == .text }

    /// Text of the rows in sight; a dot where the page has not come yet.
    private func rows(columns: Range<Int>, _ count: Int) -> [[String?]] {
        let last = min(rowCount ?? max(tiles.lastRow, cursor.top + (pending == nil ? 0 : count)), cursor.top + count)
        guard cursor.top < last else { return [] }
        return (cursor.top..<last).map { row in
            columns.map { column in
                guard let value = tiles.value(row: row, column: column) else { return "·" }
                guard let format = self.columns.formats[schema.columns[column].name] else { return value.text }
                return value.text.map(format.text)
            }
        }
    }
}

/// The pane in the middle: the table, or what there is to say instead.
struct GridPane {
    let tab: TableTab?
    let isFocused: Bool

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard let tab else {
            let text = "No table is open.\n\nPress o to open a file, or Tab to choose one from the sources."
            frame.draw(EmptyNote(text), in: rect, theme)
            return
        }
        switch tab.phase {
        case .waiting, .opening: frame.draw(EmptyNote("Opening \(tab.title)…"), in: rect, theme)
        case .failed(let message): draw(message, into: &frame, in: rect, theme)
        case .ready: frame.draw(tab.window(in: rect, withRows: true, isFocused: isFocused).view, in: rect, theme)
        }
    }

    private func draw(_ message: Message, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect.inset(2, 1)
        for (text, role) in [(message.text, Role.error), (message.hint, .text), (message.detail, .muted)]
        where !text.isEmpty {
            for line in TextLayout.wrap(text, to: max(1, room.width)) {
                frame.line(line, in: room.cut(top: 1), theme[role].withoutBackground)
            }
            _ = room.cut(top: 1)
        }
    }
}
