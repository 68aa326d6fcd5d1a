import Tabular

extension Translator {
    /// `datetime + 1`, `datetime - datetime`.
    func dateArithmetic(
        _ left: Typed, _ operation: ArithmeticOperator, _ right: Typed, at position: Position
    ) throws(Diagnostic) -> Typed {
        guard operation == .add || operation == .subtract else { throw clash(left, right, at: position) }
        if left.type.isDateTime, right.type.isNumeric || right.type.isText || right.type == .null {
            return try shifted(left, by: right, operation, at: position)
        }
        if right.type.isDateTime, operation == .add, left.type.isNumeric || left.type == .null {
            return try shifted(right, by: left, operation, at: position)
        }
        if left.type.isDateTime, right.type.isDateTime, operation == .subtract {
            return Typed("(TIMESTAMP '1900-01-01' + (\(left.sql) - \(right.sql)))", .datetime)
        }
        if left.type == .date, right.type.isNumeric {
            throw Diagnostic(
                "a date and a number cannot be \(operation == .add ? "added" : "subtracted")", at: position,
                hint: "Write DATEADD(day, …), or cast the date to datetime.", number: 206)
        }
        throw clash(left, right, at: position)
    }

    private func clash(_ left: Typed, _ right: Typed, at position: Position) -> Diagnostic {
        Diagnostic("\(left.type.name) and \(right.type.name) do not go together here", at: position, number: 206)
    }

    private func shifted(
        _ date: Typed, by days: Typed, _ operation: ArithmeticOperator, at position: Position
    ) throws(Diagnostic) -> Typed {
        let number = days.type.isText ? try convert(days, to: .float, at: position) : days
        let interval =
            number.type.isInteger || number.type == .null
            ? "to_days(CAST(\(number.sql) AS INTEGER))"
            : "to_microseconds(CAST(round(\(number.sql) * 86400000000) AS BIGINT))"
        return Typed("(\(date.sql) \(operation.rawValue) \(interval))", date.type)
    }

    /// `x AT TIME ZONE 'zone'`; names of Windows and of the IANA are understood.
    func atTimeZone(_ operand: Typed, _ zone: Typed, at position: Position) throws(Diagnostic) -> Typed {
        guard let name = zone.literalText else {
            throw Diagnostic("AT TIME ZONE takes a name in quotes", at: position, number: 40000)
        }
        guard let known = TimeZones.name(of: name) else {
            throw Diagnostic(
                "the time zone '\(name)' is not known", at: position,
                hint: "Use a name such as 'UTC', 'Europe/Berlin' or 'Pacific Standard Time'.", number: 9820)
        }
        let source = operand.type.isText ? try convert(operand, to: .datetime2(7), at: position) : operand
        if case .datetimeoffset = source.type { return source }
        return Typed("(CAST(\(source.sql) AS TIMESTAMP) AT TIME ZONE \(SQL.literal(known)))", .datetimeoffset(7))
    }
}

/// Names of time zones.
enum TimeZones {
    private static let windows: [String: String] = [
        "utc": "UTC", "gmt standard time": "Europe/London", "greenwich standard time": "Atlantic/Reykjavik",
        "w. europe standard time": "Europe/Berlin", "central europe standard time": "Europe/Budapest",
        "romance standard time": "Europe/Paris", "central european standard time": "Europe/Warsaw",
        "e. europe standard time": "Europe/Chisinau", "fle standard time": "Europe/Kyiv",
        "gtb standard time": "Europe/Bucharest", "turkey standard time": "Europe/Istanbul",
        "russian standard time": "Europe/Moscow", "israel standard time": "Asia/Jerusalem",
        "arab standard time": "Asia/Riyadh", "arabian standard time": "Asia/Dubai", "iran standard time": "Asia/Tehran",
        "pakistan standard time": "Asia/Karachi", "india standard time": "Asia/Kolkata",
        "se asia standard time": "Asia/Bangkok", "china standard time": "Asia/Shanghai",
        "singapore standard time": "Asia/Singapore", "taipei standard time": "Asia/Taipei",
        "tokyo standard time": "Asia/Tokyo", "korea standard time": "Asia/Seoul",
        "w. australia standard time": "Australia/Perth", "cen. australia standard time": "Australia/Adelaide",
        "aus eastern standard time": "Australia/Sydney", "e. australia standard time": "Australia/Brisbane",
        "new zealand standard time": "Pacific/Auckland", "hawaiian standard time": "Pacific/Honolulu",
        "alaskan standard time": "America/Anchorage", "pacific standard time": "America/Los_Angeles",
        "us mountain standard time": "America/Phoenix", "mountain standard time": "America/Denver",
        "central standard time": "America/Chicago", "eastern standard time": "America/New_York",
        "us eastern standard time": "America/Indianapolis", "atlantic standard time": "America/Halifax",
        "canada central standard time": "America/Regina", "newfoundland standard time": "America/St_Johns",
        "central standard time (mexico)": "America/Mexico_City", "sa pacific standard time": "America/Bogota",
        "pacific sa standard time": "America/Santiago", "e. south america standard time": "America/Sao_Paulo",
        "argentina standard time": "America/Buenos_Aires", "south africa standard time": "Africa/Johannesburg",
        "egypt standard time": "Africa/Cairo", "morocco standard time": "Africa/Casablanca",
    ]

    static func name(of name: String) -> String? {
        if let known = windows[name.lowercased()] { return known }
        return name.contains("/") && name.allSatisfy { $0.isLetter || $0.isNumber || "/_-+".contains($0) } ? name : nil
    }
}
