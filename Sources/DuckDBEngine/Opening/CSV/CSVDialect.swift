import Foundation
import Tabular

/// How the fields of a delimited text file are told apart.
///
/// It is found here and spelled out to the engine, whose own guesses can skip lines that do not fit.
struct CSVDialect: Equatable {
    var delimiter = ","
    /// The escape inside quotes: a doubled quote, or a backslash.
    var escape = "\""
    var encoding = "utf-8"
    /// Whether the first line holds names.
    var hasHeader = true
    var names: [String] = []
    var notes: [String] = []

    private static let candidates = [",", "\t", ";", "|"]

    /// - Parameters:
    ///   - text: the beginning of the file; its last line may be cut off when `isWhole` is false.
    ///   - name: the file's name, whose ending may promise a delimiter.
    init(text: String, isWhole: Bool, name: String) {
        if text.contains("\\\""), !text.contains("\"\"") { escape = "\\" }
        let lower = name.lowercased()
        let promised = lower.contains(".tsv") || lower.contains(".tab") ? "\t" : lower.contains(".psv") ? "|" : nil
        var best: (score: Double, records: [[String]]) = (-1, [])
        for candidate in [promised].compactMap({ $0 }) + Self.candidates {
            var records = CSVText.records(of: text, delimiter: candidate, escape: escape)
            if !isWhole && records.count > 1 { records.removeLast() }
            let score = Self.score(records) + (candidate == promised ? 0.5 : 0)
            if score > best.score {
                best = (score, records)
                delimiter = candidate
            }
        }
        nameColumns(best.records)
    }

    /// The share of records that have the usual number of fields; 0 when that is one field.
    private static func score(_ records: [[String]]) -> Double {
        let width = usualWidth(records)
        guard width > 1 else { return 0 }
        return Double(records.count { $0.count == width }) / Double(records.count) + min(0.1, Double(width) / 1000)
    }

    private static func usualWidth(_ records: [[String]]) -> Int {
        var counts: [Int: Int] = [:]
        for record in records { counts[record.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    private mutating func nameColumns(_ records: [[String]]) {
        guard let first = records.first else { return }
        hasHeader = Self.isHeader(first, over: Array(records.dropFirst().prefix(200)))
        var width = first.count
        if records.count > 2 { width = max(width, Self.usualWidth(Array(records.dropFirst()))) }
        if !hasHeader {
            notes.append("the first line holds values, not names: columns are named column1 to column\(width)")
        }
        if hasHeader && width > first.count {
            notes.append(
                "the first line names \(first.count) columns, the others have \(width): the rest are named by position")
        }
        var taken: Set<String> = []
        for position in 0..<width {
            var name = hasHeader && position < first.count ? first[position].trimmingCharacters(in: .whitespaces) : ""
            if name.isEmpty { name = "column\(position + 1)" }
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

    /// Names are no numbers, unless the values below them are not numbers either.
    private static func isHeader(_ first: [String], over records: [[String]]) -> Bool {
        let numbers = first.indices.filter { Double(first[$0]) != nil }
        guard !numbers.isEmpty else { return true }
        return numbers.allSatisfy { position in
            let values = records.compactMap { position < $0.count ? $0[position] : nil }.filter { !$0.isEmpty }
            return values.contains { Double($0) == nil }
        }
    }
}

/// Splits delimited text into records.
enum CSVText {
    /// Records and their fields; quotes are removed. Blank lines are skipped.
    static func records(of text: String, delimiter: String, escape: String) -> [[String]] {
        let separator = delimiter.utf8.first ?? 44
        let backslash = escape == "\\"
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        func endField() {
            record.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            wasQuoted = false
        }
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            index += 1
            if isQuoted {
                if backslash && byte == 0x5C && next != 0 || byte == 0x22 && next == 0x22 && !backslash {
                    field.append(next)
                    index += 1
                } else if byte == 0x22 {
                    isQuoted = false
                } else {
                    field.append(byte)
                }
            } else if byte == 0x22 && field.isEmpty {
                (isQuoted, wasQuoted) = (true, true)
            } else if byte == separator {
                endField()
            } else if byte == 10 || byte == 13 {
                if byte == 13 && next == 10 { index += 1 }
                if record.isEmpty && field.isEmpty && !wasQuoted { continue }
                endField()
                records.append(record)
                record = []
            } else {
                field.append(byte)
            }
        }
        if !record.isEmpty || !field.isEmpty || wasQuoted {
            endField()
            records.append(record)
        }
        return records
    }
}
