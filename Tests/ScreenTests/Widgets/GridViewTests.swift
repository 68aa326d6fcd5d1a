import Screen
import Testing

@Suite struct GridViewTests {
    static let columns = [
        GridColumn("year", type: "INTEGER", alignment: .right, role: .number), GridColumn("carrier", type: "VARCHAR"),
        GridColumn("dep_delay", type: "DOUBLE", alignment: .right, role: .number, sort: .descending),
        GridColumn("note 東京", type: "VARCHAR"),
    ]
    static let rows: [[String?]] = [
        ["2013", "UA", "1301.5", "fine"], ["2013", nil, nil, "tab\there"], ["2013", "日本航空", "-43", ""],
        ["2013", "B6 👍🏽", "0", "a remark that is far too long for its column, wherever it stands"],
    ]

    private func grid(firstColumn: Int = 0, frozen: Int = 0) -> GridView {
        GridView(
            columns: Self.columns, rows: Self.rows, firstRow: 98, rowCount: 336_776, cursorRow: 99, cursorColumn: 2,
            firstColumn: firstColumn, frozen: frozen)
    }

    @Test(arguments: [(80, 24), (40, 8), (20, 4), (200, 60), (7, 2), (1, 1)])
    func everySizeIsSound(width: Int, height: Int) { drawn(grid(), width, height).expectSound() }

    @Test func lookOfTheGrid() throws {
        try Golden.expect(drawn(grid(), 80, 7), "grid-80x7")
        try Golden.expect(drawn(grid(), 20, 4), "grid-20x4")
        try Golden.expect(drawn(grid(firstColumn: 2, frozen: 1), 60, 7, .ascii), "grid-scrolled-ascii")
    }

    @Test func nullIsNotTheTextNull() {
        let frame = drawn(
            GridView(columns: [GridColumn("a")], rows: [[nil], ["NULL"], [""]], showsRowNumbers: false), 10, 4)
        #expect(frame.text == " a\n NULL\n NULL\n")
        #expect(frame[1, 1].style != frame[1, 2].style)
    }

    @Test func theCursorCellStandsOut() {
        let frame = drawn(grid(), 80, 7), theme = Theme.builtIn
        let cells = (0..<80).filter { frame[$0, 3].style.background == theme[.cursorCell].background }
        let place = grid().layout(in: frame.bounds).places.first { $0.column == 2 }
        #expect(cells.first == place.map { $0.x - 1 })
        #expect(cells.count == place.map { $0.width + 2 })
    }

    @Test func clicksFindCellsAndHeaders() {
        let grid = grid(), rect = Rect(x: 5, y: 2, width: 80, height: 10)
        let places = grid.layout(in: rect).places
        #expect(grid.hit(Point(x: places[1].x, y: 3), in: rect) == .header(column: 1))
        #expect(grid.hit(Point(x: places[2].x, y: 5), in: rect) == .cell(row: 99, column: 2))
        #expect(grid.hit(Point(x: places[2].x, y: 11), in: rect) == nil)
        #expect(grid.hit(Point(x: 0, y: 0), in: rect) == nil)
    }

    @Test func scrollingSideways() {
        let wide = GridView(columns: (0..<30).map { GridColumn("c\($0)", width: 10) }, rows: [])
        let rect = Rect(x: 0, y: 0, width: 50, height: 10)
        #expect(wide.firstColumn(showing: 0, in: rect) == 0)
        let start = wide.firstColumn(showing: 20, in: rect)
        var scrolled = wide
        scrolled.firstColumn = start
        #expect(scrolled.layout(in: rect).places.contains { $0.column == 20 && $0.isWhole })
        // Back to the left moves only as far as needed.
        #expect(scrolled.firstColumn(showing: 20, in: rect) == start)
        #expect(scrolled.firstColumn(showing: 3, in: rect) == 3)
    }

    @Test func whatIsSearchedIsMarked() {
        var grid = grid()
        grid.search = "REMARK"
        let frame = drawn(grid, 80, 7)
        let marked = (0..<80).filter { frame[$0, 5].style.background == Theme.builtIn[.match].background }.map {
            frame[$0, 5].text
        }
        #expect(marked.joined() == "remark")
    }

    @Test func widthsFollowTheValues() {
        #expect(GridColumn("a").fittingWidth(["x", nil]) == 4)
        #expect(GridColumn("a").fittingWidth(["日本航空"]) == 8)
        #expect(GridColumn("dep_delay", sort: .ascending).fittingWidth([]) == 11)
        #expect(GridColumn("a").fittingWidth([String(repeating: "x", count: 500)]) == GridColumn.widths.upperBound)
    }
}
