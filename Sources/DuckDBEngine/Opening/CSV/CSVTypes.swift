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
    /// A number that begins with zeros: `007`.
    static let leadingZero = ValueClasses(rawValue: 4096)
    /// Digits that no number type holds.
    static let longDigits = ValueClasses(rawValue: 8192)
    /// `1E5`: a number or a name.
    static let exponent = ValueClasses(rawValue: 16384)
    /// A number with a decimal comma or marks between groups of digits.
    static let marked = ValueClasses(rawValue: 32768)
    /// A date that is not written as ISO 8601 says.
    static let otherDate = ValueClasses(rawValue: 65536)
    /// Nothing, in quotes.
    static let quotedEmpty = ValueClasses(rawValue: 131072)

    /// What a quick look cannot tell.
    static let unclear = ValueClasses(rawValue: 262144)

    static let numbers: ValueClasses = [.integer, .wideInteger, .hugeInteger, .real, .longReal]
    /// What is no value at all.
    static let nothing: ValueClasses = [.missing, .quotedEmpty]

    /// The narrowest SQL type that keeps every value as it is; text when there is none.
    var sqlType: String {
        let values = subtracting(.nothing)
        if values.isEmpty { return "VARCHAR" }
        if values.contains(.exponent), values.subtracting(.exponent).isSubset(of: [.integer, .wideInteger]) {
            return "VARCHAR"
        }
        let types: [(ValueClasses, String)] = [
            (.boolean, "BOOLEAN"), ([.integer, .wideInteger], "BIGINT"),
            ([.integer, .wideInteger, .hugeInteger], "HUGEINT"), ([.integer, .real, .longReal, .exponent], "DOUBLE"),
            (.date, "DATE"), ([.date, .timestamp], "TIMESTAMP"),
            ([.date, .timestamp, .zonedTimestamp], "TIMESTAMP WITH TIME ZONE"), (.time, "TIME"),
        ]
        return types.first { values.isSubset(of: $0.0) }?.1 ?? "VARCHAR"
    }

    /// Why a column of numbers is text; nil when it is not.
    var reasonForText: String? {
        let values = subtracting(.nothing)
        let odd: ValueClasses = [.leadingZero, .longDigits, .exponent]
        guard sqlType == "VARCHAR", !values.isEmpty, values.isSubset(of: Self.numbers.union(odd)) else { return nil }
        if values.contains(.leadingZero) { return "leading zeros" }
        if values.contains(.exponent), values.isSubset(of: [.integer, .wideInteger, .exponent]) {
            return "values such as 1E5 may be names"
        }
        return "some numbers are too long to keep every digit"
    }

    static let missingWords = ["NA", "N/A", "NULL", "null", "\\N", "None"]

    /// An aggregate that yields the classes of a column's values.
    /// - Parameter expected: what some values have turned out to be: that is looked at first, which saves most checks.
    static func aggregate(_ column: String, expected: ValueClasses) -> String {
        "coalesce(bit_or(\(classify(SQL.identifier(column), expected: expected))), 0)"
    }

    /// An expression that yields the class of a value.
    static func classify(_ v: String, expected: ValueClasses) -> String {
        let branches = (shortcuts(v, expected) + checks(v)).map { "WHEN \($0.0) THEN \($0.1.rawValue)" }
        return "CASE WHEN \(v) IS NULL THEN 0 \(branches.joined(separator: " ")) ELSE \(text.rawValue) END"
    }

    /// Whether values are of the usual classes, in few conditions; anything else is `text` or, by how it begins, `unclear`.
    ///
    /// Regular expressions take a while to be made: tables of thousands of columns get them where they are needed.
    static func roughly(_ column: String) -> String {
        let v = SQL.identifier(column)
        let branches =
            [("CAST(TRY_CAST(\(v) AS BIGINT) AS VARCHAR) = \(v) AND length(\(v)) < 16", ValueClasses.integer)]
            + shortcuts(v, [.real, .date, .timestamp])
            + [("NOT contains(\(SQL.literal(beginnings)), substr(\(v), 1, 1))", text)]
        let cases = branches.map { "WHEN \($0.0) THEN \($0.1.rawValue)" }.joined(separator: " ")
        return "coalesce(bit_or(CASE WHEN \(v) IS NULL THEN 0 \(cases) ELSE \(unclear.rawValue) END), 0)"
    }

    /// What numbers, times, truth values and words for missing values begin with; text may begin so, too.
    private static let beginnings = "-+.,0123456789iInNtTfF\\ \t\n\r\u{B}\u{C}\u{A0}"

    /// Conditions that settle the usual values of a class by themselves.
    private static func shortcuts(_ v: String, _ expected: ValueClasses) -> [(String, ValueClasses)] {
        var cases: [(String, ValueClasses)] = []
        if expected.contains(.real) {
            let isPlain =
                "length(\(v)) < 16 AND (\(v) NOT LIKE '0%' OR \(v) LIKE '0.%') AND \(v) NOT LIKE '-0%' "
                + "AND \(v) NOT LIKE '+%' AND \(v) NOT LIKE ' %' AND NOT contains(\(v), '_') "
                + "AND NOT contains(lower(\(v)), 'e')"
            cases.append(("\(isPlain) AND TRY_CAST(\(v) AS DOUBLE) IS NOT NULL", .real))
        }
        if expected.contains(.date) { cases.append(("CAST(TRY_CAST(\(v) AS DATE) AS VARCHAR) = \(v)", .date)) }
        if expected.contains(.timestamp) {
            cases.append(("\(hasSecondsLast(v)) AND TRY_CAST(\(v) AS TIMESTAMP) IS NOT NULL", .timestamp))
        }
        return cases
    }

    /// Seconds at the end leave no room for a zone.
    static func hasSecondsLast(_ v: String) -> String {
        "length(\(v)) = 19 AND substr(\(v), 17, 1) = ':' AND substr(\(v), 5, 1) = '-'"
    }

    /// The end of a time with a zone.
    static let zone = ":[0-9.]+ ?([-+][0-9:]+|Z|UTC)$"

    /// An expression that yields the class of a value when it is one of some; other values are of any other class.
    ///
    /// Missing values are not looked for: comparing with so many words would change the order in which rows are loaded.
    static func unusual(_ v: String, _ classes: ValueClasses) -> String {
        let all = checks(v)
        let end = (all.lastIndex { !$0.1.isDisjoint(with: classes) } ?? -1) + 1
        let branches = all[..<end].filter { $0.1.isDisjoint(with: .nothing) }
        return "CASE \(branches.map { "WHEN \($0.0) THEN \($0.1.rawValue)" }.joined(separator: " ")) "
            + "ELSE \(text.rawValue) END"
    }

    /// Conditions in order: each relies on those before it.
    private static func checks(_ v: String) -> [(String, ValueClasses)] {
        let words = missingWords.map(SQL.literal).joined(separator: ", ")
        return [
            ("CAST(TRY_CAST(\(v) AS BIGINT) AS VARCHAR) = \(v) AND length(\(v)) < 16", .integer),
            ("\(v) = ''", .quotedEmpty),
            ("\(v) IN (\(words))", .missing),
            ("lower(\(v)) IN ('true', 'false')", .boolean),
            // What begins like none of these is text; the slower checks are spared.
            ("NOT regexp_matches(\(v), '^\\s*[-+.,0-9inIN]')", .text),
            ("CAST(TRY_CAST(\(v) AS BIGINT) AS VARCHAR) = \(v)", .wideInteger),
            ("CAST(TRY_CAST(\(v) AS HUGEINT) AS VARCHAR) = \(v)", .hugeInteger),
            ("regexp_matches(\(v), '^\\s*[-+]?0[0-9]+([.,][0-9]*)?$')", .leadingZero),
            ("regexp_matches(\(v), '^\\s*-?[0-9]{16,}$')", .longDigits),
            ("regexp_matches(\(v), '^\\s*\\+[0-9]{7,}$|_')", .text),
            ("regexp_matches(\(v), '^[0-9]+[eE][0-9]+$') AND TRY_CAST(\(v) AS DOUBLE) IS NOT NULL", .exponent),
            ("TRY_CAST(\(v) AS DOUBLE) IS NOT NULL AND length(\(v)) > 18", .longReal),
            ("TRY_CAST(\(v) AS DOUBLE) IS NOT NULL", .real),
            ("CAST(TRY_CAST(\(v) AS DATE) AS VARCHAR) = \(v)", .date),
            ("regexp_matches(\(v), '^[0-9]{1,2}:[0-9]{2}:[0-9]{2}') AND TRY_CAST(\(v) AS TIME) IS NOT NULL", .time),
            ("regexp_matches(\(v), \(SQL.literal(MarkedNumbers.pattern)))", .marked),
            ("length(\(v)) < 8 OR length(\(v)) > 33", .text),
            ("regexp_matches(\(v), \(SQL.literal(OtherDates.pattern)))", .otherDate),
            (
                "regexp_matches(\(v), '\(zone)') AND TRY_CAST(\(v) AS TIMESTAMPTZ) IS NOT NULL",
                .zonedTimestamp
            ),
            ("length(\(v)) < 28 AND TRY_CAST(\(v) AS TIMESTAMP) IS NOT NULL", .timestamp),
        ]
    }
}
