import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct OpeningTests {
    @Test func parquetTellsColumnsAndRowsFromItsFooter() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        #expect(table.format == .parquet && table.rowCount == 336_776 && !table.needsLoading)
        #expect(table.schema.count == 19)
        #expect(table.schema["time_hour"]?.type == .timestamp)
        #expect(table.notes.isEmpty)
        #expect(table.fingerprint.hasPrefix("files:1:5010538:"))
        let page = try await connection.page(of: table.relation, rows: 0..<2, columns: ["carrier", "dep_delay"])
        #expect(page.texts == [["UA", "2.0"], ["UA", "4.0"]])
    }

    @Test func severalFilesAndPatternsAreOneTable() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        for part in 1...3 {
            try await connection.write(
                "SELECT \(part) AS part, i FROM range(\(part * 10)) t(i)",
                to: .parquet(path: "\(folder.path)/p[\(part)].parquet")
            ) { _ in }
        }
        let byPattern = try await connection.open(SourceLocation("\(folder.path)/p*.parquet"))
        #expect(byPattern.rowCount == 60)
        let byFolder = try await connection.open(SourceLocation(folder.path))
        #expect(byFolder.rowCount == 60 && byFolder.notes.count == 1)
        let two = try await connection.open(
            SourceLocation(["\(folder.path)/p[3].parquet", "\(folder.path)/p[1].parquet"]))
        #expect(two.rowCount == 40)
        let page = try await connection.page(of: two.relation, rows: 28..<32, columns: nil)
        #expect(page.texts == [["3", "28"], ["3", "29"], ["1", "0"], ["1", "1"]])
    }

    @Test func filesWithDifferentColumnsAreMatchedByName() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let (a, b) = (folder.path + "/a.parquet", folder.path + "/b.parquet")
        try await connection.write("SELECT 1 AS x, 2 AS y", to: .parquet(path: a)) { _ in }
        try await connection.write("SELECT 3 AS y, 4 AS z", to: .parquet(path: b)) { _ in }
        let table = try await connection.open(SourceLocation([a, b]))
        #expect(table.schema.names == ["x", "y", "z"] && table.notes.count == 1)
        #expect(
            try await connection.page(of: table.relation, rows: 0..<9, columns: nil).texts == [
                ["1", "2", nil], [nil, "3", "4"],
            ])
    }

    @Test func penguins() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.penguins))
        #expect(table.format == .csv && table.needsLoading)
        #expect(table.schema.names.first == "species")
        #expect(table.schema["bill_length_mm"]?.type == .double)
        #expect(table.schema["year"]?.type == .bigint)
        #expect(table.schema["sex"]?.type == .text)
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rowCount == 344 && !loaded.needsLoading)
        #expect(try await connection.load(table) { _ in }.relation == loaded.relation)
        let other = try await connection.core.connectForTest()
        #expect(
            try await other.page(of: loaded.relation, rows: 343..<400, columns: ["species"]).texts == [["Chinstrap"]])
    }

    @Test func workspaceTablesAndViews() async throws {
        let connection = try await memoryConnection()
        _ = try await connection.execute("CREATE TABLE \"My Table\" AS SELECT 1 AS a; CREATE VIEW v AS SELECT 2 AS b")
        let table = try await connection.open(SourceLocation("my table"))
        #expect(table.format == .table && table.rowCount == 1 && table.schema.names == ["a"])
        #expect(try await connection.open(SourceLocation("v")).format == .view)
        #expect(
            try await connection.workspaceTables() == [
                WorkspaceTable(name: "My Table", isView: false, estimatedRows: 1),
                WorkspaceTable(name: "v", isView: true),
            ])
    }

    @Test func jsonDocumentsAndLines() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let lines = try folder.file("a.jsonl", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2.5, \"c\": [1, 2]}\n")
        let table = try await connection.open(SourceLocation(lines))
        #expect(table.schema.names == ["a", "b", "c"] && table.schema["a"]?.type == .double)
        let loaded = try await connection.load(table) { _ in }
        #expect(
            try await connection.page(of: loaded.relation, rows: 0..<5, columns: nil).texts
                == [["1.0", "x", nil], ["2.5", nil, "[1, 2]"]])
        let array = try folder.file("noname", "[{\"a\": 1}, {\"a\": 2}]")
        #expect(try await connection.open(SourceLocation(array)).format == .json)
        let broken = try folder.file("broken.json", "{\"a\": 1}\n{\"a\": oops}\n")
        let found = await problem { try await connection.open(SourceLocation(broken)) }
        #expect(found?.title.contains("broken.json as JSON") == true)
        #expect(found?.title.contains("line") == true || found?.detail.contains("line") == true)
    }

    @Test func whatCannotBeOpenedIsToldWhy() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        func title(_ location: String...) async -> String {
            await problem { try await connection.open(SourceLocation(location)) }?.title ?? "no problem"
        }
        #expect(await title(folder.path + "/none.csv") == "cannot read \(folder.path)/none.csv: no such file")
        #expect(
            await title("nothing_here")
                == "cannot open nothing_here: there is no such file and no such table in the workspace")
        #expect(await title(folder.path) == "the folder \(folder.path) holds no tables")
        #expect(await title(folder.path + "/*.csv") == "no file matches \(folder.path)/*.csv")
        let empty = try folder.file("empty.csv", "")
        #expect(await title(empty) == "\(empty) is empty: it has no columns and no rows")
        let whole = try Data(contentsOf: URL(fileURLWithPath: Samples.flights))
        let cut = folder.path + "/cut.parquet"
        try whole.prefix(100_000).write(to: URL(fileURLWithPath: cut))
        #expect(await title(cut) == "\(cut) is cut off: the end of the Parquet file is missing")
        let fake = try folder.file("fake.parquet", "a,b\n1,2\n")
        #expect(await title(fake) == "\(fake) is not a Parquet file")
        let damaged = folder.path + "/damaged.parquet"
        var bytes = whole
        bytes.replaceSubrange((bytes.count - 2000)..<(bytes.count - 8), with: Data(repeating: 0xAA, count: 1992))
        try bytes.write(to: URL(fileURLWithPath: damaged))
        #expect(await title(damaged) == "cannot read \(damaged) as Parquet")
        #expect(await title("ftp://example.org/a.csv").contains("no way to read such addresses"))
        #expect(await title(empty, Samples.flights).contains("empty"))
    }
}

extension DatabaseCore {
    /// Another connection to the same database.
    func connectForTest() async throws -> DuckDBConnection { try DuckDBConnection(core: self) }
}
