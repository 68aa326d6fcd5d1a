import Tabular

extension Translator {
    /// `PREDICT(MODEL = …, DATA = t AS d) WITH (…) AS p`: the rows of the data with the model's answer beside them in a
    /// column that no `*` shows. The columns of `p` are parts of it, so that the model is called once a row, and only
    /// for rows that are left when the query filters by columns of the data.
    func predict(_ call: Predict, _ alias: TableAlias) throws(Diagnostic) -> String {
        if let runtime = call.runtime, runtime.name.uppercased() != "ONNX" {
            throw Diagnostic("PREDICT knows the runtime ONNX alone", at: runtime.position, number: 39031)
        }
        let expression = try inScope(of: scope.parent) { () throws(Diagnostic) in try value(call.model).sql }
        let model = try model(expression, at: call.model.position)
        let before = scope.entries.count
        let data = try source(call.data, isLateral: false)
        guard scope.entries.count == before + 1, let rows = scope.entries.last else {
            throw Diagnostic(
                "DATA of PREDICT is one table", at: call.position, hint: "Join in a query: DATA = (SELECT …) AS d.",
                number: 39000)
        }
        let name = alias.name?.name ?? freshAlias()
        let answer = "answer of \(name)"
        scope.entries[before] = rows.hiding(answer)
        let path = identifier(rows.alias) + "." + identifier(answer)
        let outputs = try mapped(call.outputs) { (column) throws(Diagnostic) in
            try self.output(column, of: model, path: path)
        }
        let renamed = try named(outputs, alias.columns, of: Identifier(name, at: call.position)) ?? outputs
        scope.entries.append(ScopeEntry(alias: name, columns: renamed))
        let sql = try modelCall(model, on: rows, at: call.position)
        return "(SELECT *, \(sql) AS \(identifier(answer)) FROM \(data)) AS \(identifier(rows.alias))"
    }

    /// The model that a value stands for; nil when that is told only as the statement runs.
    private func model(_ sql: String, at position: Position) throws(Diagnostic) -> (any CallableModel)? {
        if !Self.isWritten(sql) { usesLateModel = true }
        guard let found = known.models[sql] else {
            askForModel(sql, at: position)
            return nil
        }
        if let found, isDefiningView, let reason = found.onlyHere {
            throw Diagnostic(
                "a view cannot call \(found.label): \(reason)", at: position,
                hint: "Register it: atelier models import FILE --name NAME.", number: 4511)
        }
        return found
    }

    /// Whether MODEL is a text in the script, which stands for the same model all along.
    static func isWritten(_ sql: String) -> Bool { sql.hasPrefix("'") }

    private func modelCall(
        _ model: (any CallableModel)?, on rows: ScopeEntry, at position: Position
    ) throws(Diagnostic) -> String {
        guard let model, let columns = rows.columns else { return "NULL" }
        let resolved = columns.map { ResolvedColumn($0.name, $0.type, collation: $0.collation.collation) }
        do {
            let call = try model.call(on: resolved)
            for text in call.notes { note("PREDICT: " + text) }
            return try emit(call.sql, at: position)
        } catch let diagnostic as Diagnostic {
            throw diagnostic
        } catch let problem as Problem {
            throw Diagnostic("PREDICT: \(problem.title)", at: position, hint: problem.hint, number: 39004)
        } catch {
            throw Diagnostic("PREDICT: \(error)", at: position, number: 39004)
        }
    }

    /// A column of WITH: what the model gives under that name, in the type that is asked for.
    private func output(
        _ column: FileColumn, of model: (any CallableModel)?, path: String
    ) throws(Diagnostic) -> SourceColumn {
        let name = column.name.name
        let type = try DataType(column.type, in: .declaration)
        guard let model else { return SourceColumn(name: name, type: type, sql: "CAST(NULL AS \(type.engineName))") }
        guard let found = model.outputs.first(where: { $0.name.lowercased() == name.lowercased() }) else {
            let names = model.outputs.map(\.name)
            let near = EditDistance.nearest(to: name, among: names)
            let all = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
            throw Diagnostic(
                "the model \(model.label) gives no '\(name)'", at: column.name.position,
                hint: (near.map { "Did you mean \($0)? " } ?? "") + "It gives \(all).", number: 39005)
        }
        let isList = found.type.hasSuffix("[]")
        if isList, !type.isText {
            let parts = model.outputs.filter { $0.path.hasPrefix(found.path + "[") }.map(\.name)
            throw Diagnostic(
                "'\(found.name)' of \(model.label) is a list, and no \(type.name)", at: column.name.position,
                hint: parts.isEmpty
                    ? "Take it as nvarchar(max)."
                    : "Name one of its values: \(parts.prefix(6).joined(separator: ", ")).",
                number: 39005)
        }
        let given = Typed(path + found.path, isList ? .unknown : DataType(engine: found.type))
        return SourceColumn(
            name: name, type: type, sql: try convert(given, to: type, at: column.name.position).sql)
    }
}
