import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Files that are checked while they are loaded, and what is kept of them.
@Suite struct LoadingTests {
    private static let rows = 150_000

    /// A file of several of the loader's buffers, with one value of each column given for the last row.
    private static func text(last: [String] = ["7", "0.5", "2024-01-01", "2024-01-01 10:00:00", "true", "x", "1"])
        -> String
    {
        var lines = ["id,real,day,moment,flag,word,number"]
        lines += (0..<rows).map { n in
            let real = n % 7 == 0 ? "" : "\(Double(n % 1000) / 8)"
            let number = n % 7 == 0 ? "" : "-\(n % 90 + 1)"
            let word = n % 11 == 0 ? "\"a, \"\"b\"\"\"" : "00\(n % 5)"
            let day = n % 28 < 9 ? "2024-01-0\(n % 28 + 1)" : "2024-01-\(n % 28 + 1)"
            return "\(n),\(real),\(day),2024-01-01 10:00:\(n % 50 + 10),\(n % 3 == 0),\(word),\(number)"
        }
        lines.append("\(rows)," + last.dropFirst().joined(separator: ","))
        return lines.joined(separator: "\n") + "\n"
    }

    private func load(_ text: String) async throws -> (DuckDBConnection, OpenedTable) {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = try folder.file("t.csv", text)
        return (connection, try await connection.load(try await connection.open(SourceLocation(path))) { _ in })
    }

