import Tabular

extension Session {
    /// Copies a source into a table of the session. The same content is copied once.
    func load(_ table: OpenedTable, progress: @escaping @Sendable (WorkProgress) -> Void) throws(Problem) -> OpenedTable
    {
        if let loaded = core.sources.loaded(table) { return loaded }
        let files = core.sources.files(of: table.relation.base)
        let key = files.flatMap { CacheKey($0.list, reading: table.location.reading) }
        try core.attachSession(self)
        let (original, name) = try copied(table, files, progress)
        let count = try integer("SELECT count(*) FROM " + name) ?? 0
        let hasAddress = !original.schema.names.contains { $0.lowercased() == "rowid" }
        var table = original
        table.relation = Relation(source: name)
        table.rowCount = count
        table.reading?.rows = count
        table.reading?.isComplete = true
        table.needsLoading = false
        // What is kept beyond the session reads the files again; standard input is gone by then.
        let absolute = original.location.arguments == ["-"] ? nil : core.sources.absolute(of: original.relation.base)
        core.sources.add(name, hasAddress ? .loaded(rows: count) : .copy, absolute: absolute)
        core.sources.add(loaded: table, for: original)
        noteOrigin(of: name, files?.list, original.location, key: key)
        return table
    }

    /// Makes the copy. Returns the source as it was read in the end, and the copy's name.
    private func copied(
        _ table: OpenedTable, _ files: SourceFiles?, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> (table: OpenedTable, name: String) {
        if let files, files.isSampled {
            let whole = try checked(table, files)
            return (whole, try copy(whole.relation.sql, of: whole, progress))
        }
        return (table, try copy(table.relation.sql, of: table, progress))
    }

    private func copy(
        _ query: String, of table: OpenedTable, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> String {
        let label = table.format == .query ? "query" : table.location.label
        let name = "session.main." + SQL.identifier("\(label) \(core.nextNumber())")
        do throws(Problem) {
            try reportingShare(of: CSVOpener.size(ofAll: table) ?? 100, progress) { () throws(Problem) in
                _ = try run("CREATE TABLE \(name) AS \(query)")
            }
        } catch {
            guard table.format == .json else { throw error }
            throw JSONOpener.problem(error, table.location.label)
        }
        return name
    }

    /// The source with its types checked on all of its rows.
    private func checked(_ table: OpenedTable, _ files: SourceFiles) throws(Problem) -> OpenedTable {
        var whole: OpenedTable =
            switch table.format {
            case .json: try JSONOpener(session: self).open(files.list, as: table.location, whole: true)
            case .sqlite:
                try SourceOpener(session: self).openFile(
                    SourceAddress(path: files.list.paths[0], part: files.part), as: table.location, whole: true)
            default: try CSVOpener(session: self).open(files.list, as: table.location, whole: true, after: table.schema)
            }
        whole.notes = files.list.notes + whole.notes
        whole.fingerprint = table.fingerprint
        return whole
    }
}
