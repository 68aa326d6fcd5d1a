import Profiling
import Tabular

/// The distinct finite values of a column and how often each occurs: all figures of numbers follow from them.
struct NumberCounts {
    private(set) var values: [(value: Double, count: Int)] = []
    private(set) var total = 0
    private(set) var notFinite = 0
    private(set) var nulls = 0
    private(set) var distinct = 0

    mutating func add(_ value: Double, count: Int) {
        distinct += 1
        guard value.isFinite else {
            notFinite += count
            return
        }
        values.append((value, count))
        total += count
    }

    mutating func addNulls(_ count: Int) { nulls += count }

    /// Puts the values in order; the figures below need that.
    mutating func sort() { values.sort { $0.value < $1.value } }

    var summary: NumberSummary? {
        guard let first = values.first, let last = values.last else { return nil }
        let mean = mean
        return NumberSummary(
            minimum: first.value, maximum: last.value, mean: mean, standardDeviation: deviation(from: mean),
            quartiles: [0.25, 0.5, 0.75].map(quantile), quartilesAreEstimates: false)
    }

    private var mean: Double {
        var sum = CompensatedSum()
        for (value, count) in values { sum.add(value * Double(count)) }
        if sum.value.isFinite { return sum.value / Double(total) }
        // The sum is beyond what a double holds, the mean is not.
        return values.reduce(0) { $0 + $1.value * (Double($1.count) / Double(total)) }
    }

    /// nil for fewer than two values, and where the squares are beyond what a double holds.
    private func deviation(from mean: Double) -> Double? {
        guard total > 1 else { return nil }
        var sum = CompensatedSum()
        for (value, count) in values { sum.add((value - mean) * (value - mean) * Double(count)) }
        let deviation = (sum.value / Double(total - 1)).squareRoot()
        return deviation.isFinite ? deviation : nil
    }

    /// Linear between the two values next to position `(n - 1) * share`.
    private func quantile(_ share: Double) -> Double {
        let position = Double(total - 1) * share
        let low = self[Int(position)]
        let high = self[min(Int(position) + 1, total - 1)]
        let part = position - position.rounded(.down)
        return low == high ? low : low * (1 - part) + high * part
    }

    /// The value at a position of the sorted column.
    private subscript(position: Int) -> Double {
        var passed = 0
        for (value, count) in values {
            passed += count
            if position < passed { return value }
        }
        return values.last?.value ?? .nan
    }

    /// Bins of the finite values; nil when there are none.
    func histogram(bins: Int, of column: Column) -> Histogram? {
        guard let first = values.first, let last = values.last else { return nil }
        let areWhole = column.type.isNumeric && values.allSatisfy { $0.value == $0.value.rounded() }
        var histogram = Histogram(
            from: first.value, to: last.value, bins: bins, step: areWhole ? .unit : column.histogramStep)
        for (value, count) in values { histogram.counts[histogram.bin(of: value)] += count }
        return histogram
    }
}

/// Adds many numbers with the error of adding two (Neumaier).
struct CompensatedSum {
    private var sum = 0.0
    private var rest = 0.0

    mutating func add(_ value: Double) {
        let next = sum + value
        rest += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }

    var value: Double { (sum + rest).isFinite ? sum + rest : sum }
}

extension Histogram {
    /// What bins must be multiples of, so that each holds equally many of the possible values.
    enum Step {
        /// Whole numbers: bins begin half a unit below one.
        case unit
        /// Dates, in seconds: bins begin at midnight.
        case day
        case none
    }

    /// Empty bins over a range, as many as asked for or, of steps, as many as are needed.
    init(from low: Double, to high: Double, bins: Int, step: Step) {
        let bins = max(1, bins)
        let size = step == .day ? 86_400.0 : 1
        // Beyond 2^52 there are no halves.
        guard step != .none, abs(low) < 0x1p52, abs(high) < 0x1p52 else {
            self.init(lower: low, upper: high, counts: [Int](repeating: 0, count: low == high ? 1 : bins))
            return
        }
        let span = (high - low) / size + 1
        let width = (span / Double(bins)).rounded(.up)
        let count = max(1, Int((span / width).rounded(.up)))
        let start = step == .unit ? low - 0.5 : low
        self.init(lower: start, upper: start + width * size * Double(count), counts: [Int](repeating: 0, count: count))
    }

    /// The bin that a value between the bounds lies in.
    func bin(of value: Double) -> Int {
        // Halved, so that the widest range is still finite.
        let range = upper / 2 - lower / 2
        guard range > 0 else { return 0 }
        let position = (value / 2 - lower / 2) / range * Double(counts.count)
        return min(max(Int(position), 0), counts.count - 1)
    }
}
