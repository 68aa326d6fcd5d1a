import Foundation
import Tabular

/// Opens Iceberg tables: folders whose `metadata` names the files of each snapshot.
struct IcebergOpener {
    let session: Session

    static func isTable(_ folder: String) -> Bool { !metadata(of: folder).isEmpty }

    func open(_ folder: String, as location: SourceLocation) throws(Problem) -> OpenedTable {
        try session.require("iceberg")
        let current = try Self.current(of: folder)
        let absolute = URL(fileURLWithPath: folder).path
        // The version is spelled out, so that no later reading can find another.
        let source =
            "iceberg_scan(\(SQL.literal(absolute)), allow_moved_paths=true, version=\(SQL.literal(current)), "
            + "version_name_format='%s%s.metadata.json')"
        let schema: Schema
        let count: Int?
        do throws(Problem) {
            schema = try session.schema(of: "SELECT * FROM " + source)
            count = try session.integer("SELECT count(*) FROM " + source)
        } catch  where error.kind != .interrupted {
            throw Problem(
                "cannot read \(folder) as an Iceberg table", detail: error.detail,
                hint: "Its metadata may name files that are not here: copy the whole folder again.")
        }
        session.core.sources.add(source, .file, absolute: source)
        return OpenedTable(
            location: location, format: .iceberg, relation: Relation(source: source), schema: schema, rowCount: count,
            needsLoading: true, notes: ["an Iceberg table, read through metadata/\(current).metadata.json"],
            fingerprint: Fingerprint.of(files: Self.metadata(of: folder).map { folder + "/metadata/" + $0 }))
    }

    private static func metadata(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/metadata")) ?? []
        return names.filter { $0.hasSuffix(".metadata.json") }.sorted()
    }

    /// The version that the hint names, or else the newest: the one of the highest number, and of these the last written.
    private static func current(of folder: String) throws(Problem) -> String {
        let names = metadata(of: folder)
        let hint = (try? String(contentsOfFile: folder + "/metadata/version-hint.text", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        if let hint, let name = ["v\(hint)", hint].first(where: { names.contains($0 + ".metadata.json") }) {
            return name
        }
        let numbered = names.compactMap { name -> (number: Int, changed: Date, name: String)? in
            let digits = name.drop { $0 == "v" }.prefix { $0.isNumber }
            guard let number = Int(digits) else { return nil }
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/metadata/" + name)
            return (number, facts?[.modificationDate] as? Date ?? .distantPast, name)
        }
        guard let newest = numbered.max(by: { ($0.number, $0.changed) < ($1.number, $1.changed) }) else {
            throw Problem(
                "cannot tell which metadata of \(folder) is the newest", detail: names.joined(separator: "\n"),
                hint: "Put its name into metadata/version-hint.text.")
        }
        return String(newest.name.dropLast(".metadata.json".count))
    }
}
