import Foundation
import Tabular

/// Opens Parquet files: columns and row counts come from their footers.
struct ParquetOpener {
    let session: Session

    func open(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        var notes: [String] = []
        var source = "read_parquet(" + Self.list(files.paths) + ")"
        var schema: Schema
        do throws(Problem) {
            schema = try session.schema(of: "SELECT * FROM " + source)
            if files.paths.count > 1, try columnSets(of: files.paths) > 1 {
                source = "read_parquet(" + Self.list(files.paths) + ", union_by_name=true)"
                schema = try session.schema(of: "SELECT * FROM " + source)
                notes.append("the files differ in columns: they are matched by name, and missing ones are NULL")
            }
        } catch  where error.kind != .interrupted {
            throw Problem(
                "cannot read \(files.paths.count == 1 ? files.paths[0] : location.label) as Parquet",
                detail: error.detail,
                hint: "The file may be damaged: copy it again.")
        }
        let counts = try rowCounts(of: files.paths)
        let names = Set(schema.names.map { $0.lowercased() })
        let hasAddress = !names.contains("file_row_number") && !names.contains("file_index")
        let absolute = source.replacingOccurrences(of: Self.list(files.paths), with: Self.list(files.absolutePaths))
        session.core.sources.add(source, hasAddress ? .parquet(rows: counts) : .file, absolute: absolute)
        return OpenedTable(
            location: location, format: .parquet, relation: Relation(source: source), schema: schema,
            rowCount: counts.reduce(0, +), notes: notes)
    }

    /// One path as a literal, several as a list.
    static func list(_ paths: [String]) -> String {
        paths.count == 1
            ? SQL.literal(escaped(paths[0]))
            : "[" + paths.map { SQL.literal(escaped($0)) }.joined(separator: ", ") + "]"
    }

    /// The engine takes every path for a pattern: characters that mean something in one stand for themselves in brackets.
    static func escaped(_ path: String) -> String {
        path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    private func columnSets(of paths: [String]) throws(Problem) -> Int {
        try session.integer(
            """
            SELECT count(DISTINCT names) FROM (
                SELECT list(name ORDER BY column_id) AS names FROM (
                    SELECT file_name, name, row_number() OVER (PARTITION BY file_name) AS column_id
                    FROM parquet_schema(\(Self.list(paths)))) GROUP BY file_name)
            """) ?? 1
    }

    /// The rows of each file, in the order of `paths`.
    private func rowCounts(of paths: [String]) throws(Problem) -> [Int] {
        let rows = try session.rows("SELECT file_name, num_rows FROM parquet_file_metadata(\(Self.list(paths)))")
        let counts = Dictionary(rows.map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) }) { first, _ in first }
        return paths.map { counts[$0] ?? 0 }
    }
}
