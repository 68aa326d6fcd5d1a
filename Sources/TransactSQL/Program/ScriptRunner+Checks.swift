import Tabular

extension ScriptRunner {
    /// Checks statements before the first of them runs: names, functions, types, and what is not supported.
    func check(_ statements: [Statement]) async throws {
        let outer = frame
        let sources = (known.dataSources, known.fileFormats)
        var state = CheckState()
        isChecking = true
        defer {
            isChecking = false
            frame = outer
            (known.dataSources, known.fileFormats) = sources
        }
        for statement in statements { try await check(statement, &state) }
    }

    /// What a check knows of the statements before.
    struct CheckState {
        /// Relations that exist by the time the statement runs.
        var pending: Set<String> = []
        /// Whether the statement may never run, or something may have been made that is not seen.
        var isLenient = false
        var loops = 0
    }

    private func check(_ statement: Statement, _ state: inout CheckState) async throws {
        try refuseChanges(statement)
        switch statement.kind {
        case .declare(let declarations): try await check(declarations, &state)
        case .set(let variable, let operation, let value):
            _ = try await checked(state) { (translator) throws(Diagnostic) in
                try translator.setVariable(variable, operation, value)
            }
        case .print(let expression), .executeText(let expression), .waitFor(let expression):
            try await check(expression, state)
            if case .executeText = statement.kind { state.isLenient = true }
        case .conditional(let branches, let otherwise):
            for branch in branches {
                _ = try await checked(state) { (translator) throws(Diagnostic) in
                    try translator.condition(branch.condition)
                }
                try await check(branch.block, &state)
            }
            if let otherwise { try await check(otherwise, &state) }
        case .loop(let condition, let block):
            _ = try await checked(state) { (translator) throws(Diagnostic) in try translator.condition(condition) }
            state.loops += 1
            try await check(block, &state)
            state.loops -= 1
        case .leave(let isBreak):
            guard state.loops > 0 else {
                throw Diagnostic(
                    "\(isBreak ? "BREAK" : "CONTINUE") stands only inside of WHILE", at: statement.position, number: 135
                )
            }
        case .block(let block):
            for inner in block.statements { try await check(inner, &state) }
        case .attempt(let body, let recovery):
            try await check(body, &state)
            try await check(recovery, &state)
        case .raise(let raise):
            for part in [raise.message, raise.severity, raise.state] + raise.arguments { try await check(part, state) }
        case .throwError(let parts): for part in parts { try await check(part, state) }
        case .returnValue(let value): if let value { try await check(value, state) }
        case .execute(let call): try await check(call, &state)
        case .option(let option): try check(option)
        case .createProcedure(let procedure): try await check(procedure)
        case .use(let name), .createDatabase(let name): known.databases.insert(name.name.lowercased())
        case .transaction: break
        default: try await checkActions(statement, &state)
        }
    }

    /// Statements that may not run at all: their tables need not be there.
    private func check(_ block: Block, _ state: inout CheckState) async throws {
        let outer = state.isLenient
        state.isLenient = true
        for statement in block.statements { try await check(statement, &state) }
        state.isLenient = outer
    }

    private func checked<T>(
        _ state: CheckState, _ work: (Translator) throws(Diagnostic) -> T
    ) async throws -> T {
        try await translated(isLenient: state.isLenient, pending: state.pending, work)
    }

    private func check(_ expression: Expression, _ state: CheckState) async throws {
        _ = try await checked(state) { (translator) throws(Diagnostic) in try translator.value(expression) }
    }

    private func checkActions(_ statement: Statement, _ state: inout CheckState) async throws {
        let text = text
        _ = try await checked(state) { (translator) throws(Diagnostic) in
            try translator.actions(of: statement, script: text)
        }
        if let made = statement.madeRelation {
            state.pending.insert(try translator().relation(made))
        }
        if statement.definesObjects { known.relations = known.relations.filter { $0.value != nil } }
        switch statement.kind {
        case .createDataSource(let name, let options): known.dataSources[name.name.lowercased()] = options
        case .createFileFormat(let name, let options): known.fileFormats[name.name.lowercased()] = options
        case .drop(let drop): forget(drop)
        default: break
        }
    }

    private func forget(_ drop: Drop) {
        for name in drop.names {
            switch drop.kind {
            case .dataSource: known.dataSources[name.object.lowercased()] = nil
            case .fileFormat: known.fileFormats[name.object.lowercased()] = nil
            default: break
            }
        }
    }

