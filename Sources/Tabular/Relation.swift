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

/// What a grid shows: a source, seen through layers, filters and a sort. It is a value; `sql` is the whole truth
/// about it.
public struct Relation: Sendable, Hashable, Codable {
    /// What the rows are made from: a FROM expression such as `read_parquet('…')`, a quoted table name, or a query in
    /// parentheses.
    public var base: String
    /// What is done to each row of the base, one layer on the other. Rows keep their order.
    public var layers: [Layer]
    /// Boolean SQL expressions over the layers; a row must satisfy all of them.
    public var filters: [String]
    public var sort: [SortKey]

    public init(source: String, layers: [Layer] = [], filters: [String] = [], sort: [SortKey] = []) {
        base = source
        self.layers = layers
        self.filters = filters
        self.sort = sort
    }

    /// A relation over the answer of a query.
    public init(query: String) { self.init(source: "(" + query + ")") }

    /// A FROM expression: the base with all layers, before filters.
    public var source: String { layers.reduce(base) { "(" + $1.sql(from: $0) + ")" } }

    /// The same with more columns of the base, such as row numbers, carried through all layers. A base column of such
    /// a name must not exist.
    public func source(carrying columns: [String]) -> String {
        guard !layers.isEmpty, !columns.isEmpty else { return source }
        let extra = columns.map { ", " + $0 }.joined()
        return layers.reduce("(SELECT *\(extra) FROM \(base))") { "(" + $1.sql(from: $0, carrying: extra) + ")" }
    }

    /// Whether every row of the base is shown.
    public var hasAllRows: Bool { filters.isEmpty && !layers.contains(where: \.isFilter) }

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
    public var unsorted: Relation { Relation(source: base, layers: layers, filters: filters) }
}

extension Relation {
    /// Something that is done to each row by itself: rows are dropped or changed, never moved, joined or made.
    public enum Layer: Sendable, Hashable, Codable {
        /// Only rows that satisfy a condition.
        case filter(String)
        /// Only these columns, in this order.
        case select([String])
        /// A column more.
        case add(name: String, expression: String)
        /// Another value in a column.
        case replace(name: String, expression: String)
        case rename(from: String, to: String)

        var isFilter: Bool { if case .filter = self { true } else { false } }

        /// The query over a FROM expression.
        /// - Parameter carrying: `, column…` to take along where columns are named one by one.
        public func sql(from source: String, carrying extra: String = "") -> String {
            switch self {
            case .filter(let condition): "SELECT * FROM \(source) WHERE (\(condition))"
            case .select(let names):
                "SELECT \(names.map(SQL.identifier).joined(separator: ", "))\(extra) FROM \(source)"
            case .add(let name, let expression): "SELECT *, (\(expression)) AS \(SQL.identifier(name)) FROM \(source)"
            case .replace(let name, let expression):
                "SELECT * REPLACE ((\(expression)) AS \(SQL.identifier(name))) FROM \(source)"
            case .rename(let from, let to):
                "SELECT * RENAME (\(SQL.identifier(from)) AS \(SQL.identifier(to))) FROM \(source)"
            }
        }
    }
}
