import Foundation
import Tabular

/// Conditions made from a cell.
enum CellFilter {
    /// Rows whose value in the column equals this one (or is NULL too).
    static func matching(_ column: Column, _ value: CellValue) -> String {
        guard let literal = literal(column, value) else { return SQL.identifier(column.name) + " IS NULL" }
        // The engine finds no row of a Parquet file by bytes that are equal.
        if column.type.kind == .binary { return same(column, value) }
        return SQL.identifier(column.name) + " = " + literal
    }

    /// Rows whose value differs; rows with NULL stay.
    static func excluding(_ column: Column, _ value: CellValue) -> String {
        guard let literal = literal(column, value) else { return SQL.identifier(column.name) + " IS NOT NULL" }
        return SQL.identifier(column.name) + " IS DISTINCT FROM " + literal
    }

    /// Whether a column holds exactly this value, missing or not: never unknown.
    static func same(_ column: Column, _ value: CellValue) -> String {
        SQL.identifier(column.name) + " IS NOT DISTINCT FROM " + (literal(column, value) ?? "NULL")
    }

    private static func literal(_ column: Column, _ value: CellValue) -> String? {
        guard let text = value.text else { return nil }
        switch column.type.kind {
        case .text: return SQL.literal(text)
        case .integer where Int(text) != nil: return text
        // The text is JSON, which only reads maps and quotes inside back as they are; NaN is none.
        case .nested where (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil:
            return "CAST(CAST(" + SQL.literal(text) + " AS JSON) AS " + column.type.name + ")"
        case .boolean where text == "true" || text == "false": return text.uppercased()
        default: return "CAST(" + SQL.literal(text) + " AS " + column.type.name + ")"
        }
    }
}
