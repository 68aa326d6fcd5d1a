import Foundation
import Tabular

/// Opens tables and views of DuckDB files, read-only.
struct DuckDBFileOpener {
    let session: Session

    func open(_ address: SourceAddress, as location: SourceLocation) throws(Problem) -> OpenedTable {
        let catalog = try attach(address)
        let part = try DatabaseParts(
            address: address, parts: try list(catalog, address), kind: "the DuckDB file"
        ).chosen()
        let source = SQL.identifier(catalog) + "." + Self.qualified(part.name)
        let schema: Schema
        do throws(Problem) {
            schema = try session.schema(of: "SELECT * FROM " + source)
        } catch  where error.kind != .interrupted && error.remedy == nil {
            throw Problem(
                "cannot read \(part.name) of \(address.path)", detail: error.detail,
                hint: part.kind == .view ? "The view may need tables or functions that are not in this file." : "")
        }
        let hasAddress = part.kind == .table && !schema.names.contains { $0.lowercased() == "rowid" }
        let count = part.kind == .table ? try session.integer("SELECT count(*) FROM " + source) : nil
        session.core.sources.add(source, hasAddress ? .table : .view, absolute: source, isForeign: true)
        return OpenedTable(
            location: location, format: .duckdb, relation: Relation(source: source), schema: schema, rowCount: count,
            needsLoading: part.kind == .view,
            notes: ["\(part.kind.rawValue) \(part.name) of a DuckDB file, opened read-only"],
            fingerprint: Fingerprint.of(files: [address.path]) + "#" + part.name)
    }

    func parts(_ address: SourceAddress) throws(Problem) -> [SourcePart] { try list(attach(address), address) }

    /// `schema.table`, and `table` for those of the main schema.
    private func list(_ catalog: String, _ address: SourceAddress) throws(Problem) -> [SourcePart] {
        let rows = try session.rows(
            """
            SELECT schema_name, table_name, false, estimated_size FROM duckdb_tables()
            WHERE database_name = \(SQL.literal(catalog)) AND NOT internal
            UNION ALL SELECT schema_name, view_name, true, NULL FROM duckdb_views()
            WHERE database_name = \(SQL.literal(catalog)) AND NOT internal ORDER BY 1, 2
            """)
        return rows.map { row in
            let (schema, table) = (row[0] ?? "main", row[1] ?? "")
            let name = schema == "main" ? table : schema + "." + table
            return SourcePart(
                name: name, kind: row[2] == "true" ? .view : .table, location: address.location(of: name),
                rows: row[3].flatMap { Int($0) })
        }
    }

    private static func qualified(_ name: String) -> String {
        name.split(separator: ".", maxSplits: 1).count == 2
            ? name.split(separator: ".", maxSplits: 1).map { SQL.identifier(String($0)) }.joined(separator: ".")
            : "main." + SQL.identifier(name)
    }

    private func attach(_ address: SourceAddress) throws(Problem) -> String {
        let path = URL(fileURLWithPath: address.path).resolvingSymlinksInPath().path
        if session.core.warehouse.isAt(path) {
            throw Problem(
                "\(address.path) is this workspace's own database",
                hint: "Open its tables by their names; atelier sql 'SHOW TABLES' lists them.")
        }
        return try session.core.attached.catalog(path) { (name) throws(Problem) in
            do throws(Problem) {
                _ = try session.run("ATTACH \(SQL.literal(path)) AS \(SQL.identifier(name)) (READ_ONLY)")
            } catch  where error.kind != .interrupted {
                throw Self.problem(error, address.path)
            }
        }
    }

    private static func problem(_ error: Problem, _ path: String) -> Problem {
        let lower = error.detail.lowercased()
        if lower.contains("could not set lock") {
            let holder = FileLock.holder(of: path).map { " (process \($0))" } ?? ""
            return Problem(
                "\(path) is in use by another program\(holder), which has it open for writing", detail: error.detail,
                hint: "Close it there, or open a copy of the file.", kind: .unreachable)
        }
        if lower.contains("newer version") || lower.contains("version number") || lower.contains("storage version") {
            return Problem(
                "\(path) was written by another version of DuckDB than \(DuckDBDatabase.engineVersion)",
                detail: error.detail,
                hint: "In the DuckDB that wrote it, run EXPORT DATABASE 'folder' (FORMAT parquet), and open the folder."
            )
        }
        return Problem(
            "cannot read \(path) as a DuckDB file", detail: error.detail,
            hint: "The file may be damaged or something else: copy it again.")
    }
}
