import Foundation
import Tabular

/// How the columns of several files differ: which are missing where, and which have several types.
struct SchemaUnion {
    /// Files of the same columns, with those columns.
    struct Group {
        var files: [String]
        var schema: Schema
    }

    let groups: [Group]
    /// Columns named in a sentence; more are only counted.
    private static let most = 6

    init(_ groups: [Group]) { self.groups = groups }

    var isUniform: Bool {
        guard let first = groups.first else { return true }
        let columns = Set(first.schema.columns)
        return groups.allSatisfy { Set($0.schema.columns) == columns }
    }

    /// All names, in order of appearance.
    private var names: [String] {
        var seen: Set<String> = []
        return groups.flatMap(\.schema.names).filter { seen.insert($0.lowercased()).inserted }
    }

    /// - Parameter result: the columns as they are read.
    func notes(_ result: Schema) -> [String] {
        if isUniform { return [] }
        let total = groups.reduce(0) { $0 + $1.files.count }
        var missing: [String] = []
        var mixed: [String] = []
        for name in names {
            let without = groups.filter { $0.schema[name] == nil }
            if !without.isEmpty {
                let count = without.reduce(0) { $0 + $1.files.count }
                missing.append("\(name) is missing in \(count) of \(total) files (\(Self.short(without[0].files[0])))")
            }
            let typed = groups.compactMap { group in group.schema[name].map { (group, $0.type.name) } }
            if let first = typed.first, let other = typed.first(where: { $0.1 != first.1 }) {
                mixed.append(
                    "\(name) is \(first.1) in \(Self.short(first.0.files[0])) and \(other.1) in "
                        + "\(Self.short(other.0.files[0])): read as \(result[name]?.type.name ?? "VARCHAR")")
            }
        }
        var notes: [String] = []
        if !missing.isEmpty {
            notes.append(
                "the files differ in columns: they are matched by name, and missing ones are NULL; "
                    + Self.list(missing))
        }
        if !mixed.isEmpty { notes.append("the files differ in types: " + Self.list(mixed)) }
        return notes
    }

    private static func list(_ parts: [String]) -> String {
        let more = parts.count - most
        return parts.prefix(most).joined(separator: "; ") + (more > 0 ? "; and \(more) more columns" : "")
    }

    /// The name of a file with the folder above it.
    private static func short(_ path: String) -> String {
        path.split(separator: "/").suffix(2).joined(separator: "/")
    }
}
