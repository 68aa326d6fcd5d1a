/// Counts of values in bins whose edges are round: numbers like 1, 2, 2.5 and 5, or units of the calendar.
public struct Histogram: Sendable, Hashable, Codable {
    /// How the edges follow one another.
    public enum Scale: String, Sendable, Hashable, Codable, CaseIterable {
        case linear, logarithmic
    }

    /// A part of the calendar.
    public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
        case second, minute, hour, day, week, month, quarter, year
    }

    /// `counts[i]` values lie in `edges[i] ..< edges[i + 1]`; the last bin holds its upper edge too when `isClosed`.
    public var edges: [Double]
    public var counts: [Int]
    public var scale: Scale
    /// The unit of a calendar's bins; nil for numbers.
    public var unit: Unit?
    /// Whether the values are whole numbers, and so the edges.
    public var isWhole: Bool

    public init(edges: [Double], counts: [Int], scale: Scale = .linear, unit: Unit? = nil, isWhole: Bool = false) {
        self.edges = edges
        self.counts = counts
        self.scale = scale
        self.unit = unit
        self.isWhole = isWhole
    }

    /// Bins of equal width.
    public init(lower: Double, upper: Double, counts: [Int]) {
        let count = Double(max(1, counts.count))
        let edges = counts.indices.map { lower + (upper / count - lower / count) * Double($0) } + [upper]
        self.init(edges: edges, counts: counts)
    }

    public var lower: Double { edges.first ?? 0 }
    public var upper: Double { edges.last ?? 0 }
    /// All values in the bins.
    public var total: Int { counts.reduce(0, +) }

    /// Whether a value lies in one of the bins.
    public func covers(_ value: Double) -> Bool { value >= lower && (value < upper || (value == upper && isClosed)) }

    /// Whether the last bin holds its upper edge: what ends with a unit of the calendar or before a whole number does not.
    public var isClosed: Bool { unit == nil && !isWhole }

    /// The bin of a value that `covers` says is in one.
    public func bin(of value: Double) -> Int {
        let last = counts.count - 1
        guard last > 0 else { return 0 }
        if scale == .logarithmic { return search(value) }
        // Halved, so that the widest range is still finite.
        let guess = (value / 2 - lower / 2) / (upper / 2 - lower / 2) * Double(counts.count)
        var bin = min(max(Int(guess), 0), last)
        while bin > 0, value < edges[bin] { bin -= 1 }
        while bin < last, value >= edges[bin + 1] { bin += 1 }
        return bin
    }

    private func search(_ value: Double) -> Int {
        var low = 0
        var high = counts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if value >= edges[middle] { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Counts a value, unless it lies outside.
    @inline(__always)
    public mutating func add(_ value: Double, count: Int = 1) {
        guard covers(value) else { return }
        counts[bin(of: value)] += count
    }
}
