/// What a person points at: paths, globs, a folder, a workspace table, or standard input.
public struct SourceLocation: Sendable, Hashable, Codable {
    /// The words as typed, for example `["data/*.csv"]`, `["flights"]` or `["-"]`.
    public var arguments: [String]
    /// How delimited text is to be read; what it does not say is found out.
    public var reading = ReadingOptions()

    public init(_ arguments: [String], reading: ReadingOptions = ReadingOptions()) {
        self.arguments = arguments
        self.reading = reading
    }
    public init(_ argument: String) { self.init([argument]) }

    /// A short name for a tab or a tree: `flights.parquet`, `3 files`, `stdin`.
    public var label: String {
        if arguments.count != 1 { return "\(arguments.count) files" }
        if arguments[0] == "-" { return "stdin" }
        // What follows the ? of an address may be a key.
        let word = arguments[0].contains("://") ? arguments[0].prefix { $0 != "?" } : arguments[0][...]
        return word.split(separator: "/").last.map(String.init) ?? arguments[0]
    }
}

/// A source that can be read, and how it is read.
public struct OpenedTable: Sendable, Hashable {
    /// The format a source is in.
    public enum Format: String, Sendable, Hashable, Codable {
        case parquet, csv, json, excel, sqlite, duckdb, delta, iceberg, table, view, query
    }

    public var location: SourceLocation
    public var format: Format
    public var relation: Relation
    public var schema: Schema
    /// The exact number of rows, when it is known without reading everything.
    public var rowCount: Int?
    /// Whether `load` should be called before the table is browsed beyond its first rows.
    public var needsLoading: Bool
    /// What was assumed, skipped or coerced while reading, a sentence each.
    public var notes: [String]
    /// How it was read, for sources of files.
    public var reading: Reading?
    /// The lines that did not fit, with the columns file, line, column, reason and text; nil when all fit.
    public var rejects: Relation?
    /// What was done to the source, a line of text each, for command lines that do the same.
    public var steps: [String] = []
    /// Identifies the content: path, size and modification time of files; name and row count of tables.
    public var fingerprint: String

    public init(
        location: SourceLocation, format: Format, relation: Relation, schema: Schema, rowCount: Int? = nil,
        needsLoading: Bool = false, notes: [String] = [], fingerprint: String = "", reading: Reading? = nil,
        rejects: Relation? = nil
    ) {
        self.location = location
        self.format = format
        self.relation = relation
        self.schema = schema
        self.rowCount = rowCount
        self.needsLoading = needsLoading
        self.notes = notes
        self.fingerprint = fingerprint
        self.reading = reading
        self.rejects = rejects
    }
}

/// Where a query's answer goes.
public enum Destination: Sendable, Hashable, Codable {
    case parquet(path: String)
    case csv(path: String)
    case json(path: String)
    case markdown(path: String)
    /// An Excel workbook with one sheet.
    case excel(path: String)
    /// A new workspace table; an existing one is replaced only when asked.
    case table(name: String, replace: Bool)
    /// A new workspace view.
    case view(name: String, replace: Bool)

    /// By the ending: `.parquet`, `.csv`, `.tsv`, `.json`, `.jsonl`, `.md`, `.xlsx` are files, anything else is a workspace table.
    public init(_ text: String, replace: Bool = false) {
        let lower = text.lowercased()
        if lower.hasSuffix(".parquet") {
            self = .parquet(path: text)
        } else if lower.hasSuffix(".csv") || lower.hasSuffix(".tsv") {
            self = .csv(path: text)
        } else if lower.hasSuffix(".json") || lower.hasSuffix(".jsonl") {
            self = .json(path: text)
        } else if lower.hasSuffix(".md") {
            self = .markdown(path: text)
        } else if lower.hasSuffix(".xlsx") {
            self = .excel(path: text)
        } else {
            self = .table(name: text, replace: replace)
        }
    }

    /// The path or the name.
    public var name: String {
        switch self {
        case .parquet(let path), .csv(let path), .json(let path), .markdown(let path), .excel(let path): path
        case .table(let name, _), .view(let name, _): name
        }
    }
}

/// What `write` made.
public struct WrittenTable: Sendable, Hashable {
    public var destination: Destination
    /// Rows written; nil for a view.
    public var rowCount: Int?

    public init(destination: Destination, rowCount: Int?) {
        self.destination = destination
        self.rowCount = rowCount
    }
}
