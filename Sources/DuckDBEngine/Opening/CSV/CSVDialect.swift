import Foundation
import Tabular

/// How the fields of a delimited text file are told apart, and how its columns are called.
///
/// It is found here and spelled out to the engine, whose own guesses can skip lines that do not fit.
struct CSVDialect: Equatable {
    var delimiter = ","
    /// Nil: quotes mean nothing.
    var quote: String? = "\""
    /// The escape inside quotes: a doubled quote, or a backslash.
    var escape = "\""
    /// Whether the first line of the table holds names.
    var hasHeader = true
    /// Records and blank lines before the table.
    var skip = 0
    var blankLines = 0
    /// `LF`, `CRLF`, `CR` or `mixed`.
    var lineEnd = "LF"
    var names: [String] = []
    /// Whether a field of nothing in quotes is missing, as one without quotes is.
    var quotedEmptyIsMissing = false
    var notes: [String] = []
    /// Whether so many rows are longer than the names that they are given columns of their own.
    static func widens(_ longer: Int, of rows: Int) -> Bool { longer >= 3 && longer * 10 >= rows }

    init(_ candidate: CSVCandidate, _ bytes: [UInt8], isWhole: Bool, options: ReadingOptions) {
        delimiter = candidate.delimiter
        quote = candidate.quote
        escape = candidate.escape
        let whole = CSVCandidate(
            bytes[...], delimiter: delimiter, quote: quote, escape: escape, isWhole: isWhole,
            skip: options.skippedLines, prior: 1)
        let records = whole.text.records
        guard whole.layout.start < records.count else { return }
        let first = records[whole.layout.start]
        skip = first.position
        blankLines = whole.text.blankLines
        if let end = whole.text.lineEnds.first { lineEnd = whole.text.lineEnds.count == 1 ? end : "mixed" }
        let below = records[(whole.layout.start + 1)...]
        let names = Self.names(in: first)
        hasHeader = options.hasHeader ?? Self.isHeader(names, over: below.prefix(200).map(\.fields))
        if skip > 0 {
            let lines = "\(skip) \(skip == 1 ? "line" : "lines")"
            notes.append(
                "\(lines) before the table \(skip == 1 ? "is" : "are") left out: \(Self.cut(records[0].fields))")
        }
        quotedEmptyIsMissing = Self.quotesEverything(below)
        if quotedEmptyIsMissing { notes.append("every field is in quotes: those that hold nothing are missing values") }
        nameColumns(names, below, width: whole.layout.width)
    }

    private static func cut(_ fields: [String]) -> String {
        let text = fields.joined(separator: " ").trimmingCharacters(in: .whitespaces)
        return text.count > 60 ? text.prefix(60) + "…" : text
    }

    private static func names(in record: CSVRecord) -> [String] {
        var names = record.fields.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        // A header that is a comment itself.
        if names[0].hasPrefix("#"), names.count > 1 {
            names[0] = String(names[0].drop { $0 == "#" || $0 == " " })
        }
        return names
    }

    private static func quotesEverything(_ records: ArraySlice<CSVRecord>) -> Bool {
        var empties = 0
        for record in records {
            guard record.quotedFields == record.fields.count else { return false }
            empties += record.quotedEmpties
        }
        return empties > 0
    }

    private mutating func nameColumns(_ first: [String], _ below: ArraySlice<CSVRecord>, width usual: Int) {
        var width = below.isEmpty ? first.count : max(first.count, usual)
        let longer = below.filter { $0.fields.count > width }
        if Self.widens(longer.count, of: below.count) {
            width = longer.map(\.fields.count).max() ?? width
        }
        var given = hasHeader ? first : []
        if !hasHeader {
            notes.append("the first line holds values, not names: columns are named column1 to column\(width)")
        } else if width > first.count {
            if Self.hasRowNames(below, width: width, names: first.count) {
                given.insert("row", at: 0)
                notes.append("the first line names one column fewer than there are: the first column is called row")
            } else {
                notes.append(
                    "the first line names \(first.count) columns, the others have \(width): "
                        + "the rest are named by position")
            }
        }
        name(given, width: width)
    }

    /// Tables that R writes have no name above the names of the rows.
    private static func hasRowNames(_ below: ArraySlice<CSVRecord>, width: Int, names: Int) -> Bool {
        guard names == width - 1, names > 0, below.count > 1 else { return false }
        let keys = Set(below.map { $0.fields[0] })
        return keys.count == below.count && !keys.contains("") && below.allSatisfy { $0.fields.count == width }
            && below.contains { $0.fields.last?.isEmpty == false }
    }

    private mutating func name(_ given: [String], width: Int) {
        var taken: Set<String> = []
        for position in 0..<width {
            var name = position < given.count ? given[position] : ""
            if name.isEmpty {
                name = "column\(position + 1)"
                if position < given.count {
                    notes.append("column \(position + 1) has no name: it is called \(name)")
                }
            }
            let base = name
            var suffix = 2
            while !taken.insert(name.lowercased()).inserted {
                name = "\(base)_\(suffix)"
                suffix += 1
            }
            if name != base { notes.append("the name \(base) occurs again: the later column is called \(name)") }
            names.append(name)
        }
    }

    /// Names are no values, unless the values below them are not of that kind either.
    private static func isHeader(_ first: [String], over records: [[String]]) -> Bool {
        let values = first.indices.filter { isValue(first[$0]) }
        guard !values.isEmpty else { return true }
        return values.allSatisfy { position in
            let below = records.compactMap { position < $0.count ? $0[position] : nil }.filter { !$0.isEmpty }
            return below.contains { !isValue($0) }
        }
    }

    /// Whether a text is a number or begins like a date.
    private static func isValue(_ text: String) -> Bool {
        if Double(text) != nil { return true }
        let digits = text.utf8.prefix(8).count { (0x30...0x39).contains($0) }
        return digits >= 4 && text.utf8.count >= 8 && text.utf8.allSatisfy { (0x2B...0x3A).contains($0) || $0 == 32 }
    }
}
