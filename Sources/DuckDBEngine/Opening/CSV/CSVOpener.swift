import Foundation
import Tabular

/// Opens delimited text: the dialect is found here, column types by checking values, and lines that do not fit are told.
struct CSVOpener {
    let session: Session
    /// Files up to this many bytes are checked whole when they are opened; others by their first rows until loaded.
    static let wholeFileLimit = 4 << 20
    private static let sampleRows = 1000
    static let sampledNote = "column types were told from the first rows; loading checks all of them"

    static func size(of path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }

    /// The bytes of a table's files, when it is made of files.
    static func size(ofAll table: OpenedTable) -> Int? {
        guard table.fingerprint.hasPrefix("files:") else { return nil }
        return Int(table.fingerprint.split(separator: ":")[2])
    }

    /// - Parameter whole: whether to check every line, whatever the size.
    func open(_ files: FileList, as location: SourceLocation, whole: Bool = false) throws(Problem) -> OpenedTable {
        let dialect = try dialect(of: files)
        var plan = CSVPlan(files: files.paths, dialect: dialect)
        plan.notes = dialect.notes
        if dialect.encoding != "utf-8" { plan.notes.append("the text is not UTF-8: it is read as \(dialect.encoding)") }
        let size = files.paths.reduce(0) {
            $0 + Self.size(of: $1) * (FileHead(path: $1, count: 4).isCompressed ? 8 : 1)
        }
        let isWhole = whole || size <= Self.wholeFileLimit
        if isWhole && size > Self.wholeFileLimit {
            // Columns that are text at the beginning need no further check.
            var probe = plan
            try CSVCheck(session: session).run(&probe, rows: Self.sampleRows)
            plan.classes = probe.classes
        }
        try CSVCheck(session: session).run(&plan, rows: isWhole ? nil : Self.sampleRows)
        let strict = isWhole ? nil : plan.strictQuery
        if !isWhole { plan.notes.append(Self.sampledNote) }
        let source = plan.source
        var absolute = plan
        absolute.files = files.absolutePaths
        session.core.sources.add(
            source, files: SourceFiles(list: files, isSampled: !isWhole, strictQuery: strict),
            absolute: absolute.source)
        return OpenedTable(
            location: location, format: .csv, relation: Relation(source: source), schema: plan.schema,
            needsLoading: true, notes: plan.notes)
    }

    private func dialect(of files: FileList) throws(Problem) -> CSVDialect {
        var found: CSVDialect?
        for path in files.paths {
            let head = try CSVHead(path: path, session: session)
            var dialect = CSVDialect(text: head.text, isWhole: head.isWhole, name: path)
            dialect.encoding = head.encoding
            if let found, found.names != dialect.names || found.delimiter != dialect.delimiter {
                throw Problem(
                    "the files differ in columns: \(path) does not look like \(files.paths[0])",
                    detail: "\(files.paths[0]): \(found.names.joined(separator: ", "))\n"
                        + "\(path): \(dialect.names.joined(separator: ", "))",
                    hint: "Open them one at a time.")
            }
            if found == nil { found = dialect }
        }
        guard let found else { throw Problem("no file was named") }
        return found
    }
}

/// All that is decided about reading some delimited files.
struct CSVPlan {
    var files: [String]
    let dialect: CSVDialect
    /// What the values of each column are.
    var classes: [ValueClasses]
    var missingWords: [String] = []
    /// Whether lines with too few fields are filled up with NULL.
    var padsShortLines = false
    /// Whether lines that cannot be read are left out.
    var skipsBadLines = false
    var notes: [String] = []

    init(files: [String], dialect: CSVDialect) {
        self.files = files
        self.dialect = dialect
        classes = dialect.names.map { _ in [] }
    }

    var schema: Schema {
        Schema(
            zip(dialect.names, classes).map { name, classes in
                Column(name, ColumnType(Self.kinds[classes.sqlType] ?? .text, classes.sqlType))
            })
    }

    private static let kinds: [String: ColumnType.Kind] = [
        "BOOLEAN": .boolean, "BIGINT": .integer, "HUGEINT": .integer, "DOUBLE": .real, "DATE": .date,
        "TIMESTAMP": .timestamp, "TIMESTAMP WITH TIME ZONE": .timestamp, "TIME": .time,
    ]

    /// The FROM expression, with everything spelled out.
    var source: String { source(types: classes.map(\.sqlType), options: sourceOptions) }

    var sourceOptions: [String] {
        var options: [String] = []
        // Quoted line breaks and padding do not go together with parallel reading.
        if padsShortLines { options += ["null_padding=true", "parallel=false"] }
        if skipsBadLines { options.append("ignore_errors=true") }
        if !missingWords.isEmpty {
            options.append("nullstr=[" + ([""] + missingWords).map(SQL.literal).joined(separator: ", ") + "]")
        }
        return options
    }

    /// The same lines with every column as text; what does not fit goes to the two tables of rejects.
    func textSource(rejects: String) -> String {
        source(
            types: classes.map { _ in "VARCHAR" },
            options: ["store_rejects=true", "rejects_table='\(rejects)_errors'", "rejects_scan='\(rejects)_scans'"])
    }

    func source(types: [String], options: [String]) -> String {
        var parts = [ParquetOpener.list(files), "auto_detect=false", "delim=" + SQL.literal(dialect.delimiter)]
        parts += ["quote='\"'", "escape=" + SQL.literal(dialect.escape), "header=\(dialect.hasHeader)"]
        if dialect.encoding != "utf-8" { parts.append("encoding='\(dialect.encoding)'") }
        parts += options
        let columns = zip(dialect.names, types).map { "\(SQL.literal($0)): '\($1)'" }
        parts.append("columns={" + columns.joined(separator: ", ") + "}")
        return "read_csv(" + parts.joined(separator: ", ") + ")"
    }
}
