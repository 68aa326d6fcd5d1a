import Foundation
import Tabular

/// Opens tables and views of SQLite files, read-only. SQLite keeps any value in any column: a column whose values are not
/// all of its declared type is read as text.
struct SQLiteOpener {
    let session: Session
    /// Files up to this many bytes are checked whole when they are opened; others by their first rows until loaded.
    private static let wholeFileLimit = 32 << 20
    private static let sampleRows = 10_000

    func open(_ address: SourceAddress, as location: SourceLocation, whole: Bool = false) throws(Problem) -> OpenedTable
    {
        let catalog = try attach(address)
        let table = try session.inTransaction { () throws(Problem) in
            try open(address, in: catalog, as: location, whole: whole)
        }
        return table
    }

    private func open(
        _ address: SourceAddress, in catalog: String, as location: SourceLocation, whole: Bool
    ) throws(Problem) -> OpenedTable {
        let part = try DatabaseParts(
            address: address, parts: try list(catalog, address), kind: "the SQLite file"
        ).chosen()
        let isWhole = whole || CSVOpener.size(of: address.path) <= Self.wholeFileLimit
        let plain = scan(address.path, part.name)
        let declared = try session.schema(of: "SELECT * FROM " + plain)
        let odd = try oddColumns(declared, of: part.name, in: catalog, rows: isWhole ? nil : Self.sampleRows)
        var notes = odd.map { "\($0.name) is declared as \($0.declared) but holds \($0.found): it is read as text" }
        notes.append("\(part.kind.rawValue) \(part.name) of a SQLite file, opened read-only")
        var table = OpenedTable(
            location: location, format: .sqlite, relation: Relation(source: plain), schema: declared,
            needsLoading: true, notes: notes, fingerprint: Fingerprint.of(files: [address.path]))
        guard odd.isEmpty else {
            return try copy(table, asText(declared, Set(odd.map(\.name)), of: part.name, in: catalog))
        }
        if !isWhole { table.notes.append("column types were checked on the first rows; loading checks all of them") }
        let files = SourceFiles(
            list: FileList(paths: [address.path], format: .sqlite), isSampled: !isWhole, part: part.name)
        session.core.sources.add(plain, files: files, absolute: scan(address.absolutePath, part.name))
        return table
    }

    /// The engine can ask SQLite for text only inside a transaction, so what needs that is copied at once.
    private func copy(_ table: OpenedTable, _ source: String) throws(Problem) -> OpenedTable {
        var table = table
        try session.core.attachSession(session)
        let name = "session.main." + SQL.identifier("\(table.location.label) \(session.core.nextNumber())")
        _ = try session.run("CREATE TABLE \(name) AS SELECT * FROM \(source)")
        let count = try session.integer("SELECT count(*) FROM " + name) ?? 0
        table.relation = Relation(source: name)
        table.schema = try session.schema(of: "SELECT * FROM " + name)
        let hasAddress = !table.schema.names.contains { $0.lowercased() == "rowid" }
        session.core.sources.add(name, hasAddress ? .loaded(rows: count) : .copy)
        table.rowCount = count
        table.needsLoading = false
        return table
    }

    func parts(_ address: SourceAddress) throws(Problem) -> [SourcePart] {
        let catalog = try attach(address)
        return try session.inTransaction { () throws(Problem) in try list(catalog, address) }
    }

    private func scan(_ path: String, _ table: String) -> String {
        "sqlite_scan(\(SQL.literal(path)), \(SQL.literal(table)))"
    }

    private func list(_ catalog: String, _ address: SourceAddress) throws(Problem) -> [SourcePart] {
        let rows = try query(
            "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
                + "ESCAPE '\\' ORDER BY name", in: catalog)
        return rows.map { row in
            let name = row[0] ?? ""
            return SourcePart(
                name: name, kind: row[1] == "view" ? .view : .table, location: address.location(of: name))
        }
    }

    /// Asks SQLite itself; all values come as text.
    private func query(_ sql: String, in catalog: String) throws(Problem) -> [[String?]] {
        try session.rows("SELECT * FROM " + Self.query(sql, in: catalog))
    }

    private static func query(_ sql: String, in catalog: String) -> String {
        "sqlite_query(\(SQL.literal(catalog)), \(SQL.literal(sql)))"
    }

    private struct OddColumn {
        var name: String
        var declared: String
        var found: String
    }

