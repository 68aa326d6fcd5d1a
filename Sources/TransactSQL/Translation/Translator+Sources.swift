import Tabular

extension Translator {
    /// A table of FROM; what it gives joins the current scope.
    /// - Parameter isLateral: whether it sees the tables to its left, as behind APPLY.
    func source(_ source: TableSource, isLateral: Bool) throws(Diagnostic) -> String {
        switch source {
        case .named(let name, let alias): return try named(name, alias)
        case .derived(let query, let alias):
            let inner = try isLateral ? subquery(query) : subqueryOutside(query)
            return try derived(inner, alias, at: query.position)
        case .values(let rows, let alias, let position):
            return try values(rows, alias, isLateral: isLateral, at: position)
        case .function(let call, let alias, let position):
            return try tableFunction(call, alias, isLateral: isLateral, at: position)
        case .openRowset(let files, let alias): return try openRowset(files, alias)
        case .openJSON(let json, let alias): return try openJSON(json, alias, isLateral: isLateral)
        case .predict(let predict, let alias): return try self.predict(predict, alias)
        case .pivot(let inner, let pivot, let alias): return try self.pivot(inner, pivot, alias)
        case .unpivot(let inner, let unpivot, let alias): return try self.unpivot(inner, unpivot, alias)
        case .joined(let first, let joins): return try joined(first, joins)
        }
    }

    private func joined(_ first: TableSource, _ joins: [Join]) throws(Diagnostic) -> String {
        var sql = try source(first, isLateral: false)
        for join in joins {
            let isApply = join.kind == .crossApply || join.kind == .outerApply
            var right = try source(join.source, isLateral: isApply)
            if case .joined = join.source { right = "(\(right))" }
            if isApply, right.hasPrefix("(") { right = "LATERAL " + right }
            switch join.kind {
            case .cross, .crossApply: sql += " CROSS JOIN \(right)"
            case .outerApply: sql += " LEFT JOIN \(right) ON TRUE"
            default:
                let condition =
                    try join.condition.map { (expression) throws(Diagnostic) in try self.condition(expression) }
                    ?? "TRUE"
                sql += " \(Self.words[join.kind] ?? "INNER JOIN") \(right) ON \(Typed(condition, .bit).bare)"
            }
            sql = try emit(sql, at: join.position)
        }
        return sql
    }

    private static let words: [Join.Kind: String] = [
        .inner: "INNER JOIN", .left: "LEFT JOIN", .right: "RIGHT JOIN", .full: "FULL JOIN",
    ]

    /// Adds a table to the scope and gives its SQL a name.
    func add(
        _ sql: String, _ alias: TableAlias, fallback: String? = nil, schema: String? = nil, columns: [SourceColumn]?,
        files: FileOrigin? = nil, at position: Position
    ) throws(Diagnostic) -> String {
        if !alias.hints.isEmpty { note("table hints are ignored: \(alias.hints.map(\.name).joined(separator: ", "))") }
        let name = alias.name?.name ?? fallback ?? freshAlias()
        let taken = scope.entries.contains { entry in
            entry.alias.lowercased() == name.lowercased()
                && (alias.name != nil || schema?.lowercased() == entry.schema?.lowercased())
        }
        if taken {
            throw Diagnostic(
                "two tables here are called '\(name)'", at: alias.name?.position ?? position,
                hint: "Give one of them another alias.", number: 1011)
        }
        let renamed = try named(columns, alias.columns, of: Identifier(name, at: position))
        scope.entries.append(
            ScopeEntry(alias: name, schema: alias.name == nil ? schema : nil, columns: renamed, files: files))
        let list =
            alias.columns.isEmpty ? "" : "(" + alias.columns.map { identifier($0.name) }.joined(separator: ", ") + ")"
        return "\(sql) AS \(identifier(name))\(list)"
    }

    func derived(_ query: TranslatedQuery, _ alias: TableAlias, at position: Position) throws(Diagnostic) -> String {
        try add("(\(query.sql))", alias, columns: query.columns, at: position)
    }

    private func named(_ name: ObjectName, _ alias: TableAlias) throws(Diagnostic) -> String {
        if name.parts.count == 1, let columns = commonTable(name.object) {
            usedCommonTables.insert(name.object.lowercased())
            return try add(identifier(name.object), alias, fallback: name.object, columns: columns, at: name.position)
        }
        if let system = try SystemCatalog.relation(name, catalog: settings.catalog, mainSchema: settings.mainSchema) {
            return try add(
                system.sql, alias, fallback: name.object, schema: name.schema, columns: system.columns,
                at: name.position)
        }
        let relation = try relation(name)
        let columns = try columns(of: relation, name: name.label, at: name.position).map(sourceColumns)
        return try add(
            relation, alias, fallback: name.object, schema: name.schema ?? "dbo", columns: columns, at: name.position)
    }

    func sourceColumns(_ columns: [ResolvedColumn]) -> [SourceColumn] {
        columns.map {
            SourceColumn(name: $0.name, type: $0.type, collation: $0.collation.map { .column($0) } ?? .byDefault)
        }
    }

