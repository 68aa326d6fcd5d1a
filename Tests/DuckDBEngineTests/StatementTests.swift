import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct StatementTests {
    @Test func theLastStatementAnswers() async throws {
        let connection = try await memoryConnection()
        let page = try await connection.query(
            "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2); FROM t;", limit: 1)
        #expect(page.texts == [["1"]] && page.columns == [Column("a", ColumnType(.integer, "INTEGER"))])
        #expect(try await connection.execute("UPDATE t SET a = a + 1") == 2)
        #expect(try await connection.query("INSERT INTO t VALUES (9)", limit: 5).rows.isEmpty)
        #expect(try await connection.query("INSERT INTO t VALUES (9), (10) RETURNING a", limit: 1).texts == [["9"]])
        #expect(try await connection.query("SELECT count(*) FROM t", limit: 5).texts == [["5"]])
        #expect(try await connection.query("SELECT 42::VARIANT AS v; ", limit: 5).texts == [["42"]])
    }

    @Test func mistakesAreToldWithTheEnginesWords() async throws {
        let connection = try await memoryConnection()
        let parser = await problem { try await connection.query("SELEC 1", limit: 1) }
        #expect(parser?.title.hasPrefix("the SQL cannot be read: syntax error") == true && parser?.kind == .failed)
        #expect(parser?.detail.contains("LINE 1") == true)
        _ = try await connection.execute("CREATE TABLE flights (carrier VARCHAR)")
        let column = await problem { try await connection.query("SELECT carier FROM flights", limit: 1) }
        #expect(column?.title.contains("carier") == true && column?.hint.contains("carrier") == true)
        let table = await problem { try await connection.query("FROM fligths", limit: 1) }
        #expect(table?.title == "Table with name fligths does not exist" && table?.hint.contains("flights") == true)
        #expect(await problem { try await connection.query("  ", limit: 1) }?.kind == .usage)
        let value = await problem { try await connection.query("SELECT 'x'::INTEGER", limit: 1) }
        #expect(value?.title.contains("Could not convert") == true)
    }

    @Test func nothingIsFetchedFromTheNetwork() async throws {
        let connection = try await memoryConnection()
        let found = await problem { try await connection.query("FROM 'https://example.invalid/a.parquet'", limit: 1) }
        #expect(found != nil)
        let settings = try await connection.query(
            "SELECT current_setting('autoinstall_known_extensions'), current_setting('TimeZone')", limit: 1)
        #expect(settings.texts == [["false", "UTC"]])
    }

    private static let endless = "SELECT count(*) FROM range(1000000) a(i), range(10000000) b(j) WHERE (i * j) % 7 = 3"

    @Test func cancellingInterruptsTheEngineAndTheConnectionGoesOn() async throws {
        let connection = try await memoryConnection()
        for _ in 0..<3 {
            let task = Task { try await connection.query(Self.endless, limit: 1) }
            // The engine is at work once it has the connection.
            while !connection.isBusy { await Task.yield() }
            task.cancel()
            await #expect(throws: Problem.cancelled) { try await task.value }
            #expect(try await connection.query("SELECT 1", limit: 1).texts == [["1"]])
        }
        let never = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await connection.query(Self.endless, limit: 1)
        }
        await #expect(throws: Problem.cancelled) { try await never.value }
    }

    @Test func cancellingOneLeavesTheNextInLine() async throws {
        let connection = try await memoryConnection()
        let first = Task { try await connection.query(Self.endless, limit: 1) }
        while !connection.isBusy { await Task.yield() }
        let second = Task { try await connection.query("SELECT 2", limit: 1) }
        let third = Task { try await connection.query(Self.endless, limit: 1) }
        third.cancel()
        first.cancel()
        #expect(try await second.value.texts == [["2"]])
        await #expect(throws: Problem.cancelled) { try await third.value }
    }
}

extension DuckDBConnection {
    /// Whether an operation is going on; asked without waiting for it.
    nonisolated var isBusy: Bool { interrupter.isBusy }
}
