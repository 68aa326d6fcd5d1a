import Foundation
import Tabular

/// Opens Parquet files: columns and row counts come from their footers.
struct ParquetOpener {
    let session: Session

    func open(_ files: FileList, as location: SourceLocation) throws(Problem) -> OpenedTable {
        let partitions = Partitions(files.paths)
        var notes = partitions.notes
        var options = partitions.options
        let list = Self.list(files.paths)
        let schema: Schema
        do throws(Problem) {
            let union = files.paths.count > 1 ? SchemaUnion(try groups(of: files.paths)) : nil
            let isUniform = union?.isUniform ?? true
            if !isUniform { options.append("union_by_name=true") }
            schema = try session.schema(of: "SELECT * FROM " + Self.source(list, options))
            notes += union?.notes(schema) ?? []
            if let shadowed = try shadowed(by: partitions, in: files.paths[0]) {
                notes.append("\(shadowed) is in the files too: what is shown comes from the folders' names")
            }
        } catch  where error.kind != .interrupted && error.remedy == nil {
            throw Problem(
                "cannot read \(files.paths.count == 1 ? files.paths[0] : location.label) as Parquet",
                detail: error.detail,
                hint: "The file may be damaged: copy it again.")
        }
        let source = Self.source(list, options)
        let counts = try rowCounts(of: files.paths)
        let names = Set(schema.names.map { $0.lowercased() })
        let hasAddress = !names.contains("file_row_number") && !names.contains("file_index")
        let absolute = Self.source(Self.list(files.absolutePaths), options)
        session.core.sources.add(source, hasAddress ? .parquet(rows: counts) : .file, absolute: absolute)
        return OpenedTable(
            location: location, format: .parquet, relation: Relation(source: source), schema: schema,
            rowCount: counts.reduce(0, +), notes: notes)
    }

    private static func source(_ list: String, _ options: [String]) -> String {
        "read_parquet(" + ([list] + options).joined(separator: ", ") + ")"
    }

    /// One path as a literal, several as a list.
    static func list(_ paths: [String]) -> String {
        paths.count == 1
            ? SQL.literal(escaped(paths[0]))
            : "[" + paths.map { SQL.literal(escaped($0)) }.joined(separator: ", ") + "]"
    }

    /// The engine takes every path for a pattern: characters that mean something in one stand for themselves in brackets.
    static func escaped(_ path: String) -> String {
        if RemoteOpener.isRemote(path) { return path }
        return path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined()
    }

    /// Files of equal columns together, the group of the first file first.
    private func groups(of paths: [String]) throws(Problem) -> [SchemaUnion.Group] {
        let rows = try session.rows(
            """
            SELECT file_name, md5(CAST(list_sort(list(concat_ws('|', name, type, type_length, converted_type, scale,
                precision, logical_type, num_children, repetition_type))) AS VARCHAR))
            FROM parquet_schema(\(Self.list(paths))) GROUP BY file_name
            """)
        let marks = Dictionary(rows.map { ($0[0] ?? "", $0[1] ?? "") }) { first, _ in first }
        var order: [String] = []
        var files: [String: [String]] = [:]
        for path in paths {
            let mark = marks[path] ?? path
            if files[mark] == nil { order.append(mark) }
            files[mark, default: []].append(path)
        }
        var groups: [SchemaUnion.Group] = []
        for mark in order {
            guard let members = files[mark], let first = members.first else { continue }
            let schema = try session.schema(
                of: "SELECT * FROM read_parquet(\(Self.list([first])), hive_partitioning=false)")
            groups.append(SchemaUnion.Group(files: members, schema: schema))
        }
        return groups
    }

    /// The first partition column that the files themselves have too.
    private func shadowed(by partitions: Partitions, in path: String) throws(Problem) -> String? {
        guard !partitions.columns.isEmpty else { return nil }
        let own = try session.schema(of: "SELECT * FROM read_parquet(\(Self.list([path])), hive_partitioning=false)")
        return partitions.columns.first { own[$0.name] != nil }?.name
    }

    /// The rows of each file, in the order of `paths`.
    private func rowCounts(of paths: [String]) throws(Problem) -> [Int] {
        let rows = try session.rows("SELECT file_name, num_rows FROM parquet_file_metadata(\(Self.list(paths)))")
        let counts = Dictionary(rows.map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) }) { first, _ in first }
        return paths.map { counts[$0] ?? 0 }
    }
}