    private func commonTable(_ name: String) -> [SourceColumn]?? {
        for tables in commonTables.reversed() { if let found = tables[name.lowercased()] { return .some(found) } }
        return nil
    }

    /// The engine's name of a table or view.
    func relation(_ name: ObjectName) throws(Diagnostic) -> String {
        if name.isTemporary { return "temp.main.\(identifier(name.object))" }
        if name.parts.count > 3 {
            throw Diagnostic(
                "'\(name.label)' is on another server", at: name.position, hint: "Leave the server out.", number: 7202)
        }
        if let database = name.database, !known.databases.contains(database.lowercased()) {
            throw Diagnostic(
                "there is no database '\(database)': a workspace is one database", at: name.position,
                hint: "Leave it out, or say once: USE \(database)", number: 911)
        }
        return identifier(engineSchema(name.schema)) + "." + identifier(name.object)
    }

    /// `dbo` is the schema that a workspace's tables are in.
    func engineSchema(_ schema: String?) -> String {
        guard let schema, schema.lowercased() != "dbo" else { return settings.mainSchema }
        return schema
    }

    private func values(
        _ rows: [[Expression]], _ alias: TableAlias, isLateral: Bool, at position: Position
    ) throws(Diagnostic) -> String {
        let table = try inScope(of: isLateral ? scope : scope.parent) { () throws(Diagnostic) in
            try self.rows(rows, at: position)
        }
        let list = table.rows.map { "(" + $0.joined(separator: ", ") + ")" }.joined(separator: ", ")
        guard !alias.columns.isEmpty else {
            throw Diagnostic(
                "VALUES needs names for its columns", at: position, hint: "Write (VALUES …) AS t (a, b).", number: 8155)
        }
        let columns = table.types.enumerated().map { SourceColumn(name: "c\($0.offset + 1)", type: $0.element) }
        return try add("(VALUES \(list))", alias, columns: columns, at: position)
    }

    /// Rows of values, each column in one type.
    func rows(_ rows: [[Expression]], at position: Position) throws(Diagnostic) -> (rows: [[String]], types: [DataType])
    {
        let width = rows.first?.count ?? 0
        guard rows.allSatisfy({ $0.count == width }) else {
            throw Diagnostic("the rows of VALUES have different numbers of values", at: position, number: 10709)
        }
        let values = try mapped(rows) { (row) throws(Diagnostic) in
            try mapped(row) { (item) throws(Diagnostic) in try self.value(item) }
        }
        var types: [DataType] = []
        var columns: [[Typed]] = []
        for index in 0..<width {
            let (unified, type) = try unified(values.map { $0[index] }, at: position)
            columns.append(unified)
            types.append(type)
        }
        return (values.indices.map { row in columns.map { $0[row].sql } }, types)
    }

    /// STRING_SPLIT and GENERATE_SERIES.
    private func tableFunction(
        _ call: FunctionCall, _ alias: TableAlias, isLateral: Bool, at position: Position
    ) throws(Diagnostic) -> String {
        let arguments = try inScope(of: isLateral ? scope : scope.parent) { () throws(Diagnostic) in
            try mapped(call.arguments) { (argument) throws(Diagnostic) in try self.value(argument) }
        }
        switch (call.key, arguments.count) {
        case ("STRING_SPLIT", 2...3):
            return try stringSplit(arguments, alias, at: position)
        case ("GENERATE_SERIES", 2...3):
            let type = arguments[0].type
            let list = arguments.map(\.sql).joined(separator: ", ")
            return try add(
                "(SELECT CAST(unnest(generate_series(\(list))) AS \(type.engineName)) AS \"value\")", alias,
                columns: [SourceColumn(name: "value", type: type)], at: position)
        default:
            throw Diagnostic(
                "there is no table function '\(call.name.label)' of \(arguments.count) arguments", at: position,
                hint: "There are OPENROWSET, OPENJSON, STRING_SPLIT, GENERATE_SERIES and PREDICT.", number: 208)
        }
    }

    private func stringSplit(_ arguments: [Typed], _ alias: TableAlias, at position: Position) throws(Diagnostic)
        -> String
    {
        let subject = try text(arguments[0], at: position)
        let separator = try text(arguments[1], at: position)
        if let literal = separator.literalText, literal.count != 1 {
            throw Diagnostic("the separator of STRING_SPLIT is one character", at: position, number: 214)
        }
        let list = "string_split(\(subject.sql), \(separator.sql))"
        var columns = [SourceColumn(name: "value", type: .nvarchar)]
        guard arguments.count == 3, arguments[2].literalInteger == 1 else {
            return try add("(SELECT unnest(\(list)) AS \"value\")", alias, columns: columns, at: position)
        }
        columns.append(SourceColumn(name: "ordinal", type: .bigint))
        return try add(
            "(SELECT unnest(\(list)) AS \"value\", generate_subscripts(\(list), 1) AS \"ordinal\")", alias,
            columns: columns, at: position)
    }
}
