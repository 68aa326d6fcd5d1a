/// Cuts a script into tokens in one pass over its bytes.
struct Lexer {
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var column = 1
    private var isFirstOnLine = true
    /// Bytes looked at, which tests hold against the length of the text.
    private(set) var steps = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// All tokens, the last one being `.end`.
    static func tokens(of text: String) throws(Diagnostic) -> [Token] {
        var lexer = Lexer(text)
        return try lexer.all()
    }

    mutating func all() throws(Diagnostic) -> [Token] {
        var tokens: [Token] = []
        tokens.reserveCapacity(bytes.count / 4)
        while true {
            try skipBlank()
            let token = try next()
            tokens.append(token)
            isFirstOnLine = false
            if token.kind == .end { return tokens }
        }
    }

    private var position: Position { Position(line: line, column: column, offset: at) }
    private func peek(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

    private mutating func advance() {
        steps += 1
        let byte = bytes[at]
        at += 1
        if byte == 10 {
            line += 1
            column = 1
            isFirstOnLine = true
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    private mutating func skipBlank() throws(Diagnostic) {
        while at < bytes.count {
            switch bytes[at] {
            case 9, 10, 11, 12, 13, 32: advance()
            // A byte order mark, or a space that does not break.
            case 0xEF where peek(1) == 0xBB && peek(2) == 0xBF: for _ in 0..<3 { advance() }
            case 0xC2 where peek(1) == 0xA0: for _ in 0..<2 { advance() }
            case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
                while at < bytes.count, bytes[at] != 10 { advance() }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): try skipComment()
            default: return
            }
        }
    }

    /// Comments nest.
    private mutating func skipComment() throws(Diagnostic) {
        let start = position
        var depth = 0
        while at < bytes.count {
            if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                advance()
                advance()
            } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                advance()
                advance()
                if depth == 0 { return }
            } else {
                advance()
            }
        }
        throw Diagnostic("this comment has no end", at: start, hint: "Close it with */.", number: 113)
    }

    private mutating func next() throws(Diagnostic) -> Token {
        let start = position
        guard at < bytes.count else { return token(.end, "", start) }
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "'"): return try string(from: start, isUnicode: false)
        case UInt8(ascii: "N"), UInt8(ascii: "n"):
            if peek(1) == UInt8(ascii: "'") {
                advance()
                return try string(from: start, isUnicode: true)
            }
            return word(from: start)
        case UInt8(ascii: "["): return try quoted(by: UInt8(ascii: "]"), from: start)
        case UInt8(ascii: "\""): return try quoted(by: byte, from: start)
        case UInt8(ascii: "@"): return variable(from: start)
        case UInt8(ascii: "$") where Self.isDigit(peek(1)) || peek(1) == UInt8(ascii: "."):
            advance()
            let number = number(from: position)
            return Token(kind: .money, text: number.text, position: start, end: at, isFirstOnLine: isFirstOnLine)
        case UInt8(ascii: "0"):
            if peek(1) | 0x20 == UInt8(ascii: "x") { return binary(from: start) }
            return number(from: start)
        case UInt8(ascii: ".") where Self.isDigit(peek(1)): return number(from: start)
        default:
            if Self.isDigit(byte) { return number(from: start) }
            if Self.isWordStart(byte) { return word(from: start) }
            return try sign(from: start)
        }
    }

    private func token(_ kind: Token.Kind, _ text: String, _ start: Position) -> Token {
        Token(kind: kind, text: text, position: start, end: at, isFirstOnLine: isFirstOnLine)
    }

    private func text(from offset: Int) -> String { String(decoding: bytes[offset..<at], as: UTF8.self) }

    private mutating func string(from start: Position, isUnicode: Bool) throws(Diagnostic) -> Token {
        let isFirst = isFirstOnLine
        let value = try enclosed(by: UInt8(ascii: "'"), from: start, what: "string")
        var token = token(.string(isUnicode: isUnicode), value, start)
        token.isFirstOnLine = isFirst
        return token
    }

    private mutating func quoted(by mark: UInt8, from start: Position) throws(Diagnostic) -> Token {
        let value = try enclosed(by: mark, from: start, what: "quoted name")
        if value.isEmpty { throw Diagnostic("a name between brackets or quotes is empty", at: start, number: 1038) }
        return token(.quotedName, value, start)
    }

    /// What stands between marks; a doubled closing mark is one.
    private mutating func enclosed(by mark: UInt8, from start: Position, what: String) throws(Diagnostic) -> String {
        advance()
        var value: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            advance()
            if byte == mark {
                if peek() != mark || at >= bytes.count { return String(decoding: value, as: UTF8.self) }
                advance()
            }
            value.append(byte)
        }
        throw Diagnostic(
            "this \(what) has no end", at: start,
            hint: "Close it with \(String(decoding: [mark], as: UTF8.self)).", number: 105)
    }

    private mutating func variable(from start: Position) -> Token {
        advance()
        while at < bytes.count, Self.isWordPart(bytes[at]) { advance() }
        return token(.variable, text(from: start.offset), start)
    }

    private mutating func word(from start: Position) -> Token {
        while at < bytes.count, Self.isWordPart(bytes[at]) { advance() }
        let text = text(from: start.offset)
        return token(.word(keyword: text.uppercased()), text, start)
    }

    private mutating func binary(from start: Position) -> Token {
        advance()
        advance()
        let digits = at
        while at < bytes.count, Self.isHexadecimal(bytes[at]) { advance() }
        return token(.binary, text(from: digits), start)
    }

    private mutating func number(from start: Position) -> Token {
        var kind = Token.Kind.integer
        while Self.isDigit(peek()) { advance() }
        if peek() == UInt8(ascii: ".") {
            kind = .decimal
            advance()
            while Self.isDigit(peek()) { advance() }
        }
        if peek() | 0x20 == UInt8(ascii: "e") {
            let hasSign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if Self.isDigit(peek(hasSign ? 2 : 1)) {
                kind = .real
                advance()
                if hasSign { advance() }
                while Self.isDigit(peek()) { advance() }
            }
        }
        return token(kind, text(from: start.offset), start)
    }

    private static let pairs: Set<String> = [
        "<=", ">=", "<>", "!=", "!<", "!>", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "::",
    ]

    private mutating func sign(from start: Position) throws(Diagnostic) -> Token {
        if at + 1 < bytes.count, bytes[at + 1] < 0x80 {
            let pair = String(decoding: bytes[at...(at + 1)], as: UTF8.self)
            if Self.pairs.contains(pair) {
                advance()
                advance()
                return token(.sign, pair, start)
            }
        }
        let sign = String(decoding: [bytes[at]], as: UTF8.self)
        guard "(),;.+-*/%&|^~=<>:{}".contains(sign) else {
            throw Diagnostic("incorrect syntax near '\(sign)'", at: start, number: 102)
        }
        advance()
        return token(.sign, sign, start)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= 97 && byte | 0x20 <= 102)
    }
    private static func isWordStart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 97 && byte | 0x20 <= 122) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "#")
            || byte >= 0x80
    }
    private static func isWordPart(_ byte: UInt8) -> Bool {
        isWordStart(byte) || isDigit(byte) || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "$")
    }
}
