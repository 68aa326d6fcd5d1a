/// A piece of a SQL text.
public struct SQLToken: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case keyword, name
        /// `"a name"`, or a file: `'flights.parquet'` is `string`.
        case quotedName
        case string, number, comment
        /// `$name`, `$1`, `@name`, `?`
        case parameter
        case sign
    }

    public var kind: Kind
    /// In UTF-8 bytes of the text.
    public var range: Range<Int>

    public init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }
}

/// Takes SQL apart as DuckDB reads it: one pass, whatever the text.
struct SQLLexer {
    private let bytes: [UInt8]
    private var at = 0
    private var tokens: [SQLToken] = []

    static func tokens(of bytes: [UInt8]) -> [SQLToken] {
        var lexer = SQLLexer(bytes: bytes)
        lexer.tokens.reserveCapacity(bytes.count / 5)
        lexer.run()
        return lexer.tokens
    }

    /// The tokens behind an offset, until they are those of the text before an edit again.
    ///
    /// What a token is depends on no byte before it. So where one begins as one began before, with the same bytes from
    /// there to the end, all others are the same too.
    /// - Returns: the new tokens, and the index of the old token that follows them.
    static func tokens(
        of bytes: [UInt8], from start: Int, untilThoseOf old: ArraySlice<SQLToken>, movedBy shift: Int,
        areSameFrom same: Int
    ) -> ([SQLToken], Int) {
        var lexer = SQLLexer(bytes: bytes)
        lexer.at = start
        var next = old.startIndex
        while lexer.at < bytes.count {
            let start = lexer.at
            while next < old.endIndex, old[next].range.lowerBound + shift < start { next += 1 }
            if start >= same, next < old.endIndex, old[next].range.lowerBound + shift == start {
                return (lexer.tokens, next)
            }
            if let kind = lexer.next() { lexer.tokens.append(SQLToken(kind, start..<lexer.at)) }
        }
        return (lexer.tokens, old.endIndex)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

    private mutating func run() {
        while at < bytes.count {
            let start = at
            if let kind = next() { tokens.append(SQLToken(kind, start..<at)) }
        }
    }

    /// Takes one token or some white space (nil).
    private mutating func next() -> SQLToken.Kind? {
        let start = at
        switch byte() {
        case 0x20, 0x09, 0x0a, 0x0d, 0x0b, 0x0c:
            at += 1
            return nil
        case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
            skip { $0 != 0x0a }
            return .comment
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
            blockComment()
            return .comment
        case UInt8(ascii: "'"):
            quoted(by: UInt8(ascii: "'"))
            return .string
        case UInt8(ascii: "\""):
            quoted(by: UInt8(ascii: "\""))
            return .quotedName
        case let first where first | 0x20 == UInt8(ascii: "e") && byte(1) == UInt8(ascii: "'"):
            at += 1
            escaped()
            return .string
        case UInt8(ascii: "$"): return dollar()
        case UInt8(ascii: "@") where Self.isWord(byte(1)):
            at += 1
            skip(while: Self.isWord)
            return .parameter
        case UInt8(ascii: "?"):
            at += 1
            return .parameter
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            number()
            return .number
        case UInt8(ascii: ".") where Self.isDigit(byte(1)):
            number()
            return .number
        case let first where Self.isWord(first):
            skip(while: Self.isWord)
            return SQLKeywords.contains(bytes[start..<at]) ? .keyword : .name
        default:
            sign()
            return .sign
        }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while at < bytes.count, condition(bytes[at]) { at += 1 }
    }

    private mutating func quoted(by quote: UInt8) {
        at += 1
        while at < bytes.count {
            if bytes[at] == quote {
                if byte(1) != quote { break }
                at += 1
            }
            at += 1
        }
        at = min(at + 1, bytes.count)
    }

    private mutating func escaped() {
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "'") || byte(1) == UInt8(ascii: "'") {
            at += bytes[at] == UInt8(ascii: "\\") || bytes[at] == UInt8(ascii: "'") ? 2 : 1
        }
        at = min(at + 1, bytes.count)
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                at += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                at += 2
            } else {
                at += 1
            }
        } while depth > 0 && at < bytes.count
        at = min(at, bytes.count)
    }

    /// `$name`, `$1`, or a text between `$$` or `$tag$`.
    private mutating func dollar() -> SQLToken.Kind {
        let start = at
        at += 1
        skip(while: Self.isWord)
        guard byte() == UInt8(ascii: "$") else { return at - start > 1 ? .parameter : .sign }
        at += 1
        let tag = bytes[start..<at]
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "$"), bytes[at...].starts(with: tag) {
                at += tag.count
                return .string
            }
            at += 1
        }
        return .string
    }

    private mutating func number() {
        if byte() == UInt8(ascii: "0"), byte(1) | 0x20 == UInt8(ascii: "x") { at += 2 }
        skip { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        if byte() == UInt8(ascii: ".") {
            at += 1
            skip { Self.isDigit($0) || $0 == UInt8(ascii: "_") }
        }
        let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
        if byte() | 0x20 == UInt8(ascii: "e"), Self.isDigit(byte(hasSign ? 2 : 1)) {
            at += hasSign ? 2 : 1
            skip(while: Self.isDigit)
        }
        skip(while: Self.isWord)
    }

    private mutating func sign() {
        let pairs: [StaticString] = ["::", "<=", ">=", "<>", "!=", "||", "->", "=>", ":=", "**", "==", "//"]
        let isPair = pairs.contains { $0.utf8Start[0] == byte() && $0.utf8Start[1] == byte(1) }
        at = min(at + (isPair ? 2 : 1), bytes.count)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7a).contains(byte) || (0x41...0x5a).contains(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}
