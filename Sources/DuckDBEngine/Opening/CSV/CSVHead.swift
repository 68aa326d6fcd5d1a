import Foundation
import Tabular

/// The beginning of a delimited text file, decoded.
struct CSVHead {
    var text: String
    /// Whether the text is the whole file.
    var isWhole: Bool
    var encoding = "utf-8"
    /// So much is looked at for the encoding, and so much of that for the dialect.
    private static let limit = 1 << 20
    private static let dialectLimit = 64 << 10

    init(path: String, session: Session) throws(Problem) {
        let head = FileHead(path: path, count: Self.limit)
        if head.isCompressed {
            text = try Self.compressedLines(path, session).joined(separator: "\n")
            isWhole = false
            return
        }
        isWhole = head.bytes.count < Self.limit
        if head.bytes.starts(with: [0xFF, 0xFE]) || head.bytes.starts(with: [0xFE, 0xFF]) {
            encoding = "utf-16"
            text = String(data: Data(head.bytes), encoding: .utf16) ?? ""
            return
        }
        var bytes = head.bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if !isWhole, let end = bytes.lastIndex(of: 10) { bytes = bytes[...end] }
        if let valid = String(validating: bytes, as: UTF8.self) {
            text = valid
        } else {
            encoding = "latin-1"
            text = String(data: Data(bytes), encoding: .isoLatin1) ?? ""
        }
        if text.utf8.count > Self.dialectLimit, let end = text.utf8.prefix(Self.dialectLimit).lastIndex(of: 10) {
            text = String(text[...end])
            isWhole = false
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw Problem("\(path) holds nothing but blank lines", hint: "Check what should have filled it.")
        }
    }

    /// The first lines as the engine decompresses them.
    private static func compressedLines(_ path: String, _ session: Session) throws(Problem) -> [String] {
        let name = SQL.literal(ParquetOpener.escaped(path))
        do throws(Problem) {
            return try session.rows(
                """
                SELECT line FROM read_csv(\(name), auto_detect=false, columns={'line': 'VARCHAR'}, header=false,
                    delim='\u{1}', quote='', escape='', null_padding=true) LIMIT 1000
                """
            ).map { $0[0] ?? "" }
        } catch  where error.kind != .interrupted {
            throw Problem(
                "cannot decompress \(path)", detail: error.detail, hint: "The file may be cut off: copy it again.")
        }
    }
}
