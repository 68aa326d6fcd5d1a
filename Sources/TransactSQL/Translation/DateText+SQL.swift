extension DateText {
    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private var dateText: String {
        String(repeating: "0", count: max(0, 4 - String(year).count)) + "\(year)-\(Self.two(month))-\(Self.two(day))"
    }

    /// `hh:mm:ss` and a fraction, rounded to so many digits (the engine keeps six), and whether a second is carried.
    private func clock(digits: Int) -> (text: String, carries: Int) {
        let unit = [1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000][min(max(digits, 0), 6)]
        var fraction = (nanoseconds + unit / 2) / unit * unit
        var total = hour * 3600 + minute * 60 + second
        if fraction >= 1_000_000_000 {
            fraction -= 1_000_000_000
            total += 1
        }
        let text = "\(Self.two(total % 86400 / 3600)):\(Self.two(total % 3600 / 60)):\(Self.two(total % 60))"
        guard fraction > 0 else { return (text, total / 86400) }
        var digitsText = String(fraction / 1000)
        digitsText = String(repeating: "0", count: 6 - digitsText.count) + digitsText
        return (text + "." + digitsText, total / 86400)
    }

    /// The value as a literal of the engine in one of T-SQL's types.
    func sql(as type: DataType) -> String {
        var copy = self
        switch type {
        case .date: return "DATE '\(dateText)'"
        case .time(let digits): return "TIME '\(clock(digits: digits).text)'"
        case .smalldatetime:
            copy.nanoseconds = 0
            copy.second = 0
            let carried = second >= 30 || (second == 29 && nanoseconds >= 998_000_000) ? " + INTERVAL 1 MINUTE" : ""
            let sql = copy.sql(as: .datetime2(0))
            return carried.isEmpty ? sql : "(\(sql)\(carried))"
        case .datetime:
            // To a 300th of a second, shown in thousandths.
            let ticks = (nanoseconds * 3 + 5_000_000) / 10_000_000
            copy.nanoseconds = (ticks * 10 + 1) / 3 * 1_000_000
            return copy.sql(as: .datetime2(3))
        case .datetimeoffset(let digits):
            let (text, carries) = clock(digits: digits)
            let minutes = abs(offset ?? 0)
            let zone = ((offset ?? 0) < 0 ? "-" : "+") + "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
            let sql = "TIMESTAMPTZ '\(dateText) \(text)\(zone)'"
            return carries > 0 ? "(\(sql) + INTERVAL 1 DAY)" : sql
        case .datetime2(let digits):
            let (text, carries) = clock(digits: digits)
            let sql = "TIMESTAMP '\(dateText) \(text)'"
            return carries > 0 ? "(\(sql) + INTERVAL 1 DAY)" : sql
        default: return "TIMESTAMP '\(dateText) \(clock(digits: 6).text)'"
        }
    }
}
