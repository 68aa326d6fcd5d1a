/// Where the cursor is and what part of the table is seen. Rows and columns count from 0.
struct GridCursor: Sendable, Hashable {
    var row = 0
    var column = 0
    /// The first row and column shown.
    var top = 0
    var left = 0

    /// A movement of the cursor.
    enum Move: Sendable, Hashable {
        case rows(Int)
        case columns(Int)
        /// Whole pages (or halves), keeping the place on the screen.
        case pages(Int)
        case halfPages(Int)
        case firstRow, lastRow
        case firstColumn, lastColumn
        case toRow(Int)
        /// A share of the table, 0 to 1.
        case toShare(Double)
        case toColumn(Int)
        case toColumnNamed(String)
        /// Scrolls without moving the cursor unless it would leave the screen.
        case scroll(Int)
    }

    /// Moves within a table of `rows` x `columns`, seen through `height` rows.
    mutating func move(_ move: Move, rows: Int, columns: Int, height: Int) {
        let page = max(1, height)
        switch move {
        case .rows(let n): row += n
        case .columns(let n): column += n
        case .pages(let n): jump(n * page)
        case .halfPages(let n): jump(n * max(1, page / 2))
        case .firstRow: row = 0
        case .lastRow: row = rows - 1
        case .firstColumn: column = 0
        case .lastColumn: column = columns - 1
        case .toRow(let n): center(n, page)
        case .toShare(let share): center(Int((share * Double(max(0, rows - 1))).rounded()), page)
        case .toColumn(let n): column = n
        case .toColumnNamed: break
        case .scroll(let n):
            top = max(0, min(top + n, rows - page))
            row = max(top, min(row, top + page - 1))
        }
        clamp(rows: rows, columns: columns, height: height)
    }

    /// Brings the cursor into the table and the screen to the cursor.
    mutating func clamp(rows: Int, columns: Int, height: Int) {
        row = max(0, min(row, rows - 1))
        column = max(0, min(column, columns - 1))
        let page = max(1, height)
        if row < top { top = row }
        if row >= top + page { top = row - page + 1 }
        top = max(0, min(top, max(0, rows - page)))
        if column < left { left = column }
    }

    private mutating func jump(_ n: Int) {
        row += n
        top += n
    }

    /// Goes to a row; when it is not on the screen, shows it in the middle.
    private mutating func center(_ n: Int, _ page: Int) {
        row = n
        if n < top || n >= top + page { top = n - page / 2 }
    }
}
