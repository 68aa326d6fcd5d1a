/// A statement, where it begins and where it ends.
public struct Statement: Sendable, Hashable {
    public var kind: Kind
    public var position: Position
    /// The offset behind its last token.
    public var end: Int
    /// Its number in the script, from 1.
    public var number: Int

    public indirect enum Kind: Sendable, Hashable {
        case query(Query)
        case insert(Insert)
        case update(Update)
        case delete(Delete)
        case merge(Merge)
        case truncate(ObjectName)
        case createTable(CreateTable)
        /// `CREATE TABLE t WITH (…) AS SELECT …`
        case createTableAs(ObjectName, [NamedOption], Query)
        case createView(CreateView)
        case createSchema(Identifier, ifMissing: Bool)
        case createProcedure(CreateProcedure)
        case createDataSource(Identifier, [NamedOption])
        case createFileFormat(Identifier, [NamedOption])
        case createExternalTable(CreateExternalTable)
        case copyInto(CopyInto)
        case drop(Drop)
        case alterTable(AlterTable)
        case rename(ObjectName, to: Identifier)
        case declare([Declaration])
        case set(variable: Identifier, operation: ArithmeticOperator?, Expression)
        case option(SetOption)
        case execute(Execute)
        case executeText(Expression)
        case conditional([Branch], otherwise: Block?)
        case loop(Expression, Block)
        case leave(isBreak: Bool)
        case block(Block)
        case attempt(Block, recovery: Block)
        case print(Expression)
        case raise(RaiseError)
        case throwError([Expression])
        case returnValue(Expression?)
        case transaction(Transaction)
        case use(Identifier)
        case createDatabase(Identifier)
        /// Something that Synapse needs and a workspace does not: said and passed over.
        case passedOver(String)
        case waitFor(Expression)
    }
}

/// The statements between BEGIN and END, or a single one.
public struct Block: Sendable, Hashable {
    public var statements: [Statement]
}

/// A condition of IF … ELSE IF … and what it leads to.
public struct Branch: Sendable, Hashable {
    public var condition: Expression
    public var block: Block
}

public enum Transaction: Sendable, Hashable { case begin, commit, rollback }

public struct Declaration: Sendable, Hashable {
    public var variable: Identifier
    /// nil for a table variable.
    public var type: TypeName?
    public var value: Expression?
    public var table: CreateTable?
}

/// `SET NOCOUNT ON`, `SET DATEFIRST 1`.
public struct SetOption: Sendable, Hashable {
    /// In capitals.
    public var name: String
    /// In capitals.
    public var value: String
    public var position: Position
}

public struct Execute: Sendable, Hashable {
    public var procedure: ObjectName
    public var arguments: [Argument]
    /// `EXEC @r = p`
    public var result: Identifier?

    public struct Argument: Sendable, Hashable {
        /// `@name =`
        public var name: Identifier?
        /// nil stands for DEFAULT.
        public var value: Expression?
        public var isOutput: Bool
    }
}

public struct RaiseError: Sendable, Hashable {
    public var message: Expression
    public var severity: Expression
    public var state: Expression
    public var arguments: [Expression]
}
