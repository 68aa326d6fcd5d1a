import Tabular

extension FunctionTable {
    static let dates: [FunctionDefinition] = [
        FunctionDefinition("GETDATE", "", "now, in UTC", .date, 0...0) { _ in now(.datetime) },
        FunctionDefinition("CURRENT_TIMESTAMP", "", "now, in UTC", .date, 0...0) { _ in now(.datetime) },
        FunctionDefinition("GETUTCDATE", "", "now, in UTC", .date, 0...0) { _ in now(.datetime) },
        FunctionDefinition("SYSDATETIME", "", "now, in UTC, to a microsecond", .date, 0...0) { _ in now(.datetime2(7))
        },
        FunctionDefinition("SYSUTCDATETIME", "", "now, in UTC, to a microsecond", .date, 0...0) { _ in
            now(.datetime2(7))
        },
        FunctionDefinition("SYSDATETIMEOFFSET", "", "now, with its offset", .date, 0...0) { _ in
            Typed("now()", .datetimeoffset(7))
        },
        FunctionDefinition("CURRENT_DATE", "", "today, in UTC", .date, 0...0) { _ in
            Typed("CAST(current_localtimestamp() AS DATE)", .date)
        },
        FunctionDefinition("YEAR", "date", "the year", .date, 1...1) { c in try field(c, .year, 0) },
        FunctionDefinition("MONTH", "date", "the month, 1 to 12", .date, 1...1) { c in try field(c, .month, 0) },
        FunctionDefinition("DAY", "date", "the day of the month", .date, 1...1) { c in try field(c, .day, 0) },
        FunctionDefinition("DATEPART", "part, date", "a part of a date as a number", .date, 1...1) { c in
            try field(c, try c.part(), 0)
        },
        FunctionDefinition("DATENAME", "part, date", "a part of a date as a text", .date, 1...1) { c in try dateName(c)
        },
        FunctionDefinition("DATEADD", "part, number, date", "a date with so many parts added", .date, 2...2) { c in
            try dateAdd(c)
        },
        FunctionDefinition(
            "DATEDIFF", "part, start, end", "how many boundaries of a part lie between two dates", .date, 2...2
        ) { c in
            Typed("CAST(\(try dateDifference(c)) AS INTEGER)", .int)
        },
        FunctionDefinition("DATEDIFF_BIG", "part, start, end", "the same as a bigint", .date, 2...2) { c in
            Typed(try dateDifference(c), .bigint)
        },
        FunctionDefinition("DATETRUNC", "part, date", "cut off below a part", .date, 1...1) { c in try dateTruncated(c)
        },
    ]

    private static func now(_ type: DataType) -> Typed {
        Typed(
            type == .datetime ? "date_trunc('millisecond', current_localtimestamp())" : "current_localtimestamp()", type
        )
    }

    /// A part as a whole number.
    private static func field(_ c: Call, _ part: DatePart, _ index: Int) throws(Diagnostic) -> Typed {
        let value = try c.date(index)
        if value.type == .date, part.isOfTime { return Typed("0", .int) }
        if value.type.isTime, !part.isOfTime {
            throw Diagnostic("a time has no \(part.rawValue)", at: c.position, number: 9810)
        }
        let d = try c.stamp(index)
        let first = c.translator.settings.firstDayOfWeek
        let sql: String
        switch part {
        case .year, .quarter, .month, .day, .hour, .minute, .second: sql = "\(part.rawValue)(\(d))"
        case .dayofyear: sql = "dayofyear(\(d))"
        case .weekday: sql = "((dayofweek(\(d)) + 7 - \(first % 7)) % 7 + 1)"
        case .week:
            sql = "((dayofyear(\(d)) - 1 + (dayofweek(date_trunc('year', \(d))) + 7 - \(first % 7)) % 7) // 7 + 1)"
        case .isoWeek: sql = "weekofyear(\(d))"
        case .millisecond: sql = "(millisecond(\(d)) % 1000)"
        case .microsecond: sql = "(microsecond(\(d)) % 1000000)"
        case .nanosecond: sql = "(microsecond(\(d)) % 1000000 * 1000)"
        case .tzoffset: sql = "0"
        }
        return Typed("CAST(\(sql) AS INTEGER)", .int)
    }

    private static func dateName(_ c: Call) throws(Diagnostic) -> Typed {
        switch try c.part() {
        case .month: return Typed("monthname(\(try c.stamp(0)))", .nvarchar)
        case .weekday: return Typed("dayname(\(try c.stamp(0)))", .nvarchar)
        case .tzoffset: return Typed("'+00:00'", .nvarchar)
        case let part: return Typed("CAST(\(try field(c, part, 0).sql) AS VARCHAR)", .nvarchar)
        }
    }

