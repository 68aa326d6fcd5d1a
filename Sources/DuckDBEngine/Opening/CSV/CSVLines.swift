import Foundation

/// Finds the lines of records in a delimited file, which records in quotes and blank lines make another number.
struct CSVLines {
    let path: String
    let dialect: CSVDialect

    /// The numbers of the lines on which places are, from 1; none when the file cannot be read any more.
    /// - Parameters:
    ///   - places: offsets in bytes, in order; line ends there count as passed.
    ///   - mark: the byte that ends a line.
    static func lines(in path: String, at places: [Int], mark: UInt8) -> [Int] {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else { return [] }
        return data.withUnsafeBytes { bytes -> [Int] in
            guard let base = bytes.baseAddress else { return [] }
            var (line, offset) = (1, 0)
            return places.map { place in
                var end = min(max(place, offset), bytes.count)
                while end < bytes.count, bytes[end] == mark { end += 1 }
                while offset < end, let found = memchr(base + offset, Int32(mark), end - offset) {
                    line += 1
                    offset = base.distance(to: UnsafeRawPointer(found)) + 1
                }
                offset = end
                return line
            }
        }
    }

    /// The number of the line on which a row begins, from 1; nil when the file cannot be read any more.
    /// - Parameters:
    ///   - row: the row's number, from 0.
    ///   - lost: the numbers of lines that are no rows.
    func line(ofRow row: Int, lost: Set<Int>) -> Int? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else { return nil }
        let quote = dialect.quote?.utf8.first ?? 0
        let escape = dialect.escape.utf8.first ?? 0
        let skipped = dialect.skip + (dialect.hasHeader ? 1 : 0)
        let keepsBlanks = dialect.names.count == 1
        return data.withUnsafeBytes { bytes -> Int? in
            var (line, start, position, found) = (1, 1, 0, -1)
            var isQuoted = false
            var isBlank = true
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if isQuoted, byte == escape, escape != quote { index += 1 }
                if quote != 0, byte == quote { isQuoted.toggle() }
                guard byte == 10 || (byte == 13 && (index == bytes.count || bytes[index] != 10)) else {
                    if byte != 13 { isBlank = false }
                    continue
                }
                line += 1
                if isQuoted { continue }
                if position >= skipped, !isBlank || keepsBlanks, !lost.contains(start) {
                    found += 1
                    if found == row { return start }
                }
                position += 1
                (start, isBlank) = (line, true)
            }
            return !isBlank && found + 1 == row ? start : nil
        }
    }
}