    private func check(_ declarations: [Declaration], _ state: inout CheckState) async throws {
        for declaration in declarations {
            if let table = declaration.table {
                _ = try await checked(state) { (translator) throws(Diagnostic) in try translator.createTable(table) }
                state.pending.insert("temp.main.\(SQL.identifier(declaration.variable.name))")
                continue
            }
            guard let typeName = declaration.type else { continue }
            if let value = declaration.value { try await check(value, state) }
            frame.variables[declaration.variable.name.lowercased()] = try DataType(typeName, in: .declaration)
        }
    }

    private func check(_ call: Execute, _ state: inout CheckState) async throws {
        for argument in call.arguments { if let value = argument.value { try await check(value, state) } }
        if let result = call.result { _ = try translator().variable(result.name, at: result.position) }
        let isKnown = call.procedure.object.lowercased() == "sp_executesql"
        if !isKnown, !state.isLenient { _ = try procedure(call.procedure) }
        state.isLenient = true
    }

    /// A procedure's own variables are all that its body sees; its tables may come later.
    private func check(_ procedure: CreateProcedure) async throws {
        _ = try await translated(isLenient: true) { (translator) throws(Diagnostic) in
            try translator.actions(
                of: Statement(kind: .createProcedure(procedure), position: procedure.name.position, end: 0, number: 0),
                script: "")
        }
        let outer = frame
        defer { frame = outer }
        frame = Frame(prefix: "p1:", depth: 1, procedure: procedure.name.object)
        for parameter in procedure.parameters {
            frame.variables[parameter.name.name.lowercased()] = try DataType(parameter.type, in: .declaration)
        }
        var state = CheckState(isLenient: true)
        for statement in procedure.body.statements { try await check(statement, &state) }
    }

    private static let knownOptions: Set<String> = [
        "NOCOUNT", "XACT_ABORT", "ANSI_NULLS", "ANSI_PADDING", "ANSI_WARNINGS", "ARITHABORT", "ARITHIGNORE",
        "QUOTED_IDENTIFIER",
        "CONCAT_NULL_YIELDS_NULL", "NUMERIC_ROUNDABORT", "DATEFIRST", "DATEFORMAT", "LANGUAGE",
        "TRANSACTION ISOLATION LEVEL READ",
        "LOCK_TIMEOUT", "ROWCOUNT", "STATISTICS TIME", "STATISTICS IO", "IMPLICIT_TRANSACTIONS", "ANSI_NULL_DFLT_ON",
        "TRANSACTION ISOLATION LEVEL",
    ]

    private func check(_ option: SetOption) throws(Diagnostic) {
        guard Self.knownOptions.contains(option.name) else {
            throw Diagnostic("SET \(option.name) is not supported", at: option.position, number: 40000)
        }
        let mustBeOn: Set<String> = ["ANSI_NULLS", "QUOTED_IDENTIFIER", "CONCAT_NULL_YIELDS_NULL", "ANSI_PADDING"]
        if mustBeOn.contains(option.name), option.value == "OFF" {
            throw Diagnostic("SET \(option.name) OFF is not supported", at: option.position, number: 40000)
        }
        if option.name == "ROWCOUNT", option.value != "0" {
            throw Diagnostic("SET ROWCOUNT is not supported", at: option.position, hint: "Use TOP.", number: 40000)
        }
    }

    /// In a workspace that may only be read, what would change it is refused.
    private func refuseChanges(_ statement: Statement) throws(Diagnostic) {
        guard options.readOnly, statement.changesWorkspace else { return }
        throw Diagnostic(
            "this would change the workspace, which may only be read", at: statement.position,
            hint: "Run it without --read-only.", number: 3906)
    }
}

extension Statement {
    /// The table or view that exists afterwards.
    var madeRelation: ObjectName? {
        switch kind {
        case .createTable(let table): table.name
        case .createTableAs(let name, _, _): name
        case .createView(let view): view.name
        case .createExternalTable(let table): table.name
        case .alterTable(let change): change.name
        case .rename(let name, let new): ObjectName(name.parts.dropLast() + [new])
        case .query(let query): query.body.into
        default: nil
        }
    }

    /// Whether it changes more than the session.
    var changesWorkspace: Bool {
        switch kind {
        case .insert(let insert): !insert.target.isTemporary
        case .update(let update): !update.target.isTemporary
        case .delete(let delete): !delete.target.isTemporary
        case .merge(let merge): !merge.target.isTemporary
        case .truncate(let name): !name.isTemporary
        case .createTable(let table): !table.name.isTemporary
        case .createTableAs(let name, _, _): !name.isTemporary
        case .query(let query): query.body.into.map { !$0.isTemporary } ?? false
        case .drop(let drop): !drop.names.allSatisfy(\.isTemporary)
        case .copyInto(let copy): !copy.target.isTemporary
        case .createView, .createSchema, .createProcedure, .createDataSource, .createFileFormat, .createExternalTable,
            .alterTable, .rename:
            true
        default: false
        }
    }
}
