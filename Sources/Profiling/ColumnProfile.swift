public import Tabular

/// What is known about one column of a relation.
///
/// Numbers are doubles in the column's own unit; times are seconds since 1970-01-01 UTC (times of day: since midnight).
public struct ColumnProfile: Sendable, Hashable, Codable {
    /// How the figures were got.
    public enum Basis: Sendable, Hashable, Codable {
        /// All rows were read.
        case exact
        /// Only so many rows were read: the figures describe these rows.
        case sample(rows: Int)
    }

    public var column: Column
    public var basis: Basis
    /// Rows looked at.
    public var rows: Int
    public var nulls: Int
    /// NaN and infinities: they are values (no nulls), but minimum, maximum, `numbers` and `histogram` leave them out.
    public var notFinite: Int
    /// Distinct values, NULL not counted; an estimate when `distinctIsEstimate`.
    public var distinct: Int?
    public var distinctIsEstimate: Bool
    /// The smallest and the largest value as text; nil when there is none.
    public var minimum: String?
    public var maximum: String?
    /// Figures of numbers and times; nil for other types.
    public var numbers: NumberSummary?
    /// Bars of numbers and times, left to right; empty for other types.
    public var histogram: Histogram?
    /// The most frequent values, most frequent first: text, booleans, and columns with few distinct values.
    public var top: [TopValue]

    public init(
        column: Column, basis: Basis, rows: Int, nulls: Int, distinct: Int? = nil, distinctIsEstimate: Bool = false,
        minimum: String? = nil, maximum: String? = nil, numbers: NumberSummary? = nil, histogram: Histogram? = nil,
        top: [TopValue] = [], notFinite: Int = 0
    ) {
        self.column = column
        self.basis = basis
        self.rows = rows
        self.nulls = nulls
        self.notFinite = notFinite
        self.distinct = distinct
        self.distinctIsEstimate = distinctIsEstimate
        self.minimum = minimum
        self.maximum = maximum
        self.numbers = numbers
        self.histogram = histogram
        self.top = top
    }
}

/// Mean, spread and quartiles of a column of numbers or times.
public struct NumberSummary: Sendable, Hashable, Codable {
    public var minimum: Double
    public var maximum: Double
    public var mean: Double
    /// The sample standard deviation (divisor n - 1); nil for fewer than two values.
    public var standardDeviation: Double?
    /// The 25th, 50th and 75th percentile, interpolated.
    public var quartiles: [Double]
    /// Whether the quartiles are estimates (t-digest).
    public var quartilesAreEstimates: Bool

    public init(
        minimum: Double, maximum: Double, mean: Double, standardDeviation: Double?, quartiles: [Double],
        quartilesAreEstimates: Bool
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.quartiles = quartiles
        self.quartilesAreEstimates = quartilesAreEstimates
    }
}

/// Counts of values in bins of equal width.
///
/// Bins of whole numbers are whole numbers wide and begin half a unit below the smallest value, so that each holds
/// equally many of them.
public struct Histogram: Sendable, Hashable, Codable {
    public var lower: Double
    public var upper: Double
    /// `counts[i]` values lie in `lower + i*w ..< lower + (i+1)*w`, with `w` the bin width; the last bin is closed.
    public var counts: [Int]

    public init(lower: Double, upper: Double, counts: [Int]) {
        self.lower = lower
        self.upper = upper
        self.counts = counts
    }

    public var binWidth: Double { counts.isEmpty ? 0 : (upper - lower) / Double(counts.count) }
}

/// A value and how often it occurs.
public struct TopValue: Sendable, Hashable, Codable {
    public var value: CellValue
    public var count: Int

    public init(_ value: CellValue, count: Int) {
        self.value = value
        self.count = count
    }
}

/// Something that can describe columns.
public protocol ColumnProfiler: Sendable {
    /// A quick answer from the first rows (at most `rows`), in milliseconds.
    func quickProfile(of column: Column, in relation: Relation, rows: Int, bins: Int) async throws -> ColumnProfile
    /// The exact answer from all rows. Cancelling the task interrupts the engine.
    func profile(of column: Column, in relation: Relation, bins: Int) async throws -> ColumnProfile
    /// Exact answers for several columns, in as few passes over the data as possible.
    func profiles(
        of columns: [Column], in relation: Relation, bins: Int, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [ColumnProfile]
}
