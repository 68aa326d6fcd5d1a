/// A sort by one column.
public struct SortKey: Sendable, Hashable, Codable {
    public var column: String
    public var descending: Bool

    public init(_ column: String, descending: Bool = false) {
        self.column = column
        self.descending = descending
    }

    /// `"column" DESC NULLS LAST`: missing values come last either way.
    public var sql: String { SQL.identifier(column) + (descending ? " DESC" : "") + " NULLS LAST" }
}

/// What a grid shows: a source, seen through filters and a sort. It is a value; `sql` is the whole truth about it.
public struct Relation: Sendable, Hashable, Codable {
    /// A FROM expression: `read_parquet('…')`, a quoted table name, or a query in parentheses.
    public var source: String
    /// Boolean SQL expressions; a row must satisfy all of them.
    public var filters: [String]
    public var sort: [SortKey]

    public init(source: String, filters: [String] = [], sort: [SortKey] = []) {
        self.source = source
        self.filters = filters
        self.sort = sort
    }

    /// A relation over the answer of a query.
    public init(query: String) { self.init(source: "(" + query + ")") }

    /// ` WHERE (…) AND (…)`, or nothing.
    public var whereClause: String {
        filters.isEmpty ? "" : " WHERE " + filters.map { "(\($0))" }.joined(separator: " AND ")
    }

    /// ` ORDER BY …`, or nothing.
    public var orderClause: String {
        sort.isEmpty ? "" : " ORDER BY " + sort.map(\.sql).joined(separator: ", ")
    }

    /// The statement that the relation stands for.
    public var sql: String { "SELECT * FROM " + source + whereClause + orderClause }

    /// The same rows in their source's order.
    public var unsorted: Relation { Relation(source: source, filters: filters) }
}
