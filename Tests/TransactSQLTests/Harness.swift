import DuckDBEngine
import Foundation
import Synchronization
import Tabular

@testable import TransactSQL

/// A workspace in memory that runs T-SQL on the real engine, and keeps what it showed and said.
final class Harness: ScriptHost {
    struct Shown {
        var columns: [String]
        var rows: [[String?]]
    }

    let connection: any TableConnection
    private let kept = Mutex<(shown: [Shown], said: [String], notes: [String])>(([], [], []))

    init() async throws {
        connection = try await DuckDBDatabase.open(warehouse: nil).connect()
    }

    var shown: [Shown] { kept.withLock { $0.shown } }
    var said: [String] { kept.withLock { $0.said } }
    var notes: [String] { kept.withLock { $0.notes } }

    func show(_ sql: String, counting: Bool) async throws -> Int {
        let page = try await connection.query(sql, limit: 100_000)
        let rows = page.rows.map { $0.map(\.text) }
        kept.withLock { $0.shown.append(Shown(columns: page.columns.map(\.name), rows: rows)) }
        return rows.count
    }

    func change(_ sql: String) async throws -> Int { try await connection.execute(sql) }

    func rows(_ sql: String) async throws -> [[String?]] {
        try await connection.query(sql, limit: 100_000).rows.map { $0.map(\.text) }
    }

    func prepareFolder(_ path: String) async throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw Problem("the folder \(path) is not empty")
        }
    }

    func say(_ message: String) async { kept.withLock { $0.said.append(message) } }
    func note(_ message: String) async { kept.withLock { $0.notes.append(message) } }

    // MARK: Running

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
    static let samples = root.appending(path: "Samples").path

    static func settings(_ folders: [String: String] = [:]) -> TranslationSettings {
        let map = LocationMap(folders)
        return TranslationSettings { (address) throws(Problem) in map.locate(address) }
    }

    /// Runs a script; the rows of its last result.
    @discardableResult
    func run(
        _ script: String, settings: TranslationSettings = Harness.settings(), options: RunOptions = RunOptions()
    ) async throws -> [[String?]] {
        try await ScriptRunner(host: self, settings: settings, options: options).run(script)
        return shown.last?.rows ?? []
    }

    /// The value of an expression.
    func value(_ expression: String, settings: TranslationSettings = Harness.settings()) async throws -> String? {
        try await run("SELECT \(expression) AS v", settings: settings)[0][0]
    }

    /// The problem that a script meets.
    func problem(
        _ script: String, settings: TranslationSettings = Harness.settings(), options: RunOptions = RunOptions()
    ) async -> Diagnostic? {
        do {
            try await run(script, settings: settings, options: options)
            return nil
        } catch {
            return error as? Diagnostic ?? Diagnostic("\(error)", at: Position())
        }
    }
}

extension Harness {
    /// The problem that a script meets in a new workspace.
    static func problem(
        _ script: String, settings: TranslationSettings = Harness.settings(), options: RunOptions = RunOptions()
    ) async -> Diagnostic? {
        guard let harness = try? await Harness() else { return nil }
        return await harness.problem(script, settings: settings, options: options)
    }
}
