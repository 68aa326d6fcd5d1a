extension ScriptRunner {
    /// The SQL that a script would run, with its control flow as remarks. Nothing runs but look-ups of columns.
    public func translate(_ text: String) async throws -> String {
        let script = try Script(parsing: text)
        try await prepare(text, script)
        isChecking = true
        defer { isChecking = false }
        var lines: [String] = []
        for batch in script.batches {
            frame = Frame()
            for (name, value) in options.parameters { frame.variables["@" + name] = Self.type(of: value) }
            try await check(batch.statements)
            isChecking = true
            var pending: Set<String> = []
            for statement in batch.statements { try await list(statement, indent: "", &lines, &pending) }
            if batch.repeats != 1 { lines.append("-- the batch runs \(batch.repeats) times") }
        }
        return lines.joined(separator: "\n")
    }

    private func list(
        _ statement: Statement, indent: String, _ lines: inout [String], _ pending: inout Set<String>
    ) async throws {
        let known = pending
        func condition(_ expression: Expression) async throws -> String {
            try await translated(isLenient: true, pending: known) { (translator) throws(Diagnostic) in
                try translator.condition(expression)
            }
        }
        func value(_ expression: Expression) async throws -> String {
            try await translated(isLenient: true, pending: known) { (translator) throws(Diagnostic) in
                try translator.value(expression).sql
            }
        }
        let inner = indent + "  "
        switch statement.kind {
        case .declare(let declarations):
            for declaration in declarations { try await list(declaration, indent: indent, &lines, &pending) }
        case .set(let variable, let operation, let expression):
            let action = try await translated(isLenient: true, pending: known) { (translator) throws(Diagnostic) in
                try translator.setVariable(variable, operation, expression)
            }
            lines.append(indent + action.text)
        case .print(let expression): lines.append(indent + "-- PRINT " + (try await value(expression)))
        case .conditional(let branches, let otherwise):
            for (index, branch) in branches.enumerated() {
                lines.append(indent + "-- \(index == 0 ? "IF" : "ELSE IF") \(try await condition(branch.condition))")
                for statement in branch.block.statements { try await list(statement, indent: inner, &lines, &pending) }
            }
            if let otherwise {
                lines.append(indent + "-- ELSE")
                for statement in otherwise.statements { try await list(statement, indent: inner, &lines, &pending) }
            }
            lines.append(indent + "-- END IF")
        case .loop(let test, let block):
            lines.append(indent + "-- WHILE \(try await condition(test))")
            for statement in block.statements { try await list(statement, indent: inner, &lines, &pending) }
            lines.append(indent + "-- END WHILE")
        case .leave(let isBreak): lines.append(indent + (isBreak ? "-- BREAK" : "-- CONTINUE"))
        case .block(let block):
            for statement in block.statements { try await list(statement, indent: indent, &lines, &pending) }
        case .attempt(let body, let recovery):
            lines.append(indent + "-- TRY")
            for statement in body.statements { try await list(statement, indent: inner, &lines, &pending) }
            lines.append(indent + "-- CATCH")
            for statement in recovery.statements { try await list(statement, indent: inner, &lines, &pending) }
            lines.append(indent + "-- END CATCH")
        case .execute(let call): lines.append(indent + "-- EXEC \(call.procedure.label)")
        case .executeText(let expression): lines.append(indent + "-- EXEC (\(try await value(expression)))")
        case .raise: lines.append(indent + "-- RAISERROR")
        case .throwError: lines.append(indent + "-- THROW")
        case .returnValue: lines.append(indent + "-- RETURN")
        case .waitFor: lines.append(indent + "-- WAITFOR")
        case .option(let option): lines.append(indent + "-- SET \(option.name) \(option.value)")
        case .transaction(let kind): lines.append(indent + "\(kind)".uppercased() + ";")
        default:
            let text = text
            let actions = try await translated(isLenient: true, pending: known) { (translator) throws(Diagnostic) in
                try translator.actions(of: statement, script: text)
            }
            lines += actions.map { indent + $0.text }
            if let made = statement.madeRelation { pending.insert(try translator().relation(made)) }
        }
    }

    private func list(
        _ declaration: Declaration, indent: String, _ lines: inout [String], _ pending: inout Set<String>
    ) async throws {
        guard let typeName = declaration.type else {
            guard let table = declaration.table else { return }
            let actions = try await translated(isLenient: true) { (translator) throws(Diagnostic) in
                try translator.createTable(table)
            }
            lines += actions.map { indent + $0.text }
            pending.insert("temp.main." + translator().identifier(declaration.variable.name))
            return
        }
        frame.variables[declaration.variable.name.lowercased()] = try DataType(typeName, in: .declaration)
        let value = declaration.value ?? Expression(.literal(.null), at: declaration.variable.position)
        let action = try await translated(isLenient: true, pending: pending) { (translator) throws(Diagnostic) in
            try translator.setVariable(declaration.variable, nil, value)
        }
        lines.append(indent + action.text)
    }
}
