import Tabular

extension Translator {
    /// `OPENROWSET(BULK …) WITH (…) AS r`
    func openRowset(_ files: OpenRowset, _ alias: TableAlias) throws(Diagnostic) -> String {
        let options = try FileOptions(files.options, translator: self)
        let locations = try mapped(files.paths) { (path) throws(Diagnostic) in
            try self.locate(path, source: options.dataSource, at: files.position)
        }
        let wantsPath = alias.name.map { fileAliases.contains($0.name.lowercased()) } ?? false
        let table = try fileTable(
            locations, options, columns: files.columns, infersTypes: files.columns.isEmpty, wantsPath: wantsPath,
            label: files.paths.joined(separator: ", "),
            at: files.position)
        return try add(
            "(\(table.sql))", alias, columns: table.columns, files: wantsPath ? FileOrigin(locations: locations) : nil,
            at: files.position)
    }

    /// Where the files of a path are, below a data source if there is one.
    func locate(_ path: String, source: String?, at position: Position) throws(Diagnostic) -> FileLocation {
        var address = path
        if let source {
            guard let options = known.dataSources[source.lowercased()] else {
                let near = EditDistance.nearest(to: source, among: Array(known.dataSources.keys))
                throw Diagnostic(
                    "there is no external data source '\(source)'", at: position,
                    hint: near.map { "Did you mean \($0)?" }
                        ?? "CREATE EXTERNAL DATA SOURCE \(source) WITH (LOCATION = 'https://…')",
                    number: 12703)
            }
            let root = options.first { $0.name == "LOCATION" }?.text ?? ""
            address = (root.hasSuffix("/") ? String(root.dropLast()) : root) + "/" + path.drop { $0 == "/" }
        }
        let found: FileLocation?
        do throws(Problem) {
            found = try settings.locate(address)
        } catch {
            throw Diagnostic(error.title, at: position, hint: error.hint, detail: error.detail, number: 13807)
        }
        guard let found else {
            throw Diagnostic(
                "it is not known where '\(address)' is", at: position,
                hint: "Say which folder stands for it: --location \(LocationMap.root(of: address))=/path/to/folder",
                number: 13807)
        }
        return found
    }

    /// A query over files, with the columns that a WITH clause asks for.
    func fileTable(
        _ locations: [FileLocation], _ options: FileOptions, columns: [FileColumn], infersTypes: Bool = false,
        wantsPath: Bool, label: String, at position: Position
    ) throws(Diagnostic) -> TranslatedQuery {
        let reader = FileReader(paths: locations.map(\.path), options: options, infersTypes: infersTypes)
        let relation = try reader.relation(at: position)
        let known = try self.columns(of: relation, name: label, at: position)
        let withPath = try reader.relation(withPath: wantsPath, at: position)
        let path = wantsPath ? ", \(reader.pathColumn) AS \(identifier(FileColumns.path))" : ""
        guard let known else {
            // The files have not been looked at: translated again when they have.
            let declared =
                columns.isEmpty ? nil : try mapped(columns) { (column) throws(Diagnostic) in try self.declared(column) }
            return TranslatedQuery(sql: "SELECT *\(path) FROM \(withPath)", columns: declared)
        }
        let readable = known.filter { $0.name != reader.pathColumn || !wantsPath }
        let sources = sourceColumns(readable)
        if columns.isEmpty {
            let named = reader.names(of: sources)
            let items = zip(sources, named).map { source, name in
                source.name == name ? identifier(name) : "\(identifier(source.name)) AS \(identifier(name))"
            }
            let same = zip(sources, named).allSatisfy { $0.name == $1 }
            let list = same && !wantsPath ? "*" : items.joined(separator: ", ")
            var result = sources
            for index in result.indices { result[index].name = named[index] }
            return TranslatedQuery(sql: "SELECT \(list)\(path) FROM \(withPath)", columns: result)
        }
        var items: [String] = []
        for (index, column) in columns.enumerated() {
            let value = try fileValue(column, number: index, sources: sources, reader: reader)
            items.append("\(value) AS \(identifier(column.name.name))")
        }
        let declared = try mapped(columns) { (column) throws(Diagnostic) in try self.declared(column) }
        return TranslatedQuery(
            sql: "SELECT \(items.joined(separator: ", "))\(path) FROM \(withPath)", columns: declared)
    }

