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
    /// Values that are no number, and values beyond all numbers. Both are values (no NULL), but minimum, maximum,
    /// `numbers` and `histogram` leave them out.
    public var nans = 0
    public var infinities = 0
    /// Distinct values, NULL not counted; an estimate when `distinctIsEstimate`.
    public var distinct: Int?
    public var distinctIsEstimate: Bool
    /// Values that occur once; nil when they were not counted.
    public var once: Int?
    /// The smallest and the largest value as text; nil when there is none.
    public var minimum: String?
    public var maximum: String?
    /// Figures of numbers and times; nil for other types.
    public var numbers: NumberSummary?
    /// Bars of numbers and times, left to right; nil for other types.
    public var histogram: Histogram?
    /// The most frequent values, most frequent first; empty when all differ or they were not counted.
    public var top: [TopValue]
    /// The least frequent of the values that `top` leaves out, rarest first.
    public var rare: [TopValue] = []
    /// Values that look like a mark for "missing".
    public var sentinels: [TopValue] = []
    /// How many are true, of a column of booleans.
    public var trues: Int?
    public var text: TextSummary?
    public var times: TimeSummary?
    public var nested: NestedSummary?
    /// Whether the costlier figures (patterns, look-alikes, keys) have still to come.
    public var awaitsMore = false

    public init(
        column: Column, basis: Basis, rows: Int, nulls: Int, distinct: Int? = nil, distinctIsEstimate: Bool = false,
        minimum: String? = nil, maximum: String? = nil, numbers: NumberSummary? = nil, histogram: Histogram? = nil,
        top: [TopValue] = []
    ) {
        self.column = column
        self.basis = basis
        self.rows = rows
        self.nulls = nulls
        self.distinct = distinct
        self.distinctIsEstimate = distinctIsEstimate
        self.minimum = minimum
        self.maximum = maximum
        self.numbers = numbers
        self.histogram = histogram
        self.top = top
    }

    /// Rows that are not NULL.
    public var values: Int { rows - nulls }
    /// NaN and infinities.
    public var notFinite: Int { nans + infinities }
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
