/// One value as text, ready to be shown. Control characters are still in it: the screen makes them visible.
public struct CellValue: Sendable, Hashable, Codable {
    /// The text, or nil for NULL.
    public var text: String?

    public init(_ text: String?) { self.text = text }

    public static let null = CellValue(nil)
    public var isNull: Bool { text == nil }
}

/// A window of a table: some rows of some columns.
public struct TablePage: Sendable, Hashable {
    /// The columns of this page, left to right.
    public var columns: [Column]
    /// The number of the first row in the relation, from 0.
    public var firstRow: Int
    /// `rows[r][c]` is the value of `columns[c]` in row `firstRow + r`.
    public var rows: [[CellValue]]

    public init(columns: [Column], firstRow: Int = 0, rows: [[CellValue]]) {
        self.columns = columns
        self.firstRow = firstRow
        self.rows = rows
    }

    /// The row numbers that this page holds.
    public var range: Range<Int> { firstRow..<(firstRow + rows.count) }
}
