public import Tabular

/// One thing that a person did to a table. Each is SQL over the table before it, and a line of text:
/// `where dep_delay > 60`, `group carrier: count(*) AS n`.
public enum Step: Sendable, Hashable, Codable {
    /// Only rows that satisfy a Boolean expression.
    case filter(String)
    case sort([SortKey])
    /// Only these columns, in this order.
    case keep([String])
    /// All columns but these.
    case drop([String])
    case rename(from: String, to: String)
    /// A column computed from the others; one of that name gives way.
    case add(name: String, expression: String)
    /// Another type; values that cannot be converted become NULL, which whoever proposes the step counts and says.
    case cast(column: String, type: String)
    case group(by: [String], measures: [Measure])
    case pivot(Pivot)
    /// Columns become rows: their names in one column, their values in another.
    case unpivot(columns: [String], name: String, value: String)
    case join(Join)
    /// The rows of another table after these, columns matched by name.
    case append(OtherTable)
    case sample(Sample)
    /// One row for each different row, or for each different combination of columns (the first of them).
    case distinct([String])
    /// A query over the table before it, which it calls `previous`.
    case query(String)
}

extension Step {
    /// The table that the step brings in.
    public var other: OtherTable? {
        switch self {
        case .join(let join): join.other
        case .append(let other): other
        default: nil
        }
    }

    /// The same with another table in its place.
    public func naming(_ other: OtherTable) -> Step {
        switch self {
        case .join(var join):
            join.other = other
            return .join(join)
        case .append: return .append(other)
        default: return self
        }
    }
}

/// An aggregate and what it is called.
public struct Measure: Sendable, Hashable, Codable {
    public var expression: String
    public var name: String

    public init(_ expression: String, as name: String) {
        self.expression = expression
        self.name = name
    }

    var sql: String { "\(expression) AS \(SQL.identifier(name))" }
}

/// The values of a column become columns.
public struct Pivot: Sendable, Hashable, Codable {
    public var column: String
    public var rows: [String]
    /// An aggregate, for example `sum("seats")`.
    public var value: String
    /// The values that become columns, as text, nil for a missing one; no list leaves finding them to the engine, which
    /// cannot do it in every statement.
    public var values: [String?]?

    /// The most values that may become columns.
    public static let most = 1000

    public init(column: String, rows: [String], value: String) {
        self.column = column
        self.rows = rows
        self.value = value
    }

    /// The values with names of their own: a missing one, the text 'NULL' and an empty text stay apart, and so do
    /// texts that differ in case only.
    func named(_ values: [String?]) -> [(value: String?, name: String)] {
        var taken = Set(rows.map { $0.lowercased() })
        return values.map { value in
            let plain =
                switch value {
                case nil: "NULL"
                case "": "(empty)"
                case "NULL": "'NULL'"
                case let text?: text
                }
            var name = plain, number = 1
            while !taken.insert(name.lowercased()).inserted {
                name = "\(plain)_\(number)"
                number += 1
            }
            return (value, name)
        }
    }
}

/// Another table, and how it is written in SQL.
public struct OtherTable: Sendable, Hashable, Codable {
    /// A file, a workspace table, or a query in parentheses: what stands in the step's text.
    public var name: String
    /// A FROM expression; nil until the source has been opened.
    public var source: String?

    public init(name: String, source: String? = nil) {
        self.name = name
        self.source = source
    }

    /// The query in parentheses that it is named by; nil for a file or a table.
    public var query: String? { name.hasPrefix("(") ? name : nil }

    /// A FROM expression; a name that was not opened is left to the engine.
    var sql: String { source ?? (name.hasPrefix("(") ? name : SQL.identifier(name)) }
}

/// Columns of another table beside these.
public struct Join: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case inner, left, right, full, semi, anti
    }

    /// Columns whose values are equal in both.
    public struct Key: Sendable, Hashable, Codable {
        public var left: String
        public var right: String

        public init(_ left: String, _ right: String) {
            self.left = left
            self.right = right
        }
    }

    public var kind: Kind
    public var other: OtherTable
    public var keys: [Key]

    public init(_ kind: Kind, _ other: OtherTable, on keys: [Key]) {
        self.kind = kind
        self.other = other
        self.keys = keys
    }
}

/// Some of the rows, chosen by chance.
public struct Sample: Sendable, Hashable, Codable {
    public enum Size: Sendable, Hashable, Codable {
        case rows(Int)
        case percent(Double)
    }

    public var size: Size
    public var seed: Int

    public init(_ size: Size, seed: Int) {
        self.size = size
        self.seed = seed
    }
}
