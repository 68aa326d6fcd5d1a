/// A window of a table: a frozen header of names and types, row numbers, and a cell cursor.
///
/// It knows nothing of where values come from: it gets the rows that are in sight as text, nil for NULL.
public struct GridView: Widget {
    public var columns: [GridColumn]
    /// The rows in sight, the first one being row `firstRow` of the table. nil is NULL.
    public var rows: [[String?]]
    /// The number of the first row in sight, from 0.
    public var firstRow: Int
    /// Rows of the whole table, if known: the width of the row numbers follows it.
    public var rowCount: Int?
    /// The cell under the cursor, counted in the whole table.
    public var cursorRow: Int?
    public var cursorColumn: Int?
    /// The first column in sight after the frozen ones.
    public var firstColumn: Int
    /// Columns at the left that do not scroll.
    public var frozen: Int
    public var showsRowNumbers: Bool
    public var isFocused: Bool
    /// Text that is marked where values contain it.
    public var search: String
    /// Numbers of rows that are marked at their number.
    public var marked: Set<Int>
    /// Said when there are no rows.
    public var empty: String

    public init(
        columns: [GridColumn], rows: [[String?]], firstRow: Int = 0, rowCount: Int? = nil, cursorRow: Int? = nil,
        cursorColumn: Int? = nil, firstColumn: Int = 0, frozen: Int = 0, showsRowNumbers: Bool = true,
        isFocused: Bool = true, search: String = "", marked: Set<Int> = [],
        empty: String = "no rows"
    ) {
        self.columns = columns
        self.rows = rows
        self.firstRow = firstRow
        self.rowCount = rowCount
        self.cursorRow = cursorRow
        self.cursorColumn = cursorColumn
        self.firstColumn = firstColumn
        self.frozen = frozen
        self.showsRowNumbers = showsRowNumbers
        self.isFocused = isFocused
        self.search = search
        self.marked = marked
        self.empty = empty
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let layout = layout(in: rect)
        drawHeader(into: &frame, rect, layout, theme)
        if rows.isEmpty { EmptyNote(empty).draw(into: &frame, in: layout.body, theme: theme) }
        for y in 0..<min(layout.body.height, rows.count) {
            drawRow(y, into: &frame, layout, theme)
        }
        markMore(into: &frame, layout, theme)
    }

