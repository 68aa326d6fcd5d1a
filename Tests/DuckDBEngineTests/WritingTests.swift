import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct WritingTests {
    @Test func everyFormatReadsBackAsItWas() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let query = "SELECT i AS id, 'a,\"' || i AS t, i / 4 AS x FROM range(5000) r(i)"
        let expected = try await connection.query(query, limit: .max).texts
        for name in ["t.parquet", "t.csv", "t.tsv", "t.json", "t.jsonl"] {
            let destination = Destination(folder.path + "/" + name)
            let written = try await connection.write(query, to: destination) { _ in }
            #expect(written == WrittenTable(destination: destination, rowCount: 5000))
            var table = try await connection.open(SourceLocation(destination.name))
            if table.needsLoading { table = try await connection.load(table) { _ in } }
            #expect(
                try await connection.page(of: table.relation, rows: 0..<5000, columns: nil).texts == expected, "\(name)"
            )
        }
        #expect(folder.names == ["t.csv", "t.json", "t.jsonl", "t.parquet", "t.tsv"])
    }

    @Test func numbersThatJSONLacksAreText() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/n.json"
        let query = "SELECT unnest([1.5::DOUBLE, 'NaN'::DOUBLE, '-Infinity'::DOUBLE, NULL]) AS x, 'a' AS t"
        try await connection.write(query, to: .json(path: path)) { _ in }
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [[String: Any]])
        #expect(rows.map { "\($0["x"] ?? "-")" } == ["1.5", "nan", "-inf", "<null>"])
    }

    @Test func theSameQueryGivesTheSameBytes() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let source = try await connection.open(SourceLocation(Samples.flights)).relation.source
        var files: [Data] = []
        for name in ["a.parquet", "b.parquet"] {
            try await connection.write(
                "SELECT *, distance * 1.5 AS d FROM \(source)", to: Destination(folder.path + "/" + name)
            ) { _ in }
            files.append(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
        }
        #expect(files[0] == files[1])
    }

    @Test func aViewCannotTakeTheNameOfWhatItReads() async throws {
        let connection = try await memoryConnection()
        try await connection.write("SELECT 7 AS a", to: .table(name: "t", replace: false)) { _ in }
        let refused = await problem {
            try await connection.write("SELECT * FROM t", to: .view(name: "t", replace: true)) { _ in }
        }
        #expect(refused?.title == "t cannot be replaced by a view that reads it")
        #expect(try await connection.query("FROM t", limit: 9).texts == [["7"]])
    }

    @Test func tablesAreReplacedOnlyWhenAsked() async throws {
        let connection = try await memoryConnection()
        let written = try await connection.write("SELECT 1 AS a", to: .table(name: "My \"t\"", replace: false)) { _ in }
        #expect(written.rowCount == 1)
        let refused = await problem {
            try await connection.write("SELECT 2 AS a", to: .table(name: "my \"t\"", replace: false)) { _ in }
        }
        #expect(refused?.title == "the workspace already has a table called My \"t\"")
        try await connection.write(
            "SELECT a + 1 AS a FROM \"My \"\"t\"\"\"", to: .table(name: "My \"t\"", replace: true)
        ) { _ in }
        #expect(try await connection.query("FROM \"My \"\"t\"\"\"", limit: 9).texts == [["2"]])
        try await connection.write("SELECT 3 AS a", to: .view(name: "v", replace: false)) { _ in }
        try await connection.write("SELECT 4 AS a", to: .table(name: "v", replace: true)) { _ in }
        #expect(try await connection.workspaceTables().map(\.isView) == [false, false])
        try await connection.write("SELECT 5 AS a", to: .view(name: "V", replace: true)) { _ in }
        #expect(try await connection.query("FROM v", limit: 9).texts == [["5"]])
        #expect(try await connection.workspaceTables().map(\.name) == ["My \"t\"", "V"])
    }

    @Test func failuresLeaveNothing() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let failing = "SELECT CASE WHEN i = 900000 THEN error('broken row') ELSE i END AS i FROM range(1000000) r(i)"
        for name in ["t.parquet", "t.csv", "t.json"] {
            let found = await problem {
                try await connection.write(failing, to: Destination(folder.path + "/" + name)) { _ in }
            }
            #expect(found?.title.contains("broken row") == true)
        }
        let old = try folder.file("kept.csv", "old")
        _ = await problem { try await connection.write(failing, to: .csv(path: old)) { _ in } }
        #expect(folder.names == ["kept.csv"])
        #expect(try String(contentsOfFile: old, encoding: .utf8) == "old")
        try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
        _ = await problem { try await connection.write(failing, to: .table(name: "t", replace: true)) { _ in } }
        #expect(try await connection.query("FROM t", limit: 9).texts == [["1"]])
        #expect(try await connection.workspaceTables().map(\.name) == ["t"])
        let nowhere = await problem {
            try await connection.write("SELECT 1", to: .csv(path: folder.path + "/no/t.csv")) { _ in }
        }
        #expect(nowhere?.title == "cannot write \(folder.path)/no/t.csv: there is no folder \(folder.path)/no")
        let asFolder = await problem { try await connection.write("SELECT 1", to: .csv(path: folder.path)) { _ in } }
        #expect(asFolder?.title == "cannot write \(folder.path): it is a folder")
    }

    @Test func aFullDiskIsToldAndLeavesNothing() async throws {
        let connection = try await memoryConnection()
        let found = await problem {
            try await connection.write("SELECT i FROM range(1000000) r(i)", to: .csv(path: "/dev/full")) { _ in }
        }
        #expect(found?.title == "cannot write /dev/full: the disk is full")
        #expect(FileManager.default.fileExists(atPath: "/dev/full"))
    }

    @Test func cancellingLeavesNothing() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let endless = "SELECT i * j AS x FROM range(100000) a(i), range(100000) b(j)"
        for destination in [
            Destination(folder.path + "/t.parquet"), .csv(path: folder.path + "/t.csv"),
            .table(name: "t", replace: false),
        ] {
            let task = Task { try await connection.write(endless, to: destination) { _ in } }
            while !connection.isBusy { await Task.yield() }
            if case .parquet = destination { while folder.names.isEmpty { await Task.yield() } }
            task.cancel()
            await #expect(throws: Problem.cancelled) { try await task.value }
            #expect(folder.names.isEmpty)
        }
        #expect(try await connection.workspaceTables().isEmpty)
        try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
    }

    @Test func aViewOutlivesTheFolderItWasMadeIn() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/t.csv"
        _ = try folder.file("t.csv", "a\n1\n")
        let relative = Self.relative(path)
        let table = try await connection.open(SourceLocation(relative))
        #expect(table.relation.source.contains(relative))
        try await connection.write(table.relation.sql, to: .view(name: "v", replace: false)) { _ in }
        let text = try await connection.query("SELECT sql FROM duckdb_views() WHERE view_name = 'v'", limit: 1).texts[
            0][0]
        #expect(text?.contains("'\(path)'") == true && text?.contains(relative) == false)
        // Rows that were loaded from a file are read from the file; an answer of the session is gone with it.
        let loaded = try await connection.load(table) { _ in }
        try await connection.write(loaded.relation.sql, to: .view(name: "l", replace: false)) { _ in }
        #expect(try await connection.query("FROM l", limit: 9).texts == [["1"]])
        let answer = OpenedTable(
            location: SourceLocation("query"), format: .query, relation: Relation(query: "SELECT 1 AS a"),
            schema: table.schema)
        let kept = try await connection.load(answer) { _ in }
        let refused = await problem {
            try await connection.write(kept.relation.sql, to: .view(name: "w", replace: false)) { _ in }
        }
        #expect(refused?.title == "a view cannot rest on rows that were loaded for this session only")
    }

    private static func relative(_ path: String) -> String {
        let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
        return String(repeating: "../", count: depth) + path.dropFirst()
    }

    @Test func progressCountsRows() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let source = try await connection.open(SourceLocation(Samples.flights)).relation.source
        let seen = ProgressLog()
        try await connection.write(
            "SELECT * FROM \(source) ORDER BY md5(tailnum || dest)", to: Destination(folder.path + "/t.parquet")
        ) { seen.add($0) }
        #expect(seen.all.allSatisfy { $0.done >= 0 && $0.done <= $0.total ?? .max })
    }
}

