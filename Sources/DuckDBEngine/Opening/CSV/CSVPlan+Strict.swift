import Tabular

extension CSVPlan {
    /// Bytes read at a time: the engine's own choice is eight times as much for each of its threads.
    private static let buffer = 4_000_000

    /// A query for the rows that fails at the first line that does not fit and at the first value that is not what the
    /// plan takes its column for. Where it does not fail, nothing was rounded, cut off or left out, in one pass.
    var strictQuery: String {
        let values = zip(dialect.names, classes).map { name, classes in
            classes.strictValue(name) + " AS " + SQL.identifier(name)
        }
        let text = source(
            types: classes.map { _ in "VARCHAR" }, options: sourceOptions + ["buffer_size=\(Self.buffer)"])
        return "SELECT \(values.joined(separator: ", ")) FROM \(text)"
    }
}

extension ValueClasses {
    /// The value of a text column as the column's type, or an error where that would not keep it.
    func strictValue(_ column: String) -> String {
        let v = SQL.identifier(column), type = sqlType
        let failure = "error(\(SQL.literal("a value is not \(type)")))"
        if contains(.text) { return v }
        if subtracting(.missing).isEmpty { return "CASE WHEN \(v) IS NOT NULL THEN \(failure) ELSE \(v) END" }
        let value = "TRY_CAST(\(v) AS \(type))"
        guard type != "VARCHAR" else { return v }
        let classes = Self.checks(v).map { "WHEN \($0.0) THEN \($0.1.rawValue)" }.joined(separator: " ")
        let isKept = "((CASE \(classes) ELSE \(Self.text.rawValue) END) & \(kept.rawValue)) <> 0"
        let usual = usual(v, value).map { "WHEN \($0) THEN \(value) " } ?? ""
        return "CASE \(usual)WHEN \(v) IS NULL THEN NULL WHEN \(isKept) THEN \(value) ELSE \(failure) END"
    }

    /// The classes whose values the column's type keeps. Long reals are kept where some have been told of.
    private var kept: ValueClasses {
        switch sqlType {
        case "BOOLEAN": .boolean
        case "BIGINT": [.integer, .wideInteger]
        case "HUGEINT": [.integer, .wideInteger, .hugeInteger]
        case "DOUBLE": contains(.longReal) ? [.integer, .real, .longReal] : [.integer, .real]
        case "DATE": .date
        case "TIMESTAMP": [.date, .timestamp]
        case "TIMESTAMP WITH TIME ZONE": [.date, .timestamp, .zonedTimestamp]
        case "TIME": .time
        default: []
        }
    }

    /// A cheap condition that settles nearly all values.
    private func usual(_ v: String, _ value: String) -> String? {
        switch sqlType {
        case "BIGINT", "HUGEINT", "DATE", "TIMESTAMP": return "CAST(\(value) AS VARCHAR) = \(v)"
        case "DOUBLE":
            let begins = ["'1' AND '9a'", "'-1' AND '-9a'"].map { "\(v) BETWEEN \($0)" }
            let fractions = ["'0.%'", "'-0.%'"].map { "\(v) LIKE \($0)" }
            return "strlen(\(v)) < 16 AND (\((begins + fractions + ["\(v) = '0'"]).joined(separator: " OR "))) "
                + "AND NOT contains(\(v), '_') AND \(value) IS NOT NULL"
        default: return nil
        }
    }
}
