/// Lays SQL out: a clause to a line, lists broken where they are too long. Words stay the same words; only white space
/// and the case of keywords change.
public struct SQLFormatter {
    /// Lines are broken that would be longer.
    private let width: Int
    private let source: SQLText
    private var lines: [String] = []

    /// The text of a statement, laid out; no semicolon, no line feed at the end.
    public static func format(_ statement: SQLStatement, of text: SQLText, width: Int = 88) -> String {
        var formatter = SQLFormatter(width: width, source: text)
        let pieces = formatter.pieces(statement.tokens)
        formatter.block(pieces[...], indent: 0)
        return formatter.lines.joined(separator: "\n")
    }

    /// All statements of a text.
    public static func format(_ text: String, width: Int = 88) -> String {
        let source = SQLText(text)
        guard !source.statements.isEmpty else { return text }
        let formatted = source.statements.map { format($0, of: source, width: width) }
        let ends = text.utf8.reversed().first { $0 > 0x20 } == UInt8(ascii: ";")
        return formatted.joined(separator: ";\n\n") + (formatted.count > 1 || ends ? ";\n" : "\n")
    }

    private init(width: Int, source: SQLText) {
        self.width = width
        self.source = source
    }

    /// A token as it is written out.
    private struct Piece {
        var text: String
        var isWord: Bool
        var isComment: Bool
        /// Whether no blank stood before it where none has to.
        var isGlued: Bool
        /// Whether it began a line.
        var startsLine: Bool
        var isLineComment: Bool { isComment && text.hasPrefix("--") }
    }

    private func pieces(_ range: Range<Int>) -> [Piece] {
        range.map { index in
            let token = source.tokens[index]
            let text = token.kind == .keyword ? source.word(index) : source.text(token)
            let isGlued =
                index > range.lowerBound && source.tokens[index - 1].range.upperBound == token.range.lowerBound
            let gap =
                (index > range.lowerBound ? source.tokens[index - 1].range.upperBound : 0)..<token.range.lowerBound
            return Piece(
                text: text, isWord: token.kind == .keyword, isComment: token.kind == .comment, isGlued: isGlued,
                startsLine: source.bytes[gap].contains(0x0a))
        }
    }

    /// Words that begin a line.
    private static let clauses: Set<String> = [
        "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "UNION", "INTERSECT", "EXCEPT",
        "QUALIFY", "WINDOW", "SET", "VALUES", "RETURNING", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL",
        "ASOF", "SEMI", "ANTI", "POSITIONAL", "WITH", "INSERT", "UPDATE", "DELETE",
    ]
    private static let joins: Set<String> = [
        "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", "ASOF", "SEMI", "ANTI", "POSITIONAL", "OUTER",
    ]

    /// Writes pieces as clauses, each on a line or broken.
    private mutating func block(_ pieces: ArraySlice<Piece>, indent: Int) {
        var start = pieces.startIndex
        for index in pieces.indices.dropFirst() where beginsClause(pieces, index) {
            clause(pieces[start..<index], indent: indent)
            start = index
        }
        clause(pieces[start...], indent: indent)
    }

    private func beginsClause(_ pieces: ArraySlice<Piece>, _ index: Int) -> Bool {
        let piece = pieces[index]
        if piece.isLineComment { return piece.startsLine }
        guard piece.isWord, Self.clauses.contains(piece.text), depth(pieces, before: index) == 0 else { return false }
        let before = pieces[index - 1]
        let next = index + 1 < pieces.endIndex ? pieces[index + 1] : nil
        switch piece.text {
        // `left(x, 1)`, `EXTRACT(… FROM …)` and `IS DISTINCT FROM` are no clauses.
        case "LEFT", "RIGHT": return next?.text != "(" && !Self.joins.contains(before.text)
        case "FROM": return before.text != "DISTINCT" && before.text != "DELETE"
        case "SET": return before.text != "CHARACTER"
        case "UPDATE", "DELETE", "INSERT": return before.text == ")" || before.text == "THEN"
        case "VALUES", "SELECT": return true
        case "EXCEPT": return next?.text != "("
        default: return !Self.joins.contains(piece.text) || !Self.joins.contains(before.text)
        }
    }

    private func depth(_ pieces: ArraySlice<Piece>, before end: Int) -> Int {
        pieces[..<end].reduce(0) { depth, piece in
            if ["(", "[", "{"].contains(piece.text) { return depth + 1 }
            return [")", "]", "}"].contains(piece.text) ? depth - 1 : depth
        }
    }

