/// Which dialect a text is written in, by what only T-SQL has.
public struct DialectGuess: Sendable, Hashable {
    public var isTransactSQL: Bool
    /// What told it, and where; empty for DuckDB's dialect.
    public var reason: String

    /// The most bytes of a script that are looked at: what tells comes early, and the guess is made at every key.
    private static let mostBytes = 16_384

    public init(_ text: String) {
        isTransactSQL = false
        reason = ""
        var tokens = try? Lexer.tokens(of: text.utf8.count > Self.mostBytes ? Self.head(of: text) : text)
        // The cut may have gone through a text or a comment: all before its line is whole.
        if tokens == nil, text.utf8.count > Self.mostBytes { tokens = try? Lexer.tokens(of: text) }
        guard let tokens else { return }
        for index in tokens.indices {
            guard let sign = Self.sign(at: index, in: tokens) else { continue }
            isTransactSQL = true
            reason = "\(sign) in line \(tokens[index].position.line)"
            return
        }
    }

    /// The first lines.
    private static func head(of text: String) -> String {
        let bytes = text.utf8.prefix(mostBytes)
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        return String(text[..<end])
    }

    private static let words: Set<String> = [
        "OPENROWSET", "OPENJSON", "GETDATE", "SYSDATETIME", "DATEFROMPARTS", "PATINDEX", "EOMONTH", "CHARINDEX",
        "ISNULL", "NEWID", "RAISERROR", "QUOTENAME",
    ]
    private static let starts: Set<String> = ["DECLARE", "EXEC", "PRINT", "WHILE", "IF"]

    /// What gives T-SQL away at a token.
    private static func sign(at index: Int, in tokens: [Token]) -> String? {
        let token = tokens[index]
        func next(_ ahead: Int = 1) -> Token { tokens[min(index + ahead, tokens.count - 1)] }
        if token.isVariable { return token.text }
        if case .string(let isUnicode) = token.kind { return isUnicode ? "N'…'" : nil }
        if case .money = token.kind { return nil }
        let keyword = token.keyword
        if keyword == "GO", token.isFirstOnLine, next().isFirstOnLine || next().kind == .end, index > 0 { return "GO" }
        if words.contains(keyword), next().isSign("(") { return keyword }
        let isStart = index == 0 || tokens[index - 1].isSign(";") || token.isFirstOnLine
        if starts.contains(keyword), isStart, !next().isSign("("), !next().isSign(",") { return keyword }
        if keyword == "SELECT", next().keyword == "TOP", next(2).isSign("(") || next(2).kind == .integer {
            return "TOP"
        }
        if ["CROSS", "OUTER"].contains(keyword), next().keyword == "APPLY" { return "\(keyword) APPLY" }
        if keyword == "CREATE", next().keyword == "EXTERNAL" { return "CREATE EXTERNAL" }
        if ["CREATE", "ALTER"].contains(keyword), ["PROC", "PROCEDURE"].contains(next().keyword) {
            return "\(keyword) PROCEDURE"
        }
        if keyword == "DBO", next().isSign(".") { return "dbo." }
        if keyword == "COPY", next().keyword == "INTO" { return "COPY INTO" }
        if keyword == "PREDICT", next().isSign("("), next(2).keyword == "MODEL" { return "PREDICT" }
        return nil
    }
}
