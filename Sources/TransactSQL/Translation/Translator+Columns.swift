import Tabular

extension Translator {
    /// A column by its name, with or without what it is qualified by.
    func column(_ parts: [Identifier], at position: Position) throws(Diagnostic) -> Typed {
        let name = parts[parts.count - 1]
        if name.name == Self.rowNumber, parts.count > 1 { return Typed("\(identifier(parts[0].name)).rowid", .bigint) }
        let qualifier = parts.count > 1 ? parts[parts.count - 2].name : nil
        let schema = parts.count > 2 ? parts[parts.count - 3].name : nil
        var level: Scope? = scope
        while let current = level {
            if let found = try find(name, qualifier: qualifier, schema: schema, in: current, at: position) {
                return found
            }
            level = current.parent
        }
        throw unknownColumn(parts, at: position)
    }

    private func find(
        _ name: Identifier, qualifier: String?, schema: String?, in scope: Scope, at position: Position
    ) throws(Diagnostic) -> Typed? {
        let entries = scope.entries.filter { matches($0, qualifier: qualifier, schema: schema) }
        var found: [(ScopeEntry, SourceColumn)] = []
        for entry in entries { found += entry.columns(named: name.name).map { (entry, $0) } }
        if found.count > 1 {
            throw Diagnostic(
                "the column name '\(name.name)' is ambiguous", at: position,
                hint:
                    "Write which table it is of: \(found.map { $0.0.alias + "." + $0.1.name }.joined(separator: " or "))",
                number: 209)
        }
        if let (entry, column) = found.first {
            return Typed(
                column.sql ?? identifier(entry.alias) + "." + identifier(column.name), column.type,
                collation: column.collation)
        }
        if qualifier != nil, !entries.isEmpty {
            guard entries.contains(where: { $0.columns == nil }) else {
                throw unknownColumn([name], at: position, among: entries)
            }
            return Typed(identifier(entries[0].alias) + "." + identifier(name.name), .unknown)
        }
        if qualifier == nil, let open = scope.entries.first(where: { $0.columns == nil }) {
            let isOnly = scope.entries.count == 1
            return Typed((isOnly ? identifier(open.alias) + "." : "") + identifier(name.name), .unknown)
        }
        return nil
    }

    func matches(_ entry: ScopeEntry, qualifier: String?, schema: String?) -> Bool {
        guard let qualifier else { return true }
        guard entry.alias.lowercased() == qualifier.lowercased() else { return false }
        guard let schema, let own = entry.schema else { return true }
        return own.lowercased() == schema.lowercased() || schema.isEmpty
    }

    private func unknownColumn(
        _ parts: [Identifier], at position: Position, among entries: [ScopeEntry]? = nil
    ) -> Diagnostic {
        let label = parts.map(\.name).joined(separator: ".")
        var candidates: [String] = []
        var level: Scope? = scope
        while let current = level {
            for entry in entries ?? current.entries { candidates += (entry.columns ?? []).map(\.name) }
            level = entries == nil ? current.parent : nil
        }
        if parts.count > 1, !scopes(have: parts[parts.count - 2].name) {
            return Diagnostic(
                "there is no table '\(parts[parts.count - 2].name)' here that '\(label)' could be of", at: position,
                number: 4104)
        }
        let near = EditDistance.nearest(to: parts[parts.count - 1].name, among: candidates)
        return Diagnostic(
            "there is no column '\(label)'", at: position, hint: near.map { "Did you mean \($0)?" } ?? "", number: 207)
    }

    private func scopes(have alias: String) -> Bool {
        var level: Scope? = scope
        while let current = level {
            if current.entries.contains(where: { $0.alias.lowercased() == alias.lowercased() }) { return true }
            level = current.parent
        }
        return false
    }

    /// The table of an alias, wherever it is seen from here.
    func entry(_ alias: String) -> ScopeEntry? {
        var level: Scope? = scope
        while let current = level {
            if let found = current.entries.first(where: { $0.alias.lowercased() == alias.lowercased() }) {
                return found
            }
            level = current.parent
        }
        return nil
    }

    /// `r.filepath(1)`, `r.filename()`.
    func fileMetadata(_ call: FileMetadata, at position: Position) throws(Diagnostic) -> Typed {
        guard let entry = entry(call.source.name), let files = entry.files else {
            throw Diagnostic(
                "'\(call.source.name)' is no OPENROWSET, which alone has filepath() and filename()", at: position,
                number: 207)
        }
        let path = identifier(entry.alias) + "." + identifier(FileColumns.path)
        if call.isName {
            return Typed("regexp_extract(\(path), '[^/]*$')", .text(TextType(isUnicode: true, length: 1024)))
        }
        let sql = try FilePath(files.locations).sql(of: path, wildcard: call.wildcard, at: position)
        return Typed(sql, .text(TextType(isUnicode: true, length: 4000)), collation: .byDefault)
    }
}
