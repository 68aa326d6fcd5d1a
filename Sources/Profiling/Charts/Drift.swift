import Foundation
public import Tabular

/// A table in a comparison.
public struct ComparedTable: Sendable, Hashable, Codable {
    public var name: String
    public var relation: Relation
    public var schema: Schema

    public init(name: String, relation: Relation, schema: Schema) {
        self.name = name
        self.relation = relation
        self.schema = schema
    }
}

/// How the values of one column have moved between two tables.
public struct ColumnDrift: Sendable, Hashable, Codable {
    /// A value that only one of the tables has.
    public struct Value: Sendable, Hashable, Codable {
        public var value: String
        public var rows: Int

        public init(_ value: String, rows: Int) {
            self.value = value
            self.rows = rows
        }
    }

    /// The shares of rows with a value, side by side.
    public struct Distribution: Sendable, Hashable, Codable {
        /// Edges of bins, or the names of categories: one of the two is empty.
        public var edges: [Double]
        public var labels: [String]
        public var isTime: Bool
        public var first: [Double]
        public var second: [Double]

        public init(edges: [Double], labels: [String], isTime: Bool, first: [Double], second: [Double]) {
            self.edges = edges
            self.labels = labels
            self.isTime = isTime
            self.first = first
            self.second = second
        }
    }

    public var column: String
    public var firstType: ColumnType
    public var secondType: ColumnType
    public var firstMissing: Double
    public var secondMissing: Double
    /// The population stability index over the values that are not missing; nil when a table has none.
    public var psi: Double?
    /// Kolmogorov and Smirnov's distance of two columns of numbers or times.
    public var ks: Double?
    /// Distinct values that only the second table has, and only the first, and the most frequent of them.
    public var newCount: Int?
    public var lostCount: Int?
    public var new: [Value]
    public var lost: [Value]
    public var distribution: Distribution?
    public var notes: [String]

    public init(
        column: String, firstType: ColumnType, secondType: ColumnType, firstMissing: Double, secondMissing: Double,
        psi: Double? = nil, ks: Double? = nil, newCount: Int? = nil, lostCount: Int? = nil, new: [Value] = [],
        lost: [Value] = [], distribution: Distribution? = nil, notes: [String] = []
    ) {
        self.column = column
        self.firstType = firstType
        self.secondType = secondType
        self.firstMissing = firstMissing
        self.secondMissing = secondMissing
        self.psi = psi
        self.ks = ks
        self.newCount = newCount
        self.lostCount = lostCount
        self.new = new
        self.lost = lost
        self.distribution = distribution
        self.notes = notes
    }

    /// The population stability index of missing or not, as two bins. Shares below 0.01 % count as that.
    public var missingIndex: Double {
        func part(_ before: Double, _ after: Double) -> Double {
            let before = max(before, 0.0001), after = max(after, 0.0001)
            return (after - before) * log(after / before)
        }
        return part(firstMissing, secondMissing) + part(1 - firstMissing, 1 - secondMissing)
    }

    /// How much to care, by the usual thresholds of the index: of the values, or of their being missing.
    public var verdict: String {
        if psi == nil, missingIndex < 0.1 { return "not comparable" }
        let index = max(psi ?? 0, missingIndex)
        return index < 0.1 ? "stable" : index < 0.25 ? "moved" : "drifted"
    }

    /// What columns are sorted by: the index, then the change of the missing share.
    public var weight: Double { (psi ?? 0) + abs(firstMissing - secondMissing) }
}

/// Two tables side by side.
public struct DriftReport: Sendable, Hashable, Codable {
    public var first: String
    public var second: String
    public var firstRows: Int
    public var secondRows: Int
    /// Columns that only one of the tables has.
    public var onlyFirst: [String]
    public var onlySecond: [String]
    /// Columns in both, the most moved first.
    public var columns: [ColumnDrift]

    public init(
        first: String, second: String, firstRows: Int, secondRows: Int, onlyFirst: [String], onlySecond: [String],
        columns: [ColumnDrift]
    ) {
        self.first = first
        self.second = second
        self.firstRows = firstRows
        self.secondRows = secondRows
        self.onlyFirst = onlyFirst
        self.onlySecond = onlySecond
        self.columns = columns
    }

    /// A comparison that has only begun.
    public init(first: ComparedTable, second: ComparedTable) {
        // Two states of one table are told apart.
        let isSame = first.name == second.name
        self.init(
            first: first.name + (isSame ? " then" : ""), second: second.name + (isSame ? " now" : ""), firstRows: 0,
            secondRows: 0,
            onlyFirst: first.schema.names.filter { second.schema[$0] == nil },
            onlySecond: second.schema.names.filter { first.schema[$0] == nil }, columns: [])
    }

    /// The names of the columns that both tables have, as the first one has them.
    public func common(_ first: ComparedTable, _ second: ComparedTable) -> [String] {
        first.schema.names.filter { second.schema[$0] != nil }
    }

    /// The most moved column first; equals keep their order.
    public mutating func sort() {
        let order = columns.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
        columns = order.map(\.element)
    }
}
