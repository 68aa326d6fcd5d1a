import Foundation
import Tabular

/// The tables in a folder.
enum FolderList {
    private typealias Entry = (path: String, format: OpenedTable.Format)
    /// Formats whose files are read together, the preferred first.
    private static let joined: [OpenedTable.Format] = [.parquet, .csv, .json]

    /// The files of one format that are directly in a folder or, failing that, anywhere below it; what is left out is said.
    /// - Throws: a `Problem` whose remedy is a choice, when the folder holds only workbooks or databases, and several.
    static func files(of folder: String) throws(Problem) -> FileList {
        let here = tables(in: folder, deep: false)
        let all = here.isEmpty ? tables(in: folder, deep: true) : here
        // A file without a byte has no columns: it is left out and said, unless there is nothing else.
        let empty = all.filter { $0.format != .delta && CSVOpener.size(of: $0.path) == 0 }
        let found = empty.count < all.count ? all.filter { file in !empty.contains { $0.path == file.path } } : all
        let counts = Dictionary(grouping: found, by: \.format).mapValues(\.count)
        guard
            let format = joined.filter({ counts[$0] != nil }).max(by: {
                counts[$0, default: 0] < counts[$1, default: 0]
            })
        else {
            let one = try only(found, in: folder)
            return FileList(paths: [one.path], format: one.format)
        }
        let paths = found.filter { $0.format == format }.map(\.path)
        var list = try FileList(files: paths)
        if paths.count > 1 {
            list.notes.append("\(paths.count) \(format.rawValue) files of the folder are read as one table")
        }
        if !empty.isEmpty, empty.count < all.count {
            let names = empty.prefix(3).map { ($0.path as NSString).lastPathComponent }.joined(separator: ", ")
            list.notes.append(
                "\(empty.count) empty \(empty.count == 1 ? "file is" : "files are") left out (\(names)"
                    + "\(empty.count > 3 ? ", …" : ""))")
        }
        let others = found.filter { $0.format != format }
        if !others.isEmpty {
            let kinds = Dictionary(grouping: others, by: \.format).map { "\($0.value.count) \($0.key.rawValue)" }
                .sorted()
            let names = others.prefix(3).map { ($0.path as NSString).lastPathComponent }
            list.notes.append(
                "the folder mixes formats: \(paths.count) \(format.rawValue) \(paths.count == 1 ? "file is" : "files are") "
                    + "read, left out are \(kinds.joined(separator: ", ")) "
                    + "(\(names.joined(separator: ", "))\(others.count > 3 ? ", …" : ""))")
        }
        return list
    }

    /// The one workbook or database of a folder.
    private static func only(_ found: [Entry], in folder: String) throws(Problem) -> Entry {
        guard let first = found.first else {
            throw Problem(
                "the folder \(folder) holds no tables",
                detail: "looked for .parquet, .csv, .tsv, .txt, .json, .jsonl, .xlsx, .db, .sqlite and .duckdb",
                hint: "Name a file, or a folder that holds some.")
        }
        if found.count == 1 { return first }
        let parts = found.map {
            SourcePart(
                name: ($0.path as NSString).lastPathComponent, kind: .file, location: SourceLocation($0.path))
        }
        throw Problem(
            "the folder \(folder) holds \(found.count) workbooks, databases or Delta tables",
            detail: parts.map(\.name).joined(separator: ", "), hint: "Name one of them.", kind: .usage,
            remedy: .choose(parts))
    }

    private static func tables(in folder: String, deep: Bool) -> [Entry] {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        let options: FileManager.DirectoryEnumerationOptions =
            deep ? [.skipsHiddenFiles] : [.skipsHiddenFiles, .skipsSubdirectoryDescendants]
        let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard
            let items = FileManager.default.enumerator(
                at: URL(fileURLWithPath: root), includingPropertiesForKeys: keys, options: options)
        else { return [] }
        let prefix = URL(fileURLWithPath: root).path
        var found: [Entry] = []
        for case let url as URL in items {
            if url.lastPathComponent == "_delta_log" {
                found.append((url.deletingLastPathComponent().path, .delta))
                items.skipDescendants()
            }
            // Engines put such marks beside what they write.
            guard !url.lastPathComponent.hasPrefix("_"), let format = FileFormat.byName(url.path) else { continue }
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
            let path = url.path.hasPrefix(prefix) ? root + url.path.dropFirst(prefix.count) : url.path
            if url.pathExtension == "txt" && isReadMe(url) { continue }
            found.append((path, format))
        }
        // A Delta table's files are not rows of a table by themselves: the log says which of them still count.
        let lakes = found.filter { $0.format == .delta }.map { $0.path + "/" }
        let files = found.filter { file in
            file.format == .delta || !lakes.contains { URL(fileURLWithPath: file.path).path.hasPrefix($0) }
        }
        return files.sorted { $0.path < $1.path }
    }

    private static func isReadMe(_ url: URL) -> Bool {
        ["readme", "license", "notice"].contains(url.deletingPathExtension().lastPathComponent.lowercased())
    }
}
