import Foundation
import Tabular

/// What a workbook says of itself: its sheets, and the day that its dates count from.
struct Workbook {
    var sheets: [String]
    /// The day before day 1.
    var epoch: String
    /// A workbook's own description is far smaller; more is a trap.
    private static let limit = 16 << 20
    /// What unpacks to more than this, and to 200 times its size, is a trap too.
    private static let unpackedLimit = 2 << 30

    init(path: String, session: Session) throws(Problem) {
        let entries = ZipEntry.all(in: path)
        guard let entry = entries.first(where: { $0.name == "xl/workbook.xml" }) else {
            throw Problem(
                "cannot read \(path) as an Excel file", detail: "it holds no xl/workbook.xml",
                hint: "Old .xls files and protected ones have to be saved as .xlsx first.")
        }
        let unpacked = entries.reduce(0) { $0 + $1.size }
        let isBomb = unpacked > Self.unpackedLimit && unpacked / 200 > CSVOpener.size(of: path)
        guard entry.size <= Self.limit, !isBomb else {
            throw Problem(
                "\(path) is not opened: unpacked it would be \(unpacked >> 20) MB",
                hint: "It is damaged, or made to fill the memory.")
        }
        let xml = try Self.text(entry, path, session)
        sheets = xml.matches(of: #/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/#).map { Self.plain(String($0.1)) }
        let counts1904 = xml.contains(#/date1904="(1|true)"/#)
        epoch = counts1904 ? "1904-01-01" : "1899-12-30"
        guard !sheets.isEmpty else { throw Problem("\(path) has no sheets") }
    }

    private static func text(_ entry: ZipEntry, _ path: String, _ session: Session) throws(Problem) -> String {
        let name = "workbook-" + UUID().uuidString + (entry.method == 8 ? ".xml.gz" : ".xml")
        let copy = try session.core.scratch.file(name)
        guard FileManager.default.createFile(atPath: copy, contents: entry.unpackable(from: path)) else {
            throw Problem("cannot write \(copy)", hint: "Make room in the temporary folder.")
        }
        defer { try? FileManager.default.removeItem(atPath: copy) }
        do throws(Problem) {
            return try session.rows(
                """
                SELECT line FROM read_csv(\(SQL.literal(ParquetOpener.escaped(copy))), auto_detect=false,
                    columns={'line': 'VARCHAR'}, header=false, delim='\u{1}', quote='', escape='', null_padding=true,
                    parallel=false, max_line_size=\(limit))
                """
            ).map { $0[0] ?? "" }.joined(separator: "\n")
        } catch  where error.kind != .interrupted {
            throw Problem(
                "cannot read \(path) as an Excel file", detail: error.detail, hint: "It may be damaged: copy it again.")
        }
    }

    /// Text without the escapes of XML.
    private static func plain(_ text: String) -> String {
        var text = text
        for (escape, mark) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")] {
            text = text.replacingOccurrences(of: escape, with: mark)
        }
        text = text.replacing(#/&#(x?)([0-9A-Fa-f]+);/#) { match in
            UInt32(match.2, radix: match.1.isEmpty ? 10 : 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
                ?? String(match.0)
        }
        return text.replacingOccurrences(of: "&amp;", with: "&")
    }
}
