import Foundation
import Tabular

/// Opens JSON documents (an array of objects, or one object after another) and JSON lines.
struct JSONOpener {
    let session: Session
    /// Files up to this many bytes are read whole to find out the types; others by their first objects.
    static let wholeFileLimit = 8 << 20
    /// Up to so many files are compared with each other.
    private static let mostCompared = 100

    func open(_ files: FileList, as location: SourceLocation, whole: Bool = false) throws(Problem) -> OpenedTable {
        let size = files.paths.reduce(0) { $0 + CSVOpener.size(of: $1) }
        let isWhole = whole || size <= Self.wholeFileLimit
        let paths = ParquetOpener.list(files.paths)
        let watch = isWhole ? ArchiveWatch(compressedOf: files.paths) : nil
        defer { watch?.cancel() }
        let schema: Schema
        do throws(Problem) {
            schema = try session.schema(
                of: "SELECT * FROM read_json(\(paths), sample_size=\(isWhole ? "-1" : "20480"), union_by_name=true)")
        } catch  where error.kind != .interrupted {
            throw Self.problem(error, files.paths[0])
        }
        // The types are spelled out, so that no later reading can guess others.
        let columns = schema.columns.map { "\(SQL.literal($0.name)): \(SQL.literal($0.type.name))" }
        let source = "read_json(\(paths), columns={\(columns.joined(separator: ", "))})"
        let absolute = source.replacingOccurrences(of: paths, with: ParquetOpener.list(files.absolutePaths))
        session.core.sources.add(source, files: SourceFiles(list: files, isSampled: !isWhole), absolute: absolute)
        var notes = Self.notes(schema) + (try differences(files, schema))
        if let note = watch?.end().note { notes.insert(note, at: 0) }
        if !isWhole { notes.append("column types were told from the first objects; loading checks all of them") }
        return OpenedTable(
            location: location, format: .json, relation: Relation(source: source), schema: schema,
            needsLoading: true, notes: notes)
    }

    /// Columns whose values are of several kinds; the engine keeps those as JSON, as they are.
    private static func notes(_ schema: Schema) -> [String] {
        let mixed = schema.columns.filter { $0.type.name == "JSON" }.map(\.name)
        guard !mixed.isEmpty else { return [] }
        let list = mixed.prefix(6).joined(separator: ", ") + (mixed.count > 6 ? " and \(mixed.count - 6) more" : "")
        return ["values of several kinds, or none: \(list) \(mixed.count == 1 ? "is" : "are") kept as JSON"]
    }

    /// How the columns of several files differ.
    private func differences(_ files: FileList, _ result: Schema) throws(Problem) -> [String] {
        guard (2...Self.mostCompared).contains(files.paths.count) else { return [] }
        var groups: [SchemaUnion.Group] = []
        for path in files.paths {
            let schema = try session.schema(
                of: "SELECT * FROM read_json(\(ParquetOpener.list([path])), sample_size=20480)")
            if let same = groups.firstIndex(where: { $0.schema == schema }) {
                groups[same].files.append(path)
            } else {
                groups.append(SchemaUnion.Group(files: [path], schema: schema))
            }
        }
        return SchemaUnion(groups).notes(result)
    }

    /// Malformed text, with the place where it is.
    static func problem(_ error: Problem, _ path: String) -> Problem {
        guard error.kind != .interrupted else { return error }
        let message =
            EngineError.split(error.detail).message.split(separator: "\n").first.map(String.init) ?? error.title
        return Problem(
            "cannot read \(path) as JSON: \(message)", detail: error.detail,
            hint: "The file must be an array of objects, or one object after another.")
    }
}
