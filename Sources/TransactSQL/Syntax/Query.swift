/// A query with what surrounds it: common tables, order, offset.
public struct Query: Sendable, Hashable {
    public var commonTables: [CommonTable] = []
    public var body: QueryBody
    public var order: [OrderItem] = []
    public var offset: Expression?
    public var fetch: Expression?
    public var position: Position
}

/// `name (columns) AS (query)`
public struct CommonTable: Sendable, Hashable {
    public var name: Identifier
    public var columns: [Identifier]
    public var query: Query
}

public indirect enum QueryBody: Sendable, Hashable {
    case select(Select)
    /// Set operators of one precedence, applied from left to right.
    case combined(QueryBody, [SetLink])
    case nested(Query)
}

public enum SetOperator: String, Sendable, Hashable {
    case union = "UNION"
    case except = "EXCEPT"
    case intersect = "INTERSECT"
}

public struct SetLink: Sendable, Hashable {
    public var operation: SetOperator
    public var isAll: Bool
    public var operand: QueryBody
    public var position: Position
}

public struct Select: Sendable, Hashable {
    public var isDistinct = false
    public var top: Top?
    public var items: [SelectItem] = []
    public var into: ObjectName?
    public var from: [TableSource] = []
    public var condition: Expression?
    public var groups: [GroupingElement] = []
    public var having: Expression?
    public var windows: [NamedWindow] = []
    public var position: Position
}

public struct NamedWindow: Sendable, Hashable {
    public var name: Identifier
    public var window: Window
}

public struct Top: Sendable, Hashable {
    public var count: Expression
    public var isPercent: Bool
    public var withTies: Bool
}

public enum SelectItem: Sendable, Hashable {
    /// `*` or `t.*`
    case star(qualifier: [Identifier], position: Position)
    case expression(Expression, alias: Identifier?)
    /// `@x = …`, with the operator of `+=` if any.
    case assignment(variable: Identifier, operation: ArithmeticOperator?, Expression)
}

public indirect enum GroupingElement: Sendable, Hashable {
    case expression(Expression)
    /// `(a, b)` inside of a grouping set, `()` too.
    case composite([Expression], Position)
    case rollup([GroupingElement])
    case cube([GroupingElement])
    case groupingSets([GroupingElement])
}
