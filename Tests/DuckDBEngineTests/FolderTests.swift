import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Folders and lists of files: partitions, files that differ, formats that are mixed.
@Suite struct FolderTests {
    let folder: TestFolder
    let connection: DuckDBConnection

    init() async throws {
        folder = try TestFolder()
        connection = try await memoryConnection()
    }

    private func write(_ query: String, to name: String) async throws {
        let path = folder.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try await connection.execute("COPY (\(query)) TO '\(path)'")
    }

    @Test func filesWithoutAByteAreLeftOutAndSaid() async throws {
        let folder = try TestFolder()
        _ = try folder.file("a.csv", "x,y\n1,2\n")
        _ = try folder.file("b.csv", "")
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.notes.contains { $0 == "1 empty file is left out (b.csv)" }, "\(table.notes)")
        #expect(try await connection.rowCount(of: table.relation) == 1)
    }

    @Test func foldersNamesAreColumns() async throws {
        try await write("SELECT 1 AS a", to: "year=2023/month=01/x.parquet")
        try await write("SELECT 2 AS a", to: "year=2024/month=12/x.parquet")
        try await write("SELECT 3 AS a", to: "year=2024/month=__HIVE_DEFAULT_PARTITION__/x.parquet")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.rowCount == 3)
        #expect(table.schema["year"]?.type == .bigint)
        // A month with a leading zero stays what it is.
        #expect(table.schema["month"]?.type == .text)
        #expect(table.notes.contains { $0.contains("year and month come from the folders' names") })
        let page = try await connection.page(of: table.relation, rows: 0..<3, columns: ["a", "year", "month"])
        #expect(page.texts == [["1", "2023", "01"], ["2", "2024", "12"], ["3", "2024", nil]])
        let late = try await connection.page(of: table.relation, rows: 1..<2, columns: ["a", "month"])
        #expect(late.texts == [["2", "12"]])
    }

    @Test func datesOfFoldersAreDates() async throws {
        try await write("SELECT 1 AS a", to: "day=2024-02-29/x.parquet")
        try await write("SELECT 2 AS a", to: "day=2024-03-01/x.parquet")
        #expect(try await connection.open(SourceLocation(folder.path)).schema["day"]?.type == .date)
        try await write("SELECT 2 AS a", to: "day=2023-02-29/x.parquet")
        #expect(try await connection.open(SourceLocation(folder.path)).schema["day"]?.type == .text)
    }

    @Test func filesThatDifferAreMatchedByName() async throws {
        try await write("SELECT 1 AS a, 'x' AS b", to: "1.parquet")
        try await write("SELECT 'y' AS b, 2 AS a", to: "2.parquet")
        try await write("SELECT 'z' AS b, 2.5::DOUBLE AS a, true AS c", to: "3.parquet")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.schema.names == ["a", "b", "c"])
        #expect(table.notes.contains { $0.contains("c is missing in 2 of 3 files") })
        #expect(table.notes.contains { $0.contains("a is INTEGER in") && $0.contains("read as DOUBLE") })
        let page = try await connection.page(of: table.relation, rows: 0..<3, columns: nil)
        #expect(page.texts == [["1.0", "x", nil], ["2.0", "y", nil], ["2.5", "z", "true"]])
    }

    @Test func filesOfOneSchemaInAnotherOrderAreNoDifference() async throws {
        try await write("SELECT 1 AS a, 'x' AS b", to: "1.parquet")
        try await write("SELECT 'y' AS b, 2 AS a", to: "2.parquet")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(!table.notes.contains { $0.contains("differ") })
        let page = try await connection.page(of: table.relation, rows: 0..<2, columns: nil)
        #expect(page.texts == [["1", "x"], ["2", "y"]])
    }

    @Test func whatAMixedFolderLeavesOutIsSaid() async throws {
        try await write("SELECT 1 AS a", to: "1.parquet")
        try await write("SELECT 2 AS a", to: "2.parquet")
        _ = try folder.file("notes.csv", "x\n1\n")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.format == .parquet && table.rowCount == 2)
        #expect(table.notes.contains { $0.contains("left out are 1 csv (notes.csv)") })
    }

    @Test func aFolderOfDeltaTablesIsNotReadAsFiles() async throws {
        let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"
        try FileManager.default.createDirectory(atPath: folder.path + "/lake", withIntermediateDirectories: true)
        for name in ["one", "two"] {
            try FileManager.default.copyItem(atPath: fixtures + "/delta", toPath: folder.path + "/lake/" + name)
        }
        let asked = await problem { try await connection.open(SourceLocation(folder.path)) }
        guard case .choose(let parts)? = asked?.remedy else {
            Issue.record("\(String(describing: asked))")
            return
        }
        #expect(parts.map(\.name) == ["one", "two"])
        #expect(try await connection.open(parts[0].location).format == .delta)
    }

    @Test func jsonNestedDeepKeepsEveryLevel() async throws {
        let deep = String(repeating: "{\"k\":", count: 20) + "1" + String(repeating: "}", count: 20)
        let path = try folder.file("deep.json", deep + "\n" + deep + "\n")
        let table = try await connection.open(SourceLocation(path))
        #expect(table.schema.names == ["k"])
        let loaded = try await connection.load(table) { _ in }
        #expect(loaded.rowCount == 2)
        let inner = "k" + String(repeating: ".k", count: 19)
        let value = try await connection.query(
            "SELECT CAST(\(inner) AS VARCHAR) FROM (\(loaded.relation.sql))", limit: 1)
        #expect(value.texts == [["1"]])
    }
}

extension FolderTests {
    @Test func textFilesThatDifferAreMatchedByName() async throws {
        _ = try folder.file("1.csv", "a,b\n1,x\n")
        _ = try folder.file("2.csv", "b;a;c\ny;2;true\n")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.schema.columns.map(\.type.name) == ["BIGINT", "VARCHAR", "BOOLEAN"])
        #expect(table.notes.contains { $0.contains("c is missing in 1 of 2 files") })
        let loaded = try await connection.load(table) { _ in }
        let page = try await connection.page(of: loaded.relation, rows: 0..<2, columns: nil)
        #expect(page.texts == [["1", "x", nil], ["2", "y", "true"]])
    }

    @Test func jsonFilesThatDifferAndMixedValuesAreSaid() async throws {
        _ = try folder.file("1.json", "[{\"a\": 1, \"m\": 1}, {\"a\": 2, \"m\": \"two\"}]")
        _ = try folder.file("2.jsonl", "{\"a\": 3, \"b\": [1, 2]}\n")
        let table = try await connection.open(SourceLocation(folder.path))
        #expect(table.notes.contains { $0.contains("b is missing in 1 of 2 files") }, "\(table.notes)")
        #expect(table.notes.contains { $0.contains("values of several kinds, or none: m is kept as JSON") })
        let page = try await connection.page(of: table.relation, rows: 0..<3, columns: ["a", "m"])
        #expect(page.texts == [["1", "1"], ["2", "\"two\""], ["3", nil]])
    }
}