    private mutating func clause(_ pieces: ArraySlice<Piece>, indent: Int) {
        guard !pieces.isEmpty else { return }
        let pad = String(repeating: " ", count: indent)
        let line = joined(pieces)
        let hasComment = pieces.dropLast().contains(where: \.isLineComment)
        let hasQuery = pieces.indices.contains { opensQuery(pieces, $0) }
        if !hasComment, indent + line.count <= width, !(hasQuery && line.count > width / 2) {
            emit(pieces, pad)
            return
        }
        let head = headLength(pieces)
        let items = parts(pieces.dropFirst(head))
        guard items.count > 1 || hasQuery else {
            emit(pieces, pad)
            return
        }
        if items.count == 1 {
            nested(pieces, indent: indent)
            return
        }
        if head > 0 { emit(pieces.prefix(head), pad) }
        for item in items { nested(item, indent: indent + (head > 0 ? 4 : 0)) }
    }

    /// The words of the clause itself: `GROUP BY`, `SELECT DISTINCT`.
    private func headLength(_ pieces: ArraySlice<Piece>) -> Int {
        let words = ["BY", "DISTINCT", "ALL", "INTO", "OR", "REPLACE"]
        var count = pieces.first.map { $0.isWord && Self.clauses.contains($0.text) } == true ? 1 : 0
        while count > 0, let next = pieces.dropFirst(count).first, next.isWord, words.contains(next.text) { count += 1 }
        return count
    }

    /// Items of a list, or conditions: each begins a line.
    private func parts(_ pieces: ArraySlice<Piece>) -> [ArraySlice<Piece>] {
        var found: [ArraySlice<Piece>] = []
        var start = pieces.startIndex
        var depth = 0
        var isBetween = false
        for index in pieces.indices {
            let piece = pieces[index]
            if ["(", "[", "{"].contains(piece.text) { depth += 1 }
            if [")", "]", "}"].contains(piece.text) { depth -= 1 }
            guard depth == 0, index > start else { continue }
            if piece.text == "BETWEEN" { isBetween = true }
            if piece.isWord, piece.text == "AND" || piece.text == "OR" {
                if isBetween && piece.text == "AND" {
                    isBetween = false
                } else {
                    found.append(pieces[start..<index])
                    start = index
                }
            } else if piece.text == "," || piece.isLineComment {
                found.append(pieces[start...index])
                start = index + 1
            }
        }
        if start < pieces.endIndex { found.append(pieces[start...]) }
        return found
    }

    /// Writes an item, with the queries inside of it as blocks of their own.
    private mutating func nested(_ pieces: ArraySlice<Piece>, indent: Int) {
        let pad = String(repeating: " ", count: indent)
        let whole = joined(pieces)
        guard let open = pieces.indices.first(where: { opensQuery(pieces, $0) }), indent + whole.count > width / 2
        else {
            emit(pieces, pad)
            return
        }
        var depth = 0
        let close = pieces[open...].indices.first { index in
            if pieces[index].text == "(" { depth += 1 }
            if pieces[index].text == ")" { depth -= 1 }
            return depth == 0
        }
        guard let close else {
            emit(pieces, pad)
            return
        }
        emit(pieces[...open], pad)
        block(pieces[(open + 1)..<close], indent: indent + 4)
        nested(pieces[close...], indent: indent)
    }

    private func opensQuery(_ pieces: ArraySlice<Piece>, _ index: Int) -> Bool {
        guard pieces[index].text == "(", index + 1 < pieces.endIndex else { return false }
        return ["SELECT", "FROM", "WITH", "VALUES"].contains(pieces[index + 1].text) && pieces[index + 1].isWord
    }

    /// Writes pieces on a line; what follows a comment to the end of the line goes on on the next.
    private mutating func emit(_ pieces: ArraySlice<Piece>, _ pad: String) {
        var start = pieces.startIndex
        for index in pieces.indices where pieces[index].isLineComment || index == pieces.endIndex - 1 {
            lines.append(pad + joined(pieces[start...index]))
            start = index + 1
        }
    }

    private func joined(_ pieces: ArraySlice<Piece>) -> String {
        var line = ""
        for index in pieces.indices {
            if index > pieces.startIndex, needsBlank(pieces[index - 1], pieces[index]) { line += " " }
            line += pieces[index].text
        }
        return line
    }

    private func needsBlank(_ before: Piece, _ piece: Piece) -> Bool {
        switch piece.text {
        case ",", ";", ")", "]", "}": return false
        case "(", "[": return !piece.isGlued || (before.isWord && !piece.isGlued)
        case ".", "::", ":": return !piece.isGlued
        default: break
        }
        switch before.text {
        case "(", "[", "{": return false
        case ".", "::", ":", "-", "+", "@", "$", "*", "/", "<", ">", "=": return !piece.isGlued
        default: return !piece.isGlued || piece.isWord || before.isWord || before.text == ","
        }
    }
}
