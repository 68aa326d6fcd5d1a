import Profiling
import Tabular

/// The distinct finite values of a column and how often each occurs: all figures of numbers follow from them.
struct NumberCounts {
    private(set) var values: [(value: Double, count: Int)] = []
    private(set) var total = 0
    private(set) var nans = 0
    private(set) var infinities = 0
    private(set) var nulls = 0
    private(set) var distinct = 0
    private(set) var once = 0

    mutating func add(_ value: Double, count: Int) {
        distinct += 1
        if count == 1 { once += 1 }
        guard value.isFinite else {
            if value.isNaN { nans += count } else { infinities += count }
            return
        }
        values.append((value, count))
        total += count
    }

    mutating func addNulls(_ count: Int) { nulls += count }

    /// All rows.
    var rows: Int { total + nans + infinities + nulls }

    /// Puts the values in order; the figures below need that.
    mutating func sort() { values.sort { $0.value < $1.value } }

    func summary(of column: Column) -> NumberSummary? {
        guard let first = values.first, let last = values.last else { return nil }
        let mean = mean
        var moments = Moments(origin: mean)
        for (value, count) in values { moments.add(value, times: Double(count)) }
        let isNumber = column.type.isNumeric
        return NumberSummary(
            minimum: first.value, maximum: last.value, mean: mean, standardDeviation: moments.standardDeviation,
            quantiles: quantiles, skewness: first.value < last.value ? moments.skewness : nil,
            kurtosis: first.value < last.value ? moments.kurtosis : nil, zeros: isNumber ? count { $0 == 0 } : nil,
            negatives: isNumber ? count { $0 < 0 } : nil)
    }

    private func count(_ condition: (Double) -> Bool) -> Int {
        values.reduce(0) { condition($1.value) ? $0 + $1.count : $0 }
    }

    private var mean: Double {
        var sum = CompensatedSum()
        for (value, count) in values { sum.add(value * Double(count)) }
        if sum.value.isFinite { return sum.value / Double(total) }
        // The sum is beyond what a double holds, the mean is not.
        return values.reduce(0) { $0 + $1.value * (Double($1.count) / Double(total)) }
    }

    /// Linear between the two values next to position `(n - 1) * share`; one walk for all of them.
    private var quantiles: Quantiles {
        var index = 0
        var passed = values.first?.count ?? 0
        func value(at position: Int) -> Double {
            while position >= passed, index + 1 < values.count {
                index += 1
                passed += values[index].count
            }
            return values[index].value
        }
        return Quantiles { share in
            let position = Double(total - 1) * share
            let part = position - position.rounded(.down)
            let low = value(at: Int(position))
            // The walk goes forwards only: the next share begins where this one did.
            let (before, count) = (index, passed)
            let high = value(at: min(Int(position) + 1, total - 1))
            (index, passed) = (before, count)
            return low == high ? low : low * (1 - part) + high * part
        }
    }

    /// Whether all values are whole numbers, whatever the type.
    func areWhole(_ column: Column) -> Bool {
        column.type.kind == .integer || (column.type.isNumeric && values.allSatisfy { $0.value == $0.value.rounded() })
    }

    /// Bins of the finite values; nil when there are none.
    func histogram(bins: Int, of column: Column) -> Histogram? {
        guard let first = values.first, let last = values.last else { return nil }
        var histogram = Histogram(
            of: column, from: first.value, to: last.value, atMost: bins, isWhole: areWhole(column))
        for (value, count) in values { histogram.add(value, count: count) }
        return histogram
    }

    /// The calendar of times.
    func times(of column: Column, now: Double) -> TimeSummary? {
        guard column.type.isTemporal, let first = values.first, let last = values.last else { return nil }
        var tally = TimeTally(column, low: first.value, high: last.value, now: now)
        var gap: TimeSummary.Gap?
        var before = first.value
        for (value, count) in values {
            tally.add(value, count: count)
            if value - before > gap?.seconds ?? 0 { gap = .init(from: before, to: value) }
            before = value
        }
        return tally.summary(gap: gap)
    }

    /// Marks for "missing" at the ends.
    func sentinels(of column: Column) -> [(value: Double, count: Int)] {
        let low = values.prefix(3).prefix { Sentinel.isMark($0.value, column) }
        let high = values.dropFirst(low.count).suffix(3).reversed().prefix { Sentinel.isMark($0.value, column) }
        let others = values.dropFirst(low.count).dropLast(high.count)
        guard low.count + high.count > 0, let first = others.first, let last = others.last else { return [] }
        let meanCount = Double(others.reduce(0) { $0 + $1.count }) / Double(others.count)
        return (low + high).filter {
            let suspect = Sentinel.Suspect(
                value: $0.value, count: $0.count, others: first.value...last.value, otherValues: others.count,
                meanCount: meanCount)
            return Sentinel.isApart(suspect, column)
        }
    }
}
