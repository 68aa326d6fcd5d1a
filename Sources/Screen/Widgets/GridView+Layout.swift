extension GridView {
    /// Where the parts of a grid are.
    public struct Layout: Sendable, Hashable {
        public struct Place: Sendable, Hashable {
            /// Index in `columns`.
            public var column: Int
            public var x: Int
            /// Room for the values; a blank stands on both sides.
            public var width: Int
            /// False when the rectangle ends before the column does.
            public var isWhole: Bool
        }

        public var header: Rect
        public var numbers: Rect
        public var body: Rect
        public var places: [Place]
    }

    /// What a click in a grid means.
    public enum Hit: Sendable, Hashable {
        case header(column: Int)
        /// `row` counts from the start of the table.
        case cell(row: Int, column: Int)
    }

    /// Header lines: the names, and the types where there are some and room for them.
    func headerRows(_ rect: Rect) -> Int {
        rect.height < 4 || columns.allSatisfy { $0.type.isEmpty } ? min(1, rect.height) : 2
    }

    /// How many rows of the table fit.
    public func visibleRows(in rect: Rect) -> Int { max(0, rect.height - headerRows(rect)) }

    public func layout(in rect: Rect) -> Layout {
        var body = rect
        var header = body.cut(top: headerRows(rect))
        var numbers = Rect(x: body.x, y: body.y, width: 0, height: body.height)
        if showsRowNumbers {
            let digits = String(max(rowCount ?? 0, firstRow + rows.count)).count + 2
            if digits < rect.width / 3 {
                numbers = body.cut(left: digits)
                _ = header.cut(left: digits)
            }
        }
        return Layout(header: header, numbers: numbers, body: body, places: places(from: firstColumn, in: body))
    }

    /// The columns in sight when scrolled to `start`; the frozen ones always come first.
    func places(from start: Int, in body: Rect) -> [Layout.Place] {
        var found: [Layout.Place] = [], x = body.x
        let held = min(frozen, columns.count)
        for i in Array(0..<held) + Array(max(held, start)..<max(held, start, columns.count)) {
            guard x < body.right else { break }
            let wanted = width(of: i), room = body.right - x - 2
            guard room >= wanted || room >= 6 || found.isEmpty else { break }
            found.append(.init(column: i, x: x + 1, width: max(1, min(wanted, room)), isWhole: room >= wanted))
            x += wanted + 2
        }
        return found
    }

    /// Columns that the values of a column take.
    public func width(of column: Int) -> Int {
        columns[column].width
            ?? columns[column].fittingWidth(rows.lazy.map { $0.indices.contains(column) ? $0[column] : "" })
    }

    /// The first unfrozen column to show so that `column` is wholly in sight, moving as little as can be.
    public func firstColumn(showing column: Int, in rect: Rect) -> Int {
        let held = min(frozen, columns.count)
        guard column >= held, columns.indices.contains(column) else { return max(held, firstColumn) }
        let body = layout(in: rect).body
        var start = max(held, min(firstColumn, column))
        while start < column, !places(from: start, in: body).contains(where: { $0.column == column && $0.isWhole }) {
            start += 1
        }
        return start
    }

    /// What lies under a point.
    public func hit(_ point: Point, in rect: Rect) -> Hit? {
        let layout = layout(in: rect)
        guard rect.contains(point) else { return nil }
        let place = layout.places.last { point.x >= $0.x - 1 && point.x <= $0.x + $0.width }
        if point.y < layout.body.y { return place.map { .header(column: $0.column) } }
        let row = firstRow + point.y - layout.body.y
        guard row < firstRow + rows.count, let column = place?.column ?? cursorColumn else { return nil }
        return .cell(row: row, column: column)
    }
}
