import Screen
import Shaping
import Tabular
import Testing

@testable import Studio

@Suite struct GridCursorTests {
    @Test func pagesKeepThePlaceOnTheScreen() {
        var cursor = GridCursor(row: 5, column: 0, top: 0, left: 0)
        cursor.move(.pages(1), rows: 1_000, columns: 3, height: 40)
        #expect(cursor.row == 45)
        #expect(cursor.top == 40)
    }

    @Test func nothingLeavesTheTable() {
        var cursor = GridCursor()
        for move in [GridCursor.Move.rows(-1), .columns(-1), .pages(-3), .toRow(-5), .scroll(-9)] {
            cursor.move(move, rows: 10, columns: 2, height: 40)
        }
        #expect(cursor == GridCursor())
        for move in [GridCursor.Move.rows(99), .columns(99), .pages(3), .toRow(99), .scroll(99)] {
            cursor.move(move, rows: 10, columns: 2, height: 40)
        }
        #expect(cursor == GridCursor(row: 9, column: 1, top: 0, left: 0))
    }

    @Test func theLastPageIsFull() {
        var cursor = GridCursor()
        cursor.move(.lastRow, rows: 100, columns: 1, height: 40)
        #expect(cursor.row == 99)
        #expect(cursor.top == 60)
    }

    @Test func anEmptyTableHasNoPlaceToGo() {
        var cursor = GridCursor()
        cursor.move(.lastRow, rows: 0, columns: 0, height: 40)
        #expect(cursor == GridCursor())
    }

    @Test func aFarRowIsShownInTheMiddle() {
        var cursor = GridCursor()
        cursor.move(.toRow(500), rows: 1_000, columns: 1, height: 40)
        #expect(cursor.top == 480)
        cursor.move(.toRow(510), rows: 1_000, columns: 1, height: 40)
        #expect(cursor.top == 480, "a row on the screen does not scroll it")
    }
}

@Suite struct TileTests {
    @Test func aCellIsFoundInItsTile() {
        var cache = TileCache()
        let tile = Tile(row: 300, column: 1)
        cache.insert(Make.page(tile), at: tile)
        #expect(cache.value(row: 300, column: 1) == CellValue("300.1"))
        #expect(cache.value(row: 10, column: 1) == nil)
    }

    @Test func theFarthestTileGoesFirst() {
        var cache = TileCache()
        for block in 0...TileCache.capacity {
            let tile = Tile(rowBlock: block, columnBlock: 0)
            cache.insert(Make.page(tile, rows: 1), at: tile)
        }
        #expect(cache.pages.count == TileCache.capacity)
        #expect(!cache.has(Tile(rowBlock: 0, columnBlock: 0)))
        #expect(cache.has(Tile(rowBlock: TileCache.capacity, columnBlock: 0)))
    }

    @Test func aRectangleIsCoveredExactly() {
        let tiles = Tile.covering(rows: 250..<260, columns: 60..<70)
        #expect(
            Set(tiles) == [
                Tile(rowBlock: 0, columnBlock: 0), Tile(rowBlock: 0, columnBlock: 1), Tile(rowBlock: 1, columnBlock: 0),
                Tile(rowBlock: 1, columnBlock: 1),
            ])
        #expect(Tile.covering(rows: 5..<5, columns: 0..<3).isEmpty)
    }
}

@Suite struct CellFilterTests {
    @Test(arguments: [
        (ColumnType.text, "it's", "\"a\"\"b\" = 'it''s'"),
        (.bigint, "42", "\"a\"\"b\" = 42"),
        (.double, "0.1", "\"a\"\"b\" = CAST('0.1' AS DOUBLE)"),
        (.timestamp, "2013-01-01 05:00:00", "\"a\"\"b\" = CAST('2013-01-01 05:00:00' AS TIMESTAMP)"),
        (.boolean, "true", "\"a\"\"b\" = TRUE"),
        (.text, "'); DROP TABLE x; --", "\"a\"\"b\" = '''); DROP TABLE x; --'"),
    ])
    func aCellBecomesACondition(type: ColumnType, text: String, condition: String) {
        #expect(CellFilter.matching(Column("a\"b", type), CellValue(text)) == condition)
    }

    @Test func nullIsAskedForByItsName() {
        #expect(CellFilter.matching(Column("a", .bigint), .null) == "\"a\" IS NULL")
        #expect(CellFilter.excluding(Column("a", .bigint), .null) == "\"a\" IS NOT NULL")
        #expect(CellFilter.excluding(Column("a", .bigint), CellValue("1")) == "\"a\" IS DISTINCT FROM 1")
    }

    @Test func theTablesOwnFiltersStay() {
        var table = Make.table()
        table.relation.filters = ["x > 0"]
        let view = TableView(chain: Chain([.filter("y > 1"), .sort([SortKey("c1")])]))
        #expect(view.relation(of: table).sql == "SELECT * FROM t WHERE (x > 0) AND (y > 1) ORDER BY \"c1\" NULLS LAST")
    }
}

@Suite struct ColumnArrangementTests {
    let schema = Schema(["a", "b", "c", "d"].map { Column($0, .bigint) })

    @Test func columnsAreHiddenMovedAndFrozen() {
        var columns = ColumnArrangement()
        #expect(columns.shown(schema) == schema)
        columns.hidden = ["b"]
        columns.move("d", by: -1, in: columns.shown(schema))
        #expect(columns.shown(schema).names == ["a", "d", "c"])
        columns.freeze(through: "d", in: columns.shown(schema))
        #expect(columns.frozenCount(columns.shown(schema)) == 2)
        columns.hidden = []
        #expect(columns.shown(schema).names == ["a", "d", "c", "b"])
        columns.move("a", by: 1, in: columns.shown(schema))
        #expect(columns.shown(schema).names == ["d", "a", "c", "b"])
        #expect(columns.frozenCount(columns.shown(schema)) == 2)
        columns.freeze(through: "a", in: columns.shown(schema))
        #expect(columns.frozenCount(columns.shown(schema)) == 0)
    }

    @Test func aTableAlwaysShowsAColumn() {
        var columns = ColumnArrangement()
        columns.hidden = ["a", "b", "c", "d"]
        #expect(columns.shown(schema) == schema)
    }
}