    private static func dateAdd(_ c: Call) throws(Diagnostic) -> Typed {
        let part = try c.part()
        let value = try c.date(1)
        if value.type == .date, part.isOfTime {
            throw Diagnostic(
                "DATEADD cannot add a \(part.rawValue) to a date", at: c.position,
                hint: "Cast the date to datetime2 first.", number: 9810)
        }
        if value.type.isTime, !part.isOfTime {
            throw Diagnostic("DATEADD cannot add a \(part.rawValue) to a time", at: c.position, number: 9810)
        }
        let n =
            try c[0].type.isInteger && c[0].type != .bit
            ? c[0].sql : c.translator.convert(c[0], to: .bigint, at: c.position).sql
        let interval: String
        switch part {
        case .year: interval = "to_years(CAST(\(n) AS INTEGER))"
        case .quarter: interval = "to_months(CAST(\(n) * 3 AS INTEGER))"
        case .month: interval = "to_months(CAST(\(n) AS INTEGER))"
        case .week: interval = "to_days(CAST(\(n) * 7 AS INTEGER))"
        case .day, .dayofyear, .weekday: interval = "to_days(CAST(\(n) AS INTEGER))"
        case .hour: interval = "to_hours(CAST(\(n) AS BIGINT))"
        case .minute: interval = "to_minutes(CAST(\(n) AS BIGINT))"
        case .second: interval = "to_seconds(CAST(\(n) AS BIGINT))"
        case .millisecond: interval = "to_milliseconds(CAST(\(n) AS BIGINT))"
        case .microsecond: interval = "to_microseconds(CAST(\(n) AS BIGINT))"
        case .nanosecond: interval = "to_microseconds(CAST(\(n) AS BIGINT) // 1000)"
        case .isoWeek, .tzoffset:
            throw Diagnostic("DATEADD cannot add \(part.rawValue)", at: c.position, number: 9810)
        }
        let sum = "(\(value.sql) + \(interval))"
        // The date keeps its type; a string becomes a datetime.
        let type: DataType = c[1].type.isText || c[1].type == .null ? .datetime : value.type
        return Typed(value.type == .date ? "CAST(\(sum) AS DATE)" : sum, type)
    }

    private static func dateDifference(_ c: Call) throws(Diagnostic) -> String {
        let part = try c.part()
        let a = try c.stamp(0)
        let b = try c.stamp(1)
        switch part {
        // Weeks begin on Sunday here, whatever DATEFIRST is.
        case .week: return weeks(a, b, since: "DATE '0001-01-07'")
        case .isoWeek: return weeks(a, b, since: "DATE '0001-01-01'")
        case .dayofyear, .weekday, .day: return "date_diff('day', \(a), \(b))"
        case .nanosecond: return "(date_diff('microsecond', \(a), \(b)) * 1000)"
        case .tzoffset: throw Diagnostic("DATEDIFF cannot count tzoffset", at: c.position, number: 9806)
        default: return "date_diff('\(part.rawValue)', \(a), \(b))"
        }
    }

    /// How many weeks begin between two dates, a day on which one begins being given.
    private static func weeks(_ a: String, _ b: String, since day: String) -> String {
        "(date_diff('day', \(day), \(b)) // 7 - date_diff('day', \(day), \(a)) // 7)"
    }

    private static func dateTruncated(_ c: Call) throws(Diagnostic) -> Typed {
        let part = try c.part()
        let value = try c.date(0)
        let type: DataType = c[0].type.isText ? .datetime2(7) : value.type
        let d = try c.stamp(0)
        let sql: String
        switch part {
        case .week:
            let first = c.translator.settings.firstDayOfWeek
            sql = "(date_trunc('day', \(d)) - to_days(CAST((dayofweek(\(d)) + 7 - \(first % 7)) % 7 AS INTEGER)))"
        case .isoWeek: sql = "date_trunc('week', \(d))"
        case .dayofyear, .day: sql = "date_trunc('day', \(d))"
        case .year, .quarter, .month, .hour, .minute, .second, .millisecond, .microsecond:
            sql = "date_trunc('\(part.rawValue)', \(d))"
        default: throw Diagnostic("DATETRUNC cannot cut at \(part.rawValue)", at: c.position, number: 9810)
        }
        switch type {
        case .date: return Typed("CAST(\(sql) AS DATE)", type)
        case .time: return Typed("CAST(\(sql) AS TIME)", type)
        default: return Typed(sql, type)
        }
    }
}
