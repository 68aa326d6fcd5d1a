extension Parser {
    /// Variables, control flow, errors, EXEC; nil when the statement is none of these.
    mutating func controlStatement() throws(Diagnostic) -> Statement.Kind? {
        switch current.keyword {
        case "DECLARE": return .declare(try declarations())
        case "SET": return try set()
        case "EXEC", "EXECUTE": return try execute()
        case "IF": return try conditional()
        case "WHILE":
            take()
            let condition = try condition()
            return .loop(condition, try block())
        case "BREAK", "CONTINUE": return .leave(isBreak: take().keyword == "BREAK")
        case "BEGIN": return try begin()
        case "PRINT":
            take()
            return .print(try expression())
        case "RAISERROR":
            take()
            return .raise(try raiseError())
        case "THROW":
            take()
            return .throwError(try throwArguments())
        case "RETURN":
            take()
            let hasValue = !isAtEnd && !isAt(sign: ";") && !startsStatement && !isAt("END") && !isAt("ELSE")
            return .returnValue(hasValue ? try expression() : nil)
        case "COMMIT", "ROLLBACK":
            let kind: Transaction = take().keyword == "COMMIT" ? .commit : .rollback
            skipTransactionName()
            return .transaction(kind)
        case "USE":
            take()
            return .use(try identifier("the name of a database"))
        case "WAITFOR":
            take()
            try expect("DELAY")
            return .waitFor(try expression())
        case "GOTO": throw unsupported("GOTO", hint: "Use IF, WHILE, BREAK and CONTINUE.")
        default: return nil
        }
    }

    private var startsStatement: Bool {
        switch current.keyword {
        case "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "DECLARE", "SET", "IF",
            "WHILE",
            "EXEC", "EXECUTE", "PRINT", "RAISERROR", "THROW", "BEGIN", "RETURN", "COMMIT", "ROLLBACK", "USE",
            "TRUNCATE":
            true
        default: false
        }
    }

    private mutating func skipTransactionName() {
        if !accept("TRANSACTION"), !accept("TRAN") { _ = accept("WORK") }
        if current.isVariable || (current.isName && !startsStatement && !Keywords.reserved.contains(current.keyword)) {
            take()
        }
    }

    private mutating func declarations() throws(Diagnostic) -> [Declaration] {
        try expect("DECLARE")
        if current.isName, ["CURSOR", "INSENSITIVE", "SCROLL"].contains(peek().keyword) {
            throw unsupported("CURSOR", hint: "Use a query, or a WHILE loop over row numbers.")
        }
        var list: [Declaration] = []
        repeat {
            let variable = try variable()
            _ = accept("AS")
            if isAt("TABLE") {
                take()
                var table = CreateTable(name: ObjectName([variable]), columns: [], primaryKey: [])
                try tableElements(of: &table)
                list.append(Declaration(variable: variable, type: nil, value: nil, table: table))
                continue
            }
            if isAt("CURSOR") { throw unsupported("CURSOR", hint: "Use a query, or a WHILE loop over row numbers.") }
            let type = try typeName()
            let value = accept(sign: "=") ? try expression() : nil
            list.append(Declaration(variable: variable, type: type, value: value, table: nil))
        } while accept(sign: ",")
        return list
    }

    private mutating func set() throws(Diagnostic) -> Statement.Kind {
        take()
        if current.isVariable {
            let variable = try variable()
            let (operation, found) = assignmentOperator()
            guard found else { throw unexpected(wanted: "'='") }
            return .set(variable: variable, operation: operation, try condition())
        }
        let start = position
        var words: [String] = []
        while !isAtEnd, !isAt(sign: ";"), words.isEmpty || !current.isFirstOnLine {
            let token = take()
            if !token.isSign(",") { words.append(token.text.uppercased()) }
            if ["ON", "OFF"].contains(token.keyword) { break }
        }
        guard words.count >= 2 else { throw unexpected(wanted: "an option and its value") }
        let name = words.dropLast().joined(separator: " ")
        return .option(SetOption(name: name, value: words[words.count - 1], position: start))
    }

    private mutating func execute() throws(Diagnostic) -> Statement.Kind {
        take()
        if isAt(sign: "(") {
            take()
            let text = try expression()
            try expect(sign: ")")
            return .executeText(text)
        }
        var result: Identifier?
        if current.isVariable, peek().isSign("=") {
            result = try variable()
            take()
        }
        return .execute(try execution(result: result))
    }

    /// A procedure's name and its arguments.
    mutating func execution(result: Identifier?) throws(Diagnostic) -> Execute {
        if current.isVariable { throw unsupported("EXEC of a procedure named by a variable") }
        let name = try objectName()
        var arguments: [Execute.Argument] = []
        guard startsArgument else { return Execute(procedure: name, arguments: [], result: result) }
        repeat {
            var argument = Execute.Argument(name: nil, value: nil, isOutput: false)
            if current.isVariable, peek().isSign("=") {
                argument.name = try variable()
                take()
            }
            if !accept("DEFAULT") { argument.value = try argumentValue() }
            argument.isOutput = accept("OUTPUT") || accept("OUT")
            arguments.append(argument)
        } while accept(sign: ",")
        return Execute(procedure: name, arguments: arguments, result: result)
    }

    private var startsArgument: Bool {
        switch current.kind {
        case .variable, .string, .integer, .decimal, .real, .money, .binary: true
        case .sign: current.text == "-" || current.text == "+"
        case .quotedName: true
        case .word(let keyword):
            keyword == "NULL" || keyword == "DEFAULT"
                || (!Keywords.reserved.contains(keyword) && !current.isFirstOnLine)
        case .end: false
        }
    }

    /// A bare word as an argument stands for a string.
    private mutating func argumentValue() throws(Diagnostic) -> Expression {
        if current.isName, current.keyword != "NULL", !peek().isSign("(") {
            let token = take()
            return Expression(.literal(.string(token.text, isUnicode: true)), at: token.position)
        }
        return try expression()
    }

    /// IF … ELSE IF … ELSE, as one list of branches.
    private mutating func conditional() throws(Diagnostic) -> Statement.Kind {
        var branches: [Branch] = []
        var otherwise: Block?
        repeat {
            try expect("IF")
            let condition = try condition()
            branches.append(Branch(condition: condition, block: try block()))
            guard accept("ELSE") else { break }
            if isAt("IF") { continue }
            otherwise = try block()
            break
        } while true
        return .conditional(branches, otherwise: otherwise)
    }

    /// A single statement, or BEGIN … END.
    mutating func block() throws(Diagnostic) -> Block {
        if isAt("BEGIN"), !["TRY", "TRAN", "TRANSACTION", "CATCH"].contains(peek().keyword) {
            take()
            let statements = try statements(until: "END")
            try expect("END")
            _ = accept(sign: ";")
            return Block(statements: statements)
        }
        while accept(sign: ";") {}
        return Block(statements: [try statement()])
    }

    private mutating func statements(until word: String) throws(Diagnostic) -> [Statement] {
        var list: [Statement] = []
        while true {
            while accept(sign: ";") {}
            if isAtEnd || isAt(word) { break }
            list.append(try statement())
        }
        return list
    }

    private mutating func begin() throws(Diagnostic) -> Statement.Kind {
        if accept("BEGIN", "TRY") {
            let body = Block(statements: try statements(until: "END"))
            guard accept("END", "TRY") else { throw unexpected(wanted: "END TRY") }
            _ = accept(sign: ";")
            guard accept("BEGIN", "CATCH") else { throw unexpected(wanted: "BEGIN CATCH") }
            let recovery = Block(statements: try statements(until: "END"))
            guard accept("END", "CATCH") else { throw unexpected(wanted: "END CATCH") }
            return .attempt(body, recovery: recovery)
        }
        if ["TRAN", "TRANSACTION"].contains(peek().keyword) {
            take()
            skipTransactionName()
            return .transaction(.begin)
        }
        return .block(try block())
    }

    private mutating func raiseError() throws(Diagnostic) -> RaiseError {
        try expect(sign: "(")
        let message = try expression()
        try expect(sign: ",")
        let severity = try expression()
        try expect(sign: ",")
        let state = try expression()
        var arguments: [Expression] = []
        while accept(sign: ",") { arguments.append(try expression()) }
        try expect(sign: ")")
        if accept("WITH") { repeat { _ = try anyIdentifier() } while accept(sign: ",") }
        return RaiseError(message: message, severity: severity, state: state, arguments: arguments)
    }

    private mutating func throwArguments() throws(Diagnostic) -> [Expression] {
        guard current.kind == .integer || current.isVariable else { return [] }
        var list = [try expression()]
        while accept(sign: ",") { list.append(try expression()) }
        guard list.count == 3 else { throw unexpected(wanted: "THROW number, message, state") }
        return list
    }
}
