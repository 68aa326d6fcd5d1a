import Foundation
import Tabular

/// The format of a file, by its name and, failing that, its first bytes.
enum FileFormat {
    private static let extensions: [String: OpenedTable.Format] = [
        "parquet": .parquet, "pq": .parquet, "parq": .parquet,
        "csv": .csv, "tsv": .csv, "tab": .csv, "psv": .csv, "txt": .csv,
        "json": .json, "jsonl": .json, "ndjson": .json,
        "xlsx": .excel, "xlsm": .excel, "sqlite": .sqlite, "sqlite3": .sqlite, "db": .sqlite, "db3": .sqlite,
        "duckdb": .duckdb, "ddb": .duckdb,
    ]

    /// The format that a name promises; nil when it promises none.
    static func byName(_ path: String) -> OpenedTable.Format? {
        var url = URL(fileURLWithPath: path)
        if ["gz", "zst", "zstd"].contains(url.pathExtension.lowercased()) { url.deletePathExtension() }
        return extensions[url.pathExtension.lowercased()]
    }

    /// Whether files of a format hold tables of their own names.
    static func isContainer(_ format: OpenedTable.Format?) -> Bool {
        format == .excel || format == .sqlite || format == .duckdb
    }

    /// The format of a file that can be read and is not empty.
    static func of(_ path: String) throws(Problem) -> OpenedTable.Format {
        let named = byName(path)
        let head = FileHead(path: path, count: 4096)
        // What says what it is in its first bytes is believed more than its name.
        if let format = head.format, named == nil || isContainer(format) || isContainer(named) { return format }
        if let named { return named }
        if head.bytes.starts(with: FileHead.parquet) { return .parquet }
        if head.isCompressed { return .csv }
        if head.bytes.contains(0) {
            throw Problem(
                "cannot tell what \(path) is: it is neither Parquet nor text",
                hint: "Atelier reads Parquet, CSV, TSV, JSON, JSON lines, Excel, SQLite and DuckDB files.")
        }
        let first = head.bytes.first { !($0 == 32 || (9...13).contains($0)) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .csv
    }
}

/// The first and last bytes of a file.
struct FileHead {
    static let parquet = Array("PAR1".utf8)
    let bytes: [UInt8]
    let tail: [UInt8]

    init(path: String, count: Int) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            (bytes, tail) = ([], [])
            return
        }
        defer { try? file.close() }
        bytes = Array((try? file.read(upToCount: count)) ?? Data())
        let end = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: end >= 8 ? end - 8 : 0)
        tail = Array((try? file.readToEnd()) ?? Data())
    }

    var isCompressed: Bool { isGzip || bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) }
    /// The format of a file that has a mark of its own.
    var format: OpenedTable.Format? {
        if bytes.starts(with: Self.parquet) { return .parquet }
        if bytes.starts(with: Array("SQLite format 3\0".utf8)) { return .sqlite }
        if bytes.count > 12, Array(bytes[8..<12]) == Array("DUCK".utf8) { return .duckdb }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]),
            String(decoding: bytes, as: UTF8.self).contains("[Content_Types].xml")
        {
            return .excel
        }
        return nil
    }

    var isGzip: Bool { bytes.starts(with: [0x1F, 0x8B]) }
}
