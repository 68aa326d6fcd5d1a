import Tabular

extension ScriptRunner {
    /// Procedures may call each other so deep.
    static let deepestCall = 32

    func execute(_ call: Execute, at position: Position) async throws {
        if call.procedure.object.lowercased() == "sp_executesql" {
            return try await executeSQL(call, at: position)
        }
        let (procedure, text) = try procedure(call.procedure)
        try await self.call(procedure, text: text, call, at: position)
    }

    /// A procedure of the workspace, read.
    func procedure(_ name: ObjectName) throws(Diagnostic) -> (CreateProcedure, String) {
        let schema = name.schema.map { $0.lowercased() == "dbo" ? settings.mainSchema : $0 } ?? settings.mainSchema
        guard let text = known.procedureTexts[schema.lowercased() + "." + name.object.lowercased()] else {
            let names = known.procedureTexts.keys.map { String($0.split(separator: ".").last ?? "") }
            let near = EditDistance.nearest(to: name.object, among: names)
            throw Diagnostic(
                "there is no procedure '\(name.label)'", at: name.position,
                hint: near.map { "Did you mean \($0)?" } ?? "",
                number: 2812)
        }
        let script = try Script(parsing: text)
        guard case .createProcedure(let procedure)? = script.batches.first?.statements.first?.kind else {
            throw Diagnostic("the procedure '\(name.label)' cannot be read", at: name.position, number: 2812)
        }
        return (procedure, text)
    }

    /// `sp_executesql N'statement', N'@a int', @a = 1`: a procedure without a name.
    private func executeSQL(_ call: Execute, at position: Position) async throws {
        guard let first = call.arguments.first?.value else {
            throw Diagnostic("sp_executesql needs a statement", at: position, number: 201)
        }
        let statement = try await text(of: first) ?? ""
        var definitions = ""
        if call.arguments.count > 1, let second = call.arguments[1].value {
            definitions = try await text(of: second) ?? ""
        }
        let text = "CREATE PROCEDURE dbo.sp_executesql \(definitions) AS\n\(statement)"
        let script: Script
        do {
            script = try Script(parsing: text)
        } catch {
            throw Diagnostic(
                "in the text of sp_executesql, line \(max(error.position.line - 1, 1)): \(error.message)", at: position,
                hint: error.hint, number: error.number)
        }
        guard case .createProcedure(let procedure)? = script.batches.first?.statements.first?.kind else { return }
        var inner = call
        inner.arguments = Array(call.arguments.dropFirst(2))
        try await self.call(procedure, text: text, inner, at: position)
    }

    /// `EXEC ('text')`
    func execute(text: String, at position: Position) async throws {
        let procedure = "CREATE PROCEDURE dbo.[the text of EXEC] AS\n\(text)"
        let script: Script
        do {
            script = try Script(parsing: procedure)
        } catch {
            throw Diagnostic(
                "in the text of EXEC, line \(max(error.position.line - 1, 1)): \(error.message)", at: position,
                hint: error.hint, number: error.number)
        }
        guard case .createProcedure(let body)? = script.batches.first?.statements.first?.kind else { return }
        try await call(body, text: procedure, Execute(procedure: body.name, arguments: [], result: nil), at: position)
    }

