import Tabular

/// What a column of a sheet holds, and how its cells become values.
struct SheetColumn {
    var letter: String
    var name: String
    /// What the reader makes of some of its cells: `DOUBLE`, `DATE`, `TIMESTAMP`, `TIME`, `BOOLEAN`, `VARCHAR`.
    var seen: Set<String> = []
    /// Values in all, and those that are whole numbers, numbers, 0 or 1, and errors such as #N/A.
    var values = 0
    var whole = 0
    var numbers = 0
    var flags = 0
    var errors = 0
    /// Whole numbers of days, which may be written with a point.
    var days = 0

    /// Numbers that a spreadsheet would show as they are written; 007 is no number.
    static let number = "^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?$"
    static let wholeNumber = "^-?(0|[1-9][0-9]{0,14})$"
    static let wholeDays = "^[0-9]+(\\.0+)?$"
    static let errorWords = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"]

    /// The aggregates that fill the counts, in their order.
    static func counts(_ letter: String) -> [String] {
        let v = SQL.identifier(letter)
        return [
            "count(\(v))", "count(*) FILTER (regexp_matches(\(v), '\(wholeNumber)'))",
            "count(*) FILTER (regexp_matches(\(v), '\(number)'))", "count(*) FILTER (\(v) IN ('0', '1'))",
            "count(*) FILTER (\(v) IN (\(errorList)))", "count(*) FILTER (regexp_matches(\(v), '\(wholeDays)'))",
        ]
    }

    private static var errorList: String { errorWords.map(SQL.literal).joined(separator: ", ") }

    private var good: Int { values - errors }

    /// The SQL type that keeps every value.
    var type: String {
        if good == 0 { return "VARCHAR" }
        if seen == ["BOOLEAN"], flags == good { return "BOOLEAN" }
        if isTime, numbers == good {
            if seen == ["TIME"] { return "TIME" }
            return seen == ["DATE"] && days == good ? "DATE" : "TIMESTAMP"
        }
        if seen == ["DOUBLE"] || seen.isEmpty {
            if whole == good { return "BIGINT" }
            if numbers == good { return "DOUBLE" }
        }
        return "VARCHAR"
    }

    private var isTime: Bool { !seen.isEmpty && seen.isSubset(of: ["DATE", "TIMESTAMP", "TIME"]) }

    /// Whether some cells are times and others are not, so that times have to be spelled out as text.
    private var hasTimes: Bool { !seen.isDisjoint(with: ["DATE", "TIMESTAMP"]) }

    /// The value of a cell, from the text that the file holds.
    /// - Parameter epoch: the day before day 1.
    func expression(epoch: String) -> String {
        let v = SQL.identifier(letter)
        let text = errors > 0 && type != "VARCHAR" ? "CASE WHEN \(v) IN (\(Self.errorList)) THEN NULL ELSE \(v) END" : v
        let microseconds = "to_microseconds(CAST(round(CAST(\(text) AS DOUBLE) * 86400000) AS BIGINT) * 1000)"
        let value =
            switch type {
            case "BOOLEAN": "(\(text) = '1')"
            case "BIGINT", "DOUBLE": "CAST(\(text) AS \(type))"
            case "DATE": "(DATE '\(epoch)' + CAST(CAST(\(text) AS DOUBLE) AS INTEGER))"
            case "TIMESTAMP": "(TIMESTAMP '\(epoch)' + \(microseconds))"
            case "TIME": "CAST(TIMESTAMP '\(epoch)' + \(microseconds) AS TIME)"
            default:
                hasTimes
                    ? "CASE WHEN regexp_matches(\(v), '\(Self.number)') THEN strftime(TIMESTAMP '\(epoch)' + "
                        + "to_microseconds(CAST(round(CAST(\(v) AS DOUBLE) * 86400000) AS BIGINT) * 1000), '%Y-%m-%d %H:%M:%S')"
                        + " ELSE \(v) END"
                    : v
            }
        return value + " AS " + SQL.identifier(name)
    }

    /// What a person should know of the column; nil when it is plain.
    var note: String? {
        if errors > 0, type != "VARCHAR" {
            return
                "\(name): \(errors) \(errors == 1 ? "error" : "errors") such as #N/A \(errors == 1 ? "is" : "are") read as missing"
        }
        guard type == "VARCHAR", good > 0, numbers > 0 || hasTimes, numbers < good || hasTimes else { return nil }
        if hasTimes { return "\(name) mixes times and other values: it is read as text" }
        guard seen.contains("DOUBLE") else { return nil }
        return "\(name) mixes numbers and text (\(good - numbers) of \(good) values): it is read as text"
    }
}
