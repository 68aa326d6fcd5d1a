/// How a person wants delimited text to be read; what is nil is found out.
public struct ReadingOptions: Sendable, Hashable, Codable {
    public var delimiter: String?
    /// An empty text: quotes mean nothing.
    public var quote: String?
    public var hasHeader: Bool?
    /// As in `TextDialect.encoding`.
    public var encoding: String?
    /// Lines to leave out at the beginning.
    public var skippedLines: Int?
    /// `.` or `,`.
    public var decimalMark: String?
    /// Whether every column stays text.
    public var allText: Bool

    public init(
        delimiter: String? = nil, quote: String? = nil, hasHeader: Bool? = nil, encoding: String? = nil,
        skippedLines: Int? = nil, decimalMark: String? = nil, allText: Bool = false
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.hasHeader = hasHeader
        self.encoding = encoding
        self.skippedLines = skippedLines
        self.decimalMark = decimalMark
        self.allText = allText
    }

    /// The same as words of a command line: `["--delimiter", "semicolon", "--no-header"]`.
    public var arguments: [String] {
        var words: [String] = []
        if let delimiter {
            let name = TextDialect.name(of: delimiter)
            words += ["--delimiter", name == "no delimiter" ? "none" : name.hasPrefix("'") ? delimiter : name]
        }
        if let quote { words += ["--quote", quote.isEmpty ? "none" : quote] }
        if let hasHeader { words.append(hasHeader ? "--header" : "--no-header") }
        if let encoding { words += ["--encoding", encoding.lowercased().replacing(" ", with: "")] }
        if let skippedLines { words += ["--skip", String(skippedLines)] }
        if let decimalMark { words += ["--decimal", decimalMark] }
        return allText ? words + ["--all-text"] : words
    }

    /// Whether everything is to be found out.
    public var isEmpty: Bool { self == ReadingOptions() }
}

/// One way to read a source, and how well it fits.
public struct ReadingCandidate: Sendable, Hashable {
    /// Opens the source this way.
    public var options: ReadingOptions
    public var dialect: TextDialect
    public var columns: Int
    /// Records in the part of the text that was looked at.
    public var rows: Int
    /// The share of that part's bytes that are in records of the usual width.
    public var accounted: Double
    /// The share of values that are numbers, times, words, or missing; the rest looks like several values in one.
    public var typed: Double
    /// Larger is better; candidates come in this order.
    public var score: Double

    public init(
        options: ReadingOptions, dialect: TextDialect, columns: Int, rows: Int, accounted: Double, typed: Double,
        score: Double
    ) {
        self.options = options
        self.dialect = dialect
        self.columns = columns
        self.rows = rows
        self.accounted = accounted
        self.typed = typed
        self.score = score
    }
}
