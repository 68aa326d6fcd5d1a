import Foundation
import Tabular

/// All that is decided about reading some delimited files.
struct CSVPlan {
    /// The files as they were named, and as they are read: text of other encodings is rewritten.
    let named: [String]
    var files: [String]
    var dialect: CSVDialect
    let head: CSVHead
    let options: ReadingOptions
    /// What the values of each column are, and what becomes of them.
    var classes: [ValueClasses]
    var rules: [CSVRule] = []
    var missingWords: [String] = []
    /// Whether lines with too few fields are filled up with NULL.
    var padsShortLines = false
    /// Whether lines that cannot be read are left out.
    var skipsBadLines = false
    /// Whether lines are longer than the usual buffer.
    var hasLongLines = false
    /// Whether only one thread can read the lines: those of quoted text may look like rows of their own to others.
    var isSerial = false
    /// Whether all lines that were looked at fit.
    var isRegular = true
    /// Rows, when all were looked at.
    var rows: Int?
    var rejects = CSVRejects()
    var notes: [String] = []
    /// Those of them that are not about types.
    var notesOfLines: [String] = []

    init(files: FileList, readAs paths: [String], dialect: CSVDialect, head: CSVHead, options: ReadingOptions) {
        named = files.paths
        self.files = paths
        self.dialect = dialect
        self.head = head
        self.options = options
        classes = dialect.names.map { _ in [] }
        notes = dialect.notes
    }

    var isRewritten: Bool { files != named }

    var schema: Schema {
        Schema(
            zip(dialect.names, rules).map { name, rule in
                Column(name, ColumnType(Self.kinds[rule.sqlType] ?? .text, rule.sqlType))
            })
    }

    private static let kinds: [String: ColumnType.Kind] = [
        "BOOLEAN": .boolean, "BIGINT": .integer, "HUGEINT": .integer, "DOUBLE": .real, "DATE": .date,
        "TIMESTAMP": .timestamp, "TIMESTAMP WITH TIME ZONE": .timestamp, "TIME": .time,
    ]

    /// Makes room for rows that are longer than the names.
    mutating func widen(to width: Int) {
        notes.append(
            "the first line names \(dialect.names.count) columns, many others have \(width): "
                + "the rest are named by position")
        for position in dialect.names.count..<width {
            var name = "column\(position + 1)"
            while dialect.names.contains(where: { $0.lowercased() == name.lowercased() }) { name += "_2" }
            dialect.names.append(name)
        }
        classes = dialect.names.map { _ in [] }
    }

    /// The FROM expression, with everything spelled out.
    var source: String {
        var types: [String] = []
        var list: [String] = []
        for (position, rule) in rules.enumerated() {
            let name = dialect.names[position]
            let isQuoted = classes[position].contains(.quotedEmpty) && !readsQuotedNothingAsMissing
            if let expression = rule.expression(name, hasQuotedEmpty: isQuoted) {
                types.append("VARCHAR")
                list.append("\(expression) AS \(SQL.identifier(name))")
            } else {
                types.append(rule.sqlType)
                list.append(SQL.identifier(name))
            }
        }
        let reader = reader(types: types, options: sourceOptions)
        let isPlain = zip(list, dialect.names).allSatisfy { $0 == SQL.identifier($1) }
        return isPlain ? reader : "(SELECT \(list.joined(separator: ", ")) FROM \(reader))"
    }

    /// Words in quotes that stand for missing values cannot be told from nothing in quotes.
    var readsQuotedNothingAsMissing: Bool { dialect.quotedEmptyIsMissing || !missingWords.isEmpty }

    var sourceOptions: [String] {
        var options: [String] = readsQuotedNothingAsMissing ? [] : ["allow_quoted_nulls=false"]
        options += lineOptions(leavingOut: skipsBadLines ? "left_out" : nil)
        if !missingWords.isEmpty {
            options.append("nullstr=[" + ([""] + missingWords).map(SQL.literal).joined(separator: ", ") + "]")
        }
        return options
    }

    /// The same lines with every column as text; what does not fit goes to the two tables of rejects.
    /// - Parameter rejects: the beginning of their names; nil: what does not fit is left out, if there is such.
    func textSource(rejects: String?) -> String {
        var options = dialect.quotedEmptyIsMissing ? [] : ["allow_quoted_nulls=false"]
        options += lineOptions(
            leavingOut: rejects ?? (skipsBadLines ? "left_out" : nil), limit: rejects == nil ? 1 : 0)
        return reader(types: classes.map { _ in "VARCHAR" }, options: options)
    }

    /// What becomes of lines that do not fit: without these options, they are errors.
    ///
    /// Lines are left out and put into tables. `ignore_errors` must not be used: behind a stray quote it loses all that
    /// is left of a block, in silence. Nor may several threads read then: where quoted text holds line breaks, they
    /// begin in the midst of it and nobody notices. Padding does not go together with that either.
    private func lineOptions(leavingOut table: String?, limit: Int = 1) -> [String] {
        var options = padsShortLines ? ["null_padding=true"] : []
        if padsShortLines || isSerial || table != nil { options.append("parallel=false") }
        guard let table else { return options }
        options += ["store_rejects=true", "rejects_table='\(table)_errors'", "rejects_scan='\(table)_scans'"]
        return options + (limit > 0 ? ["rejects_limit=\(limit)"] : [])
    }

    /// Bytes read at a time: the engine's own choice, for each of its threads, is eight times as much and no faster.
    private static let buffer = 4_000_000

    func reader(types: [String], options: [String]) -> String {
        var parts = [ParquetOpener.list(files), "auto_detect=false", "delim=" + SQL.literal(dialect.delimiter)]
        parts += ["quote=" + SQL.literal(dialect.quote ?? ""), "escape=" + SQL.literal(dialect.escape)]
        parts.append("header=\(dialect.hasHeader)")
        if dialect.skip > 0 { parts.append("skip=\(dialect.skip)") }
        if head.compression != nil, head.encoding != .utf8 { parts.append("encoding='\(head.engineName)'") }
        let isLong = head.bytes.count > 1 << 20 || hasLongLines
        if isLong {
            parts += ["max_line_size=33554432", "buffer_size=67108864"]
        }
        parts += options
        let columns = zip(dialect.names, types).map { "\(SQL.literal($0)): '\($1)'" }
        parts.append("columns={" + columns.joined(separator: ", ") + "}")
        if !isLong { parts.append("buffer_size=\(Self.buffer)") }
        return "read_csv(" + parts.joined(separator: ", ") + ")"
    }

    /// The account of all this.
    func reading(isComplete: Bool) -> Reading {
        var marks: [MarkedNumbers.Marks] = []
        for case .number(let mark, _) in rules where !marks.contains(mark) { marks.append(mark) }
        let words = dialect.quote == nil ? nil : dialect.escape
        let text = TextDialect(
            delimiter: dialect.delimiter, quote: dialect.quote, escape: words, hasHeader: dialect.hasHeader,
            encoding: head.encoding.rawValue, hasByteOrderMark: head.mark > 0, lineEnd: dialect.lineEnd,
            skippedLines: dialect.skip, blankLines: dialect.blankLines,
            decimalMark: marks.contains { $0.decimal == "," } ? "," : ".",
            thousandsMark: marks.lazy.compactMap(\.thousands).first, compression: head.compression,
            missingWords: missingWords)
        return Reading(
            format: .csv, dialect: text, columns: dialect.names.count, rows: isComplete ? rows : nil,
            isComplete: isComplete, differences: rejects.first, differingLines: rejects.count,
            lostLines: rejects.lost, options: options)
    }
}
