import Foundation
import Tabular

extension Session {
    /// The table that was kept when these files were loaded before, if they have not changed since. A kept table that
    /// cannot be read is removed: the files are there.
    func cached(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable? {
        guard let cache = core.cache, files.format == .csv || files.format == .json, location.arguments != ["-"],
            let key = CacheKey(files, reading: location.reading), key.bytes >= LoadCache.leastBytes
        else { return nil }
        let path = cache.path(of: key.text)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do throws(Problem) {
            let table = try cachedTable(path, key, files, location)
            cache.touch(path)
            return table
        } catch {
            guard error.kind != .interrupted else { throw error }
            core.cached.forget(path)
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
    }

    private func cachedTable(
        _ path: String, _ key: CacheKey, _ files: FileList, _ location: SourceLocation
    ) throws(Problem) -> OpenedTable {
        let catalog = try core.cached.catalog(of: path) { () throws(Problem) in
            let name = SQL.identifier("\(location.label) \(core.nextNumber())")
            _ = try run("ATTACH \(SQL.literal(path)) AS \(name) (READ_ONLY)")
            return name
        }
        let text = try rows("SELECT facts FROM \(catalog).main.about").first?.first.flatMap { $0 } ?? ""
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let facts = try? decoder.decode(CachedFacts.self, from: Data(text.utf8)), facts.key == key.text else {
            throw Problem("the kept table is another one")
        }
        let source = "\(catalog).main.loaded"
        let schema = try schema(of: "SELECT * FROM " + source)
        let hasAddress = !schema.names.contains { $0.lowercased() == "rowid" }
        core.sources.add(source, hasAddress ? .loaded(rows: facts.rows) : .copy, absolute: facts.files)
        var table = OpenedTable(
            location: location, format: files.format, relation: Relation(source: source), schema: schema,
            rowCount: facts.rows, notes: facts.notes, fingerprint: Fingerprint.of(files: files.paths),
            reading: facts.reading)
        if facts.hasRejects {
            let rejects = "\(catalog).main.rejects"
            let count = try integer("SELECT count(*) FROM " + rejects) ?? 0
            core.sources.add(rejects, .loaded(rows: count))
            table.rejects = Relation(source: rejects)
        }
        let time = facts.loaded.formatted(date: .abbreviated, time: .shortened)
        table.notes.append(
            "the rows come from the cache: \(files.paths.count == 1 ? "the file has" : "the files have") not changed "
                + "since \(files.paths.count == 1 ? "it was" : "they were") loaded (\(time))")
        return table
    }

    /// Remembers what a table was loaded from, so that it can be kept.
    func noteOrigin(
        of source: String, _ files: FileList?, _ location: SourceLocation, key: CacheKey?, at moment: Date
    ) {
        guard core.cache != nil, let files, let key, location.arguments != ["-"] else { return }
        core.cached.add(
            CachedTables.Origin(files: files, reading: location.reading, key: key, moment: moment), for: source)
    }

    /// Writes a loaded table into the cache, unless its files have changed since they were read.
    func keep(_ table: OpenedTable) throws(Problem) {
        guard let cache = core.cache, let origin = core.cached.origin(of: table.relation.base),
            origin.key.bytes >= LoadCache.leastBytes
        else { return }
        let path = cache.path(of: origin.key.text)
        guard CacheKey(origin.files, reading: origin.reading) == origin.key, origin.key.isSettled(at: origin.moment),
            !FileManager.default.fileExists(atPath: path)
        else { return }
        let facts = CachedFacts(
            key: origin.key.text, rows: table.rowCount ?? 0, notes: table.notes, reading: table.reading,
            files: core.sources.absolute(of: table.relation.base), hasRejects: table.rejects != nil, loaded: Date())
        try yielding { () throws(Problem) in
            let draft = try cache.draft(of: origin.key.text)
            defer { for ending in ["", ".wal"] { try? FileManager.default.removeItem(atPath: draft + ending) } }
            try write(table, facts, to: draft)
            guard CacheKey(origin.files, reading: origin.reading) == origin.key else { return }
            try? FileManager.default.moveItem(atPath: draft, toPath: path)
        }
        cache.prune()
    }

    private func write(_ table: OpenedTable, _ facts: CachedFacts, to path: String) throws(Problem) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        guard let text = try? encoder.encode(facts) else { return }
        let catalog = SQL.identifier("keep \(core.nextNumber())")
        _ = try run("ATTACH \(SQL.literal(path)) AS \(catalog)")
        var isWhole = false
        defer { if !isWhole { afterwards { () throws(Problem) in _ = try run("DETACH \(catalog)") } } }
        _ = try run("CREATE TABLE \(catalog).main.loaded AS SELECT * FROM \(table.relation.base)")
        if let rejects = table.rejects {
            _ = try run("CREATE TABLE \(catalog).main.rejects AS \(rejects.sql)")
        }
        let literal = SQL.literal(String(decoding: text, as: UTF8.self))
        _ = try run("CREATE TABLE \(catalog).main.about AS SELECT \(literal) AS facts")
        _ = try run("CHECKPOINT \(catalog)")
        _ = try run("DETACH \(catalog)")
        isWhole = true
    }
}