    /// The columns with values that the engine would refuse under their declared types.
    private func oddColumns(
        _ declared: Schema, of table: String, in catalog: String, rows: Int?
    ) throws(Problem) -> [OddColumn] {
        let checked = declared.columns.filter { Self.refused($0) != nil }
        guard !checked.isEmpty else { return [] }
        let counts = checked.map { column in "sum(\(Self.refused(column) ?? "0"))" }
        let types = checked.map { "group_concat(DISTINCT typeof(\(SQL.identifier($0.name))))" }
        let from = SQL.identifier(table)
        let limited = rows.map { "(SELECT * FROM \(from) LIMIT \($0))" } ?? from
        let answer = try query(
            "SELECT \((counts + types).joined(separator: ", ")) FROM \(limited)", in: catalog)
        guard let first = answer.first else { return [] }
        return checked.enumerated().compactMap { index, column in
            guard let count = first[index].flatMap({ Double($0) }), count > 0 else { return nil }
            let kinds = (first[checked.count + index] ?? "").split(separator: ",").filter { $0 != "null" }.sorted()
            // Columns that declare no type are bytes to the engine: they stay so only if some values are.
            if column.type.kind == .binary, kinds.contains("blob") { return nil }
            return OddColumn(
                name: column.name, declared: column.type.kind == .binary ? "no type" : column.type.name,
                found: kinds.joined(separator: " and ") + " values")
        }
    }

    /// A condition of SQLite that a value of this column does not fit its type; nil when every value does.
    private static func refused(_ column: Column) -> String? {
        let name = SQL.identifier(column.name)
        switch column.type.kind {
        case .integer: return "typeof(\(name)) NOT IN ('integer', 'null')"
        case .real, .decimal: return "typeof(\(name)) NOT IN ('integer', 'real', 'null')"
        case .date, .timestamp:
            return
                "typeof(\(name)) NOT IN ('text', 'null') OR (typeof(\(name)) = 'text' AND julianday(\(name)) IS NULL)"
        case .binary: return "typeof(\(name)) NOT IN ('blob', 'null')"
        case .text: return nil
        default: return "typeof(\(name)) NOT IN ('integer', 'real', 'text', 'null')"
        }
    }

    /// The table with some columns as SQLite's own text for them.
    private func asText(_ declared: Schema, _ odd: Set<String>, of table: String, in catalog: String) -> String {
        let inner = declared.columns.map { column in
            let name = SQL.identifier(column.name)
            if odd.contains(column.name) { return "CAST(\(name) AS TEXT) AS \(name)" }
            switch column.type.kind {
            // SQLite prints 15 digits by itself, which is less than a double holds.
            case .real:
                return "CASE WHEN typeof(\(name)) = 'real' THEN printf('%!.17g', \(name)) ELSE \(name) END AS \(name)"
            case .binary: return "hex(\(name)) AS \(name)"
            default: return "\(name) AS \(name)"
            }
        }
        let outer = declared.columns.map { column in
            let name = SQL.identifier(column.name)
            if odd.contains(column.name) { return name }
            if column.type.kind == .binary { return "unhex(\(name)) AS \(name)" }
            return "CAST(\(name) AS \(column.type.name)) AS \(name)"
        }
        let statement = "SELECT \(inner.joined(separator: ", ")) FROM \(SQL.identifier(table))"
        return "(SELECT \(outer.joined(separator: ", ")) FROM \(Self.query(statement, in: catalog)))"
    }

    private func attach(_ address: SourceAddress) throws(Problem) -> String {
        try session.require("sqlite_scanner")
        return try session.core.attached.catalog("sqlite:" + address.absolutePath) { (name) throws(Problem) in
            do throws(Problem) {
                _ = try session.run(
                    "ATTACH \(SQL.literal(address.absolutePath)) AS \(SQL.identifier(name)) (TYPE sqlite, READ_ONLY)")
                try session.inTransaction { () throws(Problem) in
                    _ = try query("SELECT count(*) FROM sqlite_master", in: name)
                }
            } catch  where error.kind != .interrupted {
                session.afterwards { () throws(Problem) in _ = try session.run("DETACH \(SQL.identifier(name))") }
                let isLocked = error.detail.lowercased().contains("locked")
                throw Problem(
                    isLocked
                        ? "\(address.path) is locked by another program"
                        : "cannot read \(address.path) as a SQLite file",
                    detail: error.detail,
                    hint: isLocked
                        ? "Try again when it is done." : "The file may be damaged or encrypted: copy it again.",
                    kind: isLocked ? .unreachable : .failed)
            }
        }
    }
}
