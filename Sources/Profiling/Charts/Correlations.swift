/// How strongly two columns go together.
public struct PairStrength: Sendable, Hashable, Codable {
    /// What the strength is.
    public enum Measure: String, Sendable, Hashable, Codable {
        /// Two numbers: Pearson's r, with Spearman's rank correlation beside it.
        case pearson
        /// Two categories: Cramér's V.
        case cramer
        /// A category and a number: the correlation ratio η.
        case ratio

        public var name: String {
            switch self {
            case .pearson: "Pearson r"
            case .cramer: "Cramér's V"
            case .ratio: "correlation ratio η"
            }
        }
    }

    public var first: String
    public var second: String
    public var measure: Measure
    /// -1 to 1 for numbers, 0 to 1 else; nil when it is not defined (a constant column).
    public var value: Double?
    /// Spearman's rank correlation of two numbers.
    public var rank: Double?
    /// Rows that have both values.
    public var rows: Int

    public init(
        first: String, second: String, measure: Measure, value: Double?, rank: Double? = nil, rows: Int
    ) {
        self.first = first
        self.second = second
        self.measure = measure
        self.value = value
        self.rank = rank
        self.rows = rows
    }

    /// The larger of the two correlations, without its sign.
    public var strength: Double { max(abs(value ?? 0), abs(rank ?? 0)) }
}

/// Every column against every other.
public struct CorrelationMatrix: Sendable, Hashable, Codable {
    public var columns: [String]
    /// One for each pair that could be measured.
    public var pairs: [PairStrength]
    /// Rows that were looked at.
    public var rows: Int
    public var notes: [String]

    public init(columns: [String], pairs: [PairStrength], rows: Int, notes: [String]) {
        self.columns = columns
        self.pairs = pairs
        self.rows = rows
        self.notes = notes
    }

    /// Pairs, the strongest first.
    public var strongest: [PairStrength] {
        pairs.enumerated().sorted { ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset) }.map(\.element)
    }

    /// The strength of columns by place: `values[i][j]`, 1 for a column with itself.
    public var values: [[Double?]] {
        let index = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var values = [[Double?]](repeating: [Double?](repeating: nil, count: columns.count), count: columns.count)
        for i in columns.indices { values[i][i] = 1 }
        for pair in pairs {
            guard let i = index[pair.first], let j = index[pair.second] else { continue }
            (values[i][j], values[j][i]) = (pair.value, pair.value)
        }
        return values
    }
}

/// What is missing where: NULL counted by column, and the columns that are missing together.
public struct Missingness: Sendable, Hashable, Codable {
    public struct Share: Sendable, Hashable, Codable {
        public var column: String
        public var missing: Int

        public init(column: String, missing: Int) {
            self.column = column
            self.missing = missing
        }
    }

    /// Rows that lack exactly these columns.
    public struct Pattern: Sendable, Hashable, Codable {
        public var missing: [String]
        public var rows: Int

        public init(missing: [String], rows: Int) {
            self.missing = missing
            self.rows = rows
        }
    }

    /// Two columns whose gaps are correlated (phi, 1: always together).
    public struct Together: Sendable, Hashable, Codable {
        public var first: String
        public var second: String
        public var correlation: Double

        public init(first: String, second: String, correlation: Double) {
            self.first = first
            self.second = second
            self.correlation = correlation
        }
    }

    public var rows: Int
    /// Every column, most missing first.
    public var columns: [Share]
    /// The most frequent patterns, most frequent first; the empty one is complete rows.
    public var patterns: [Pattern]
    /// How many patterns there are.
    public var patternCount: Int
    public var together: [Together]

    public init(
        rows: Int, columns: [Share], patterns: [Pattern], patternCount: Int, together: [Together]
    ) {
        self.rows = rows
        self.columns = columns
        self.patterns = patterns
        self.patternCount = patternCount
        self.together = together
    }
}
