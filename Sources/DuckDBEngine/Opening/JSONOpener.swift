import Foundation
import Tabular

/// Opens JSON documents (an array of objects, or one object after another) and JSON lines.
struct JSONOpener {
    let session: Session
    /// Files up to this many bytes are read whole to find out the types; others by their first objects.
    static let wholeFileLimit = 8 << 20

    func open(_ files: FileList, as location: SourceLocation, whole: Bool = false) throws(Problem) -> OpenedTable {
        let size = files.paths.reduce(0) { $0 + CSVOpener.size(of: $1) }
        let isWhole = whole || size <= Self.wholeFileLimit
        let paths = ParquetOpener.list(files.paths)
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
        let notes = isWhole ? [] : ["column types were told from the first objects; loading checks all of them"]
        return OpenedTable(
            location: location, format: .json, relation: Relation(source: source), schema: schema,
            needsLoading: true, notes: notes)
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
