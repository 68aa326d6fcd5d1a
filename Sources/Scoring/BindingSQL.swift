public import Tabular

extension ColumnBinding {
    /// The SQL expression that turns the bound column into what the model takes; a typed NULL when none is bound.
    public var sql: String {
        let type = input.element.sqlType
        guard let column else { return "CAST(NULL AS \(type))" }
        let name = SQL.identifier(column.name)
        let cast = column.type.kind == .text ? "TRY_CAST" : "CAST"
        switch input.meaning {
        case .days: return "CAST(\(cast)(\(name) AS DATE) - DATE '1970-01-01' AS \(type))"
        case .microseconds: return "CAST(epoch_us(\(cast)(\(name) AS TIMESTAMP)) AS \(type))"
        case .value:
            if column.type.kind == .boolean && input.element != .string && input.element != .bool {
                return "CAST(CAST(\(name) AS TINYINT) AS \(type))"
            }
            return column.type.name == type
                ? name : "\(input.element == .string ? "CAST" : "TRY_CAST")(\(name) AS \(type))"
        }
    }

    /// Whether values may be lost on the way: then their number is worth counting.
    public var mayLoseValues: Bool { column != nil && sql.contains("TRY_CAST") && !isSafelyWidened }

    /// Numbers of at most 32 bits that become floats or wider integers; doubles that become floats are rounded, and only
    /// those beyond the range of a float are lost.
    private var isSafelyWidened: Bool {
        guard let column else { return true }
        let small = ["TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "FLOAT", "BOOLEAN"]
        switch input.element {
        case .float, .double: return small.contains(column.type.name) || column.type.kind == .integer
        case .int64:
            return column.type.kind == .integer && column.type.name != "UBIGINT"
                && !column.type.name.hasSuffix("HUGEINT")
        default: return false
        }
    }
}
