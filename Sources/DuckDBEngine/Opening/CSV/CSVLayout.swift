import Foundation

/// Where the table is in a text that was taken apart: how wide it is, and what stands before it.
struct CSVLayout {
    /// The usual number of fields.
    private(set) var width = 1
    /// The record that the table begins with: its header, when it has one.
    private(set) var start = 0
    private static let longestPreamble = 60

    /// - Parameter skip: how many lines to leave out; nil: find out.
    init(_ records: [CSVRecord], skip: Int?) {
        if let skip { start = records.firstIndex { $0.position >= skip } ?? records.count }
        width = Self.usualWidth(records[start...])
        guard skip == nil else { return }
        if let table = afterBlankLine(records) { start = table }
        while start < min(records.count - 1, Self.longestPreamble), isPreamble(records[start], before: records) {
            start += 1
        }
        // What is longer than the table is no preamble to it.
        let body = records.count - start
        if body < 2 || body * 3 < start { start = 0 }
    }

    /// The record below a blank line that parts a few narrower lines, such as titles with commas in them, from the
    /// table; nil when there is none.
    private func afterBlankLine(_ records: [CSVRecord]) -> Int? {
        let most = min(records.count / 4, Self.longestPreamble)
        let narrow = records.prefix { $0.fields.count < width }.count
        guard narrow > 0, narrow <= most, narrow < records.count else { return nil }
        return records[narrow].position > records[narrow - 1].position + 1 ? narrow : nil
    }

    /// The width that accounts for most fields; one column only when there is nothing else.
    private static func usualWidth(_ records: ArraySlice<CSVRecord>) -> Int {
        var counts: [Int: Int] = [:]
        for record in records { counts[record.fields.count, default: 0] += 1 }
        func weight(_ width: Int, _ count: Int) -> Double { Double(count) * Double(width - 1) / Double(width) }
        return counts.max { (weight($0.key, $0.value), $0.key) < (weight($1.key, $1.value), $1.key) }?.key ?? 1
    }

    /// Titles, comments and rules have fewer values than the table below them.
    private func isPreamble(_ record: CSVRecord, before records: [CSVRecord]) -> Bool {
        let next = records[start + 1]
        let first = record.fields[0].trimmingCharacters(in: .whitespaces)
        if Self.isComment(first) {
            let isHeader = record.fields.count == width && next.fields.count == width && !Self.isComment(next.fields[0])
            return !isHeader || width == 1
        }
        guard width > 1, record.quotedFields < max(2, record.fields.count) else { return false }
        if record.fields.count == 1 { return true }
        let isFuller = next.filled > 1 || records[min(start + 2, records.count - 1)].filled > 1
        if width > 2, record.filled <= 1, isFuller { return !record.fields.contains { Double($0) != nil } }
        return width > 3 && record.fields.count <= width / 2
    }

    static func isComment(_ text: String) -> Bool { text.hasPrefix("#") || text.hasPrefix("//") || text.hasPrefix("%") }
}
