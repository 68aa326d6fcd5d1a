import Tabular

/// What becomes of a column's text.
enum CSVRule: Equatable {
    /// The engine's reader makes it a value of this type.
    case type(String)
    /// Numbers with marks of other countries.
    case number(MarkedNumbers.Marks, isWhole: Bool)
    /// Dates that are not written as ISO 8601 says.
    case date(format: String, hasTime: Bool)

    var sqlType: String {
        switch self {
        case .type(let name): name
        case .number(_, let isWhole): isWhole ? "BIGINT" : "DOUBLE"
        case .date(_, let hasTime): hasTime ? "TIMESTAMP" : "DATE"
        }
    }

    /// An expression for the value, where the reader yields text.
    /// - Parameter hasQuotedEmpty: whether nothing in quotes stands for missing values.
    func expression(_ name: String, hasQuotedEmpty: Bool) -> String? {
        let v = SQL.identifier(name)
        let value = hasQuotedEmpty && sqlType != "VARCHAR" ? "nullif(\(v), '')" : v
        switch self {
        case .type(let type): return hasQuotedEmpty && type != "VARCHAR" ? "CAST(\(value) AS \(type))" : nil
        case .number(let marks, _): return "CAST(\(marks.plain(value)) AS \(sqlType))"
        case .date(let format, _): return "CAST(strptime(\(value), \(SQL.literal(format))) AS \(sqlType))"
        }
    }
}

/// Numbers with a decimal comma or marks between groups of digits.
enum MarkedNumbers {
    /// What they look like, as a regular expression.
    static let pattern =
        "^[-+]?([0-9]{1,3}([.,'\\x{2019} \\x{00A0}\\x{202F}][0-9]{3})+([.,][0-9]+)?|[0-9]*,[0-9]+)$"

    /// What stands before decimals and between groups of three digits.
    struct Marks: Equatable {
        var decimal: String
        var thousands: String?

        private static let spaces = "[ \\x{00A0}\\x{202F}]"
        private static let apostrophes = "['\\x{2019}]"

        private var group: String? {
            switch thousands {
            case " ": Self.spaces
            case "'": Self.apostrophes
            case let mark?: "[\(mark)]"
            case nil: nil
            }
        }

        /// Whether a value is a number with these marks that a double keeps.
        func fits(_ v: String) -> String {
            let whole = group.map { "([0-9]{1,3}(\($0)[0-9]{3})+|[0-9]+)" } ?? "[0-9]*"
            let pattern = "^[-+]?\(whole)([\(decimal)][0-9]+)?$"
            return "regexp_matches(\(v), \(SQL.literal(pattern))) AND NOT regexp_matches(\(v), '^[-+]?0[0-9]') "
                + "AND length(regexp_replace(\(v), '[^0-9]', '', 'g')) < 16"
        }

        /// The number as the engine writes it.
        func plain(_ v: String) -> String {
            let joined = group.map { "regexp_replace(\(v), \(SQL.literal($0)), '', 'g')" } ?? v
            return decimal == "." ? joined : "replace(\(joined), \(SQL.literal(decimal)), '.')"
        }
    }

    /// The marks that are in use, by country: the order in which they are preferred.
    static let known = [
        Marks(decimal: ".", thousands: ","), Marks(decimal: ",", thousands: nil), Marks(decimal: ",", thousands: "."),
        Marks(decimal: ".", thousands: " "), Marks(decimal: ",", thousands: " "), Marks(decimal: ".", thousands: "'"),
        Marks(decimal: ",", thousands: "'"),
    ]
}

/// Dates that are not written as ISO 8601 says.
enum OtherDates {
    static let pattern =
        "^([0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4})"
        + "( [0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?( ?[APap][Mm])?)?$"

    /// The formats that a value may be in; two when day and month cannot be told apart.
    static func formats(like value: String) -> [String] {
        guard let mark = value.first(where: { !$0.isNumber }) else { return [] }
        let days: [String]
        if value.prefix(while: \.isNumber).count == 4 {
            days = ["%Y/%m/%d"]
        } else if mark == "." {
            days = ["%d.%m.%Y"]
        } else {
            days = ["%d\(mark)%m\(mark)%Y", "%m\(mark)%d\(mark)%Y"]
        }
        guard let space = value.firstIndex(of: " ") else { return days }
        let time = value[value.index(after: space)...].uppercased()
        let isHalfDay = time.hasSuffix("M")
        var clock = isHalfDay ? " %I:%M" : " %H:%M"
        if time.count(where: { $0 == ":" }) == 2 { clock += time.contains(".") ? ":%S.%f" : ":%S" }
        if isHalfDay { clock += time.contains(" ") ? " %p" : "%p" }
        return days.map { $0 + clock }
    }

    /// A format in words: `day/month/year`.
    static func words(_ format: String) -> String {
        let date = format.split(separator: " ").first.map(String.init) ?? format
        return date.replacing("%d", with: "day").replacing("%m", with: "month").replacing("%Y", with: "year")
    }
}
