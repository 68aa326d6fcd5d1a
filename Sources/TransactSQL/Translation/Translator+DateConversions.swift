import Tabular

extension Translator {
    static let dateFailure = "Conversion failed when converting date and/or time from character string."

    /// A value as a date, a time or both.
    func temporal(
        _ value: Typed, to type: DataType, style: Int?, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        if value.type == type { return value }
        if value.type.isText { return try read(value, as: type, style: style, isTry: isTry, at: position) }
        if value.type.isNumeric {
            guard type == .datetime || type == .smalldatetime else { throw refused(value, type, at: position) }
            let days =
                value.type.isInteger && value.type != .bit
                ? "to_days(CAST(\(value.sql) AS INTEGER))"
                : "to_microseconds(CAST(round(CAST(\(value.sql) AS DOUBLE) * 86400000000) AS BIGINT))"
            return Typed("(TIMESTAMP '1900-01-01' + \(days))", type)
        }
        guard value.type.isTemporal else { throw refused(value, type, at: position) }
        return try between(value, type, at: position)
    }

    /// From one type of dates to another.
    private func between(_ value: Typed, _ type: DataType, at position: Position) throws(Diagnostic) -> Typed {
        var source = value.sql
        if case .datetimeoffset = value.type, !isOffset(type) { source = "(\(source) AT TIME ZONE 'UTC')" }
        switch type {
        case .date:
            guard !value.type.isTime else { throw refused(value, type, at: position) }
            return Typed("CAST(\(source) AS DATE)", type)
        case .time:
            guard value.type != .date else { throw refused(value, type, at: position) }
            return Typed("CAST(\(source) AS TIME)", type)
        case .datetimeoffset:
            if isOffset(value.type) { return Typed(value.sql, type) }
            return Typed("(CAST(\(try stamp(value)) AS TIMESTAMP) AT TIME ZONE 'UTC')", type)
        default: break
        }
        let stamp = isOffset(value.type) ? source : try self.stamp(value)
        let isWhole = value.type == .date || value.type == .smalldatetime
        switch type {
        case .datetime where !isWhole: return Typed(try self.rounded(stamp), type)
        case .smalldatetime where value.type != .date:
            return Typed("date_trunc('minute', \(stamp) + INTERVAL '30.001 seconds')", type)
        case .datetime2(let digits) where digits < 6 && !isWhole:
            return Typed(try rounded(stamp, digits: digits), type)
        default: return Typed(stamp, type)
        }
    }

    private func isOffset(_ type: DataType) -> Bool {
        if case .datetimeoffset = type { return true }
        return false
    }

    /// A date or time as a timestamp.
    private func stamp(_ value: Typed) throws(Diagnostic) -> String {
        switch value.type {
        case .date: "CAST(\(value.sql) AS TIMESTAMP)"
        case .time: "(DATE '1900-01-01' + \(value.sql))"
        default: value.sql
        }
    }

    /// To a 300th of a second.
    private func rounded(_ sql: String) throws(Diagnostic) -> String {
        try bound(sql) { (value) throws(Diagnostic) in
            "(date_trunc('second', \(value)) + to_microseconds(CAST(round((microsecond(\(value)) % 1000000 * 3 + 5000) "
                + "// 10000 * 10 / 3.0) AS BIGINT) * 1000))"
        }
    }

    private func rounded(_ sql: String, digits: Int) throws(Diagnostic) -> String {
        let unit = [1_000_000, 100_000, 10_000, 1_000, 100, 10][digits]
        return try bound(sql) { (value) throws(Diagnostic) in
            "(date_trunc('second', \(value)) + to_microseconds((microsecond(\(value)) % 1000000 + \(unit / 2)) // \(unit) * \(unit)))"
        }
    }

    private func read(
        _ value: Typed, as type: DataType, style: Int?, isTry: Bool, at position: Position
    ) throws(Diagnostic) -> Typed {
        let dayFirst = style.map { [3, 4, 5, 103, 104, 105, 13, 113, 131].contains($0) } ?? settings.dayBeforeMonth
        if let text = value.literalText {
            guard let read = DateText(text, dayBeforeMonth: dayFirst) else {
                if isTry { return Typed("CAST(NULL AS \(type.engineName))", type) }
                return Typed("CAST(error(\(SQL.literal(Self.dateFailure))) AS \(type.engineName))", type)
            }
            return Typed(read.sql(as: type), type, literal: value.literal)
        }
        if type.isTime { return try readTime(value, as: type, isTry: isTry) }
        let stamp = try bound(value.sql) { (text) throws(Diagnostic) in
            let formats = Self.formats(dayFirst: dayFirst).map { SQL.literal($0) }.joined(separator: ", ")
            let fallback = isTry ? "" : ", CAST(error(\(SQL.literal(Self.dateFailure))) AS TIMESTAMP)"
            return "CASE WHEN \(text) IS NULL THEN NULL WHEN trim(\(text)) = '' THEN TIMESTAMP '1900-01-01' "
                + "ELSE coalesce(TRY_CAST(\(text) AS TIMESTAMP), try_strptime(trim(\(text)), [\(formats)])\(fallback)) END"
        }
        return try between(Typed(stamp, .datetime2(7)), type, at: position)
    }

    private func readTime(_ value: Typed, as type: DataType, isTry: Bool) throws(Diagnostic) -> Typed {
        let sql = try bound(value.sql) { (text) throws(Diagnostic) in
            let fallback = isTry ? "" : ", CAST(error(\(SQL.literal(Self.dateFailure))) AS TIME)"
            return
                "CASE WHEN \(text) IS NULL THEN NULL ELSE coalesce(TRY_CAST(\(text) AS TIME), CAST(try_strptime(\(text), "
                + "['%I:%M %p', '%I:%M%p', '%I:%M:%S %p', '%I:%M:%S%p', '%H:%M']) AS TIME), "
                + "CAST(TRY_CAST(\(text) AS TIMESTAMP) AS TIME)\(fallback)) END"
        }
        return Typed(sql, type)
    }

    /// Formats that a column of texts is tried with, after those of the ISO.
    private static func formats(dayFirst: Bool) -> [String] {
        let slash = dayFirst ? ["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"] : ["%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"]
        let dates =
            ["%Y%m%d", "%Y/%m/%d"] + slash
            + ["%b %d %Y", "%b %d, %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%B %d %Y", "%d %B %Y"]
        let times = ["", " %H:%M:%S.%g", " %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p", " %I:%M%p"]
        return dates.flatMap { date in times.map { date + $0 } } + ["%Y"]
    }
}
