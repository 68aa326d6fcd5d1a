/// A part of a date, as DATEADD and its like name it.
enum DatePart: String {
    case year, quarter, month, dayofyear, day, week, weekday, isoWeek, hour, minute, second, millisecond, microsecond
    case nanosecond, tzoffset

    private static let names: [String: DatePart] = [
        "year": .year, "yy": .year, "yyyy": .year, "quarter": .quarter, "qq": .quarter, "q": .quarter, "month": .month,
        "mm": .month, "m": .month, "dayofyear": .dayofyear, "dy": .dayofyear, "y": .dayofyear, "day": .day, "dd": .day,
        "d": .day, "week": .week, "wk": .week, "ww": .week, "weekday": .weekday, "dw": .weekday, "w": .weekday,
        "iso_week": .isoWeek, "isowk": .isoWeek, "isoww": .isoWeek, "hour": .hour, "hh": .hour, "minute": .minute,
        "mi": .minute, "n": .minute, "second": .second, "ss": .second, "s": .second, "millisecond": .millisecond,
        "ms": .millisecond, "microsecond": .microsecond, "mcs": .microsecond, "nanosecond": .nanosecond,
        "ns": .nanosecond, "tzoffset": .tzoffset, "tz": .tzoffset,
    ]

    init?(name: String) {
        guard let part = Self.names[name.lowercased()] else { return nil }
        self = part
    }

    var isOfTime: Bool {
        switch self {
        case .hour, .minute, .second, .millisecond, .microsecond, .nanosecond: true
        default: false
        }
    }

    /// Finer than a date has.
    var isOfDate: Bool { !isOfTime && self != .tzoffset }
}

extension Call {
    /// The date part that a call begins with.
    func part() throws(Diagnostic) -> DatePart {
        guard let word = call.keyword, let part = DatePart(name: word.name) else {
            throw Diagnostic(
                "'\(call.keyword?.name ?? "")' is no part of a date", at: call.keyword?.position ?? position,
                hint:
                    "Parts are year, quarter, month, dayofyear, day, week, weekday, hour, minute, second, millisecond.",
                number: 155)
        }
        return part
    }

    /// An argument as a date or time; a string is read as one.
    func date(_ index: Int) throws(Diagnostic) -> Typed {
        let value = arguments[index]
        if value.type.isTemporal || value.type == .unknown { return value }
        if value.type == .null { return Typed("CAST(NULL AS TIMESTAMP)", .datetime) }
        if value.type.isText { return try translator.convert(value, to: .datetime2(7), at: position) }
        if value.type.isNumeric { return try translator.convert(value, to: .datetime, at: position) }
        if case .other = value.type { return value }
        throw Diagnostic("\(call.key) takes a date, not \(value.type.name)", at: position, number: 8116)
    }

    /// The same as a timestamp.
    func stamp(_ index: Int) throws(Diagnostic) -> String {
        let value = try date(index)
        switch value.type {
        case .date: return "CAST(\(value.sql) AS TIMESTAMP)"
        case .time: return "(DATE '1900-01-01' + \(value.sql))"
        case .datetimeoffset: return "(\(value.sql) AT TIME ZONE 'UTC')"
        default: return value.sql
        }
    }
}
