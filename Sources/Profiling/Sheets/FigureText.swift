import Foundation
public import Tabular

/// Figures as people read them, in the terms of their column: times as dates, whole numbers in groups of three digits.
public enum FigureText {
    /// `336,776`
    public static func count(_ number: Int) -> String {
        var digits = String(number.magnitude), parts: [String] = []
        while digits.count > 3 {
            parts.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + parts).joined(separator: ",")
    }

    /// A percentage that never hides a rest: `0 %` and `100 %` only when they are exact.
    public static func share(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part > 0 else { return "0 %" }
        if part == whole { return "100 %" }
        let share = Double(part) / Double(whole) * 100
        if share < 0.1 { return "<0.1 %" }
        if share > 99.9 { return ">99.9 %" }
        let text = String(format: "%.1f", share)
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " %"
    }

    /// Six significant digits, with separators where the number is long.
    public static func number(_ value: Double, digits: Int = 6) -> String {
        guard value.isFinite else { return String(value) }
        if value == value.rounded(), abs(value) < 1e15 {
            // Four digits are read at a glance, and may be a year.
            return abs(value) < 10_000 ? String(Int(value)) : count(Int(value))
        }
        let text = String(format: "%.\(digits)g", value)
        guard abs(value) >= 10_000, !text.contains("e"), let whole = Int(text.prefix { $0 != "." }) else { return text }
        return count(whole) + text.drop { $0 != "." }
    }

    /// A value of a column that is told as a double.
    public static func value(_ value: Double, of column: Column) -> String {
        switch column.type.kind {
        case .date: date(value)
        case .timestamp: timestamp(value)
        case .time: timeOfDay(value)
        default: number(value)
        }
    }

    /// A length of time: `3 days 2 h`, `41 min`.
    public static func duration(_ seconds: Double) -> String {
        let units: [(Double, String)] = [(31_556_952, "years"), (86_400, "days"), (3_600, "h"), (60, "min"), (1, "s")]
        let size = abs(seconds)
        guard let (unit, name) = units.first(where: { size >= $0.0 * 2 }) else {
            return number(seconds, digits: 3) + " s"
        }
        let amount = (seconds / unit * 10).rounded() / 10
        return number(amount) + " " + name
    }

    public static func date(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e14 else { return String(seconds) }
        return CivilDay(number: Int((seconds / 86_400).rounded(.down))).text
    }

    public static func timestamp(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e14 else { return String(seconds) }
        let days = (seconds / 86_400).rounded(.down)
        return date(seconds) + " " + timeOfDay((seconds - days * 86_400).rounded(.down))
    }

    public static func timeOfDay(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e9 else { return String(seconds) }
        let whole = Int(seconds.rounded(.down)), rest = seconds - Double(whole)
        let parts = [whole / 3_600, whole / 60 % 60, whole % 60].map { CivilDay.padded($0, 2) }
        if rest > 0 {
            return parts.joined(separator: ":") + String(String(format: "%.3f", min(rest, 0.999)).dropFirst())
        }
        return parts.prefix(whole.isMultiple(of: 60) ? 2 : 3).joined(separator: ":")
    }
}

extension FigureText {
    /// A value among others: what is empty or only blank can be seen.
    public static func label(_ value: CellValue) -> String {
        guard let text = value.text else { return "NULL" }
        if text.isEmpty { return "(empty)" }
        return text.allSatisfy { $0 == " " } ? String(repeating: "\u{2423}", count: text.count) : text
    }
}
