import Foundation
import Tabular
import Testing

@testable import DuckDBEngine

/// Random tables that the engine writes in random dialects come back as they were, or the difference is told.
@Suite struct RoundTripTests {
    /// A generator whose numbers are the same on every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let texts = [
        "plain", "two words", "a,b", "a;b", "a|b", "tab\there", "say \"x\"", "line\nbreak", "it's", "Ünïcode 😀", "",
        " padded ", "007", "1,5", "NA", "NULL", "-", "#hash", "\"", "x\"y", "\\", "1e5", "2024-13-45", "true", "\\N",
    ]

    private func value(_ type: String, _ numbers: inout Numbers) -> String {
        if Int.random(in: 0..<8, using: &numbers) == 0 { return "NULL" }
        switch type {
        case "BIGINT": return "\(Int64.random(in: -1000...(1 << 40), using: &numbers))"
        case "DOUBLE": return "\(Double(Int.random(in: -99999...99999, using: &numbers)) / 64)"
        case "BOOLEAN": return Bool.random(using: &numbers) ? "true" : "false"
        case "DATE": return "DATE '2000-01-01' + \(Int.random(in: 0..<9999, using: &numbers))"
        case "TIMESTAMP":
            return "TIMESTAMP '2000-01-01' + INTERVAL (\(Int.random(in: 0..<99_999_999, using: &numbers))) SECOND"
        default: return SQL.literal(Self.texts.randomElement(using: &numbers) ?? "")
        }
    }

    @Test(arguments: 1...60)
    func tablesComeBack(seed: Int) async throws {
        var numbers = Numbers(state: UInt64(seed))
        let types = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in
            ["BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP", "VARCHAR", "VARCHAR"].randomElement(using: &numbers)
                ?? "VARCHAR"
        }
        let rows = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
            types.map { value($0, &numbers) }
        }
        let names = types.indices.map { ["name \($0)", "c\($0)", "C,\($0)", "é\($0)"][Int(numbers.next() % 4)] }
        let columns = zip(names, types).enumerated().map { "CAST(v\($0) AS \($1.1)) AS \(SQL.identifier($1.0))" }
        let list = types.indices.map { "v\($0)" }.joined(separator: ", ")
        let values = rows.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
        let query = "SELECT \(columns.joined(separator: ", ")) FROM (VALUES \(values)) AS t(\(list))"

        let delimiter = [",", ";", "\t", "|"].randomElement(using: &numbers) ?? ","
        var options = ["FORMAT csv", "HEADER", "DELIMITER \(SQL.literal(delimiter))"]
        if Int.random(in: 0..<4, using: &numbers) == 0 { options.append("FORCE_QUOTE *") }
        if Int.random(in: 0..<4, using: &numbers) == 0 { options += ["QUOTE ''''", "ESCAPE ''''"] }
        let ending = ["csv", "csv.gz", "txt", "csv"].randomElement(using: &numbers) ?? "csv"
        if ending.hasSuffix("gz") { options.append("COMPRESSION gzip") }

        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = "\(folder.path)/t.\(ending)"
        _ = try await connection.execute("COPY (\(query)) TO '\(path)' (\(options.joined(separator: ", ")))")
        let table = try await connection.open(SourceLocation(path))
        let told = (table.notes + [table.reading?.summary ?? ""]).joined(separator: "\n")
        let context = Comment(
            rawValue: "\(options)\n\(told)\n\((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")")

        let before = try await connection.query(query, limit: 1000).texts
        let loaded = try await connection.load(table) { _ in }
        let after = try await connection.page(of: loaded.relation, rows: 0..<1000, columns: nil).texts
        #expect(loaded.rowCount == before.count || !table.notes.isEmpty, context)
        #expect(table.schema.names == names || !table.notes.isEmpty, context)
        guard after.count == before.count, table.schema.count == types.count else {
            #expect(!table.notes.isEmpty, context)
            return
        }
        for (column, type) in types.enumerated() {
            // The engine prints `1.0`; a column of whole numbers comes back as such.
            let same = zip(before, after).allSatisfy { old, new in
                old[column] == new[column]
                    || (type == "DOUBLE" && Double(old[column] ?? "") == Double(new[column] ?? "x"))
            }
            #expect(same || !table.notes.isEmpty, context)
        }
    }
}
