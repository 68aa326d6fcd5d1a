import Tabular

extension Translator {
    /// What a statement does, but for control flow, which the runner does itself.
    /// - Parameter script: the text that positions point into.
    func actions(of statement: Statement, script: String) throws(Diagnostic) -> [EngineAction] {
        switch statement.kind {
        case .query(let query): return try queryActions(query)
        case .insert(let insert): return [.change(try self.insert(insert, at: statement.position))]
        case .update(let update): return [.change(try self.update(update))]
        case .delete(let delete): return [.change(try self.delete(delete))]
        case .merge(let merge): return [.change(try self.merge(merge))]
        case .truncate(let name): return [.run("DELETE FROM \(try existing(name))")]
        case .createTable(let table): return try createTable(table)
        case .createTableAs(let name, let options, let query):
            if !options.isEmpty {
                note("options of the table are ignored: \(options.map(\.name).joined(separator: ", "))")
            }
            return [.change(try createTable(name, as: try self.query(query)))]
        case .createView(let view): return [.run(try createView(view))]
        case .createSchema(let name, _):
            guard name.name.lowercased() != "dbo" else {
                throw Diagnostic("there is a schema 'dbo' already", at: name.position, number: 2714)
            }
            return [.run("CREATE SCHEMA \(identifier(name.name))")]
        case .createProcedure(let procedure): return try store(procedure)
        case .createDataSource(let name, let options):
            return try createDataSource(name, options, text(of: statement, in: script))
        case .createFileFormat(let name, let options):
            _ = try FileOptions(options, translator: self)
            return store("file format", schema: "", name: name.name, definition: text(of: statement, in: script))
        case .createExternalTable(let table): return try createExternalTable(table)
        case .copyInto(let copy): return [.change(try copyInto(copy))]
        case .drop(let drop): return try self.drop(drop)
        case .alterTable(let change): return try alter(change)
        case .rename(let name, let new):
            return [.run("ALTER TABLE \(try relation(name)) RENAME TO \(identifier(new.name))")]
        case .createDatabase(let name):
            note("a workspace is one database: '\(name.name)' stands for it")
            return []
        case .use(let name):
            note("a workspace is one database: '\(name.name)' stands for it")
            return []
        case .passedOver(let what):
            note("\(what) is passed over: a workspace has no need of it")
            return []
        default: return []
        }
    }

    private func text(of statement: Statement, in script: String) -> String {
        let bytes = Array(script.utf8)
        guard statement.end <= bytes.count, statement.position.offset <= statement.end else { return "" }
        return String(decoding: bytes[statement.position.offset..<statement.end], as: UTF8.self)
    }

    private func queryActions(_ query: Query) throws(Diagnostic) -> [EngineAction] {
        if case .select(let select) = query.body {
            if select.items.contains(where: { if case .assignment = $0 { true } else { false } }) {
                return try assignments(query, select)
            }
            if let target = select.into {
                var plain = query
                var body = select
                body.into = nil
                plain.body = .select(body)
                return [.change(try createTable(target, as: try self.query(plain)))]
            }
        }
        if let into = query.body.into {
            throw Diagnostic(
                "SELECT … INTO does not go with set operators here", at: into.position,
                hint: "Put the query into a subquery.", number: 40000)
        }
        return [.show(try self.query(query, isOutermost: true).sql)]
    }

    /// `SELECT @a = x, @b = y FROM t`: the last row counts, and without rows nothing changes.
    private func assignments(_ query: Query, _ select: Select) throws(Diagnostic) -> [EngineAction] {
        var targets: [(name: Identifier, operation: ArithmeticOperator?, value: Expression)] = []
        for item in select.items {
            guard case .assignment(let variable, let operation, let value) = item else {
                throw Diagnostic(
                    "a SELECT sets variables or yields columns, not both", at: select.position, number: 141)
            }
            targets.append((variable, operation, value))
        }
        if select.from.isEmpty, select.condition == nil {
            return try mapped(targets) { (target) throws(Diagnostic) in
                try self.setVariable(target.name, target.operation, target.value)
            }
        }
        var plain = select
        plain.items = try mapped(targets.enumerated().map { ($0.offset, $0.element) }) { (pair) throws(Diagnostic) in
            let (index, target) = pair
            if self.mentions(target.name.name, in: target.value) || target.operation != nil {
                throw Diagnostic(
                    "\(target.name.name) is computed from itself, row by row", at: target.name.position,
                    hint: "Use an aggregate: SUM, or STRING_AGG for strings.", number: 40000)
            }
            return .expression(target.value, alias: Identifier("c\(index)", at: target.name.position))
        }
        var inner = query
        inner.body = .select(plain)
        let rows = try inScope(of: scope) { () throws(Diagnostic) in try self.query(inner) }
        let row = identifier(frame + "row")
        let fields = targets.indices.map { "'c\($0)': r.c\($0)" }.joined(separator: ", ")
        var actions: [EngineAction] = [
            .run("SET VARIABLE \(row) = (SELECT last({\(fields)}) FROM (\(rows.sql)) AS r)")
        ]
        let value = "getvariable(\(SQL.literal(frame + "row")))"
        for (index, target) in targets.enumerated() {
            let old = try variable(target.name.name, at: target.name.position)
            let type = rows.columns?[index].type ?? .unknown
            let new = try convert(Typed("\(value).c\(index)", type), to: old.type, at: target.name.position)
            actions.append(
                .run(
                    "SET VARIABLE \(engineVariable(target.name.name)) = CASE WHEN \(value) IS NULL THEN \(old.sql) ELSE \(new.sql) END"
                ))
        }
        return actions
    }

