import Tabular

extension Session {
    /// Copies a source into a table of the session. The same content is copied once.
    func load(_ table: OpenedTable, progress: @escaping @Sendable (WorkProgress) -> Void) throws(Problem) -> OpenedTable
    {
        if let loaded = core.sources.loaded(table) { return loaded }
        let bytes = CSVOpener.size(ofAll: table)
        var table = try checked(table)
        try core.attachSession(self)
        let label = table.format == .query ? "query" : table.location.label
        let name = "session.main." + SQL.identifier("\(label) \(core.nextNumber())")
        do throws(Problem) {
            try reportingShare(of: bytes ?? 100, progress) { () throws(Problem) in
                _ = try run("CREATE TABLE \(name) AS \(table.relation.sql)")
            }
        } catch {
            guard table.format == .json else { throw error }
            throw JSONOpener.problem(error, table.location.label)
        }
        let count = try integer("SELECT count(*) FROM " + name) ?? 0
        let hasAddress = !table.schema.names.contains { $0.lowercased() == "rowid" }
        let original = table
        table.relation = Relation(source: name)
        table.rowCount = count
        table.needsLoading = false
        // What is kept beyond the session reads the files again; standard input is gone by then.
        let files = original.location.arguments == ["-"] ? nil : core.sources.absolute(of: original.relation.base)
        core.sources.add(name, hasAddress ? .loaded(rows: count) : .copy, absolute: files)
        core.sources.add(loaded: table, for: original)
        return table
    }

    /// The source with its types checked on all of its rows.
    private func checked(_ table: OpenedTable) throws(Problem) -> OpenedTable {
        guard let files = core.sources.files(of: table.relation.base), files.isSampled else { return table }
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
