import Foundation
import Profiling
import Screen
import Tabular

/// A profile's figures as text, each in the column's own terms: times as dates, numbers in full.
struct ProfileFigures {
    let profile: ColumnProfile

    init(_ profile: ColumnProfile) { self.profile = profile }

    private var kind: ColumnType.Kind { profile.column.type.kind }

    var distinct: String? {
        profile.distinct.map { (profile.distinctIsEstimate ? "≈" : "") + Count.text($0) }
    }

    var low: String? { end(profile.minimum, profile.numbers?.minimum) }
    var high: String? { end(profile.maximum, profile.numbers?.maximum) }
    var mean: String? { profile.numbers.map { text($0.mean) } }
    var median: String? { quartile(1) }

    var deviation: String? {
        guard let deviation = profile.numbers?.standardDeviation else { return nil }
        return isTime ? duration(deviation) : Self.number(deviation)
    }

    func quartile(_ index: Int) -> String? {
        guard let numbers = profile.numbers, numbers.quartiles.indices.contains(index) else { return nil }
        return (numbers.quantilesAreEstimates ? "≈" : "") + text(numbers.quartiles[index])
    }

    /// The ends of the histogram.
    var lowerEdge: String { profile.histogram.map { text($0.lower) } ?? "" }
    var upperEdge: String { profile.histogram.map { text($0.upper) } ?? "" }

    /// The distribution in a line: bins, or the shares of the most frequent values.
    func sparkline(width: Int) -> String {
        if let histogram = profile.histogram, !histogram.counts.isEmpty {
            return Self.bars(Self.merged(histogram.counts, to: width))
        }
        return Self.bars(profile.top.prefix(width).map { Double($0.count) })
    }

    private var isTime: Bool { kind == .date || kind == .timestamp || kind == .time }

    /// A value of the column as people write it.
    func text(_ value: Double) -> String {
        switch kind {
        case .date: return TimeText.date(value)
        case .timestamp: return TimeText.timestamp(value)
        case .time: return TimeText.timeOfDay(value)
        default: return Self.number(value)
        }
    }

    private func duration(_ seconds: Double) -> String {
        switch abs(seconds) {
        case 172_800...: Self.number((seconds / 86_400 * 10).rounded() / 10) + " days"
        case 7_200...: Self.number((seconds / 3_600 * 10).rounded() / 10) + " h"
        case 120...: Self.number((seconds / 60 * 10).rounded() / 10) + " min"
        default: Self.number((seconds * 10).rounded() / 10) + " s"
        }
    }

    /// An end of the range: numbers like all others, everything else (and what no double holds exactly) as it is.
    private func end(_ text: String?, _ number: Double?) -> String? {
        guard profile.column.type.isNumeric, let number, abs(number) < 9e15 else {
            return text.map { String($0.prefix(40)) }
        }
        return Self.number(number)
    }

    /// Six significant digits, with separators where the number is whole.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return String(value) }
        if value == value.rounded(), abs(value) < 1e15 {
            // Four digits are read at a glance, and may be a year.
            return abs(value) < 10_000 ? String(Int(value)) : Count.text(Int(value))
        }
        let text = String(format: "%.6g", value)
        guard abs(value) >= 10_000, !text.contains("e"), let whole = Int(text.prefix { $0 != "." }) else { return text }
        return Count.text(whole) + text.drop { $0 != "." }
    }

    /// Neighbouring bins added together, so that at most `width` are left.
    static func merged(_ counts: [Int], to width: Int) -> [Double] {
        guard width > 0 else { return [] }
        let each = max(1, (counts.count + width - 1) / width)
        return stride(from: 0, to: counts.count, by: each).map {
            Double(counts[$0..<min($0 + each, counts.count)].reduce(0, +))
        }
    }

    /// Small bars on a common base of zero; a count above zero always shows.
    private static func bars(_ values: [Double]) -> String {
        // No full blocks: lines under one another stay apart.
        let parts: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
        let largest = values.max() ?? 0
        guard largest > 0 else { return "" }
        return String(values.map { $0 == 0 ? " " : parts[min(6, Int($0 / largest * 6.999))] })
    }
}

/// Seconds since 1970 (or midnight) as text, in UTC.
enum TimeText {
    static func date(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e14 else { return String(seconds) }
        let (year, month, day) = civil(Int((seconds / 86_400).rounded(.down)))
        return "\(year)-\(two(month))-\(two(day))"
    }

    static func timestamp(_ seconds: Double) -> String {
        guard seconds.isFinite, abs(seconds) < 1e14 else { return String(seconds) }
        let days = (seconds / 86_400).rounded(.down)
        return date(seconds) + " " + timeOfDay(seconds - days * 86_400)
    }

    static func timeOfDay(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.down))
        return "\(two(whole / 3_600)):\(two(whole / 60 % 60))" + (whole.isMultiple(of: 60) ? "" : ":\(two(whole % 60))")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The civil date of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}