    private func mentions(_ variable: String, in expression: Expression) -> Bool {
        switch expression.kind {
        case .variable(let name): name.lowercased() == variable.lowercased()
        case .arithmetic(let first, let links):
            mentions(variable, in: first) || links.contains { mentions(variable, in: $0.operand) }
        case .call(let call): call.arguments.contains { mentions(variable, in: $0) }
        case .cast(let inner, _, _), .convert(_, let inner, _, _), .sign(_, let inner), .collate(let inner, _):
            mentions(variable, in: inner)
        case .searchedCase(let branches, let otherwise):
            branches.contains { mentions(variable, in: $0.result) }
                || otherwise.map { mentions(variable, in: $0) } ?? false
        default: false
        }
    }

    /// `SET @x = …`
    func setVariable(
        _ name: Identifier, _ operation: ArithmeticOperator?, _ expression: Expression
    ) throws(Diagnostic) -> EngineAction {
        let old = try variable(name.name, at: name.position)
        guard !name.name.hasPrefix("@@") else {
            throw Diagnostic("\(name.name) cannot be set", at: name.position, number: 137)
        }
        var value = try value(expression)
        if let operation { value = try arithmetic(old, operation, value, at: name.position) }
        let new = try convert(value, to: old.type, at: expression.position)
        return .run("SET VARIABLE \(engineVariable(name.name)) = (SELECT \(new.sql))")
    }

    /// A table that is changed, in the engine's terms.
    func existing(_ name: ObjectName) throws(Diagnostic) -> String {
        let relation = try relation(name)
        _ = try columns(of: relation, name: name.label, at: name.position)
        return relation
    }

    // MARK: What T-SQL alone has

    func store(_ kind: String, schema: String, name: String, definition: String) -> [EngineAction] {
        ObjectStore.create.map { .run($0) } + [
            forget(kind, schema: schema, name: name),
            .run(
                "INSERT INTO \(ObjectStore.relation) VALUES (\(SQL.literal(kind)), \(SQL.literal(schema)), \(SQL.literal(name)), "
                    + "\(SQL.literal(definition)))"),
        ]
    }

    func forget(_ kind: String, schema: String, name: String) -> EngineAction {
        .run(
            "DELETE FROM \(ObjectStore.relation) WHERE kind = \(SQL.literal(kind)) AND lower(schema_name) = "
                + "\(SQL.literal(schema.lowercased())) AND lower(name) = \(SQL.literal(name.lowercased()))")
    }

    private func createDataSource(
        _ name: Identifier, _ options: [NamedOption], _ definition: String
    ) throws(Diagnostic) -> [EngineAction] {
        guard options.contains(where: { $0.name == "LOCATION" }) else {
            throw Diagnostic("a data source needs a LOCATION", at: name.position, number: 46505)
        }
        guard known.dataSources[name.name.lowercased()] == nil else {
            throw Diagnostic(
                "there is an external data source '\(name.name)' already", at: name.position,
                hint: "DROP EXTERNAL DATA SOURCE \(name.name)", number: 46502)
        }
        for option in options where option.name != "LOCATION" {
            note("the option \(option.name) of a data source is ignored")
        }
        return store("data source", schema: "", name: name.name, definition: definition)
    }

    private func store(_ procedure: CreateProcedure) throws(Diagnostic) -> [EngineAction] {
        let schema = engineSchema(procedure.name.schema)
        let key = schema.lowercased() + "." + procedure.name.object.lowercased()
        let exists = known.procedures.contains(key)
        if procedure.mode == .create, exists {
            throw Diagnostic(
                "there is a procedure '\(procedure.name.label)' already", at: procedure.name.position,
                hint: "Write CREATE OR ALTER PROCEDURE.", number: 2714)
        }
        if procedure.mode == .alter, !exists {
            throw Diagnostic(
                "there is no procedure '\(procedure.name.label)'", at: procedure.name.position, number: 208)
        }
        return store("procedure", schema: schema, name: procedure.name.object, definition: procedure.text)
    }
}

extension QueryBody {
    /// The target of SELECT INTO anywhere in the body.
    var into: ObjectName? {
        switch self {
        case .select(let select): select.into
        case .nested(let query): query.body.into
        case .combined(let first, let links): first.into ?? links.lazy.compactMap(\.operand.into).first
        }
    }
}
