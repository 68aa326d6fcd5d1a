import Tabular

/// A piece of a table: a block of rows of a block of columns. Pages are fetched, kept and dropped by tile.
struct Tile: Sendable, Hashable {
    /// Rows in a tile.
    static let rows = 256
    /// Columns in a tile: tables of thousands of columns are read a part at a time.
    static let columns = 64

    var rowBlock: Int
    var columnBlock: Int

    init(rowBlock: Int, columnBlock: Int) {
        self.rowBlock = rowBlock
        self.columnBlock = columnBlock
    }

    /// The tile that holds a cell.
    init(row: Int, column: Int) {
        self.init(rowBlock: row / Tile.rows, columnBlock: column / Tile.columns)
    }

    var rowRange: Range<Int> { rowBlock * Tile.rows..<(rowBlock + 1) * Tile.rows }

    func columnRange(of count: Int) -> Range<Int> {
        let start = min(count, columnBlock * Tile.columns)
        return start..<min(count, start + Tile.columns)
    }

    /// The tiles that hold the cells of a rectangle.
    static func covering(rows: Range<Int>, columns: Range<Int>) -> [Tile] {
        guard !rows.isEmpty, !columns.isEmpty else { return [] }
        return (rows.lowerBound / Tile.rows...(rows.upperBound - 1) / Tile.rows).flatMap { row in
            (columns.lowerBound / Tile.columns...(columns.upperBound - 1) / Tile.columns).map {
                Tile(rowBlock: row, columnBlock: $0)
            }
        }
    }
}

/// The tiles around the cursor.
struct TileCache: Sendable, Equatable {
    /// Tiles kept: at most so many, the farthest from the newest one go first.
    static let capacity = 24

    private(set) var pages: [Tile: TablePage] = [:]

    var isEmpty: Bool { pages.isEmpty }
    func has(_ tile: Tile) -> Bool { pages[tile] != nil }

    mutating func removeAll() { pages = [:] }

    mutating func insert(_ page: TablePage, at tile: Tile) {
        pages[tile] = page
        guard pages.count > Self.capacity else { return }
        let farthest = pages.keys.max { distance($0, tile) < distance($1, tile) }
        if let farthest { pages[farthest] = nil }
    }

    /// The value of a cell, or nil while its page has not come.
    func value(row: Int, column: Int) -> CellValue? {
        let tile = Tile(row: row, column: column)
        guard let page = pages[tile] else { return nil }
        let r = row - page.firstRow, c = column - tile.columnBlock * Tile.columns
        guard page.rows.indices.contains(r), page.rows[r].indices.contains(c) else { return nil }
        return page.rows[r][c]
    }

    /// One past the last row that is here.
    var lastRow: Int { pages.values.map(\.range.upperBound).max() ?? 0 }

    private func distance(_ a: Tile, _ b: Tile) -> Int {
        abs(a.rowBlock - b.rowBlock) * 4 + abs(a.columnBlock - b.columnBlock) * 3
    }
}