@Suite struct MemoryCapTests {
    private func limit(_ connection: DuckDBConnection) async throws -> String? {
        try await connection.query("SELECT current_setting('memory_limit')", limit: 1).texts[0][0]
    }

    @Test func theLimitIsRestored() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let before = try await limit(connection)
        try await connection.write("SELECT i FROM range(10) r(i)", to: Destination(folder.path + "/a.parquet")) { _ in }
        #expect(try await limit(connection) == before)
        _ = await problem {
            try await connection.write("SELECT error('x')", to: Destination(folder.path + "/b.parquet")) { _ in }
        }
        #expect(try await limit(connection) == before)
        let destination = Destination(folder.path + "/c.parquet")
        let task = Task {
            try await connection.write(
                "SELECT i * j AS x FROM range(100000) a(i), range(100000) b(j)", to: destination
            ) { _ in }
        }
        while folder.names.count < 2 { await Task.yield() }
        let other = try await connection.core.connectForTest()
        #expect(try await limit(other) != before)
        task.cancel()
        await #expect(throws: Problem.cancelled) { try await task.value }
        #expect(try await limit(connection) == before)
    }

    @Test func whatNeedsMoreGetsIt() async throws {
        let connection = try await memoryConnection()
        let cap = MemoryCap(room: 8 << 20)
        let (attempts, length) = try await connection.perform(workspace: .required) { session in
            var attempts = 0
            // Lists under construction stay in memory.
            let length = try cap.bound(session) { () throws(Problem) in
                attempts += 1
                return try session.integer("SELECT len(list(i)) FROM range(5000000) r(i)")
            }
            return (attempts, length)
        }
        #expect(attempts == 2 && length == 5_000_000)
    }
}
