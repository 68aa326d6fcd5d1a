/// A SQL text taken apart: its pieces and its statements, in one pass over it.
public struct SQLText: Sendable, Equatable {
    public let tokens: [SQLToken]
    public let statements: [SQLStatement]
    let bytes: [UInt8]

    public init(_ text: String) {
        bytes = Array(text.utf8)
        tokens = SQLLexer.tokens(of: bytes)
        statements = SQLStatement.split(tokens, bytes)
    }

    init(tokens: [SQLToken], statements: [SQLStatement], bytes: [UInt8]) {
        (self.tokens, self.statements, self.bytes) = (tokens, statements, bytes)
    }

    public static func == (a: SQLText, b: SQLText) -> Bool { a.bytes == b.bytes }

    /// The text of a range of bytes.
    public subscript(range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func text(_ token: SQLToken) -> String { self[token.range] }

    /// A word in capitals; text of other tokens as it is.
    func word(_ index: Int) -> String {
        guard tokens.indices.contains(index) else { return "" }
        let token = tokens[index]
        return token.kind == .keyword || token.kind == .name ? text(token).uppercased() : text(token)
    }

    /// The statement at an offset: the one around it, or the one that ends last before it.
    public func statement(at offset: Int) -> SQLStatement? {
        statements.first { $0.whole.contains(offset) || $0.range.upperBound == offset }
            ?? statements.last { $0.range.upperBound <= offset } ?? statements.first
    }

    /// The tokens that touch a range of bytes.
    public func tokens(in range: Range<Int>) -> ArraySlice<SQLToken> {
        let first = firstToken(endingAfter: range.lowerBound)
        var end = first
        while end < tokens.count, tokens[end].range.lowerBound < range.upperBound { end += 1 }
        return tokens[first..<end]
    }

    /// The index of the first token that ends behind an offset.
    func firstToken(endingAfter offset: Int) -> Int {
        var low = 0
        var high = tokens.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].range.upperBound > offset { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Whether an offset lies in code: not in a text, a quoted name or a comment.
    public func isCode(at offset: Int) -> Bool {
        let index = firstToken(endingAfter: offset)
        guard index < tokens.count, tokens[index].range.contains(offset) else { return true }
        return ![.string, .quotedName, .comment].contains(tokens[index].kind)
    }
}

extension SQLText {
    /// The line and the column, in characters from 1, of an offset.
    public func lineAndColumn(of offset: Int) -> (line: Int, column: Int) {
        let before = self[0..<max(0, min(offset, bytes.count))]
        let line = before.utf8.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        let last = before.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        return (line, last.count + 1)
    }
}
