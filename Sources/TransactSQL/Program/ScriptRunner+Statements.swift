import Tabular

extension ScriptRunner {
    /// Runs one statement.
    func run(_ statement: Statement) async throws -> Flow {
        switch statement.kind {
        case .declare(let declarations): try await declare(declarations)
        case .set(let variable, let operation, let value):
            try await perform([
                try await translated { (translator) throws(Diagnostic) in
                    try translator.setVariable(variable, operation, value)
                }
            ])
        case .option(let option): try await set(option)
        case .print(let expression): await host.say(try await text(of: expression) ?? "")
        case .conditional(let branches, let otherwise):
            for branch in branches where try await isTrue(branch.condition) {
                return try await run(branch.block.statements)
            }
            if let otherwise { return try await run(otherwise.statements) }
        case .loop(let condition, let block): return try await loop(condition, block)
        case .leave(let isBreak): return isBreak ? .leaveLoop : .nextRound
        case .block(let block): return try await run(block.statements)
        case .attempt(let body, let recovery): return try await attempt(body, recovery)
        case .raise(let raise): try await self.raise(raise, at: statement.position)
        case .throwError(let arguments): try await throwError(arguments, at: statement.position)
        case .returnValue(let value):
            if let value { frame.result = try await text(of: value) }
            return .leaveProcedure
        case .transaction(let kind): try await transact(kind, at: statement.position)
        case .execute(let call): try await execute(call, at: statement.position)
        case .executeText(let expression):
            try await execute(text: try await text(of: expression) ?? "", at: statement.position)
        case .waitFor(let delay): try await wait(delay)
        case .use(let name), .createDatabase(let name):
            try await perform(try await actions(of: statement))
            known.databases.insert(name.name.lowercased())
        default:
            try await perform(try await actions(of: statement))
            if statement.definesObjects {
                forgetObjects()
                if statement.changesStore { try await reloadObjects() }
            }
        }
        return .next
    }

    // MARK: Values

    /// A condition, asked of the engine.
    func isTrue(_ expression: Expression) async throws -> Bool {
        let sql = try await translated { (translator) throws(Diagnostic) in try translator.condition(expression) }
        let rows = try await host.rows("SELECT CASE WHEN \(sql) THEN 1 ELSE 0 END")
        return rows.first?.first == "1"
    }

    /// A value as T-SQL shows it; nil: NULL.
    func text(of expression: Expression) async throws -> String? {
        let sql = try await translated { (translator) throws(Diagnostic) in
            try translator.text(try translator.value(expression), at: expression.position).sql
        }
        return try await host.rows("SELECT CAST(\(sql) AS VARCHAR)").first?.first ?? nil
    }

    // MARK: Variables

    func declare(_ declarations: [Declaration]) async throws {
        for declaration in declarations {
            let name = declaration.variable.name
            if var table = declaration.table {
                table.name = ObjectName([declaration.variable])
                let made = table
                _ = try await host.change("DROP TABLE IF EXISTS temp.main.\(SQL.identifier(name))")
                known.relations["temp.main.\(SQL.identifier(name))"] = nil
                try await perform(
                    try await translated { (translator) throws(Diagnostic) in try translator.createTable(made) })
                known.relations["temp.main.\(SQL.identifier(name))"] = nil
                continue
            }
            guard let typeName = declaration.type else { continue }
            let type = try DataType(typeName, in: .declaration)
            frame.variables[name.lowercased()] = type
            let given = frame.prefix.isEmpty ? options.parameters[name.dropFirst().lowercased()] : nil
            let value =
                given.map { Expression(.literal(.string($0, isUnicode: true)), at: declaration.variable.position) }
                ?? declaration.value ?? Expression(.literal(.null), at: declaration.variable.position)
            try await perform([
                try await translated { (translator) throws(Diagnostic) in
                    try translator.setVariable(declaration.variable, nil, value)
                }
            ])
        }
    }

