import Foundation
import Tabular

/// Opens Delta tables: folders whose `_delta_log` says which Parquet files count.
struct DeltaOpener {
    let session: Session

    static func isTable(_ folder: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: folder + "/_delta_log", isDirectory: &isFolder)
            && isFolder.boolValue
    }

    func open(_ folder: String, as location: SourceLocation) throws(Problem) -> OpenedTable {
        try session.require("delta")
        let absolute = RemoteOpener.isRemote(folder) ? folder : URL(fileURLWithPath: folder).path
        let source = "delta_scan(\(SQL.literal(absolute)))"
        let schema: Schema
        let count: Int?
        do throws(Problem) {
            schema = try session.schema(of: "SELECT * FROM " + source)
            count = try session.integer("SELECT count(*) FROM " + source)
        } catch  where error.kind != .interrupted {
            throw Problem(
                "cannot read \(folder) as a Delta table", detail: error.detail,
                hint: "Check that its _delta_log is whole; files of the log must not be missing.")
        }
        session.core.sources.add(source, .file, absolute: source)
        return OpenedTable(
            location: location, format: .delta, relation: Relation(source: source), schema: schema, rowCount: count,
            needsLoading: true, notes: [Self.note(folder)],
            fingerprint: Fingerprint.of(files: Self.log(folder)))
    }

    private static func log(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/_delta_log")) ?? []
        return names.sorted().map { folder + "/_delta_log/" + $0 }
    }

    private static func note(_ folder: String) -> String {
        let versions = log(folder).compactMap { path -> Int? in
            let name = (path as NSString).lastPathComponent
            return name.hasSuffix(".json") ? Int(name.dropLast(5)) : nil
        }
        return "a Delta table" + (versions.max().map { " at version \($0)" } ?? "") + ", read through its log"
    }
}
