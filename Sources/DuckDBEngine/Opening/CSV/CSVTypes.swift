import Tabular

/// The classes that the values of a text column fall into, as bits.
struct ValueClasses: OptionSet {
    let rawValue: Int
    /// A word that stands for a missing value, such as NA.
    static let missing = ValueClasses(rawValue: 1)
    static let boolean = ValueClasses(rawValue: 2)
    /// A whole number that a double holds exactly, written as it prints: no sign +, no leading zeros.
    static let integer = ValueClasses(rawValue: 4)
    /// A whole number of 64 bits that a double would round.
    static let wideInteger = ValueClasses(rawValue: 8)
    /// A whole number of up to 128 bits.
    static let hugeInteger = ValueClasses(rawValue: 16)
    static let real = ValueClasses(rawValue: 32)
    /// A real number with more digits than a double holds.
    static let longReal = ValueClasses(rawValue: 64)
    static let date = ValueClasses(rawValue: 128)
    static let timestamp = ValueClasses(rawValue: 256)
    static let zonedTimestamp = ValueClasses(rawValue: 512)
    static let time = ValueClasses(rawValue: 1024)
    static let text = ValueClasses(rawValue: 2048)

    /// The narrowest SQL type that keeps every value as it is; text when there is none.
    var sqlType: String {
        let values = subtracting(.missing)
        if values.isEmpty { return "VARCHAR" }
        let types: [(ValueClasses, String)] = [
            (.boolean, "BOOLEAN"), ([.integer, .wideInteger], "BIGINT"),
            ([.integer, .wideInteger, .hugeInteger], "HUGEINT"), ([.integer, .real, .longReal], "DOUBLE"),
            (.date, "DATE"), ([.date, .timestamp], "TIMESTAMP"),
            ([.date, .timestamp, .zonedTimestamp], "TIMESTAMP WITH TIME ZONE"), (.time, "TIME"),
        ]
        return types.first { values.isSubset(of: $0.0) }?.1 ?? "VARCHAR"
    }

    static let missingWords = ["NA", "N/A", "NULL", "null", "\\N", "None"]

    /// An aggregate that yields the classes of a column's values.
    /// - Parameter expected: what some values have turned out to be: that is looked at first, which saves most checks.
    static func aggregate(_ column: String, expected: ValueClasses) -> String {
        let v = SQL.identifier(column)
        let branches = (shortcuts(v, expected) + checks(v)).map { "WHEN \($0.0) THEN \($0.1.rawValue)" }
        return "coalesce(bit_or(CASE WHEN \(v) IS NULL THEN 0 \(branches.joined(separator: " ")) "
            + "ELSE \(text.rawValue) END), 0)"
    }

    /// Conditions that settle the usual values of a class by themselves.
    private static func shortcuts(_ v: String, _ expected: ValueClasses) -> [(String, ValueClasses)] {
        var cases: [(String, ValueClasses)] = []
        if expected.contains(.real) {
            let isPlain =
                "length(\(v)) < 16 AND (\(v) NOT LIKE '0%' OR \(v) LIKE '0.%') AND \(v) NOT LIKE '-0%' "
                + "AND \(v) NOT LIKE '+%' AND \(v) NOT LIKE ' %' AND NOT contains(\(v), '_')"
            cases.append(("\(isPlain) AND TRY_CAST(\(v) AS DOUBLE) IS NOT NULL", .real))
        }
        if expected.contains(.date) { cases.append(("CAST(TRY_CAST(\(v) AS DATE) AS VARCHAR) = \(v)", .date)) }
        if expected.contains(.timestamp) {
            // Seconds at the end leave no room for a zone.
            let hasSeconds = "length(\(v)) = 19 AND substr(\(v), 17, 1) = ':'"
            cases.append(("\(hasSeconds) AND TRY_CAST(\(v) AS TIMESTAMP) IS NOT NULL", .timestamp))
        }
        return cases
    }

    /// Conditions in order: each relies on those before it.
    static func checks(_ v: String) -> [(String, ValueClasses)] {
        let words = missingWords.map(SQL.literal).joined(separator: ", ")
        return [
            ("CAST(TRY_CAST(\(v) AS BIGINT) AS VARCHAR) = \(v) AND length(\(v)) < 16", .integer),
            // Not IN: the engine makes a join of that, and forgets the order of the rows.
            ("list_contains([\(words)], \(v))", .missing),
            ("lower(\(v)) IN ('true', 'false')", .boolean),
            // What begins like none of these is text; the slower checks are spared.
            ("NOT regexp_matches(\(v), '^\\s*[-+.0-9inIN]')", .text),
            ("CAST(TRY_CAST(\(v) AS BIGINT) AS VARCHAR) = \(v)", .wideInteger),
            ("CAST(TRY_CAST(\(v) AS HUGEINT) AS VARCHAR) = \(v)", .hugeInteger),
            ("regexp_matches(\(v), '^\\s*[-+]?(0[0-9]|[0-9]{16,}$)|^\\s*\\+[0-9]{7,}$|_')", .text),
            ("TRY_CAST(\(v) AS DOUBLE) IS NOT NULL AND length(\(v)) > 18", .longReal),
            ("TRY_CAST(\(v) AS DOUBLE) IS NOT NULL", .real),
            ("CAST(TRY_CAST(\(v) AS DATE) AS VARCHAR) = \(v)", .date),
            ("regexp_matches(\(v), '^[0-9]{1,2}:[0-9]{2}:[0-9]{2}') AND TRY_CAST(\(v) AS TIME) IS NOT NULL", .time),
            ("length(\(v)) < 8 OR length(\(v)) > 33", .text),
            (
                "regexp_matches(\(v), ':[0-9.]+ ?([-+][0-9:]+|Z|UTC)$') AND TRY_CAST(\(v) AS TIMESTAMPTZ) IS NOT NULL",
                .zonedTimestamp
            ),
            ("length(\(v)) < 28 AND TRY_CAST(\(v) AS TIMESTAMP) IS NOT NULL", .timestamp),
        ]
    }
}
