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

    static func check(_ path: String) throws(Problem) {
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
