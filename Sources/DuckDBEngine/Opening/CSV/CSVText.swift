/// A record of delimited text.
struct CSVRecord {
    var fields: [String]
    /// The number of its first line, from 1.
    var line: Int
    /// Records and blank lines before it.
    var position: Int
    var bytes: Int
    /// Fields in quotes, and how many of them hold nothing.
    var quotedFields = 0
    var quotedEmpties = 0
    /// Fields without quotes that look like several values in one.
    var crowdedFields = 0
    /// Whether something follows a closing quote.
    var hasStrayQuote = false

    /// Fields that hold something.
    var filled: Int { fields.count { !$0.isEmpty } }
}

/// Text taken apart into records.
struct CSVText {
    var records: [CSVRecord] = []
    var blankLines = 0
    var lineEnds: Set<String> = []
    /// Whether the last record is in quotes that never end.
    var isOpen = false

    /// How a text may be taken apart.
    struct Marks: Equatable {
        var delimiter: UInt8
        /// 0: quotes mean nothing.
        var quote: UInt8
        var escape: UInt8
    }

    /// Bytes that usually stand between values.
    static let delimiters = Array(",;|\t".utf8)

    init(_ bytes: ArraySlice<UInt8>, _ marks: Marks) {
        var scanner = Scanner(marks: marks)
        bytes.withUnsafeBufferPointer { scanner.scan($0) }
        records = scanner.records
        blankLines = scanner.blankLines
        lineEnds = scanner.lineEnds
        isOpen = scanner.isQuoted
    }

    private struct Scanner {
        let marks: Marks
        var records: [CSVRecord] = []
        var blankLines = 0
        var lineEnds: Set<String> = []
        var isQuoted = false
        private var field: [UInt8] = []
        private var wasQuoted = false
        private var isCrowded = false
        private var record = CSVRecord(fields: [], line: 1, position: 0, bytes: 0)
        private var line = 1
        private var start = 0

        init(marks: Marks) { self.marks = marks }

        mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                index += 1
                if isQuoted {
                    if byte == marks.escape, next == marks.quote || (byte == 0x5C && next != 0) {
                        field.append(next)
                        index += 1
                    } else if byte == marks.quote {
                        isQuoted = false
                    } else {
                        if byte == 10 { line += 1 }
                        field.append(byte)
                    }
                } else if byte == marks.delimiter {
                    endField()
                } else if byte == 10 || byte == 13 {
                    if byte == 13, next == 10 { index += 1 }
                    lineEnds.insert(byte == 10 ? "LF" : next == 10 ? "CRLF" : "CR")
                    endLine(at: index)
                } else if byte == marks.quote, marks.quote != 0, !wasQuoted, field.allSatisfy({ $0 == 32 }) {
                    field.removeAll(keepingCapacity: true)
                    (isQuoted, wasQuoted) = (true, true)
                } else {
                    take(byte)
                }
            }
            if hasContent { endLine(at: index) }
        }

        private var hasContent: Bool { !record.fields.isEmpty || !field.isEmpty || wasQuoted }

        private mutating func take(_ byte: UInt8) {
            if wasQuoted, byte != 32 { record.hasStrayQuote = true }
            if byte == 0x22 || CSVText.delimiters.contains(byte) { isCrowded = true }
            field.append(byte)
        }

        private mutating func endField() {
            if wasQuoted {
                record.quotedFields += 1
                if field.isEmpty { record.quotedEmpties += 1 }
            } else if isCrowded, !field.allSatisfy({ (0x2B...0x39).contains($0) || $0 == 32 }) {
                record.crowdedFields += 1
            } else if field.count > 1, field[0] == 0x27, field.last == 0x27 {
                // Quotes of another kind.
                record.crowdedFields += 1
            }
            record.fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            (wasQuoted, isCrowded) = (false, false)
        }

        private mutating func endLine(at index: Int) {
            let position = record.position
            if hasContent {
                endField()
                record.bytes = index - start
                records.append(record)
            } else {
                blankLines += 1
            }
            start = index
            line += 1
            record = CSVRecord(fields: [], line: line, position: position + 1, bytes: 0)
        }
    }
}
