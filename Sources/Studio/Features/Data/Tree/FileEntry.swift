import Foundation
import Tabular

/// A file that can be opened, or a folder.
struct FileEntry: Sendable, Hashable {
    var path: String
    var isFolder: Bool
    /// Bytes; nil for folders.
    var size: Int?

    var name: String { String(path.split(separator: "/").last ?? "/") }

    /// Endings of files that the engine reads, with or without compression.
    static let endings = ["parquet", "pq", "csv", "tsv", "json", "jsonl", "ndjson"] + containerEndings
    /// Endings of files that hold tables of their own names.
    static let containerEndings = ["xlsx", "xlsm", "db", "db3", "sqlite", "sqlite3", "duckdb", "ddb"]

    /// Whether it is a workbook or a database.
    var isContainer: Bool { !isFolder && Self.isContainer(name) }

    static func isContainer(_ name: String) -> Bool {
        containerEndings.contains { name.lowercased().hasSuffix("." + $0) }
    }

    static func isTable(_ name: String) -> Bool {
        var parts = name.lowercased().split(separator: ".")
        if let last = parts.last, ["gz", "zst"].contains(last) { parts.removeLast() }
        guard parts.count > 1, let last = parts.last else { return false }
        return endings.contains(String(last))
    }

    /// The tables and folders in a folder, folders last, without hidden ones.
    static func list(
        _ folder: String, startingWith start: String = "", where isWanted: (String) -> Bool = isTable
    ) throws(Problem) -> [FileEntry] {
        let manager = FileManager.default
        let names: [String]
        do {
            names = try manager.contentsOfDirectory(atPath: folder)
        } catch {
            throw Problem(
                "cannot list \(folder)", detail: error.localizedDescription,
                hint: "Check that the folder exists and that you may read it.")
        }
        // Names are cheap, looking at files is not: a prompt asks again with every letter.
        let entries = names.filter { !$0.hasPrefix(".") && $0.hasPrefix(start) }.compactMap { name -> FileEntry? in
            let path = join(folder, name)
            var isFolder: ObjCBool = false
            guard manager.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
            if isFolder.boolValue { return FileEntry(path: path, isFolder: true) }
            guard isWanted(name) else { return nil }
            let size = try? manager.attributesOfItem(atPath: path)[.size] as? Int
            return FileEntry(path: path, isFolder: false, size: size)
        }
        let keyed = entries.map { (key: ($0.isFolder ? 1 : 0, $0.name.lowercased()), entry: $0) }
        return keyed.sorted { $0.key < $1.key }.map(\.entry)
    }

    static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty || folder == "." { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The folder that holds a folder.
    static func parent(_ folder: String) -> String {
        if folder.isEmpty || folder == "." { return ".." }
        if folder.split(separator: "/").allSatisfy({ $0 == ".." }) && !folder.hasPrefix("/") { return folder + "/.." }
        let above = (folder as NSString).deletingLastPathComponent
        return above.isEmpty ? "." : above
    }
}
