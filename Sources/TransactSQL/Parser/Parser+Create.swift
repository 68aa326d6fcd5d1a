extension Parser {
    /// CREATE and ALTER.
    mutating func create() throws(Diagnostic) -> Statement.Kind {
        let start = position
        var mode: CreationMode = take().keyword == "ALTER" ? .alter : .create
        if mode == .create, accept("OR") {
            try expect("ALTER")
            mode = .createOrAlter
        }
        switch current.keyword {
        case "TABLE": return mode == .alter ? try alterTable() : try createTable()
        case "VIEW": return .createView(try createView(mode, from: start))
        case "PROCEDURE", "PROC": return .createProcedure(try createProcedure(mode, from: start))
        case "SCHEMA":
            if mode == .alter { throw unsupported("ALTER SCHEMA") }
            take()
            let name = accept("AUTHORIZATION") ? try identifier() : try identifier("the name of a schema")
            if accept("AUTHORIZATION") { _ = try identifier() }
            return .createSchema(name, ifMissing: false)
        case "EXTERNAL": return try createExternal(mode)
        case "DATABASE": return try database(mode)
        case "MASTER", "CREDENTIAL", "LOGIN", "USER", "ROLE", "STATISTICS", "SERVER", "CERTIFICATE", "SYMMETRIC",
            "WORKLOAD":
            return try passOver("\(mode == .alter ? "ALTER" : "CREATE") \(current.text.uppercased())")
        case "FUNCTION":
            throw unsupported("CREATE FUNCTION", hint: "Use a view or a procedure.")
        case "CLUSTERED", "NONCLUSTERED", "UNIQUE", "INDEX", "COLUMNSTORE":
            return try passOver("CREATE INDEX")
        case "MATERIALIZED": throw unsupported("CREATE MATERIALIZED VIEW", hint: "Use CREATE TABLE … AS SELECT.")
        default: throw unsupported("\(mode == .alter ? "ALTER" : "CREATE") \(current.text.uppercased())")
        }
    }

    private mutating func database(_ mode: CreationMode) throws(Diagnostic) -> Statement.Kind {
        if peek().keyword == "SCOPED" {
            return try passOver("\(mode == .alter ? "ALTER" : "CREATE") DATABASE SCOPED CREDENTIAL")
        }
        if mode == .alter { return try passOver("ALTER DATABASE") }
        take()
        let name = try identifier("the name of a database")
        if accept("COLLATE") { _ = try anyIdentifier() }
        return .createDatabase(name)
    }

    private mutating func createTable() throws(Diagnostic) -> Statement.Kind {
        take()
        let name = try objectName()
        var table = CreateTable(name: name, columns: [], primaryKey: [])
        if isAt(sign: "(") { try tableElements(of: &table) }
        if accept("WITH") { table.options = try optionList() }
        if accept("ON") { _ = try anyIdentifier() }
        if accept("AS") {
            guard table.columns.isEmpty else {
                throw Diagnostic(
                    "CREATE TABLE … AS SELECT takes no list of columns", at: name.position,
                    hint: "Name the columns in the SELECT.", number: 102)
            }
            let query = isAt(sign: "(") ? try parenthesizedQuery() : try query()
            return .createTableAs(name, table.options, query)
        }
        guard !table.columns.isEmpty else { throw unexpected(wanted: "a list of columns, or AS SELECT") }
        return .createTable(table)
    }

    /// `(a int NOT NULL, PRIMARY KEY (a))`
    mutating func tableElements(of table: inout CreateTable) throws(Diagnostic) {
        try expect(sign: "(")
        repeat {
            if isAt(sign: ")") { break }
            if accept("CONSTRAINT") { _ = try identifier() }
            if accept("PRIMARY", "KEY") {
                _ = accept("CLUSTERED") || accept("NONCLUSTERED")
                table.primaryKey = try keyColumns()
                constraintNoise()
            } else if isAt("UNIQUE") || isAt("FOREIGN") || isAt("CHECK") || isAt("INDEX") {
                throw unsupported("the table constraint \(current.keyword)", hint: "Leave it out.")
            } else {
                table.columns.append(try columnDefinition())
            }
        } while accept(sign: ",")
        try expect(sign: ")")
    }

    private mutating func keyColumns() throws(Diagnostic) -> [Identifier] {
        try expect(sign: "(")
        var names: [Identifier] = []
        repeat {
            names.append(try identifier())
            if !accept("ASC") { _ = accept("DESC") }
        } while accept(sign: ",")
        try expect(sign: ")")
        return names
    }

    /// `NOT ENFORCED`, which dedicated pools ask for.
    private mutating func constraintNoise() { _ = accept("NOT", "ENFORCED") }

    mutating func columnDefinition() throws(Diagnostic) -> ColumnDefinition {
        let name = try identifier("the name of a column")
        if isAt("AS") { throw unsupported("a computed column", hint: "Compute it in a view.") }
        var column = ColumnDefinition(name: name, type: try typeName())
        while true {
            if accept("COLLATE") {
                column.collation = try anyIdentifier()
            } else if accept("NOT", "NULL") {
                column.isNotNull = true
            } else if accept("NULL") || accept("SPARSE") || accept("CLUSTERED") || accept("NONCLUSTERED")
                || accept("NOT", "ENFORCED")
            {
                continue
            } else if accept("CONSTRAINT") {
                _ = try identifier()
            } else if accept("DEFAULT") {
                column.byDefault = try expression()
            } else if accept("PRIMARY", "KEY") {
                column.isPrimaryKey = true
            } else if accept("UNIQUE") {
                column.isUnique = true
            } else if accept("CHECK") {
                try expect(sign: "(")
                column.check = try condition()
                try expect(sign: ")")
            } else if accept("IDENTITY") {
                column.identity = [1, 1]
                if accept(sign: "(") {
                    let seed = try integer()
                    try expect(sign: ",")
                    column.identity = [seed, try integer()]
                    try expect(sign: ")")
                }
            } else if isAt("REFERENCES") || isAt("MASKED") || isAt("GENERATED") {
                throw unsupported(current.keyword, hint: "Leave it out.")
            } else {
                return column
            }
        }
    }

    private mutating func alterTable() throws(Diagnostic) -> Statement.Kind {
        take()
        let name = try objectName()
        if accept("ADD") {
            if isAt("CONSTRAINT") { throw unsupported("ALTER TABLE … ADD CONSTRAINT") }
            var columns = [try columnDefinition()]
            while accept(sign: ",") { columns.append(try columnDefinition()) }
            return .alterTable(AlterTable(name: name, change: .add(columns)))
        }
        if accept("DROP", "COLUMN") {
            var columns = [try identifier()]
            while accept(sign: ",") { columns.append(try identifier()) }
            return .alterTable(AlterTable(name: name, change: .dropColumns(columns)))
        }
        if accept("ALTER", "COLUMN") {
            return .alterTable(AlterTable(name: name, change: .retype(try columnDefinition())))
        }
        throw unsupported("ALTER TABLE … \(current.text.uppercased())")
    }

    private mutating func createView(_ mode: CreationMode, from start: Position) throws(Diagnostic) -> CreateView {
        take()
        let name = try objectName()
        let columns = isAt(sign: "(") ? try nameList() : []
        if accept("WITH") { repeat { _ = try anyIdentifier() } while accept(sign: ",") }
        try expect("AS")
        let query = try query()
        if accept("WITH") {
            try expect("CHECK")
            try expect("OPTION")
        }
        return CreateView(
            name: name, columns: columns, query: query, mode: mode, position: start, end: lastEnd)
    }

    /// A procedure takes the rest of its batch.
    private mutating func createProcedure(
        _ mode: CreationMode, from start: Position
    ) throws(Diagnostic) -> CreateProcedure {
        take()
        let name = try objectName()
        let hasParentheses = accept(sign: "(")
        var parameters: [CreateProcedure.Parameter] = []
        if current.isVariable {
            repeat { parameters.append(try parameter()) } while accept(sign: ",")
        }
        if hasParentheses { try expect(sign: ")") }
        if accept("WITH") {
            repeat {
                _ = try anyIdentifier()
                if accept("AS") { _ = try anyIdentifier() }
            } while accept(sign: ",")
        }
        try expect("AS")
        let statements = try statements()
        let text = source(from: start.offset, to: lastEnd)
        return CreateProcedure(
            name: name, parameters: parameters, body: Block(statements: statements), mode: mode, text: text)
    }

    private mutating func parameter() throws(Diagnostic) -> CreateProcedure.Parameter {
        let name = try variable()
        _ = accept("AS")
        let type = try typeName()
        let byDefault = accept(sign: "=") ? try expression() : nil
        var isOutput = false
        while isAt("OUTPUT") || isAt("OUT") || isAt("READONLY") { isOutput = take().keyword != "READONLY" }
        return CreateProcedure.Parameter(name: name, type: type, byDefault: byDefault, isOutput: isOutput)
    }

    private mutating func createExternal(_ mode: CreationMode) throws(Diagnostic) -> Statement.Kind {
        let start = take().position
        if mode == .alter {
            throw unsupported("ALTER EXTERNAL \(current.text.uppercased())", hint: "Drop and create it.")
        }
        if accept("DATA", "SOURCE") {
            let name = try identifier("the name of a data source")
            try expect("WITH")
            return .createDataSource(name, try optionList())
        }
        if accept("FILE", "FORMAT") {
            let name = try identifier("the name of a file format")
            try expect("WITH")
            return .createFileFormat(name, try optionList())
        }
        guard accept("TABLE") else { throw unsupported("CREATE EXTERNAL \(current.text.uppercased())") }
        let name = try objectName()
        var columns: [FileColumn] = []
        if accept(sign: "(") {
            repeat { columns.append(try fileColumn()) } while accept(sign: ",")
            try expect(sign: ")")
        }
        try expect("WITH")
        let options = try optionList()
        var query: Query?
        if accept("AS") { query = isAt(sign: "(") ? try parenthesizedQuery() : try self.query() }
        return .createExternalTable(
            CreateExternalTable(name: name, columns: columns, options: options, query: query, position: start))
    }

    mutating func drop() throws(Diagnostic) -> Statement.Kind {
        take()
        let kind: Drop.Kind
        if accept("EXTERNAL", "TABLE") {
            kind = .externalTable
        } else if accept("EXTERNAL", "DATA") {
            try expect("SOURCE")
            kind = .dataSource
        } else if accept("EXTERNAL", "FILE") {
            try expect("FORMAT")
            kind = .fileFormat
        } else if accept("TABLE") {
            kind = .table
        } else if accept("VIEW") {
            kind = .view
        } else if accept("PROCEDURE") || accept("PROC") {
            kind = .procedure
        } else if accept("SCHEMA") {
            kind = .schema
        } else if ["STATISTICS", "INDEX", "USER", "LOGIN", "CREDENTIAL", "MASTER"].contains(current.keyword)
            || isAt("DATABASE", "SCOPED")
        {
            return try passOver("DROP \(current.text.uppercased())")
        } else {
            throw unsupported("DROP \(current.text.uppercased())")
        }
        let ifExists = accept("IF", "EXISTS")
        var names = [try objectName()]
        while accept(sign: ",") { names.append(try objectName()) }
        return .drop(Drop(kind: kind, names: names, ifExists: ifExists))
    }
}
