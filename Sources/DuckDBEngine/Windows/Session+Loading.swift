import Foundation
import Tabular

extension Session {
    /// Copies a source into a table of the session. The same content is copied once.
    func load(_ table: OpenedTable, progress: @escaping @Sendable (WorkProgress) -> Void) throws(Problem) -> OpenedTable
    {
        if let loaded = core.sources.loaded(table) { return loaded }
        let files = core.sources.files(of: table.relation.base)
        let began = Date()
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
        noteOrigin(of: name, files?.list, original.location, key: key, at: began)
        return table
    }

    /// Makes the copy. Returns the source as it was read in the end, and the copy's name.
    private func copied(
        _ table: OpenedTable, _ files: SourceFiles?, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> (table: OpenedTable, name: String) {
        guard let files, files.isSampled else { return (table, try copy(table.relation.sql, of: table, progress)) }
        if let strict = files.strict, let found = try copiedStrictly(strict, table, files, progress) { return found }
        let whole = try checked(table, files)
        return (whole, try copy(whole.relation.sql, of: whole, progress))
    }

    /// The copy by a query that fails where something is not as the first rows let it seem; nil when it has.
    private func copiedStrictly(
        _ strict: CSVStrictLoad, _ table: OpenedTable, _ files: SourceFiles,
        _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> (table: OpenedTable, name: String)? {
        guard table.fingerprint == Fingerprint.of(files: files.list.paths) else { return nil }
        let watch = ArchiveWatch(compressedOf: files.list.paths)
        defer { watch?.cancel() }
        let name: String
        do throws(Problem) {
            name = try copy(strict.query, of: table, progress)
        } catch {
            if error.kind == .interrupted { throw error }
            return nil
        }
        let count = try integer("SELECT count(*) FROM " + name) ?? 0
        let plan = try strict.settled(in: name, rows: count, session: self)
        var table = table
        table.notes = files.list.notes + [watch?.end().note].compactMap(\.self) + plan.notes
        table.reading = plan.reading(isComplete: true)
        return (table, name)
    }

    private func copy(
        _ query: String, of table: OpenedTable, _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) throws(Problem) -> String {
        let label = table.format == .query ? "query" : table.location.label
        let name = SQL.identifier("\(label) \(core.nextNumber())")
        let bytes = CSVOpener.size(ofAll: table)
        do throws(Problem) {
            return try reportingShare(of: bytes ?? 100, progress) { () throws(Problem) in
                if table.format == .csv, bytes ?? 0 > CSVOpener.wholeFileLimit {
                    if let target = try storing(query, as: name, table.schema) { return target }
                }
                _ = try run("CREATE TABLE session.main.\(name) AS \(query)")
                return "session.main.\(name)"
            }
        } catch {
            guard table.format == .json else { throw error }
            throw JSONOpener.problem(error, table.location.label)
        }
    }

    /// Puts rows into the file for large tables; nil when there can be none, or no room for them.
    private func storing(_ query: String, as name: String, _ schema: Schema) throws(Problem) -> String? {
        do throws(Problem) { try core.attachFiles(self) } catch {
            if error.kind == .interrupted { throw error }
            return nil
        }
        let target = "session_files.main." + name
        let columns = schema.columns.map { column in
            "\(SQL.identifier(column.name)) \(column.type.name)\(Self.packing[column.type.name] ?? "")"
        }
        do throws(Problem) {
            try inTransaction { () throws(Problem) in
                _ = try run("CREATE TABLE \(target) (\(columns.joined(separator: ", ")))")
                _ = try run("INSERT INTO \(target) \(query)")
            }
            return target
        } catch {
            guard EngineError.isDiskFull(error) else { throw error }
            return nil
        }
    }

    /// How columns are packed: what is quick to do. The engine's own choice takes more time than reading the text.
    private static let packing = [
        "BOOLEAN", "BIGINT", "HUGEINT", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIME",
    ].reduce(into: ["DOUBLE": " USING COMPRESSION alp", "VARCHAR": " USING COMPRESSION uncompressed"]) {
        $0[$1] = " USING COMPRESSION bitpacking"
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