    /// Runs a procedure with its own variables.
    private func call(_ procedure: CreateProcedure, text: String, _ call: Execute, at position: Position) async throws {
        guard frame.depth < Self.deepestCall else {
            throw Diagnostic(
                "procedures call each other more than \(Self.deepestCall) levels deep", at: position, number: 217)
        }
        let arguments = try bind(call, to: procedure, at: position)
        var inner = Frame(prefix: "p\(frame.depth + 1):", depth: frame.depth + 1, procedure: procedure.name.object)
        var settings: [EngineAction] = []
        for parameter in procedure.parameters {
            let key = parameter.name.name.lowercased()
            let type = try DataType(parameter.type, in: .declaration)
            inner.variables[key] = type
            guard let value = arguments[key]?.value ?? parameter.byDefault else {
                throw Diagnostic(
                    "the procedure '\(procedure.name.object)' expects a value for \(parameter.name.name)", at: position,
                    number: 201)
            }
            // The value is the caller's, the variable the procedure's.
            let sql = try await translated { (translator) throws(Diagnostic) in
                try translator.convert(try translator.value(value), to: type, at: value.position).sql
            }
            settings.append(.run("SET VARIABLE \(SQL.identifier(inner.prefix + key)) = (SELECT \(sql))"))
        }
        let outer = (frame, self.text, fileAliases, tellsRowCount)
        let script = try Script(parsing: text)
        try await perform(settings)
        frame = inner
        self.text = text
        fileAliases = script.fileAliases
        tellsRowCount = tellsRowCount || text.range(ofWord: "@@rowcount")
        forgetTranslations()
        do {
            try await check(procedure.body.statements)
            _ = try await run(procedure.body.statements)
        } catch {
            (frame, self.text, fileAliases, tellsRowCount) = outer
            forgetTranslations()
            throw located(error, in: procedure, at: position)
        }
        let result = frame.result
        let types = frame.variables
        (frame, self.text, fileAliases, tellsRowCount) = outer
        forgetTranslations()
        try await giveBack(procedure, arguments, prefix: inner.prefix, types: types)
        if let name = call.result {
            let value = Expression(.literal(.string(result ?? "0", isUnicode: false)), at: name.position)
            try await perform([
                try await translated { (translator) throws(Diagnostic) in
                    try translator.setVariable(name, nil, value)
                }
            ])
        }
    }

    /// Which value each parameter gets, by its name in lower case.
    private func bind(
        _ call: Execute, to procedure: CreateProcedure, at position: Position
    ) throws(Diagnostic) -> [String: Execute.Argument] {
        var bound: [String: Execute.Argument] = [:]
        for (index, argument) in call.arguments.enumerated() {
            if let name = argument.name {
                guard procedure.parameters.contains(where: { $0.name.name.lowercased() == name.name.lowercased() })
                else {
                    let near = EditDistance.nearest(to: name.name, among: procedure.parameters.map(\.name.name))
                    throw Diagnostic(
                        "the procedure '\(procedure.name.object)' has no parameter \(name.name)", at: name.position,
                        hint: near.map { "Did you mean \($0)?" } ?? "", number: 8145)
                }
                bound[name.name.lowercased()] = argument
            } else {
                guard procedure.parameters.indices.contains(index) else {
                    throw Diagnostic(
                        "the procedure '\(procedure.name.object)' takes \(procedure.parameters.count) parameters, not \(call.arguments.count)",
                        at: position, number: 8144)
                }
                bound[procedure.parameters[index].name.name.lowercased()] = argument
            }
        }
        return bound
    }

    /// Copies OUTPUT parameters into the caller's variables.
    private func giveBack(
        _ procedure: CreateProcedure, _ arguments: [String: Execute.Argument], prefix: String, types: [String: DataType]
    ) async throws {
        for parameter in procedure.parameters where parameter.isOutput {
            let key = parameter.name.name.lowercased()
            guard let argument = arguments[key], argument.isOutput, let value = argument.value,
                case .variable(let target) = value.kind, let type = frame.variables[target.lowercased()]
            else { continue }
            let source = Typed("getvariable(\(SQL.literal(prefix + key)))", types[key] ?? .unknown)
            let sql = try await translated { (translator) throws(Diagnostic) in
                try translator.convert(source, to: type, at: value.position).sql
            }
            _ = try await host.change("SET VARIABLE \(SQL.identifier(frame.prefix + target.lowercased())) = \(sql)")
        }
    }

    /// An error inside of a procedure, told at the place of the call.
    private func located(_ error: any Error, in procedure: CreateProcedure, at position: Position) -> any Error {
        guard let error = error as? Diagnostic else { return error }
        let isThere = error.message.hasPrefix("in procedure ")
        return Diagnostic(
            isThere
                ? error.message
                : "in procedure \(procedure.name.object), line \(error.position.line): \(error.message)", at: position,
            hint: error.hint,
            detail: error.detail, number: error.number)
    }
}
