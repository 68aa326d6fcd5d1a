import Tabular

extension Translator {
    // MARK: Tables

    func createTable(_ table: CreateTable) throws(Diagnostic) -> [EngineAction] {
        let relation = try relation(table.name)
        let isTemporary = table.name.isTemporary
        if !table.options.isEmpty {
            note("options of the table are ignored: \(table.options.map(\.name).joined(separator: ", "))")
        }
        var actions: [EngineAction] = []
        var parts: [String] = []
        var collations: [String] = []
        for column in table.columns {
            if let identity = column.identity {
                let sequence = table.name.object + "_" + column.name.name + "_identity"
                let schema = isTemporary ? "temp.main" : identifier(engineSchema(table.name.schema))
                let full = schema + "." + identifier(sequence)
                actions.append(
                    .run(
                        "CREATE \(isTemporary ? "TEMP " : "")SEQUENCE \(full) START \(identity[0]) INCREMENT \(identity[1]) MINVALUE \(min(identity[0], identity[1] < 0 ? -9_000_000_000_000_000_000 : identity[0]))"
                    ))
                parts.append(try definition(column, defaultSQL: "nextval(\(SQL.literal(full)))"))
            } else {
                parts.append(try definition(column))
            }
            if let collation = column.collation {
                _ = try self.collation(collation)
                collations.append(column.name.name + "=" + collation.name)
            }
        }
        if !table.primaryKey.isEmpty {
            parts.append("PRIMARY KEY (" + table.primaryKey.map { identifier($0.name) }.joined(separator: ", ") + ")")
        }
        actions.append(.run("CREATE \(isTemporary ? "TEMP " : "")TABLE \(relation) (\(parts.joined(separator: ", ")))"))
        if !collations.isEmpty, !isTemporary { actions += store(collations, of: table.name) }
        return actions
    }

    /// Keeps collations of columns, which the engine's catalog does not tell.
    private func store(_ collations: [String], of table: ObjectName) -> [EngineAction] {
        store(
            "collations", schema: engineSchema(table.schema), name: table.object,
            definition: collations.joined(separator: "\n"))
    }

    /// A column with its constraints. The length of a string is one too.
    func definition(_ column: ColumnDefinition, defaultSQL: String? = nil) throws(Diagnostic) -> String {
        let type = try DataType(column.type, in: .declaration)
        let name = identifier(column.name.name)
        var sql = "\(name) \(type.engineName)"
        if let defaultSQL {
            sql += " DEFAULT \(defaultSQL)"
        } else if let byDefault = column.byDefault {
            let value = try inScope(of: nil) { () throws(Diagnostic) in
                try self.convert(try self.value(byDefault), to: type, at: byDefault.position)
            }
            sql += " DEFAULT (\(value.sql))"
        }
        if column.isNotNull || column.isPrimaryKey { sql += " NOT NULL" }
        if column.isPrimaryKey { sql += " PRIMARY KEY" }
        if column.isUnique { sql += " UNIQUE" }
        if case .text(let text) = type, let length = text.length { sql += " CHECK (length(\(name)) <= \(length))" }
        if let check = column.check {
            let condition = try inScope(of: nil) { () throws(Diagnostic) in
                self.scope.entries = [ScopeEntry(alias: "", columns: nil)]
                return try self.condition(check)
            }
            sql += " CHECK (\(condition))"
        }
        return sql
    }

    /// `SELECT … INTO t`, `CREATE TABLE t AS SELECT …`
    func createTable(_ name: ObjectName, as query: TranslatedQuery) throws(Diagnostic) -> String {
        try checkNames(query.columns, of: name)
        return "CREATE \(name.isTemporary ? "TEMP " : "")TABLE \(try relation(name)) AS \(query.sql)"
    }

