import ChildProcesses
import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Tables of SQLite and DuckDB files, and of lakes.
@Suite struct DatabaseFileTests {
    let folder: TestFolder
    let connection: DuckDBConnection
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"

    init() async throws {
        folder = try TestFolder()
        connection = try await memoryConnection()
    }

    /// Runs statements of SQLite in a file, by Python's own.
    private func sqlite(_ name: String, _ statements: String) throws -> String {
        let path = folder.path + "/" + name
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"
        #expect(try ChildProcess("python3", ["-c", script, path, statements]).wait() == 0)
        return path
    }

    @Test func tablesAndViewsOfSQLite() async throws {
        let path = try sqlite(
            "shop.db",
            """
            CREATE TABLE orders(id INTEGER PRIMARY KEY, name TEXT, price REAL, day DATE);
            INSERT INTO orders VALUES (1, 'a', 0.1, '2024-01-02'), (2, NULL, 1e300, NULL);
            CREATE VIEW cheap AS SELECT id, name FROM orders WHERE price < 1;
            CREATE TABLE "odd ""name; DROP"(x); INSERT INTO "odd ""name; DROP" VALUES ('text');
            """)
        let parts = try await connection.parts(of: SourceLocation(path))
        #expect(parts.map(\.name) == ["cheap", "odd \"name; DROP", "orders"])
        #expect(parts.map(\.kind) == [.view, .table, .table])
        let orders = try await connection.open(SourceLocation(path + "#orders"))
        #expect(orders.schema.columns.map(\.type.name) == ["BIGINT", "VARCHAR", "DOUBLE", "DATE"])
        let loaded = try await connection.load(orders) { _ in }
        let page = try await connection.page(of: loaded.relation, rows: 0..<2, columns: nil)
        #expect(page.texts == [["1", "a", "0.1", "2024-01-02"], ["2", nil, "1e+300", nil]])
        let odd = try await connection.open(parts[1].location)
        #expect(odd.schema["x"]?.type == .text)
        #expect(try await connection.page(of: odd.relation, rows: 0..<1, columns: nil).texts == [["text"]])
        let view = try await connection.open(SourceLocation(path + "/cheap"))
        #expect(try await connection.rowCount(of: view.relation) == 1)
    }

    @Test func valuesThatAreNotOfTheirColumnsTypeStayWhatTheyAre() async throws {
        let path = try sqlite(
            "loose.sqlite",
            """
            CREATE TABLE t(i INTEGER, r REAL, d DATE, b BLOB);
            INSERT INTO t VALUES (1, 0.1, '2024-01-02', x'00ff'), ('007x', 0.30000000000000004, 'soon', NULL),
                (1.75, 2, NULL, x'61');
            """)
        let table = try await connection.open(SourceLocation(path))
        #expect(table.schema.columns.map(\.type.name) == ["VARCHAR", "DOUBLE", "VARCHAR", "BLOB"])
        #expect(table.notes.contains { $0.contains("i is declared as BIGINT but holds integer and real and text") })
        let page = try await connection.page(of: table.relation, rows: 0..<3, columns: nil)
        #expect(page.texts.map { $0[0] } == ["1", "007x", "1.75"])
        #expect(page.texts.map { $0[1] } == ["0.1", "0.30000000000000004", "2.0"])
        #expect(page.texts.map { $0[2] } == ["2024-01-02", "soon", nil])
    }

    @Test func damagedFilesAreSaid() async throws {
        let text = try folder.file("bad.db", "SQLite format 3\0" + String(repeating: "hello", count: 500))
        let sqlite = await problem { try await connection.open(SourceLocation(text)) }
        #expect(sqlite?.title.contains("as a SQLite file") == true)
        let other = try folder.file("bad.duckdb", String(repeating: "hello", count: 5000))
        let duckdb = await problem { try await connection.open(SourceLocation(other)) }
        #expect(duckdb?.title.contains("as a DuckDB file") == true)
    }

