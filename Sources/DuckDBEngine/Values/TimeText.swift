/// Dates and times as text, with calendar arithmetic of our own: it covers all values, and none can crash it.
enum TimeText {
    /// The layout of an INTERVAL in memory.
    struct Interval {
        var months: Int32
        var days: Int32
        var micros: Int64
    }

    /// `2013-01-31`; years before 1 as `0044-03-15 (BC)`, and the two infinities by name.
    static func date(days: Int32) -> String {
        if days == .max { return "infinity" }
        if days == -.max { return "-infinity" }
        let (text, isBC) = calendar(Int64(days))
        return isBC ? text + " (BC)" : text
    }

    /// `2013-01-31 09:00:00`, then a fraction if there is one, and the zone.
    static func timestamp(_ value: Int64, perSecond: Int64, zone: String = "") -> String {
        if value == .max { return "infinity" }
        if value == -.max { return "-infinity" }
        let perDay = perSecond * 86_400
        var (days, rest) = value.quotientAndRemainder(dividingBy: perDay)
        if rest < 0 {
            days -= 1
            rest += perDay
        }
        let (date, isBC) = calendar(days)
        return date + (isBC ? " (BC) " : " ") + time(rest, perSecond: perSecond) + zone
    }

    /// `09:30:00`, then a fraction if there is one.
    static func time(_ value: Int64, perSecond: Int64) -> String {
        let (seconds, fraction) = value.quotientAndRemainder(dividingBy: perSecond)
        let text = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2)
        guard fraction != 0 else { return text }
        var digits = padded(fraction, String(perSecond).utf8.count - 1)
        while digits.hasSuffix("0") { digits.removeLast() }
        return text + "." + digits
    }

    /// 40 bits of microseconds, then 24 bits of the offset, counted down from the largest.
    static func timeWithZone(_ bits: UInt64) -> String {
        let offset = 57_599 - Int64(bits & 0xFFFFFF)
        let size = abs(offset)
        var zone = (offset < 0 ? "-" : "+") + padded(size / 3600, 2)
        if size % 3600 != 0 { zone += ":" + padded(size / 60 % 60, 2) }
        if size % 60 != 0 { zone += ":" + padded(size % 60, 2) }
        return time(Int64(bits >> 24), perSecond: 1_000_000) + zone
    }

    /// `1 year 2 months 3 days 04:05:06`.
    static func interval(_ value: Interval) -> String {
        func amount(_ count: Int32, _ unit: String) -> String? {
            count == 0 ? nil : "\(count) \(unit)" + (count == 1 || count == -1 ? "" : "s")
        }
        var parts = [
            amount(value.months / 12, "year"), amount(value.months % 12, "month"), amount(value.days, "day"),
        ].compactMap { $0 }
        if value.micros != 0 || parts.isEmpty {
            let size = Int64(clamping: value.micros.magnitude)
            parts.append((value.micros < 0 ? "-" : "") + time(size, perSecond: 1_000_000))
        }
        return parts.joined(separator: " ")
    }

    /// Days since 1970-01-01 as a proleptic Gregorian date; years count without a zero, so 0 is 1 BC.
    private static func calendar(_ days: Int64) -> (text: String, isBC: Bool) {
        // Eras of 400 years that begin on 1 March: leap days come last and need no exception.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return (padded(year > 0 ? year : 1 - year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2), year <= 0)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
