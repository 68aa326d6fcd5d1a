/// What stands in FROM.
public indirect enum TableSource: Sendable, Hashable {
    case named(ObjectName, TableAlias)
    case derived(Query, TableAlias)
    case values([[Expression]], TableAlias, Position)
    case function(FunctionCall, TableAlias, Position)
    case openRowset(OpenRowset, TableAlias)
    case openJSON(OpenJSON, TableAlias)
    case predict(Predict, TableAlias)
    case pivot(TableSource, Pivot, TableAlias)
    case unpivot(TableSource, Unpivot, TableAlias)
    case joined(TableSource, [Join])
}

/// `AS t (a, b)`
public struct TableAlias: Sendable, Hashable {
    public var name: Identifier?
    public var columns: [Identifier] = []
    /// Table hints such as NOLOCK, which mean nothing here.
    public var hints: [Identifier] = []
}

public struct Join: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case inner, left, right, full, cross, crossApply, outerApply
    }

    public var kind: Kind
    public var source: TableSource
    public var condition: Expression?
    public var position: Position
}

/// A `NAME = value` option of OPENROWSET, CREATE EXTERNAL …, COPY INTO.
public struct NamedOption: Sendable, Hashable {
    /// In capitals.
    public var name: String
    public var value: OptionValue
    public var position: Position
}

public indirect enum OptionValue: Sendable, Hashable {
    case text(String)
    case number(String)
    /// A bare word, as it is written.
    case word(String)
    case list([NamedOption])
    case none
}

/// `OPENROWSET(BULK …)`
public struct OpenRowset: Sendable, Hashable {
    public var paths: [String]
    public var options: [NamedOption]
    /// The WITH clause.
    public var columns: [FileColumn]
    /// Whether the query asks for `filepath()` or `filename()` of it.
    public var position: Position
}

/// A column of a WITH clause: where it comes from and what it becomes.
public struct FileColumn: Sendable, Hashable {
    public var name: Identifier
    public var type: TypeName
    public var collation: Identifier?
    /// `'$.path'`
    public var path: String?
    public var ordinal: Int?
    /// `AS JSON` of OPENJSON.
    public var isJSON = false
    public var isNotNull = false
}

public struct OpenJSON: Sendable, Hashable {
    public var document: Expression
    public var path: Expression?
    public var columns: [FileColumn]
    public var position: Position
}

/// `PREDICT(MODEL = …, DATA = … AS d, RUNTIME = ONNX) WITH (Score float)`: a model applied to a table.
public struct Predict: Sendable, Hashable {
    /// A literal, a variable, or a scalar subquery.
    public var model: Expression
    public var data: TableSource
    /// nil when it is left out.
    public var runtime: Identifier?
    public var parameters: [NamedOption] = []
    public var outputs: [FileColumn]
    public var position: Position
}

public struct Pivot: Sendable, Hashable {
    public var aggregate: FunctionCall
    public var column: [Identifier]
    public var values: [Identifier]
    public var position: Position
}

public struct Unpivot: Sendable, Hashable {
    public var value: Identifier
    public var name: Identifier
    public var columns: [Identifier]
    public var position: Position
}
