/// Lengths and blanks of a column of text.
public struct TextSummary: Sendable, Hashable, Codable {
    /// Characters of the shortest and the longest value, and of one in the mean; 0 when there is none.
    public var shortest: Int
    public var longest: Int
    public var meanLength: Double
    /// Values without a character, values of nothing but space, and values with space before or after other characters.
    public var empty: Int
    public var blank: Int
    public var padded: Int
    /// What the values look like; nil until they have been looked at.
    public var content: TextContent?

    public init(
        shortest: Int, longest: Int, meanLength: Double, empty: Int = 0, blank: Int = 0, padded: Int = 0,
        content: TextContent? = nil
    ) {
        self.shortest = shortest
        self.longest = longest
        self.meanLength = meanLength
        self.empty = empty
        self.blank = blank
        self.padded = padded
        self.content = content
    }
}

/// What the values of a column of text look like. Blank values do not count.
public struct TextContent: Sendable, Hashable, Codable {
    /// A sample, where so many values differ that looking at all would take long.
    public var basis: ColumnProfile.Basis
    /// Values looked at.
    public var values: Int
    /// Those that read as a number, those of them that begin with a zero that a number would lose, those that read as a
    /// date, and those made of hexadecimal digits only.
    public var numbers: Int
    public var leadingZeros: Int
    public var dates: Int
    public var hexadecimal: Int
    /// The most frequent values that are neither number nor date, where some are.
    public var others: [TopValue]
    /// The most frequent patterns, and how many there are.
    public var patterns: [TextPattern]
    public var patternCount: Int
    /// Values that are equal but for case and outer space: the most frequent groups, how many groups, in how many rows.
    public var variants: [TextVariant]
    public var variantGroups: Int
    public var variantRows: Int

    public init(
        basis: ColumnProfile.Basis = .exact, values: Int, numbers: Int = 0, leadingZeros: Int = 0, dates: Int = 0,
        hexadecimal: Int = 0, others: [TopValue] = [], patterns: [TextPattern] = [], patternCount: Int = 0,
        variants: [TextVariant] = [], variantGroups: Int = 0, variantRows: Int = 0
    ) {
        self.basis = basis
        self.values = values
        self.numbers = numbers
        self.leadingZeros = leadingZeros
        self.dates = dates
        self.hexadecimal = hexadecimal
        self.others = others
        self.patterns = patterns
        self.patternCount = patternCount
        self.variants = variants
        self.variantGroups = variantGroups
        self.variantRows = variantRows
    }
}

/// Two spellings of one value.
public struct TextVariant: Sendable, Hashable, Codable {
    public var one: String
    public var other: String
    /// Rows of all spellings together.
    public var count: Int

    public init(_ one: String, _ other: String, count: Int) {
        self.one = one
        self.other = other
        self.count = count
    }
}