    @Test func whatIsCheckedWhileItIsLoadedKeepsItsOrderAndItsValues() async throws {
        let (connection, table) = try await load(Self.text())
        #expect(
            table.schema.columns.map(\.type.name)
                == ["BIGINT", "DOUBLE", "DATE", "TIMESTAMP", "BOOLEAN", "VARCHAR", "BIGINT"])
        #expect(table.rowCount == Self.rows + 1)
        #expect(table.notes.isEmpty)
        let source = table.relation.base
        let moved = try await connection.query("SELECT count(*) FROM \(source) WHERE id <> rowid", limit: 1)
        #expect(moved.texts == [["0"]])
        let figures = try await connection.query(
            "SELECT count(real), sum(real), count(*) FILTER (flag), sum(number), min(word) FROM \(source)", limit: 1)
        let present = (0..<Self.rows).filter { $0 % 7 != 0 }
        let reals = present.reduce(0.0) { $0 + Double($1 % 1000) / 8 } + 0.5
        let numbers = present.reduce(0) { $0 - ($1 % 90 + 1) } + 1
        #expect(
            figures.texts.first?.prefix(4).map { $0 ?? "" } == [
                "\(present.count + 1)", "\(reals)", "\((0..<Self.rows).count { $0 % 3 == 0 } + 1)", "\(numbers)",
            ])
    }

    @Test(arguments: [
        (0, "x1", "VARCHAR"), (0, "0\(rows)", "VARCHAR"), (0, "\(rows).0", "DOUBLE"), (1, "1_5", "VARCHAR"),
        (1, "007.5", "VARCHAR"), (2, "2024-02-30", "VARCHAR"), (2, "2024-02-03 00:00:01", "TIMESTAMP"),
        (3, "2024-01-01 10:00:00+02", "TIMESTAMP WITH TIME ZONE"), (4, "yes", "VARCHAR"),
        (6, "12345678901234567890", "HUGEINT"), (6, "1.75", "DOUBLE"), (6, "+1", "DOUBLE"), (6, "0x10", "VARCHAR"),
        (1, "1E5", "DOUBLE"), (3, "infinity", "VARCHAR"),
    ])
    func aLateValueWidensItsColumn(column: Int, value: String, type: String) async throws {
        var last = ["\(Self.rows)", "0.5", "2024-01-01", "2024-01-01 10:00:00", "true", "x", "1"]
        last[column] = value
        var text = Self.text(last: last)
        if column == 0 { text = text.replacing("\n\(Self.rows),0.5", with: "\n\(value),0.5") }
        let (_, table) = try await load(text)
        #expect(table.schema.columns[column].type.name == type)
        #expect(table.rowCount == Self.rows + 1)
    }

    @Test func aLateLineThatDoesNotFitIsTold() async throws {
        let (_, table) = try await load(Self.text() + "1,2\n")
        #expect(table.rowCount == Self.rows + 2)
        #expect(!table.notes.isEmpty)
    }

    @Test func linesInQuotesThatLookLikeRowsAreText() async throws {
        let long = String(repeating: "1,2,3\n", count: 10_000)
        let rows = (0..<2000).map { "\($0),\"\($0 % 10 == 0 ? long : "q \"\"quoted\"\" ")\",\($0 * 7)\n" }
        let (connection, table) = try await load("id,text,n\n" + rows.joined())
        #expect(table.rowCount == 2000)
        #expect(table.reading?.differingLines == 0)
        let figures = try await connection.query(
            "SELECT sum(length(text)), sum(n), count(*) FILTER (id <> rowid) FROM \(table.relation.base)", limit: 1)
        #expect(figures.texts == [["\(200 * 60_000 + 1800 * 11)", "\(7 * 1999 * 1000)", "0"]])
    }

    // MARK: Kept tables

    /// A database with a cache in a folder, as a program that starts anew has one.
    private func start(_ folder: TestFolder, limit: Int = 1 << 30) async throws -> DuckDBConnection {
        try await connection(
            DuckDBDatabase.open(warehouse: nil, cache: LoadCache(folder: folder.path + "/cache", limit: limit)))
    }

    private func makeFile(_ folder: TestFolder, name: String = "t.csv", age: TimeInterval = 60) throws -> String {
        let path = try folder.file(name, Self.text())
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
        return path
    }

    private func loadAndKeep(_ path: String, _ connection: DuckDBConnection) async throws -> OpenedTable {
        let table = try await connection.load(try await connection.open(SourceLocation(path))) { _ in }
        try await connection.keep(table)
        return table
    }

    @Test func theSecondOpeningIsTheFirstOnesTable() async throws {
        let folder = try TestFolder()
        let path = try makeFile(folder)
        let first = try await start(folder)
        let loaded = try await loadAndKeep(path, first)
        let second = try await start(folder)
        let table = try await second.open(SourceLocation(path))
        #expect(!table.needsLoading)
        #expect(table.rowCount == loaded.rowCount)
        #expect(table.schema == loaded.schema)
        #expect(table.notes.last?.contains("cache") == true)
        for rows in [0..<100, 149_900..<150_001] {
            let a = try await first.page(of: loaded.relation, rows: rows, columns: nil)
            let b = try await second.page(of: table.relation, rows: rows, columns: nil)
            #expect(a == b)
        }
        // The same database opens it once more.
        #expect(try await second.open(SourceLocation(path)).rowCount == loaded.rowCount)
    }

    @Test func anotherContentIsReadAnew() async throws {
        let folder = try TestFolder()
        let path = try makeFile(folder)
        _ = try await loadAndKeep(path, try await start(folder))
        _ = try folder.file("t.csv", Self.text() + "1,1,2024-01-01,2024-01-01 10:00:00,true,y,1\n")
        let table = try await (try await start(folder)).open(SourceLocation(path))
        #expect(table.needsLoading)
        var asText = SourceLocation(path)
        asText.reading.allText = true
        #expect(try await (try await start(folder)).open(asText).needsLoading)
    }

    @Test func aDamagedTableIsAsIfItWereNotThere() async throws {
        let folder = try TestFolder()
        let path = try makeFile(folder)
        _ = try await loadAndKeep(path, try await start(folder))
        let cache = LoadCache(folder: folder.path + "/cache")
        let kept = try #require(cache.entries.first)
        try Data("not a database".utf8).write(to: URL(fileURLWithPath: kept.path))
        let table = try await (try await start(folder)).open(SourceLocation(path))
        #expect(table.needsLoading)
        #expect(cache.entries.isEmpty)
    }

    @Test func whatWasWrittenJustNowIsNotKept() async throws {
        let folder = try TestFolder()
        _ = try await loadAndKeep(try makeFile(folder, age: -60), try await start(folder))
        #expect(LoadCache(folder: folder.path + "/cache").entries.isEmpty)
    }

    @Test func theOldestMakeRoom() async throws {
        let folder = try TestFolder()
        let connection = try await start(folder, limit: 3_000_000)
        let cache = LoadCache(folder: folder.path + "/cache", limit: 3_000_000)
        var sizes: [Int] = []
        for name in ["a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "f.csv"] {
            _ = try await loadAndKeep(try makeFile(folder, name: name), connection)
            sizes.append(cache.entries.reduce(0) { $0 + $1.bytes })
        }
        #expect(sizes.allSatisfy { $0 <= 3_000_000 })
        #expect(!cache.entries.isEmpty && cache.entries.count < 6)
        #expect(cache.clear().count > 0)
        #expect(cache.entries.isEmpty)
    }
}