    private func makeDatabase(_ name: String) async throws -> String {
        let path = folder.path + "/" + name
        let writer = try await memoryConnection()
        try await writer.execute(
            """
            ATTACH '\(path)' AS f; USE f; CREATE TABLE t AS SELECT range AS i FROM range(5000); DELETE FROM t WHERE i = 3;
            CREATE VIEW v AS SELECT i FROM t WHERE i > 4990; CREATE SCHEMA other; CREATE TABLE other.t AS SELECT 1 AS q;
            USE workspace; DETACH f
            """)
        return path
    }

    @Test func tablesAndViewsOfDuckDB() async throws {
        let path = try await makeDatabase("store.duckdb")
        let names = try await connection.parts(of: SourceLocation(path)).map(\.name)
        #expect(names == ["t", "v", "other.t"])
        let table = try await connection.open(SourceLocation(path + "#t"))
        #expect(table.format == .duckdb && table.rowCount == 4999 && !table.needsLoading)
        let page = try await connection.page(of: table.relation, rows: 2..<5, columns: nil)
        #expect(page.texts == [["2"], ["4"], ["5"]])
        let last = try await connection.page(of: table.relation, rows: 4998..<4999, columns: nil)
        #expect(last.texts == [["4999"]])
        let view = try await connection.load(try await connection.open(SourceLocation(path + "#v"))) { _ in }
        #expect(view.rowCount == 9)
        #expect(try await connection.open(SourceLocation(path + "/other.t")).schema.names == ["q"])
        // It is only read.
        let refused = await problem { try await connection.execute("DELETE FROM \(table.relation.source)") }
        #expect(refused != nil)
    }

    @Test func aNewerDuckDBFileIsSaid() async throws {
        let path = try await makeDatabase("newer.duckdb")
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data.replaceSubrange(12..<20, with: withUnsafeBytes(of: UInt64(999).littleEndian) { Data($0) })
        // The first block's own checksum, so that it is the version that is refused.
        var sum: UInt64 = 5381
        for at in stride(from: 8, to: 4096, by: 8) {
            let word = data[at..<(at + 8)].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * $1.offset) }
            sum ^= word &* 0xbf58_476d_1ce4_e5b9
        }
        data.replaceSubrange(0..<8, with: withUnsafeBytes(of: sum.littleEndian) { Data($0) })
        try data.write(to: URL(fileURLWithPath: path))
        let said = await problem { try await connection.open(SourceLocation(path)) }
        #expect(said?.title.contains("another version of DuckDB") == true, "\(String(describing: said))")
    }

    @Test func theWorkspacesOwnDatabaseIsNotOpenedTwice() async throws {
        let path = folder.path + "/warehouse.duckdb"
        let own = try await DuckDBEngineTests.connection(DuckDBDatabase.open(warehouse: path))
        try await own.execute("CREATE TABLE t AS SELECT 1 AS a")
        let said = await problem { try await own.open(SourceLocation(path)) }
        #expect(said?.title.contains("this workspace's own database") == true)
        try await own.execute("INSERT INTO t VALUES (2)")
    }

    @Test func aDeltaTableIsReadThroughItsLog() async throws {
        let table = try await connection.open(SourceLocation(Self.fixtures + "/delta"))
        #expect(table.format == .delta && table.rowCount == 3)
        #expect(table.notes.contains { $0.contains("version 2") })
        let ids = try await connection.query("SELECT id, name, year FROM (\(table.relation.sql)) ORDER BY id", limit: 9)
        #expect(ids.texts == [["1", "a", "2023"], ["3", "c", "2024"], ["4", "d", "2024"]])
    }

    @Test func anIcebergTableIsReadWhereverItLies() async throws {
        let moved = folder.path + "/moved"
        try FileManager.default.copyItem(atPath: Self.fixtures + "/iceberg", toPath: moved)
        let table = try await connection.open(SourceLocation(moved))
        #expect(table.format == .iceberg && table.rowCount == 4)
        let ids = try await connection.query("SELECT id, name, year FROM (\(table.relation.sql)) ORDER BY id", limit: 9)
        #expect(ids.texts.map { $0[0] } == ["1", "2", "3", "4"])
    }
}
