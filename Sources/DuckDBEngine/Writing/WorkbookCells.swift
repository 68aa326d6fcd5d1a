import Foundation
import Tabular

/// Makes a query's values such that a workbook can hold them: the engine writes them as they are, and a control
/// character or NaN would make a file that no program opens.
struct WorkbookCells {
    let session: Session

    /// Workbooks keep fifteen digits of a number.
    private static let mostDigits = 15

    func query(_ query: String) throws(Problem) -> String {
        let columns = try session.schema(of: query).columns
        guard !columns.isEmpty else { return query }
        let asText = try columnsThatNeedText(columns, query)
        let parts = columns.indices.map { index in
            let name = "c\(index)", type = columns[index].type
            let isPlain = type.isNumeric || type.isTemporal
            let value =
                isPlain
                ? (asText.contains(index) ? "CAST(\(name) AS VARCHAR)" : name)
                : type.kind == .boolean ? name : Self.text("CAST(\(name) AS VARCHAR)")
            return "\(value) AS \(SQL.identifier(Self.escaped(columns[index].name)))"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        return "SELECT \(parts.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
    }

    /// Values that would come to harm: NaN and infinities, which cells cannot hold, more digits than they keep, days
    /// before March 1900, which workbooks count one too many or not at all, and parts of a millisecond.
    private func columnsThatNeedText(_ columns: [Column], _ query: String) throws(Problem) -> Set<Int> {
        let checked = columns.indices.filter { columns[$0].type.isNumeric || Self.harm(columns[$0], "c\($0)") != nil }
        guard !checked.isEmpty else { return [] }
        let limit = "1" + String(repeating: "0", count: Self.mostDigits)
        let tests = checked.map { index in
            if let harm = Self.harm(columns[index], "c\(index)") { return "bool_or(\(harm))" }
            return columns[index].type.kind == .real
                ? "bool_or(NOT isfinite(c\(index)))" : "max(c\(index)) >= \(limit) OR min(c\(index)) <= -\(limit)"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        let row = try session.rows(
            "SELECT \(tests.map { "coalesce(\($0), false)" }.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
        )
        return Set(zip(checked, row.first ?? []).filter { $0.1 == "true" }.map(\.0))
    }

    /// What a workbook does to a moment; nil for other columns.
    private static func harm(_ column: Column, _ value: String) -> String? {
        let early = "\(value) < DATE '1900-03-01' OR \(value) >= DATE '10000-01-01'"
        let fine = "microsecond(\(value)) % 1000 <> 0"
        return switch column.type.kind {
        case .date: early
        case .timestamp where column.type.name == "TIMESTAMP": "\(early) OR \(fine)"
        case .time where column.type.name == "TIME": fine
        default: nil
        }
    }

    /// What XML does not allow is written as `_x001B_`, as workbooks have it; and so is what looks like that already.
    private static func text(_ value: String) -> String {
        let escaped = controls.reduce("regexp_replace(\(value), '_(x[0-9A-Fa-f]{4}_)', '_x005F_\\1', 'g')") {
            "replace(\($0), chr(\($1)), '\(Self.mark($1))')"
        }
        let test = "regexp_matches(\(value), '[\\x00-\\x08\\x0B-\\x1F]|_x[0-9A-Fa-f]{4}_|\\x{FFFE}|\\x{FFFF}')"
        return "CASE WHEN \(test) THEN \(escaped) ELSE \(value) END"
    }

    private static let controls = Array(0...8) + Array(11...31) + [0xFFFE, 0xFFFF]

    private static func mark(_ code: Int) -> String { "_x" + String(format: "%04X", code) + "_" }

    private static func escaped(_ name: String) -> String {
        String(
            name.unicodeScalars.flatMap { scalar -> [Character] in
                let code = Int(scalar.value)
                return controls.contains(code) ? Array(mark(code)) : [Character(scalar)]
            })
    }
}
