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
            let value =
                type.isNumeric
                ? (asText.contains(index) ? "CAST(\(name) AS VARCHAR)" : name)
                : type.isTemporal || type.kind == .boolean ? name : Self.text("CAST(\(name) AS VARCHAR)")
            return "\(value) AS \(SQL.identifier(Self.escaped(columns[index].name)))"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        return "SELECT \(parts.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
    }

    /// Numbers that would come to harm: NaN and infinities, which cells cannot hold, and more digits than they keep.
    private func columnsThatNeedText(_ columns: [Column], _ query: String) throws(Problem) -> Set<Int> {
        let checked = columns.indices.filter { columns[$0].type.isNumeric }
        guard !checked.isEmpty else { return [] }
        let limit = "1" + String(repeating: "0", count: Self.mostDigits)
        let tests = checked.map { index in
            columns[index].type.kind == .real
                ? "bool_or(NOT isfinite(c\(index)))" : "max(c\(index)) >= \(limit) OR min(c\(index)) <= -\(limit)"
        }
        let names = columns.indices.map { "c\($0)" }.joined(separator: ", ")
        let row = try session.rows(
            "SELECT \(tests.map { "coalesce(\($0), false)" }.joined(separator: ", ")) FROM (\n\(query)\n) AS t(\(names))"
        )
        return Set(zip(checked, row.first ?? []).filter { $0.1 == "true" }.map(\.0))
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
