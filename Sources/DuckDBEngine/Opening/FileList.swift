import Foundation
import Tabular

/// The files that a source stands for, checked to be there and readable.
struct FileList: Sendable {
    var paths: [String]
    var format: OpenedTable.Format
    var notes: [String] = []

    init(paths: [String], format: OpenedTable.Format, notes: [String] = []) {
        self.paths = paths
        self.format = format
        self.notes = notes
    }

    var absolutePaths: [String] { paths.map { URL(fileURLWithPath: $0).path } }

    /// One file or several of one format.
    init(files paths: [String]) throws(Problem) {
        var formats: [OpenedTable.Format] = []
        for path in paths {
            try Self.check(path)
            formats.append(try FileFormat.of(path))
        }
        guard let first = formats.first else { throw Problem("no file was named") }
        if let other = zip(paths, formats).first(where: { $0.1 != first }) {
            throw Problem(
                "the files are in different formats: \(paths[0]) is \(first.rawValue), \(other.0) is \(other.1.rawValue)",
                hint: "Open the files of one format at a time.")
        }
        self.init(paths: paths, format: first)
        if format == .parquet {
            for path in paths { try Self.checkParquet(path) }
        }
    }

    /// The tables of one format that are directly in a folder, or failing that, anywhere below it.
    init(folder: String) throws(Problem) {
        let files = Self.tables(in: folder, deep: false)
        let found = files.isEmpty ? Self.tables(in: folder, deep: true) : files
        let formats = Set(found.map(\.format))
        guard let format = formats.first else {
            throw Problem(
                "the folder \(folder) holds no tables",
                detail: "looked for .parquet, .csv, .tsv, .txt, .json and .jsonl",
                hint: "Name a file, or a folder that holds some.")
        }
        if formats.count > 1 {
            let counts = formats.map { format in "\(found.count { $0.format == format }) \(format.rawValue)" }.sorted()
            throw Problem(
                "the folder \(folder) holds tables of several formats: " + counts.joined(separator: ", "),
                hint: "Name the ones to open, for example \(folder)/*.\(found[0].format.rawValue).")
        }
        try self.init(files: found.map(\.path))
        if paths.count > 1 {
            notes.append("\(paths.count) \(format.rawValue) files of the folder are read as one table")
        }
    }

    private static func tables(in folder: String, deep: Bool) -> [(path: String, format: OpenedTable.Format)] {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        let options: FileManager.DirectoryEnumerationOptions =
            deep ? [.skipsHiddenFiles] : [.skipsHiddenFiles, .skipsSubdirectoryDescendants]
        let root = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard
            let items = FileManager.default.enumerator(
                at: URL(fileURLWithPath: root), includingPropertiesForKeys: keys, options: options)
        else { return [] }
        let prefix = URL(fileURLWithPath: root).path
        var found: [(path: String, format: OpenedTable.Format)] = []
        for case let url as URL in items {
            guard let format = FileFormat.byName(url.path) else { continue }
            guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
            let path = url.path.hasPrefix(prefix) ? root + url.path.dropFirst(prefix.count) : url.path
            if url.pathExtension == "txt" && isReadMe(url) { continue }
            found.append((path, format))
        }
        return found.sorted { $0.path < $1.path }
    }

    private static func isReadMe(_ url: URL) -> Bool {
        ["readme", "license", "notice"].contains(url.deletingPathExtension().lastPathComponent.lowercased())
    }

    private static func check(_ path: String) throws(Problem) {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else {
            throw Problem("cannot read \(path): no such file", hint: "Check the spelling and the folder.")
        }
        guard files.isReadableFile(atPath: path) else {
            throw Problem("cannot read \(path): no permission", hint: "Ask its owner, or use chmod.")
        }
        let size = (try? files.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        let type = (try? files.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard type != .typeRegular || size > 0 else {
            throw Problem("\(path) is empty: it has no columns and no rows", hint: "Check what should have filled it.")
        }
    }

    private static func checkParquet(_ path: String) throws(Problem) {
        let head = FileHead(path: path, count: 4)
        guard head.bytes == FileHead.parquet else {
            throw Problem(
                "\(path) is not a Parquet file", detail: "it does not begin with PAR1",
                hint: "Check how it was made; if it is text, rename it to .csv or .json.")
        }
        guard Array(head.tail.suffix(4)) == FileHead.parquet else {
            throw Problem(
                "\(path) is cut off: the end of the Parquet file is missing", detail: "it does not end with PAR1",
                hint: "Copy or download it again.")
        }
    }
}
