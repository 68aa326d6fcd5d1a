import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// The repository's sample tables, and a folder of a test's own.
enum Samples {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Samples").path
    static let flights = folder + "/flights.parquet"
    static let penguins = folder + "/penguins.csv"
}

/// A folder that ends with the test.
final class TestFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "duckdb-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and returns its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// A connection to a database in memory.
func memoryConnection() async throws -> DuckDBConnection {
    try await connection(DuckDBDatabase.open(warehouse: nil))
}

func connection(_ database: DuckDBDatabase) async throws -> DuckDBConnection {
    try #require(try await database.connect() as? DuckDBConnection)
}

extension TablePage {
    /// The values as text, NULL as nil.
    var texts: [[String?]] { rows.map { $0.map(\.text) } }
}

/// The problem that an operation fails with; nil when it succeeds.
func problem(_ operation: () async throws -> some Any) async -> Problem? {
    do {
        _ = try await operation()
        return nil
    } catch { return Problem(error) }
}
