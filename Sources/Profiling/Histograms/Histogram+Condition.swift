public import Tabular

extension Histogram {
    /// The condition in SQL that the values of some bars meet, and no others.
    public func condition(_ bars: ClosedRange<Int>, of column: Column) -> String {
        let bars = max(0, bars.lowerBound)...max(0, min(bars.upperBound, counts.count - 1))
        let isLast = bars.upperBound == counts.count - 1
        return Self.condition(
            column, from: edges[bars.lowerBound], to: edges[bars.upperBound + 1], includingEnd: isLast && isClosed)
    }

    /// The condition in SQL for values between two numbers (or seconds).
    public static func condition(_ column: Column, from low: Double, to high: Double, includingEnd: Bool) -> String {
        let name = SQL.identifier(column.name)
        let isOldTime = column.type.isTemporal && (low < -62_135_596_800 || high > 253_402_300_800)
        let value = isOldTime ? "epoch(\(name))" : name
        func literal(_ number: Double) -> String { isOldTime ? Self.number(number) : Self.literal(number, column) }
        return "\(value) >= \(literal(low)) AND \(value) \(includingEnd ? "<=" : "<") \(literal(high))"
    }

    /// The condition in SQL for times later than a moment.
    static func condition(_ column: Column, after moment: Double) -> String {
        "isfinite(\(SQL.identifier(column.name))) AND epoch(\(SQL.identifier(column.name))) > \(number(moment))"
    }

    private static func literal(_ value: Double, _ column: Column) -> String {
        switch column.type.kind {
        case .date: return "DATE '\(CivilDay(number: Int((value / 86_400).rounded(.down))).text)'"
        case .timestamp: return timestamp(value, column)
        case .time:
            return "TIME '\(clock(value))'"
        // A shorter float is not the double that was counted.
        case .real where column.type.name == "FLOAT": return "CAST(\(number(value)) AS DOUBLE)"
        default: return number(value)
        }
    }

    private static func timestamp(_ value: Double, _ column: Column) -> String {
        let day = (value / 86_400).rounded(.down)
        let text = CivilDay(number: Int(day)).text + " " + clock(value - day * 86_400)
        return column.type.name == "TIMESTAMP WITH TIME ZONE" ? "TIMESTAMPTZ '\(text)+00'" : "TIMESTAMP '\(text)'"
    }

    /// `09:30:00` or `09:30:00.250000`.
    private static func clock(_ seconds: Double) -> String {
        let micros = Int((seconds * 1e6).rounded())
        let whole = micros / 1_000_000
        func two(_ number: Int) -> String { CivilDay.padded(number, 2) }
        let rest = micros % 1_000_000
        let fraction = rest == 0 ? "" : "." + CivilDay.padded(rest, 6)
        return "\(two(whole / 3_600)):\(two(whole / 60 % 60)):\(two(whole % 60))\(fraction)"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 0x1p53 ? String(Int(value)) : String(value)
    }
}
