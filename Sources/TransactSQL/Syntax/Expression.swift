/// An expression or a condition, and where it begins.
public struct Expression: Sendable, Hashable {
    public var kind: Kind
    public var position: Position

    public init(_ kind: Kind, at position: Position) {
        self.kind = kind
        self.position = position
    }

    public indirect enum Kind: Sendable, Hashable {
        case literal(Literal)
        /// `@x` or `@@ROWCOUNT`.
        case variable(String)
        /// A column, with what it is qualified by.
        case column([Identifier])
        case sign(SignOperator, Expression)
        /// Operators of one precedence, applied from left to right.
        case arithmetic(Expression, [ArithmeticLink])
        case comparison(Expression, ComparisonOperator, Expression)
        /// `x > ALL (SELECT …)`
        case quantified(Expression, ComparisonOperator, isAll: Bool, Query)
        case distinct(Expression, Expression, isNegated: Bool)
        case and([Expression])
        case or([Expression])
        case not(Expression)
        case isNull(Expression, isNegated: Bool)
        case between(Expression, Expression, Expression, isNegated: Bool)
        case inList(Expression, [Expression], isNegated: Bool)
        case inQuery(Expression, Query, isNegated: Bool)
        case like(Expression, pattern: Expression, escape: Expression?, isNegated: Bool)
        case exists(Query)
        case subquery(Query)
        case simpleCase(Expression, [CaseBranch], otherwise: Expression?)
        case searchedCase([CaseBranch], otherwise: Expression?)
        case cast(Expression, TypeName, isTry: Bool)
        case convert(TypeName, Expression, style: Expression?, isTry: Bool)
        case parse(Expression, TypeName, culture: Expression?, isTry: Bool)
        case call(FunctionCall)
        case collate(Expression, Identifier)
        case atTimeZone(Expression, Expression)
        /// `r.filepath(1)`, `r.filename()`.
        case fileMetadata(FileMetadata)
        /// `DEFAULT` among the values of an INSERT.
        case byDefault
        /// `NEXT VALUE FOR s`
        case nextValue(ObjectName)
    }
}

public enum Literal: Sendable, Hashable {
    case null
    /// Digits.
    case integer(String)
    /// Digits with a point.
    case decimal(String)
    case real(String)
    case money(String)
    case string(String, isUnicode: Bool)
    /// Hexadecimal digits.
    case binary(String)
}

public enum SignOperator: String, Sendable, Hashable {
    case minus = "-"
    case plus = "+"
    case complement = "~"
}

public enum ArithmeticOperator: String, Sendable, Hashable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case and = "&"
    case or = "|"
    case exclusiveOr = "^"
}

/// An operator and its right operand.
public struct ArithmeticLink: Sendable, Hashable {
    public var operation: ArithmeticOperator
    public var operand: Expression
    public var position: Position
}

public enum ComparisonOperator: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// `WHEN … THEN …`
public struct CaseBranch: Sendable, Hashable {
    public var condition: Expression
    public var result: Expression
}

/// `r.filepath(n)` or `r.filename()`.
public struct FileMetadata: Sendable, Hashable {
    public var source: Identifier
    /// Which wildcard; nil: the whole path.
    public var wildcard: Int?
    public var isName: Bool
}

/// A function with its arguments, and what an aggregate or a window adds.
public struct FunctionCall: Sendable, Hashable {
    public var name: ObjectName
    public var arguments: [Expression] = []
    /// A first argument that is no expression: `DATEADD(day, …)`, `TRIM(LEADING …)`.
    public var keyword: Identifier?
    public var isDistinct = false
    /// `COUNT(*)`
    public var isStar = false
    public var withinGroup: [OrderItem] = []
    public var window: Window?
    /// `IGNORE NULLS`
    public var ignoresNulls = false

    /// The name in capitals.
    public var key: String { name.object.uppercased() }
}

/// `OVER (…)`
public struct Window: Sendable, Hashable {
    public var partitions: [Expression] = []
    public var order: [OrderItem] = []
    public var frame: Frame?
    /// A name of the WINDOW clause.
    public var reference: Identifier?

    public struct Frame: Sendable, Hashable {
        public var isRange: Bool
        public var start: Bound
        public var end: Bound?
    }

    public enum Bound: Sendable, Hashable {
        case unboundedPreceding, unboundedFollowing, currentRow
        case preceding(Int), following(Int)
    }
}

public struct OrderItem: Sendable, Hashable {
    public var expression: Expression
    public var isDescending: Bool
}
