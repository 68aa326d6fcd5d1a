import Tabular

extension FunctionTable {
    static let moreDates: [FunctionDefinition] = [
        FunctionDefinition("EOMONTH", "date, months", "the last day of the month", .date, 1...2) { c in
            let d = try c.stamp(0)
            let shifted = c.count > 1 ? "(\(d) + to_months(CAST(\(try c.int(1)) AS INTEGER)))" : d
            return Typed("last_day(\(shifted))", .date)
        },
        FunctionDefinition("DATEFROMPARTS", "year, month, day", "a date", .date, 3...3) { c in
            Typed("make_date(\(try c.int(0)), \(try c.int(1)), \(try c.int(2)))", .date)
        },
        FunctionDefinition("TIMEFROMPARTS", "hour, minute, second, fraction, precision", "a time", .date, 5...5) { c in
            let digits = try precision(c, 4)
            let seconds = "\(try c.int(2)) + \(try c.int(3)) / \(power(digits)).0"
            return Typed("make_time(\(try c.int(0)), \(try c.int(1)), \(seconds))", .time(digits))
        },
        FunctionDefinition(
            "DATETIMEFROMPARTS", "year, month, day, hour, minute, second, millisecond", "a datetime", .date, 7...7
        ) { c in
            let stamp = "make_timestamp(\(try parts(c, 5)), \(try c.int(5)) + \(try c.int(6)) / 1000.0)"
            return try c.translator.convert(Typed(stamp, .datetime2(7)), to: .datetime, at: c.position)
        },
        FunctionDefinition("SMALLDATETIMEFROMPARTS", "year, month, day, hour, minute", "a smalldatetime", .date, 5...5)
        { c in
            Typed("make_timestamp(\(try parts(c, 5)), 0)", .smalldatetime)
        },
        FunctionDefinition(
            "DATETIME2FROMPARTS", "year, month, day, hour, minute, second, fraction, precision", "a datetime2", .date,
            8...8
        ) { c in
            let digits = try precision(c, 7)
            return Typed(
                "make_timestamp(\(try parts(c, 5)), \(try c.int(5)) + \(try c.int(6)) / \(power(digits)).0)",
                .datetime2(digits))
        },
        FunctionDefinition("ISDATE", "string", "1 when the string is a date", .date, 1...1) { c in
            let read = try c.translator.convert(
                Typed(try c.text(0), .varchar, literal: c[0].literal), to: .datetime, isTry: true, at: c.position)
            return Typed("CASE WHEN \(read.sql) IS NULL THEN 0 ELSE 1 END", .int)
        },
        FunctionDefinition(
            "SWITCHOFFSET", "datetimeoffset, zone", "the same instant; offsets are not kept here", .date, 2...2
        ) { c in
            throw c.refused(
                "SWITCHOFFSET is not supported: an instant is kept without its offset", hint: "Use AT TIME ZONE.")
        },
        FunctionDefinition("TODATETIMEOFFSET", "datetime2, offset", "a date at an offset", .date, 2...2) { c in
            guard let text = c[1].literalText, text.count == 6, let hours = Int(text.prefix(3)),
                let minutes = Int(text.suffix(2))
            else {
                throw c.refused("the offset of TODATETIMEOFFSET must be written as '+hh:mm'")
            }
            let total = hours * 60 + (text.hasPrefix("-") ? -minutes : minutes)
            return Typed("((\(try c.stamp(0)) - to_minutes(\(total))) AT TIME ZONE 'UTC')", .datetimeoffset(7))
        },
    ]

    private static func parts(_ c: Call, _ count: Int) throws(Diagnostic) -> String {
        var list: [String] = []
        for index in 0..<count { list.append(try c.int(index)) }
        return list.joined(separator: ", ")
    }

    private static func precision(_ c: Call, _ index: Int) throws(Diagnostic) -> Int {
        guard let digits = c[index].literalInteger, (0...7).contains(digits) else {
            throw c.refused("the precision must be a number from 0 to 7 in the script")
        }
        return digits
    }

    private static func power(_ digits: Int) -> String { "1" + String(repeating: "0", count: digits) }
}