    private func drawHeader(into frame: inout Frame, _ rect: Rect, _ layout: Layout, _ theme: Theme) {
        var whole = rect
        frame.fill(whole.cut(top: 1), theme[.header])
        // Attributes add up, and the types must not take on the names' bold.
        frame.fill(whole.cut(top: layout.header.height - 1), theme[.header].withoutAttributes)
        for place in layout.places {
            let column = columns[place.column]
            let isActive = place.column == cursorColumn
            let style = theme[isActive ? .headerActive : .header]
            if isActive {
                var both = Rect(
                    x: place.x - 1, y: layout.header.y, width: place.width + 2, height: layout.header.height)
                frame.fill(both.cut(top: 1), style)
                frame.fill(both, style.withoutAttributes)
            }
            var title = Rect(x: place.x, y: layout.header.y, width: place.width, height: 1)
            if let sort = column.sort, title.width > 3 {
                let mark = column.alignment == .right ? title.cut(left: 2) : title.cut(right: 2)
                let arrow = sort == .ascending ? theme.glyphs.arrowUp : theme.glyphs.arrowDown
                frame.line(
                    arrow, in: mark, theme[.accent].withoutBackground, column.alignment == .right ? .left : .right)
            }
            frame.line(column.title, in: title, style, column.alignment, ellipsis: theme.glyphs.ellipsis)
            guard layout.header.height > 1 else { continue }
            let type = Rect(x: place.x, y: layout.header.y + 1, width: place.width, height: 1)
            frame.line(
                column.type, in: type, theme[.headerType].withoutBackground, column.alignment,
                ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func drawRow(_ y: Int, into frame: inout Frame, _ layout: Layout, _ theme: Theme) {
        let isCursor = firstRow + y == cursorRow
        let line = layout.body.row(y)
        if isCursor { frame.restyle(line, theme[.cursorRow]) }
        let isMarked = marked.contains(firstRow + y)
        if isMarked, layout.numbers.isEmpty { frame.restyle(line, theme[.selectionInactive]) }
        if !layout.numbers.isEmpty {
            var number = layout.numbers.row(y)
            let edge = number.cut(right: 1)
            if isMarked { frame.line(theme.glyphs.bullet, in: edge, theme[.accent].withoutBackground) }
            frame.line(
                String(firstRow + y + 1), in: number, theme[isCursor ? .accent : .rowNumber].withoutBackground, .right)
        }
        for place in layout.places {
            let value = rows[y].indices.contains(place.column) ? rows[y][place.column] : ""
            let isCell = isCursor && place.column == cursorColumn
            let whole = Rect(x: place.x - 1, y: line.y, width: place.width + 2, height: 1).intersection(layout.body)
            if isCell {
                frame.restyle(whole, theme[isFocused ? .cursorCell : .selectionInactive])
            } else if place.column == cursorColumn, !isCursor {
                frame.restyle(whole, theme[.cursorColumn])
            }
            drawValue(
                value, isCell, into: &frame, Rect(x: place.x, y: line.y, width: place.width, height: 1),
                columns[place.column], theme)
        }
    }

    private func drawValue(
        _ value: String?, _ isCell: Bool, into frame: inout Frame, _ place: Rect, _ column: GridColumn, _ theme: Theme
    ) {
        guard let value else {
            let style = theme[.null].withoutBackground
            frame.line("NULL", in: place, isCell ? Style(style.attributes) : style, column.alignment)
            return
        }
        let style = isCell && isFocused ? .plain : theme[column.role].withoutBackground
        // A cell shows one line; there is no need to look at the rest of a very long value.
        let shown =
            value.utf8.count > 4 * place.width + 64 ? String(value.unicodeScalars.prefix(2 * place.width + 16)) : value
        let used = frame.line(shown, in: place, style, column.alignment, ellipsis: theme.glyphs.ellipsis)
        guard !search.isEmpty, let found = shown.range(of: search, ignoringCase: true) else { return }
        let from = TextWidth.of(shown[..<found.lowerBound]), length = TextWidth.of(shown[found])
        let start = place.x + (column.alignment == .right ? place.width - used : 0) + from
        frame.restyle(Rect(x: start, y: place.y, width: length, height: 1).intersection(place), theme[.match])
    }

    /// Arrows at the ends of the header say that there are columns out of sight.
    private func markMore(into frame: inout Frame, _ layout: Layout, _ theme: Theme) {
        guard let last = layout.places.last, layout.header.width > 8 else { return }
        let style = theme[.accent].withoutBackground
        if last.column < columns.count - 1 || !last.isWhole {
            frame.line(theme.glyphs.arrowRight, in: layout.header, style, .right)
        }
        if firstColumn > frozen { frame.line(theme.glyphs.arrowLeft, in: layout.header, style) }
    }
}

extension String {
    /// The first place where the other text is, without looking at case.
    func range(of other: String, ignoringCase: Bool) -> Range<String.Index>? {
        guard ignoringCase else { return firstRange(of: other) }
        let wanted = Array(other.lowercased()), characters = Array(indices)
        guard !wanted.isEmpty, characters.count >= wanted.count else { return nil }
        for start in 0...(characters.count - wanted.count) {
            let fits = wanted.indices.allSatisfy { self[characters[start + $0]].lowercased() == String(wanted[$0]) }
            if fits {
                let end = start + wanted.count
                return characters[start]..<(end < characters.count ? characters[end] : endIndex)
            }
        }
        return nil
    }
}
