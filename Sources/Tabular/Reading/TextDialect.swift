/// How delimited text is taken apart.
public struct TextDialect: Sendable, Hashable, Codable {
    public var delimiter: String
    /// The character around fields that hold delimiters; nil: quotes mean nothing.
    public var quote: String?
    /// What makes a quote inside quotes mean itself: the quote again, or a backslash.
    public var escape: String?
    public var hasHeader: Bool
    /// `UTF-8`, `UTF-16 LE`, `UTF-16 BE`, `Windows-1252` or `Latin-1`.
    public var encoding: String
    public var hasByteOrderMark: Bool
    /// `LF`, `CRLF`, `CR` or `mixed`.
    public var lineEnd: String
    /// Lines before the header that are no rows: titles, units, comments.
    public var skippedLines: Int
    /// The character that begins lines to leave out; nil: none does.
    public var comment: String?
    /// Blank lines that were seen between rows and left out.
    public var blankLines: Int
    /// `.` or `,`.
    public var decimalMark: String
    /// The character between groups of three digits; nil: there is none.
    public var thousandsMark: String?
    /// `gzip` or `zstd`; nil: the text is not compressed.
    public var compression: String?
    /// Words that are read as missing values.
    public var missingWords: [String]

    public init(
        delimiter: String = ",", quote: String? = "\"", escape: String? = "\"", hasHeader: Bool = true,
        encoding: String = "UTF-8", hasByteOrderMark: Bool = false, lineEnd: String = "LF", skippedLines: Int = 0,
        comment: String? = nil, blankLines: Int = 0, decimalMark: String = ".", thousandsMark: String? = nil,
        compression: String? = nil, missingWords: [String] = []
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape
        self.hasHeader = hasHeader
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
        self.lineEnd = lineEnd
        self.skippedLines = skippedLines
        self.comment = comment
        self.blankLines = blankLines
        self.decimalMark = decimalMark
        self.thousandsMark = thousandsMark
        self.compression = compression
        self.missingWords = missingWords
    }

    /// The delimiter as a word: `comma`, `tab`, `semicolon`.
    public var delimiterName: String { Self.name(of: delimiter) }

    /// A character as a word where it has one, otherwise itself in single quotes.
    public static func name(of character: String) -> String {
        switch character {
        case ",": "comma"
        case "\t": "tab"
        case ";": "semicolon"
        case "|": "bar"
        case " ": "space"
        case ":": "colon"
        case ".": "point"
        case "\u{1F}": "no delimiter"
        case "\u{1}": "Ctrl-A"
        default: "'\(character)'"
        }
    }

    /// The character that a word stands for: `tab`, `comma`, or one character itself; nil when it is none.
    public static func character(_ word: String) -> String? {
        switch word.lowercased() {
        case "tab", "\\t": "\t"
        case "comma": ","
        case "semicolon": ";"
        case "bar", "pipe": "|"
        case "space": " "
        case "colon": ":"
        case "none": "\u{1F}"
        default: word.utf8.count == 1 ? word : nil
        }
    }

    /// What a summary says of it, usual things left out.
    var summaryParts: [String] {
        var parts = [delimiterName, quote.map { "quote \($0)" } ?? "no quotes"]
        if let escape, escape != quote, quote != nil { parts.append("escape \(escape)") }
        parts.append(hasHeader ? "header" : "no header")
        parts.append(encoding + (hasByteOrderMark ? " with BOM" : ""))
        if lineEnd == "CR" || lineEnd == "mixed" { parts.append("line ends \(lineEnd)") }
        if let compression { parts.append(compression) }
        if skippedLines > 0 {
            parts.append("\(skippedLines) \(skippedLines == 1 ? "line" : "lines") before the header")
        }
        if let comment { parts.append("comments \(comment)") }
        if decimalMark != "." { parts.append("decimal \(Self.name(of: decimalMark))") }
        if let thousandsMark { parts.append("thousands \(Self.name(of: thousandsMark))") }
        return parts
    }

    /// Whether this is more than commas or tabs in UTF-8 below a header.
    var isUnusual: Bool {
        !hasHeader || encoding != "UTF-8" || skippedLines > 0 || comment != nil || decimalMark != "."
            || thousandsMark != nil || lineEnd == "CR" || lineEnd == "mixed"
    }
}
