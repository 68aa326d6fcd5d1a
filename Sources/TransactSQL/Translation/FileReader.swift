import Tabular

/// Files as a table function of the engine.
struct FileReader {
    var paths: [String]
    var options: FileOptions
    /// Whether the engine finds the types of delimited text, when no WITH clause gives them.
    var infersTypes = false

    /// The engine's column of a file's path.
    var pathColumn: String { "filename" }

    /// Whether a row is one JSON document, in the first column.
    var isDocument: Bool {
        options.format == .jsonLines || options.format == .json
            || (options.format == .csv && (options.takesWholeLines || options.takesWholeFile))
    }

    private var list: String {
        paths.count == 1 ? SQL.literal(paths[0]) : "[" + paths.map { SQL.literal($0) }.joined(separator: ", ") + "]"
    }

    func relation(withPath: Bool = false, at position: Position) throws(Diagnostic) -> String {
        let path = withPath ? ", filename = true" : ""
        if let single = options.single {
            let function = single == .binary ? "read_blob" : "read_text"
            return "(SELECT content AS \"BulkColumn\"\(withPath ? ", filename" : "") FROM \(function)(\(list)))"
        }
        switch options.format {
        case .parquet:
            return
                "read_parquet(\(list), hive_partitioning = false, union_by_name = \(paths.count > 1 || hasWildcard)\(path))"
        case .delta:
            guard paths.count == 1 else {
                throw Diagnostic("FORMAT = 'DELTA' takes one folder", at: position, number: 40000)
            }
            // A table of Delta is its folder.
            let folder = paths[0].hasSuffix("/*") ? String(paths[0].dropLast(2)) : paths[0]
            return "delta_scan(\(SQL.literal(folder)))"
        case .jsonLines:
            return
                "(SELECT CAST(json AS VARCHAR) AS doc\(withPath ? ", filename" : "") FROM read_ndjson_objects(\(list)\(path)))"
        case .json: return wholeFiles(withPath)
        case .csv: return try csv(path, withPath: withPath, at: position)
        }
    }

    private var hasWildcard: Bool { paths.contains { $0.contains("*") } }

    private func wholeFiles(_ withPath: Bool) -> String {
        "(SELECT content AS \"C1\"\(withPath ? ", filename" : "") FROM read_text(\(list)))"
    }

    private func csv(_ path: String, withPath: Bool, at position: Position) throws(Diagnostic) -> String {
        if options.takesWholeFile { return wholeFiles(withPath) }
        var arguments = ["all_varchar = \(!infersTypes)"]
        arguments.append("delim = \(SQL.literal(options.fieldTerminator))")
        arguments.append("quote = \(SQL.literal(options.quote ?? ""))")
        arguments.append("escape = \(SQL.literal(options.escape ?? options.quote ?? ""))")
        arguments.append("header = \(options.hasHeader)")
        arguments.append("skip = \(options.firstRow - 1)")
        arguments.append("null_padding = true")
        arguments.append("hive_partitioning = false")
        arguments.append("allow_quoted_nulls = false")
        if let terminator = try newLine(at: position) { arguments.append("new_line = \(SQL.literal(terminator))") }
        if options.isWide { arguments.append("encoding = 'utf-16'") }
        if let compression = options.compression { arguments.append("compression = \(SQL.literal(compression))") }
        if let page = options.codePage, !["65001", "RAW", "ACP", "UTF-8", "UTF8"].contains(page) {
            arguments.append("encoding = \(SQL.literal(page == "1252" ? "latin-1" : page.lowercased()))")
        }
        return "read_csv(\(list), \(arguments.joined(separator: ", "))\(path))"
    }

    private func newLine(at position: Position) throws(Diagnostic) -> String? {
        switch options.rowTerminator {
        case nil, "\n": return nil
        case "\r\n": return "\\r\\n"
        case "\r": return "\\r"
        case let other?:
            throw Diagnostic(
                "rows that end with '\(other.unicodeScalars.map { "0x" + String($0.value, radix: 16) }.joined(separator: " "))' are not supported",
                at: position, hint: "ROWTERMINATOR can be '\\n', '\\r\\n', '\\r', or '0x0b' for whole files.",
                number: 40000)
        }
    }

    /// What columns without names are called: C1, C2, …
    func names(of columns: [SourceColumn]) -> [String] {
        guard options.format == .csv, !options.hasHeader, options.single == nil else { return columns.map(\.name) }
        return columns.indices.map { "C\($0 + 1)" }
    }
}
