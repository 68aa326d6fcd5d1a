import ArgumentParser
import Tabular

/// How delimited text is to be read: the options of every command that takes a source.
struct ReadingArguments: ParsableArguments {
    @Option(help: "The character between fields, such as ';' or tab (default: found out).")
    var delimiter: String?
    @Option(help: "The character around fields, or none.")
    var quote: String?
    @Flag(inversion: .prefixedNo, help: "Whether the first line holds names.")
    var header: Bool?
    @Option(help: "utf-8, utf-16le, utf-16be, latin-1 or windows-1252.")
    var encoding: String?
    @Option(help: "Leave out so many lines at the beginning.")
    var skip: Int?
    @Option(help: "The mark before decimals: . or ,")
    var decimal: String?
    @Flag(help: "Keep every column as text.")
    var allText = false

    private static let encodings = [
        "utf8": "UTF-8", "utf16le": "UTF-16 LE", "utf16be": "UTF-16 BE", "latin1": "Latin-1", "iso88591": "Latin-1",
        "windows1252": "Windows-1252", "cp1252": "Windows-1252",
    ]

    func validate() throws {
        if let delimiter, TextDialect.character(delimiter) == nil {
            throw ValidationError("--delimiter takes one character, or tab, comma, semicolon, bar, space or none.")
        }
        if let quote, quote != "none", quote.utf8.count != 1 {
            throw ValidationError("--quote takes one character, or none.")
        }
        if let encoding, Self.encodings[Self.plain(encoding)] == nil {
            throw ValidationError("--encoding takes utf-8, utf-16le, utf-16be, latin-1 or windows-1252.")
        }
        if let skip, skip < 0 { throw ValidationError("--skip takes a number of lines.") }
        if let decimal, decimal != ".", decimal != "," { throw ValidationError("--decimal takes . or ,") }
    }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// What was asked for.
    var options: ReadingOptions {
        ReadingOptions(
            delimiter: delimiter.flatMap(TextDialect.character), quote: quote.map { $0 == "none" ? "" : $0 },
            hasHeader: header, encoding: encoding.flatMap { Self.encodings[Self.plain($0)] }, skippedLines: skip,
            decimalMark: decimal, allText: allText)
    }
}
