import ChildProcesses
import Foundation
import Scoring
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct WarehouseTests {
    /// A process that holds the lock that a writing engine has on its file.
    private func lock(_ path: String) throws -> ChildProcess {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Servers/hold_lock.py")
        let holder = try ChildProcess("python3", [script.path, path], input: .pipe, output: .pipe)
        #expect(try holder.output?.read(upToCount: 4) == Data("held".utf8))
        return holder
    }

    @Test func whatIsWrittenIsThereAtTheNextStart() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/warehouse.duckdb"
        do {
            let database = try DuckDBDatabase.open(warehouse: path)
            #expect(database.readOnlyReason == nil)
            let connection = try await connection(database)
            // Nothing is made before it is needed.
            _ = try await connection.open(SourceLocation(Samples.flights))
            #expect(folder.names.isEmpty)
            try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
        }
        let again = try await connection(DuckDBDatabase.open(warehouse: path))
        #expect(try await again.query("FROM t", limit: 1).texts == [["1"]])
    }

    @Test func aWorkspaceInUseIsReadAndSaidToBe() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/warehouse.duckdb"
        do {
            let connection = try await connection(DuckDBDatabase.open(warehouse: path))
            try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
        }
        let holder = try lock(path)
        defer {
            kill(holder.identifier, SIGTERM)
            _ = try? holder.wait()
        }
        let database = try DuckDBDatabase.open(warehouse: path)
        let reason = try #require(database.readOnlyReason)
        #expect(
            reason
                == "the workspace is in use by process \(holder.identifier): what it holds can be read, not changed"
        )
        let connection = try await connection(database)
        #expect(try await connection.query("FROM t", limit: 1).texts == [["1"]])
        let refused = await problem {
            try await connection.write("SELECT 2 AS a", to: .table(name: "u", replace: false)) { _ in }
        }
        #expect(refused?.title == "cannot write u: " + reason && refused?.exitCode == 3)
        _ = await problem { try await connection.execute("CREATE TABLE u AS SELECT 1 AS a") }
        #expect(try await connection.workspaceTables().map(\.name) == ["t"])
        try await connection.write("SELECT 2 AS a", to: .csv(path: folder.path + "/u.csv")) { _ in }
        let table = try await connection.load(try await connection.open(SourceLocation(folder.path + "/u.csv"))) { _ in
        }
        #expect(table.rowCount == 1)
    }

    @Test func aLockThatComesLateIsNoticed() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/warehouse.duckdb"
        do {
            let connection = try await connection(DuckDBDatabase.open(warehouse: path))
            try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
        }
        let database = try DuckDBDatabase.open(warehouse: path)
        let holder = try lock(path)
        defer {
            kill(holder.identifier, SIGTERM)
            _ = try? holder.wait()
        }
        let connection = try await connection(database)
        #expect(try await connection.query("FROM t", limit: 1).texts == [["1"]])
        #expect(
            database.readOnlyReason
                == "the workspace is in use by another process: what it holds can be read, not changed")
    }

    @Test func whatAKilledProcessHadFinishedIsThere() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/warehouse.duckdb"
        let connection = try await connection(DuckDBDatabase.open(warehouse: path))
        let signature = ModelSignature(
            inputs: [ModelInput(name: "x", element: .double)], outputs: [ModelOutput(name: "y", element: .double)])
        try await connection.registerPredict("m:1", signature: signature) { () throws(Problem) in
            throw Problem("no model")
        }
        try await connection.write("SELECT 1.0::DOUBLE AS x", to: .table(name: "t", replace: false)) { _ in }
        try await connection.write("SELECT \"m:1\"(x) AS p FROM t", to: .view(name: "v", replace: false)) { _ in }
        // The files as a kill at this moment would leave them: the log is not merged yet.
        let copy = folder.path + "/copy.duckdb"
        for suffix in ["", ".wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix) }
        let again = try await DuckDBEngineTests.connection(DuckDBDatabase.open(warehouse: copy))
        #expect(try await again.workspaceTables().map(\.name) == ["t", "v"])
        #expect(try await again.query("FROM t", limit: 1).texts == [["1.0"]])
    }

    @Test func readingOnlyIsKept() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/warehouse.duckdb"
        let none = try await connection(DuckDBDatabase.open(warehouse: path, readOnly: true))
        #expect(try await none.workspaceTables().isEmpty && folder.names.isEmpty)
        do {
            let connection = try await connection(DuckDBDatabase.open(warehouse: path))
            try await connection.write("SELECT 1 AS a", to: .table(name: "t", replace: false)) { _ in }
        }
        let database = try DuckDBDatabase.open(warehouse: path, readOnly: true)
        #expect(database.readOnlyReason == "the workspace was opened for reading only")
        let reading = try await connection(database)
        #expect(try await reading.query("FROM t", limit: 1).texts == [["1"]])
        #expect(await problem { try await reading.execute("DROP TABLE t") } != nil)
    }

    @Test func aDamagedWarehouseIsToldAndFilesStillOpen() async throws {
        let folder = try TestFolder()
        let path = try folder.file("warehouse.duckdb", String(repeating: "not a database ", count: 1000))
        let connection = try await connection(DuckDBDatabase.open(warehouse: path))
        let table = try await connection.open(SourceLocation(Samples.flights))
        #expect(table.rowCount == 336_776)
        let january = Relation(source: table.relation.source, filters: ["month = 1"])
        #expect(try await connection.rowCount(of: january) == 27_004)
        let found = await problem { try await connection.query("SELECT 1", limit: 1) }
        #expect(found?.title == "cannot open the workspace's warehouse \(path)")
    }

    @Test func whatDoesNotFitInMemorySpills() async throws {
        let folder = try TestFolder()
        do {
            let connection = try await connection(DuckDBDatabase.open(warehouse: nil, temporaryDirectory: folder.path))
            _ = try await connection.execute("SET memory_limit = '60MB'; SET threads = 1")
            let table = try await connection.query(
                "SELECT i, md5(i::VARCHAR) AS m FROM range(1500000) r(i) ORDER BY 2", limit: 1)
            #expect(table.rows.count == 1)
            #expect(folder.names.contains { $0.hasSuffix("-spill") })
        }
        #expect(folder.names.isEmpty)
    }

    @Test func temporaryFilesEndWithTheDatabase() async throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/atelier-999999999-left", withIntermediateDirectories: false)
        try FileManager.default.createDirectory(
            atPath: folder.path + "/atelier-1-other", withIntermediateDirectories: false)
        do {
            let database = try DuckDBDatabase.open(warehouse: nil, temporaryDirectory: folder.path)
            #expect(folder.names.count == 2)
            _ = try database.core.scratch.file("x")
            #expect(folder.names.count == 2)
        }
        // What a killed process left is gone; what a running one needs is not.
        #expect(folder.names == ["atelier-1-other"])
    }
}
