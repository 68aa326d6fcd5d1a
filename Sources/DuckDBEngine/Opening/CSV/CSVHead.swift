import Foundation
import Tabular

/// The beginning of a delimited text file, in UTF-8.
struct CSVHead {
    /// UTF-8, up to the end of a line.
    var bytes: [UInt8] = []
    /// Whether the bytes are the whole file.
    var isWhole = false
    var encoding = TextEncoding.utf8
    /// The length of the mark that names the encoding.
    var mark = 0
    /// `gzip` or `zstd`.
    var compression: String?
    /// So much is looked at for the encoding, and so much of that for the dialect.
    private static let limit = 4 << 20
    private static let dialectLimit = 64 << 10

    init(path: String, options: ReadingOptions, session: Session) throws(Problem) {
        let head = FileHead(path: path, count: Self.limit)
        if head.isCompressed {
            compression = head.isGzip ? "gzip" : "zstd"
            try readCompressed(path, options, session)
        } else {
            isWhole = head.bytes.count < Self.limit
            let found = TextEncoding.found(in: head.bytes, isWhole: isWhole)
            encoding = options.encoding.flatMap(TextEncoding.init) ?? found.encoding
            mark = found.encoding == encoding ? found.mark : 0
            var decoder = TextDecoder(encoding)
            // What the dialect needs is little; long lines may need all.
            let piece = head.bytes.dropFirst(mark).prefix(Self.dialectLimit * 2)
            isWhole = isWhole && piece.count == head.bytes.count - mark
            decoder.decode(piece, isLast: isWhole, into: &bytes)
            if !isWhole, !Self.holdsLine(bytes) {
                bytes = []
                decoder = TextDecoder(encoding)
                decoder.decode(head.bytes.dropFirst(mark), isLast: false, into: &bytes)
                guard Self.holdsLine(bytes) else { throw Self.longLine(path) }
            } else if bytes.count > Self.dialectLimit {
                bytes = Array(bytes.prefix(Self.dialectLimit))
                isWhole = false
            }
        }
        if !isWhole, let end = bytes.lastIndex(where: { $0 == 10 || $0 == 13 }) { bytes = Array(bytes[...end]) }
        guard bytes.contains(where: { !($0 == 32 || (9...13).contains($0)) }) else {
            throw Problem("\(path) holds nothing but blank lines", hint: "Check what should have filled it.")
        }
    }

    private static func holdsLine(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 == 10 || $0 == 13 } }

    private static func longLine(_ path: String) -> Problem {
        let size = Double(CSVOpener.size(of: path)) / 1e6
        return Problem(
            "\(path) is no table of lines: its first line is longer than \(limit >> 20) MB",
            detail: "the file has \(Int(size.rounded())) MB",
            hint: "If it is JSON, rename it to .json; otherwise break it into lines first.")
    }

    /// The engine's names of encodings that it decompresses and decodes in one.
    private static let engineNames: [(TextEncoding, String)] = [
        (.utf8, "utf-8"), (.latin1, "latin-1"), (.utf16LittleEndian, "utf-16"),
    ]

    var engineName: String { Self.engineNames.first { $0.0 == encoding }?.1 ?? "utf-8" }

    /// The first lines as the engine decompresses them.
    private mutating func readCompressed(
        _ path: String, _ options: ReadingOptions, _ session: Session
    ) throws(Problem) {
        let name = ParquetOpener.list([path])
        let asked = options.encoding.flatMap(TextEncoding.init)
        let names = asked == nil ? Self.engineNames : Self.engineNames.filter { $0.0 == asked }
        var failure: Problem?
        for (encoding, engineName) in names {
            do throws(Problem) {
                let lines = try session.rows(
                    """
                    SELECT line FROM read_csv(\(name), auto_detect=false, columns={'line': 'VARCHAR'}, header=false,
                        delim='\u{1}', quote='', escape='', encoding='\(engineName)') LIMIT 1000
                    """
                ).map { $0[0] ?? "" }
                bytes = Array(lines.joined(separator: "\n").utf8) + [10]
                self.encoding = encoding
                isWhole = lines.count < 1000
                return
            } catch  where error.kind != .interrupted { failure = failure ?? error }
        }
        throw Problem(
            "cannot decompress \(path)", detail: failure?.detail ?? "no encoding that it can be read in",
            hint: "The file may be cut off: copy it again. Or decompress it first.")
    }
}
