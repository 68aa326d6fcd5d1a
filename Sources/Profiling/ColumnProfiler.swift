public import Tabular

/// Something that can describe columns.
public protocol ColumnProfiler: Sendable {
    /// A quick answer from the first rows (at most `rows`), in milliseconds.
    func quickProfile(of column: Column, in relation: Relation, rows: Int, bins: Int) async throws -> ColumnProfile
    /// The exact answer from all rows. Cancelling the task interrupts the engine.
    /// - Parameter first: gets the figures that are there before the costlier ones.
    func profile(
        of column: Column, in relation: Relation, bins: Int, first: @escaping @Sendable (ColumnProfile) -> Void
    ) async throws -> ColumnProfile
    /// Exact answers for several columns, in as few passes over the data as possible.
    func profiles(
        of columns: [Column], in relation: Relation, bins: Int, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [ColumnProfile]
    /// The bars of a column of numbers or times, in a range or over all of it. On a logarithmic scale, only values
    /// above zero have a place.
    func histogram(of column: Column, in relation: Relation, _ request: HistogramRequest) async throws -> Histogram?
    /// What is known about a table beyond its columns.
    /// - Parameter profiles: exact ones of all its columns.
    func findings(about profiles: [ColumnProfile], in relation: Relation) async throws -> TableFindings
}

extension ColumnProfiler {
    /// The exact answer, all at once.
    public func profile(of column: Column, in relation: Relation, bins: Int) async throws -> ColumnProfile {
        try await profile(of: column, in: relation, bins: bins) { _ in }
    }
}

/// Which bars are wanted.
public struct HistogramRequest: Sendable, Hashable {
    /// nil for all values.
    public var range: ClosedRange<Double>?
    /// At most so many.
    public var bins: Int
    public var scale: Histogram.Scale
    /// Whether values of a type with fractions are whole all the same.
    public var isWhole: Bool

    public init(range: ClosedRange<Double>? = nil, bins: Int, scale: Histogram.Scale = .linear, isWhole: Bool = false) {
        self.range = range
        self.bins = bins
        self.scale = scale
        self.isWhole = isWhole
    }
}

/// What is known about a table beyond its columns.
public struct TableFindings: Sendable, Hashable, Codable {
    /// Columns that hold the same value in every row.
    public struct EqualColumns: Sendable, Hashable, Codable {
        public var one: String
        public var other: String

        public init(_ one: String, _ other: String) {
            self.one = one
            self.other = other
        }
    }

    public var rows: Int
    /// Rows that an earlier row equals in every column; nil when they were not counted.
    public var duplicateRows: Int?
    public var equalColumns: [EqualColumns]

    public init(rows: Int, duplicateRows: Int? = nil, equalColumns: [EqualColumns] = []) {
        self.rows = rows
        self.duplicateRows = duplicateRows
        self.equalColumns = equalColumns
    }
}