    private func checkNames(_ columns: [SourceColumn]?, of name: ObjectName) throws(Diagnostic) {
        guard let columns else { return }
        if let index = columns.firstIndex(where: { $0.name.isEmpty }) {
            throw Diagnostic(
                "column \(index + 1) of '\(name.label)' has no name", at: name.position,
                hint: "Give it one: expression AS name",
                number: 1038)
        }
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name.lowercased()).inserted {
            throw Diagnostic(
                "'\(name.label)' would have two columns '\(column.name)'", at: name.position,
                hint: "Rename one with AS.", number: 2705)
        }
    }

    func alter(_ change: AlterTable) throws(Diagnostic) -> [EngineAction] {
        let table = try existing(change.name)
        switch change.change {
        case .add(let columns):
            return try mapped(columns) { (column) throws(Diagnostic) in
                let type = try DataType(column.type, in: .declaration)
                var sql = "ALTER TABLE \(table) ADD COLUMN \(self.identifier(column.name.name)) \(type.engineName)"
                if let byDefault = column.byDefault {
                    sql +=
                        " DEFAULT \(try self.convert(try self.value(byDefault), to: type, at: byDefault.position).sql)"
                } else if column.isNotNull {
                    throw Diagnostic(
                        "a new column that is NOT NULL needs a DEFAULT", at: column.name.position, number: 4901)
                }
                return .run(sql)
            }
        case .dropColumns(let names):
            return names.map { .run("ALTER TABLE \(table) DROP COLUMN \(identifier($0.name))") }
        case .retype(let column):
            let type = try DataType(column.type, in: .declaration)
            let name = identifier(column.name.name)
            var actions: [EngineAction] = [.run("ALTER TABLE \(table) ALTER COLUMN \(name) TYPE \(type.engineName)")]
            if column.isNotNull { actions.append(.run("ALTER TABLE \(table) ALTER COLUMN \(name) SET NOT NULL")) }
            return actions
        }
    }

    // MARK: Views

    func createView(_ view: CreateView) throws(Diagnostic) -> String {
        isDefiningView = true
        defer { isDefiningView = false }
        let query = try self.query(view.query)
        let columns = try named(query.columns, view.columns, of: Identifier(view.name.object, at: view.name.position))
        try checkNames(columns, of: view.name)
        guard !query.sql.contains("getvariable(") else {
            throw Diagnostic("a view cannot use variables", at: view.query.position, number: 4511)
        }
        guard !query.sql.contains("temp.main.") else {
            throw Diagnostic("a view cannot use temporary tables", at: view.query.position, number: 4508)
        }
        let list =
            view.columns.isEmpty ? "" : " (" + view.columns.map { identifier($0.name) }.joined(separator: ", ") + ")"
        return
            "CREATE \(view.mode == .create ? "" : "OR REPLACE ")VIEW \(try relation(view.name))\(list) AS \(query.sql)"
    }

    // MARK: DROP

    func drop(_ drop: Drop) throws(Diagnostic) -> [EngineAction] {
        var actions: [EngineAction] = []
        let exists = drop.ifExists ? "IF EXISTS " : ""
        for name in drop.names {
            let key = name.object.lowercased()
            switch drop.kind {
            case .table:
                actions.append(.run("DROP TABLE \(exists)\(try relation(name))"))
                if known.hasCollations(engineSchema(name.schema), name.object) {
                    actions.append(forget("collations", schema: engineSchema(name.schema), name: name.object))
                }
            case .view, .externalTable: actions.append(.run("DROP VIEW \(exists)\(try relation(name))"))
            case .schema: actions.append(.run("DROP SCHEMA \(exists)\(identifier(engineSchema(name.object)))"))
            case .procedure:
                let schema = engineSchema(name.schema)
                guard known.procedures.contains(schema.lowercased() + "." + key) else {
                    if drop.ifExists { continue }
                    throw Diagnostic("there is no procedure '\(name.label)'", at: name.position, number: 3701)
                }
                actions.append(forget("procedure", schema: schema, name: name.object))
            case .dataSource, .fileFormat:
                let isSource = drop.kind == .dataSource
                guard (isSource ? known.dataSources : known.fileFormats)[key] != nil else {
                    if drop.ifExists { continue }
                    throw Diagnostic(
                        "there is no \(drop.kind.rawValue.lowercased()) '\(name.label)'", at: name.position,
                        number: 3701)
                }
                actions.append(forget(isSource ? "data source" : "file format", schema: "", name: name.object))
            }
        }
        return actions
    }

    // MARK: Files

    func createExternalTable(_ table: CreateExternalTable) throws(Diagnostic) -> [EngineAction] {
        let relation = try relation(table.name)
        let options = try FileOptions(table.options, translator: self)
        guard let location = table.options.first(where: { $0.name == "LOCATION" })?.text else {
            throw Diagnostic("an external table needs a LOCATION", at: table.position, number: 46505)
        }
        let place = try locate(location, source: options.dataSource, at: table.position)
        if let query = table.query {
            return try export(table, try self.query(query), to: place, options: options, relation: relation)
        }
        guard !table.columns.isEmpty else {
            throw Diagnostic("an external table needs a list of columns, or AS SELECT", at: table.position, number: 102)
        }
        let rows = try fileTable(
            [place], options, columns: table.columns, wantsPath: false, label: location, at: table.position)
        var actions: [EngineAction] = [
            .run("CREATE VIEW \(relation) AS \(rows.sql)"),
            .run("COMMENT ON VIEW \(relation) IS 'external table'"),
        ]
        let collations = table.columns.compactMap { column in column.collation.map { column.name.name + "=" + $0.name }
        }
        if !collations.isEmpty { actions += store(collations, of: table.name) }
        return actions
    }

    /// CREATE EXTERNAL TABLE … AS SELECT: writes the rows into a new folder and makes the table over it.
    private func export(
        _ table: CreateExternalTable, _ query: TranslatedQuery, to place: FileLocation, options: FileOptions,
        relation: String
    ) throws(Diagnostic) -> [EngineAction] {
        try checkNames(query.columns, of: table.name)
        guard !place.path.contains("*.") else {
            throw Diagnostic(
                "the LOCATION to write to is a folder, without wildcards", at: table.position, number: 15860)
        }
        var folder = place.path
        while folder.hasSuffix("/") || folder.hasSuffix("*") { folder.removeLast() }
        let copy: String
        let source: String
        switch options.format {
        case .parquet:
            copy = "(FORMAT parquet\(options.compression.map { ", COMPRESSION \($0)" } ?? ""))"
            source = "read_parquet(\(SQL.literal(folder + "/*.parquet")), hive_partitioning = false)"
        case .csv:
            let header = options.firstRow > 1 || options.hasHeader
            let shared = "delim = \(SQL.literal(options.fieldTerminator)), quote = \(SQL.literal(options.quote ?? ""))"
            copy =
                "(FORMAT csv, HEADER \(header), DELIMITER \(SQL.literal(options.fieldTerminator)), QUOTE \(SQL.literal(options.quote ?? "\"")))"
            let types = (query.columns ?? []).map { "\(SQL.literal($0.name)): \(SQL.literal($0.type.engineName))" }
                .joined(separator: ", ")
            source = "read_csv(\(SQL.literal(folder + "/*.csv")), \(shared), header = \(header), columns = {\(types)})"
        default:
            throw Diagnostic(
                "an external table is written as PARQUET or DELIMITEDTEXT", at: table.position, number: 40000)
        }
        let file = folder + "/part-00000." + (options.format == .parquet ? "parquet" : "csv")
        return [
            .prepareFolder(folder),
            .change("COPY (\(query.sql)) TO \(SQL.literal(file)) \(copy)"),
            .run("CREATE VIEW \(relation) AS SELECT * FROM \(source)"),
            .run("COMMENT ON VIEW \(relation) IS 'external table'"),
        ]
    }

    func copyInto(_ copy: CopyInto) throws(Diagnostic) -> String {
        let relation = try relation(copy.target)
        let known = try columns(of: relation, name: copy.target.label, at: copy.target.position)
        let options = try FileOptions(copy.options, translator: self)
        let places = try mapped(copy.paths) { (path) throws(Diagnostic) in
            try self.locate(path, source: nil, at: copy.position)
        }
        let rows = try fileTable(
            places, options, columns: [], wantsPath: false, label: copy.paths.joined(separator: ", "), at: copy.position
        )
        guard let known, let sources = rows.columns else { return "INSERT INTO \(relation) \(rows.sql)" }
        let targets =
            copy.columns.isEmpty
            ? known.map { CopyInto.Column(name: Identifier($0.name, at: copy.position)) } : copy.columns
        let alias = identifier(freshAlias())
        let names = sources.indices.map { "c\($0 + 1)" }
        var items: [String] = []
        for (index, target) in targets.enumerated() {
            guard let column = known.first(where: { $0.name.lowercased() == target.name.name.lowercased() }) else {
                throw Diagnostic(
                    "'\(copy.target.label)' has no column '\(target.name.name)'", at: target.name.position, number: 207)
            }
            let number = (target.ordinal ?? index + 1) - 1
            guard sources.indices.contains(number) else {
                throw Diagnostic(
                    "the files have \(sources.count) columns, and '\(column.name)' would be number \(number + 1)",
                    at: target.name.position, number: 13807)
            }
            var value = try convert(
                Typed("\(alias).\(names[number])", sources[number].type), to: column.type, at: target.name.position
            ).sql
            if let byDefault = target.byDefault {
                value =
                    "coalesce(\(value), \(try convert(try self.value(byDefault), to: column.type, at: byDefault.position).sql))"
            }
            items.append(value)
        }
        let list = targets.map { identifier($0.name.name) }.joined(separator: ", ")
        return
            "INSERT INTO \(relation) (\(list)) SELECT \(items.joined(separator: ", ")) FROM (\(rows.sql)) AS \(alias)(\(names.joined(separator: ", ")))"
    }
}
