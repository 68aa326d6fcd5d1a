/// What lists, maps, structs and JSON documents hold.
public struct NestedSummary: Sendable, Hashable, Codable {
    /// Elements of the shortest and the longest list (or map, or JSON array), and of one in the mean; nil where there
    /// are none.
    public var shortest: Int?
    public var longest: Int?
    public var meanLength: Double?
    /// Lists without an element.
    public var empty: Int
    /// The kinds of JSON values, most frequent first.
    public var kinds: [TopValue]
    /// Names of fields and keys with the rows that have them, in a struct's own order, otherwise most frequent first.
    public var keys: [TopValue]
    /// The most frequent elements of lists.
    public var elements: [TopValue]

    public init(
        shortest: Int? = nil, longest: Int? = nil, meanLength: Double? = nil, empty: Int = 0, kinds: [TopValue] = [],
        keys: [TopValue] = [], elements: [TopValue] = []
    ) {
        self.shortest = shortest
        self.longest = longest
        self.meanLength = meanLength
        self.empty = empty
        self.kinds = kinds
        self.keys = keys
        self.elements = elements
    }
}
