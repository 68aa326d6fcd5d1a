/// How a source was read: what was found out, what was decided, and what did not fit.
public struct Reading: Sendable, Hashable, Codable {
    public var format: OpenedTable.Format
    /// How text was taken apart; nil for formats that say so themselves.
    public var dialect: TextDialect?
    public var columns: Int
    /// The number of rows; nil while it is not known.
    public var rows: Int?
    /// Whether every line has been looked at; otherwise the first ones, and loading looks at the rest.
    public var isComplete: Bool
    /// The first lines that do not fit, in order.
    public var differences: [LineDifference]
    /// How many lines do not fit.
    public var differingLines: Int
    /// How many of them are not among the rows.
    public var lostLines: Int
    /// What a person has asked for; empty when everything was found out.
    public var options: ReadingOptions

    public init(
        format: OpenedTable.Format, dialect: TextDialect? = nil, columns: Int, rows: Int? = nil,
        isComplete: Bool = true, differences: [LineDifference] = [], differingLines: Int? = nil, lostLines: Int? = nil,
        options: ReadingOptions = ReadingOptions()
    ) {
        self.format = format
        self.dialect = dialect
        self.columns = columns
        self.rows = rows
        self.isComplete = isComplete
        self.differences = differences
        self.differingLines = differingLines ?? differences.count
        self.lostLines = lostLines ?? differences.count(where: \.isLost)
        self.options = options
    }

    /// One line: `comma, quote ", header, UTF-8, 9 columns x 83 rows, 1 line differs: line 18, stray quote`.
    public var summary: String {
        var parts = dialect.map(\.summaryParts) ?? [format.rawValue]
        let size = "\(columns) \(columns == 1 ? "column" : "columns")"
        parts.append(rows.map { "\(size) x \($0) \($0 == 1 ? "row" : "rows")" } ?? size)
        if let first = differences.first {
            let count = differingLines == 1 ? "1 line differs: " : "\(differingLines) lines differ, first "
            parts.append(count + "line \(first.line), \(first.reason)")
        }
        return parts.joined(separator: ", ")
    }

    /// Whether a person should be told: lines differ, or the text is not what its name promises.
    public var isUnusual: Bool { differingLines > 0 || dialect?.isUnusual == true }
}

/// A line of a file that does not fit.
public struct LineDifference: Sendable, Hashable, Codable {
    public var file: String
    /// The number of the line in the file, from 1.
    public var line: Int
    /// What is wrong, in a few words: `5 fields instead of 4`.
    public var reason: String
    /// The column that it is about, when it is about one.
    public var column: String?
    /// The beginning of the line.
    public var text: String
    /// Whether the line is not among the rows.
    public var isLost: Bool

    public init(file: String, line: Int, reason: String, column: String? = nil, text: String, isLost: Bool) {
        self.file = file
        self.line = line
        self.reason = reason
        self.column = column
        self.text = text
        self.isLost = isLost
    }
}