    /// Gives the parameters that a batch uses without declaring them.
    func setParameters(declaredIn batch: Batch) async throws {
        for (name, value) in options.parameters.sorted(by: { $0.key < $1.key }) {
            let variable = "@" + name
            frame.variables[variable] = Self.type(of: value)
            let type = frame.variables[variable] ?? .nvarchar
            _ = try await host.change(
                "SET VARIABLE \(SQL.identifier(variable)) = CAST(\(SQL.literal(value)) AS \(type.engineName))")
        }
    }

    /// What a value from outside looks like: a whole number, a decimal, or a text.
    static func type(of value: String) -> DataType {
        let digits = value.hasPrefix("-") ? value.dropFirst() : Substring(value)
        if let number = Int(value), String(number) == value {
            return Int(Int32.min)...Int(Int32.max) ~= number ? .int : .bigint
        }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, digits.count < 38,
            digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
        {
            return .decimal(precision: digits.count - 1, scale: parts[1].count)
        }
        return .nvarchar
    }

    private func set(_ option: SetOption) async throws {
        switch option.name {
        case "DATEFIRST":
            guard let day = Int(option.value), (1...7).contains(day) else {
                throw Diagnostic("DATEFIRST is a number from 1 to 7", at: option.position, number: 2741)
            }
            settings.firstDayOfWeek = day
            forgetObjects()
        case "DATEFORMAT":
            guard ["MDY", "DMY", "YMD"].contains(option.value) else {
                throw Diagnostic("DATEFORMAT can be mdy, dmy or ymd", at: option.position, number: 2741)
            }
            settings.dayBeforeMonth = option.value == "DMY"
            forgetObjects()
        default: break
        }
    }

    // MARK: Control flow

    private func loop(_ condition: Expression, _ block: Block) async throws -> Flow {
        while try await isTrue(condition) {
            try Task.checkCancellation()
            switch try await run(block.statements) {
            case .leaveLoop: return .next
            case .leaveProcedure: return .leaveProcedure
            case .next, .nextRound: continue
            }
        }
        return .next
    }

    private func wait(_ delay: Expression) async throws {
        let text = try await text(of: delay) ?? ""
        guard let time = DateText(text, dayBeforeMonth: false) else {
            throw Diagnostic("WAITFOR DELAY takes a time such as '00:00:05'", at: delay.position, number: 148)
        }
        let seconds = time.hour * 3600 + time.minute * 60 + time.second
        try await Task.sleep(for: .seconds(seconds) + .nanoseconds(time.nanoseconds))
    }

    private func transact(_ kind: Transaction, at position: Position) async throws {
        switch kind {
        case .begin:
            if transactions == 0 { _ = try await host.change("BEGIN TRANSACTION") }
            transactions += 1
        case .commit:
            guard transactions > 0 else {
                throw Diagnostic("there is no transaction to commit", at: position, number: 3902)
            }
            if transactions == 1 { _ = try await host.change("COMMIT") }
            transactions -= 1
        case .rollback:
            guard transactions > 0 else {
                throw Diagnostic("there is no transaction to roll back", at: position, number: 3903)
            }
            _ = try await host.change("ROLLBACK")
            transactions = 0
            forgetObjects()
            try await reloadObjects()
        }
        _ = try await host.change("SET VARIABLE \"@@trancount\" = \(transactions)")
    }
}

extension Statement {
    /// Whether tables or their columns may be others afterwards.
    var definesObjects: Bool {
        switch kind {
        case .createTable, .createTableAs, .createView, .createSchema, .createProcedure, .createDataSource,
            .createFileFormat,
            .createExternalTable, .drop, .alterTable, .rename:
            true
        case .query(let query): query.body.into != nil
        default: false
        }
    }

    /// Whether data sources, file formats, procedures or collations may be others afterwards.
    var changesStore: Bool {
        switch kind {
        case .createProcedure, .createDataSource, .createFileFormat, .createExternalTable, .drop, .createTable: true
        default: false
        }
    }
}
