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
        return isTime ? FigureText.duration(deviation) : Self.number(deviation)
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
        FigureText.value(value, of: profile.column)
    }

    func text(_ value: Double?) -> String {
        value.map { (profile.numbers?.quantilesAreEstimates == true ? "≈" : "") + text($0) } ?? ""
    }

    /// An end of the range: numbers like all others, everything else (and what no double holds exactly) as it is.
    private func end(_ text: String?, _ number: Double?) -> String? {
        guard profile.column.type.isNumeric, let number, abs(number) < 9e15 else {
            return text.map { String($0.prefix(40)) }
        }
        return Self.number(number)
    }

    /// Six significant digits, with separators where the number is long.
    static func number(_ value: Double) -> String { FigureText.number(value) }

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
