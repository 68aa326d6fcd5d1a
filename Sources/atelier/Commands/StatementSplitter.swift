import Tabular

/// The statements of a script in DuckDB's dialect, cut at semicolons that stand outside of strings and comments.
struct StatementSplitter {
    struct Statement {
        var text: String
        /// Where it begins, from 1.
        var line: Int
        var column: Int

        /// Whether it yields rows that can be written anywhere.
        var isQuery: Bool {
            let verb = text.drop { $0 == "(" || $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
            return ["select", "from", "with", "values", "table", "summarize", "describe", "desc", "show"].contains(verb)
        }

        /// With parameters put in as literals.
        func with(parameters: [String: String]) -> String {
            parameters.isEmpty ? text : StatementSplitter.replacing(parameters, in: text)
        }
    }

    private(set) var statements: [Statement] = []

    init(_ text: String) {
        var scan = SQLScan(text)
        var start = 0
        while let piece = scan.next() {
            guard piece.isSemicolon else { continue }
            add(scan.bytes[start..<piece.range.lowerBound], at: start, in: scan.bytes)
            start = piece.range.upperBound
        }
        add(scan.bytes[start...], at: start, in: scan.bytes)
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, at offset: Int, in all: [UInt8]) {
        var start = bytes.startIndex
        var scan = SQLScan(Array(bytes))
        // Blanks and comments before it are not the statement.
        while let piece = scan.next(), piece.isBlank { start = offset + piece.range.upperBound }
        let body = bytes[start...]
        guard body.contains(where: { $0 > 32 }) else { return }
        let before = all[..<start]
        let line = before.count { $0 == 10 } + 1
        let column = start - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
        statements.append(Statement(text: String(decoding: body, as: UTF8.self), line: line, column: column))
    }

    fileprivate static func replacing(_ parameters: [String: String], in text: String) -> String {
        var scan = SQLScan(text)
        var result: [UInt8] = []
        while let piece = scan.next() {
            let bytes = scan.bytes[piece.range]
            if piece.isParameter, let value = parameters[String(decoding: bytes.dropFirst(), as: UTF8.self)] {
                result += Array(literal(value).utf8)
            } else {
                result += bytes
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A number stays one.
    private static func literal(_ value: String) -> String {
        if let number = Int(value), String(number) == value { return value }
        if let number = Double(value), number.isFinite, value.allSatisfy({ "0123456789.-".contains($0) }) {
            return value
        }
        return SQL.literal(value)
    }
}

/// Walks over SQL in pieces: strings, comments, names, single signs.
struct SQLScan {
    struct Piece {
        var range: Range<Int>
        var isSemicolon = false
        var isBlank = false
        var isParameter = false
    }

    let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func next() -> Piece? {
        guard at < bytes.count else { return nil }
        let start = at
        var piece = Piece(range: start..<start)
        switch bytes[at] {
        case UInt8(ascii: ";"):
            at += 1
            piece.isSemicolon = true
        case 9, 10, 11, 12, 13, 32:
            while at < bytes.count, bytes[at] <= 32 { at += 1 }
            piece.isBlank = true
        case UInt8(ascii: "-") where byte(at + 1) == UInt8(ascii: "-"):
            while at < bytes.count, bytes[at] != 10 { at += 1 }
            piece.isBlank = true
        case UInt8(ascii: "/") where byte(at + 1) == UInt8(ascii: "*"):
            skipComment()
            piece.isBlank = true
        case UInt8(ascii: "'"), UInt8(ascii: "\""): skipQuoted(bytes[at])
        case UInt8(ascii: "$"): piece.isParameter = skipDollar()
        default:
            at += 1
            while at < bytes.count, Self.isWord(bytes[at - 1]), Self.isWord(bytes[at]) || bytes[at] == UInt8(ascii: "$")
            { at += 1 }
        }
        piece.range = start..<at
        return piece
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 97 && byte | 0x20 <= 122) || (byte >= 48 && byte <= 57) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    private mutating func skipComment() {
        var depth = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "/"), byte(at + 1) == UInt8(ascii: "*") {
                depth += 1
                at += 2
            } else if bytes[at] == UInt8(ascii: "*"), byte(at + 1) == UInt8(ascii: "/") {
                depth -= 1
                at += 2
                if depth == 0 { return }
            } else {
                at += 1
            }
        }
    }

    private mutating func skipQuoted(_ mark: UInt8) {
        at += 1
        while at < bytes.count {
            at += 1
            if bytes[at - 1] == mark {
                guard byte(at) == mark, at < bytes.count else { return }
                at += 1
            }
        }
    }

    /// `$name`, or a string between `$$` or `$tag$`; whether it is a parameter.
    private mutating func skipDollar() -> Bool {
        let start = at
        at += 1
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        guard byte(at) == UInt8(ascii: "$") else { return at > start + 1 }
        at += 1
        let tag = Array(bytes[start..<at])
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "$"), bytes[at...].starts(with: tag) {
                at += tag.count
                return false
            }
            at += 1
        }
        return false
    }
}