    /// A column of a WITH clause as what it yields.
    func declared(_ column: FileColumn) throws(Diagnostic) -> SourceColumn {
        SourceColumn(
            name: column.name.name, type: try DataType(column.type, in: .declaration),
            collation: try column.collation.map { (name) throws(Diagnostic) in .column(try self.collation(name)) }
                ?? .byDefault)
    }

    /// SQL of a column of a WITH clause.
    private func fileValue(
        _ column: FileColumn, number: Int, sources: [SourceColumn], reader: FileReader
    ) throws(Diagnostic) -> String {
        let type = try DataType(column.type, in: .declaration)
        let position = column.name.position
        if let path = column.path {
            return try convert(try nested(path, sources: sources, reader: reader, at: position), to: type, at: position)
                .sql
        }
        let byName = reader.options.format != .csv || reader.options.hasHeader && column.ordinal == nil
        let source: SourceColumn?
        if byName {
            source =
                sources.first { $0.name == column.name.name }
                ?? sources.first { $0.name.lowercased() == column.name.name.lowercased() }
        } else {
            let ordinal = column.ordinal ?? number + 1
            source = sources.indices.contains(ordinal - 1) ? sources[ordinal - 1] : nil
        }
        guard let source else {
            let near = EditDistance.nearest(to: column.name.name, among: sources.map(\.name))
            throw Diagnostic(
                byName
                    ? "the files have no column '\(column.name.name)'"
                    : "the files have \(sources.count) columns, and '\(column.name.name)' would be number \(column.ordinal ?? number + 1)",
                at: position, hint: near.map { "Did you mean \($0)?" } ?? "", number: 13807)
        }
        let value = Typed(identifier(source.name), source.type)
        return try fitting(value, type, name: column.name.name, at: position)
    }

    /// A value in the type of its column; a text that is too long is an error that names the column.
    private func fitting(_ value: Typed, _ type: DataType, name: String, at position: Position) throws(Diagnostic)
        -> String
    {
        guard case .text(let text) = type, let length = text.length, !text.isFixed, value.type.isText else {
            return try convert(value, to: type, at: position).sql
        }
        let message = "String or binary data would be truncated while reading column '\(name)' as \(type.name)."
        return
            "CASE WHEN length(\(value.sql)) > \(length) THEN CAST(error(\(SQL.literal(message))) AS VARCHAR) ELSE \(value.sql) END"
    }

    /// A value inside of a nested column, or of a line of JSON: `'$.a.b'`.
    private func nested(
        _ path: String, sources: [SourceColumn], reader: FileReader, at position: Position
    ) throws(Diagnostic) -> Typed {
        guard let parsed = JSONPath(path) else {
            throw Diagnostic("'\(path)' is no JSON path", at: position, hint: "A path is like '$.name'.", number: 13607)
        }
        if reader.isDocument, let document = sources.first {
            return Typed(try FunctionTable.scalar(identifier(document.name), (parsed.sql, parsed.isStrict)), .nvarchar)
        }
        let text = path.drop { $0 != "$" }.dropFirst().drop { $0 == "." }
        let head = String(text.prefix { $0 != "." && $0 != "[" }).trimmingBrackets
        guard let source = sources.first(where: { $0.name.lowercased() == head.lowercased() }) else {
            throw Diagnostic("the files have no column '\(head)'", at: position, number: 13807)
        }
        let rest = text.dropFirst(text.prefix { $0 != "." && $0 != "[" }.count)
        if rest.isEmpty { return Typed(identifier(source.name), source.type) }
        let json = "to_json(\(identifier(source.name)))"
        return Typed(try FunctionTable.scalar(json, (SQL.literal("$" + rest), parsed.isStrict)), .nvarchar)
    }
}
