import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Sheets of workbooks: headers, types, and everything that has a value.
@Suite struct ExcelTests {
    let folder: TestFolder
    let connection: DuckDBConnection
    private static let book = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures/book.xlsx"

    init() async throws {
        folder = try TestFolder()
        connection = try await memoryConnection()
    }

    @Test func severalSheetsAreAChoice() async throws {
        let names = try await connection.parts(of: SourceLocation(Self.book)).map(\.name)
        #expect(names == ["Orders", "Second sheet", "It's <odd> & \"quoted\"", "Empty", "Numbers"])
        let asked = await problem { try await connection.open(SourceLocation(Self.book)) }
        #expect(asked?.kind == .usage && asked?.hint.contains("book.xlsx#Orders") == true)
        for name in ["book.xlsx#Orders", "book.xlsx/orders"] {
            let path = (Self.book as NSString).deletingLastPathComponent + "/" + name
            #expect(try await connection.open(SourceLocation(path)).schema.count == 7)
        }
        let wrong = await problem { try await connection.open(SourceLocation(Self.book + "#Order")) }
        #expect(wrong?.hint.contains("Did you mean 'Orders'?") == true)
    }

    @Test func typesAreThoseOfTheCells() async throws {
        let table = try await connection.open(SourceLocation(Self.book + "#Orders"))
        #expect(table.format == .excel && table.rowCount == 4)
        #expect(
            table.schema.columns.map(\.type.name) == [
                "BIGINT", "VARCHAR", "DATE", "TIMESTAMP", "DOUBLE", "VARCHAR", "BOOLEAN",
            ])
        let loaded = try await connection.load(table) { _ in }
        let page = try await connection.page(of: loaded.relation, rows: 2..<4, columns: nil)
        #expect(
            page.texts == [
                ["3", nil, "2024-01-03", "2024-01-01 12:32:15", "3.25", "002", "true"],
                ["4", "Cy", "2024-01-04", "2024-01-01 12:33:15", "0.1", "003", "false"],
            ])
    }

    @Test func theHeaderIsFoundAndNothingIsLostInSilence() async throws {
        let table = try await connection.open(SourceLocation(Self.book + "#Second sheet"))
        #expect(table.schema.names == ["a", "b", "a_1"])
        #expect(table.notes.contains { $0.contains("header in row 3") })
        #expect(table.notes.contains { $0.contains("left out: 'Report of things'") })
        #expect(table.notes.contains { $0 == "1 blank row is left out" })
        #expect(table.notes.contains { $0.hasPrefix("a mixes numbers and text (1 of 3") })
        #expect(table.notes.contains { $0.hasPrefix("a_1: 1 error") })
        let page = try await connection.page(of: table.relation, rows: 0..<9, columns: nil)
        #expect(page.texts == [["1", "x", "1"], ["oops", "y", "2"], ["3", nil, nil]])
    }

    @Test func aSheetWithoutNamesKeepsItsFirstRow() async throws {
        let table = try await connection.open(SourceLocation(Self.book + "#Numbers"))
        #expect(table.schema.names == ["A", "B"] && table.rowCount == 2)
        let page = try await connection.page(of: table.relation, rows: 0..<2, columns: nil)
        #expect(page.texts == [["1", "2.5"], ["3", "4.0"]])
        let odd = try await connection.open(SourceLocation(Self.book + "#It's <odd> & \"quoted\""))
        #expect(odd.rowCount == 1)
        let empty = await problem { try await connection.open(SourceLocation(Self.book + "#Empty")) }
        #expect(empty?.title.contains("is empty") == true)
    }

    @Test func whatTheEngineWritesComesBackEqual() async throws {
        let path = folder.path + "/out.xlsx"
        // Opening a workbook loads the extension that writes them too.
        _ = try await connection.open(SourceLocation(Self.book + "#Numbers"))
        try await connection.execute(
            """
            COPY (SELECT i AS n, 'text ' || i AS t, i / 8 AS x, DATE '2000-01-01' + i::INTEGER AS d,
                TIMESTAMP '2020-05-06 07:08:09' + to_seconds(i) AS moment, CASE WHEN i = 700 THEN 'late' END AS rare
                FROM range(1000) rows(i)) TO '\(path)' (FORMAT xlsx, HEADER true)
            """)
        let table = try await connection.open(SourceLocation(path))
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rowCount == 1000)
        let same = try await connection.query(
            """
            SELECT count(*) FROM (\(loaded.relation.sql)) WHERE t = 'text ' || n AND x = n / 8
                AND d = DATE '2000-01-01' + n::INTEGER AND moment = TIMESTAMP '2020-05-06 07:08:09' + to_seconds(n)
                AND (rare IS NOT NULL) = (n = 700)
            """, limit: 1)
        #expect(same.texts == [["1000"]])
    }

    @Test func whatCellsCannotHoldIsWrittenAsText() async throws {
        let path = folder.path + "/odd.xlsx"
        let query = """
            SELECT 'a' || chr(27) || 'b' AS "x<" , chr(1) || chr(13) || '_x0041_' AS c, 'NaN'::DOUBLE AS f, 1.5::DOUBLE AS g,
                12345678901234567 AS h, 42 AS i, [chr(7)] AS l, DATE '2024-05-06' AS d, true AS b, NULL AS n
            """
        _ = try await connection.write(query, to: .excel(path: path)) { _ in }
        let table = try await connection.open(SourceLocation(path))
        let page = try await connection.page(of: table.relation, rows: 0..<5, columns: nil)
        let row = Dictionary(zip(page.columns.map(\.name), page.texts[0])) { first, _ in first }
        #expect(row["x<"] == "a_x001B_b" && row["c"] == "_x0001__x000D__x005F_x0041_" && row["l"] == "[_x0007_]")
        #expect(row["f"] == "nan" && row["g"] == "1.5" && row["h"] == "12345678901234567" && row["i"] == "42")
        #expect(row["d"] == "2024-05-06" && row["b"] == "true")
        #expect(table.schema["h"]?.type.name == "VARCHAR" && table.schema["i"]?.type.name == "BIGINT")
    }

    /// A workbook knows no day before 1900, one day too many in that February, and no part of a millisecond.
    @Test func momentsThatAWorkbookWouldChangeAreText() async throws {
        let path = folder.path + "/moments.xlsx"
        let query = """
            SELECT DATE '1850-06-01' AS old, DATE '1900-03-01' AS new, TIMESTAMP '2024-01-02 03:04:05.678901' AS fine,
                TIMESTAMP '2024-01-02 03:04:05.678' AS plain, TIME '01:02:03.000004' AS t
            """
        _ = try await connection.write(query, to: .excel(path: path)) { _ in }
        let table = try await connection.open(SourceLocation(path))
        let page = try await connection.page(of: table.relation, rows: 0..<1, columns: nil)
        let row = Dictionary(zip(page.columns.map(\.name), page.texts[0])) { first, _ in first }
        #expect(row["old"] == "1850-06-01" && row["new"] == "1900-03-01" && row["t"] == "01:02:03.000004")
        #expect(row["fine"] == "2024-01-02 03:04:05.678901" && row["plain"] == "2024-01-02 03:04:05.678")
        #expect(table.schema["old"]?.type.kind == .text && table.schema["fine"]?.type.kind == .text)
        #expect(table.schema["new"]?.type.isTemporal == true && table.schema["plain"]?.type.isTemporal == true)
    }

    @Test func hundredsOfColumnsBeyondTheUsual() async throws {
        let path = folder.path + "/wide.xlsx"
        _ = try await connection.open(SourceLocation(Self.book + "#Numbers"))
        let list = (0..<800).map { $0 % 2 == 0 ? "i + \($0) AS c\($0)" : "'t' || i AS c\($0)" }.joined(separator: ", ")
        try await connection.execute("COPY (SELECT \(list) FROM range(3) r(i)) TO '\(path)' (FORMAT xlsx, HEADER true)")
        let table = try await connection.open(SourceLocation(path))
        #expect(table.schema.count == 800 && table.rowCount == 3)
        #expect(table.schema["c798"]?.type.name == "BIGINT" && table.schema["c799"]?.type.name == "VARCHAR")
        let page = try await connection.page(of: table.relation, rows: 2..<3, columns: ["c798", "c799"])
        #expect(page.texts == [["800", "t2"]])
    }

    @Test func aWorkbookThatWouldFillTheMemoryIsRefused() async throws {
        var data = try Data(contentsOf: URL(fileURLWithPath: Self.book))
        let mark = Data([0x50, 0x4B, 1, 2])
        var from = data.startIndex
        while let entry = data.range(of: mark, in: from..<data.endIndex) {
            if data[entry.lowerBound + 10] == 8 {
                let name = data[(entry.lowerBound + 46)..<(entry.lowerBound + 64)]
                // Every sheet claims 4 GB.
                if String(decoding: name, as: UTF8.self).hasPrefix("xl/worksheets/") {
                    data.replaceSubrange(
                        (entry.lowerBound + 24)..<(entry.lowerBound + 28), with: Data([0, 0xFF, 0xFF, 0xFF]))
                }
            }
            from = entry.upperBound
        }
        let path = folder.path + "/bomb.xlsx"
        try data.write(to: URL(fileURLWithPath: path))
        let said = await problem { try await connection.open(SourceLocation(path + "#Orders")) }
        #expect(said?.title.contains("unpacked it would be") == true, "\(String(describing: said))")
    }

    @Test func whatIsNoWorkbookIsSaid() async throws {
        let path = try folder.file("bad.xlsx", "this is no workbook at all")
        let said = await problem { try await connection.open(SourceLocation(path)) }
        #expect(said?.title.contains("as an Excel file") == true)
    }
}
