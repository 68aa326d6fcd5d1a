public struct Insert: Sendable, Hashable {
    public var target: ObjectName
    public var columns: [Identifier]
    public var source: Source
    public var commonTables: [CommonTable] = []

    public indirect enum Source: Sendable, Hashable {
        case values([[Expression]])
        case query(Query)
        case execute(Execute)
        case defaults
    }
}

public struct Update: Sendable, Hashable {
    public var commonTables: [CommonTable] = []
    public var target: ObjectName
    public var top: Top?
    public var assignments: [Assignment]
    public var from: [TableSource]
    public var condition: Expression?
}

/// `column = value`, `column += value`
public struct Assignment: Sendable, Hashable {
    public var column: [Identifier]
    public var operation: ArithmeticOperator?
    public var value: Expression
}

public struct Delete: Sendable, Hashable {
    public var commonTables: [CommonTable] = []
    public var target: ObjectName
    public var top: Top?
    public var from: [TableSource]
    public var condition: Expression?
}

public struct Merge: Sendable, Hashable {
    public var commonTables: [CommonTable] = []
    public var target: ObjectName
    public var alias: Identifier?
    public var source: TableSource
    public var condition: Expression
    public var clauses: [Clause]

    public struct Clause: Sendable, Hashable {
        public enum Match: Sendable, Hashable { case matched, notMatched, notMatchedBySource }
        public var match: Match
        public var condition: Expression?
        public var action: Action
    }

    public enum Action: Sendable, Hashable {
        case update([Assignment])
        case delete
        case insert([Identifier], [Expression])
    }
}

public struct CreateTable: Sendable, Hashable {
    public var name: ObjectName
    public var columns: [ColumnDefinition]
    public var primaryKey: [Identifier]
    public var options: [NamedOption] = []
}

public struct ColumnDefinition: Sendable, Hashable {
    public var name: Identifier
    public var type: TypeName
    public var collation: Identifier?
    public var isNotNull = false
    public var isPrimaryKey = false
    public var isUnique = false
    public var byDefault: Expression?
    public var check: Expression?
    /// `IDENTITY(seed, increment)`
    public var identity: [Int]?
}

public struct CreateView: Sendable, Hashable {
    public var name: ObjectName
    public var columns: [Identifier]
    public var query: Query
    public var mode: CreationMode
    public var position: Position
    public var end: Int
}

/// How CREATE meets what exists.
public enum CreationMode: Sendable, Hashable { case create, alter, createOrAlter }

public struct CreateProcedure: Sendable, Hashable {
    public var name: ObjectName
    public var parameters: [Parameter]
    public var body: Block
    public var mode: CreationMode
    /// Its text from CREATE to the end of the batch: what is kept.
    public var text: String

    public struct Parameter: Sendable, Hashable {
        public var name: Identifier
        public var type: TypeName
        public var byDefault: Expression?
        public var isOutput: Bool
    }
}

public struct CreateExternalTable: Sendable, Hashable {
    public var name: ObjectName
    public var columns: [FileColumn]
    public var options: [NamedOption]
    /// CREATE EXTERNAL TABLE … AS SELECT.
    public var query: Query?
    public var position: Position
}

public struct CopyInto: Sendable, Hashable {
    public var target: ObjectName
    public var columns: [Column]
    public var paths: [String]
    public var options: [NamedOption]
    public var position: Position

    public struct Column: Sendable, Hashable {
        public var name: Identifier
        public var byDefault: Expression?
        public var ordinal: Int?
    }
}

public struct Drop: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case table = "TABLE"
        case view = "VIEW"
        case procedure = "PROCEDURE"
        case schema = "SCHEMA"
        case externalTable = "EXTERNAL TABLE"
        case dataSource = "EXTERNAL DATA SOURCE"
        case fileFormat = "EXTERNAL FILE FORMAT"
    }

    public var kind: Kind
    public var names: [ObjectName]
    public var ifExists: Bool
}

public struct AlterTable: Sendable, Hashable {
    public enum Change: Sendable, Hashable {
        case add([ColumnDefinition])
        case dropColumns([Identifier])
        case retype(ColumnDefinition)
    }

    public var name: ObjectName
    public var change: Change
}
