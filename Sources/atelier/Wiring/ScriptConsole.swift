import Foundation
import Tabular
import TransactSQL
import Workflows

/// Runs a script of T-SQL for the command line: rows to standard output, talk to standard error.
struct ScriptConsole: ScriptHost {
    let writer: AnswerWriter
    private var connection: any WorkConnection { writer.connection }

    init(writer: AnswerWriter) { self.writer = writer }

    func show(_ sql: String, counting: Bool) async throws -> Int {
        if let count = try await writer.write(sql) { return count }
        guard counting else { return 0 }
        return Int(try await rows("SELECT count(*) FROM (\(sql))").first?.first.flatMap { $0 } ?? "") ?? 0
    }

    func change(_ sql: String) async throws -> Int {
        try await writer.extensions.fetching { try await connection.execute(sql) }
    }

    func rows(_ sql: String) async throws -> [[String?]] {
        try await writer.extensions.fetching {
            try await connection.query(sql, limit: 1_000_000).rows.map { $0.map(\.text) }
        }
    }

    func prepareFolder(_ path: String) async throws { try ScriptFiles.prepareFolder(path) }

    func say(_ message: String) async { Console.say(message) }
    func note(_ message: String) async { Console.say("note: " + message) }
}
