/// One statement of a text.
public struct SQLStatement: Sendable, Hashable {
    /// What it is, as far as running it and showing its answer are concerned.
    public enum Kind: Sendable, Hashable {
        /// Gives rows, and may stand in parentheses.
        case query
        /// Gives rows, but only by itself.
        case call
        case explain(analyzes: Bool)
        /// Changes rows: INSERT, UPDATE, DELETE, MERGE; RETURNING gives rows.
        case change(returns: Bool)
        /// Makes, drops and alters things, sets options.
        case other
    }

    /// From its first to its last token, in UTF-8 bytes; no semicolon.
    public var range: Range<Int>
    /// From behind the semicolon before it to behind its own.
    public var whole: Range<Int>
    /// Indices of its tokens, comments included.
    public var tokens: Range<Int>
    public var kind: Kind
    /// The names of its parameters as they are written (`$since`, `@limit`, `?`), each once, in order.
    public var parameters: [String]

    /// - Parameters:
    ///   - from: the index of the token behind a semicolon.
    ///   - upTo: the index behind the semicolon that ends the last of them, or behind the last token.
    static func split(
        _ tokens: [SQLToken], _ bytes: [UInt8], from first: Int = 0, upTo last: Int? = nil
    ) -> [SQLStatement] {
        let last = last ?? tokens.count
        var found: [SQLStatement] = []
        var start = first
        var begin = first > 0 ? tokens[first - 1].range.upperBound : 0
        func close(_ end: Int, whole: Int) {
            let inside = tokens[start..<end].filter { $0.kind != .comment }
            if let first = inside.first, let last = inside.last {
                let range = first.range.lowerBound..<last.range.upperBound
                let reader = StatementReader(tokens: inside, bytes: bytes)
                found.append(
                    SQLStatement(
                        range: range, whole: begin..<max(whole, range.upperBound), tokens: start..<end,
                        kind: reader.kind, parameters: reader.parameters))
            }
            begin = whole
        }
        for index in first..<last where isEnd(tokens[index], bytes) {
            close(index, whole: tokens[index].range.upperBound)
            start = index + 1
        }
        // Behind the last semicolon: nothing, unless the text ends there.
        if last == tokens.count { close(last, whole: bytes.count) }
        return found
    }

    static func isEnd(_ token: SQLToken, _ bytes: [UInt8]) -> Bool {
        token.kind == .sign && bytes[token.range.lowerBound] == UInt8(ascii: ";")
    }
}

/// Looks at the words of one statement.
struct StatementReader {
    /// Without comments.
    var tokens: [SQLToken]
    var bytes: [UInt8]

    func text(_ index: Int) -> String {
        tokens.indices.contains(index) ? String(decoding: bytes[tokens[index].range], as: UTF8.self) : ""
    }

    /// A bare word in capitals; nothing for others.
    func word(_ index: Int) -> String {
        guard tokens.indices.contains(index), [.keyword, .name].contains(tokens[index].kind) else { return "" }
        return text(index).uppercased()
    }

    /// The bare words outside of parentheses, with their indices.
    var outerWords: OuterWords { OuterWords(reader: self) }

    /// The verb: the first word that is not part of `WITH … AS (…)`.
    var verb: String {
        guard text(0) != "(" else { return outerWords.first?.word == "WITH" ? mainVerb : "SELECT" }
        guard let first = outerWords.first else { return "" }
        return first.word == "WITH" ? mainVerb : first.word
    }

    private var mainVerb: String {
        let main = outerWords.dropFirst().first { Self.verbs.contains($0.word) }?.word
        return main ?? (outerWords.contains { $0.word == "FROM" } ? "FROM" : "SELECT")
    }

    private static let verbs: Set = [
        "SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "TABLE", "PIVOT", "UNPIVOT",
    ]

    var kind: SQLStatement.Kind {
        switch verb {
        case "SELECT", "FROM", "VALUES", "TABLE", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW", "PIVOT", "UNPIVOT": .query
        case "CALL", "EXECUTE": .call
        case "PRAGMA": text(2) == "=" || text(1).lowercased().hasPrefix("enable") ? .other : .call
        case "EXPLAIN":
            .explain(analyzes: outerWords.prefix(3).contains { $0.word == "ANALYZE" } || word(2) == "ANALYZE")
        case "INSERT", "UPDATE", "DELETE", "MERGE": .change(returns: outerWords.contains { $0.word == "RETURNING" })
        default: .other
        }
    }

    /// Those of a prepared statement are given by EXECUTE.
    var parameters: [String] {
        guard word(0) != "PREPARE" else { return [] }
        var seen: Set<String> = []
        return tokens.indices.filter { tokens[$0].kind == .parameter }.map(text).filter { seen.insert($0).inserted }
    }
}

/// Words are made one by one: of a long statement the first ones tell most.
struct OuterWords: Sequence, IteratorProtocol {
    let reader: StatementReader
    private var index = 0
    private var depth = 0

    init(reader: StatementReader) { self.reader = reader }

    var first: (index: Int, word: String)? { first { _ in true } }

    mutating func next() -> (index: Int, word: String)? {
        while index < reader.tokens.count {
            defer { index += 1 }
            let token = reader.tokens[index]
            switch token.kind {
            case .sign:
                let sign = reader.bytes[token.range.lowerBound]
                if sign == UInt8(ascii: "(") { depth += 1 }
                if sign == UInt8(ascii: ")") { depth -= 1 }
            case .keyword, .name: if depth == 0 { return (index, reader.word(index)) }
            default: break
            }
        }
        return nil
    }
}

extension SQLText {
    /// What a statement would do that cannot be taken back, as a question; nil when it does no such thing.
    public func danger(of statement: SQLStatement) -> String? {
        let reader = reader(of: statement)
        let words = reader.outerWords.map(\.word)
        let hasCondition = words.contains("WHERE")
        switch reader.verb {
        case "DELETE": return hasCondition ? nil : "This deletes all rows of the table: there is no WHERE."
        case "UPDATE": return hasCondition ? nil : "This changes all rows of the table: there is no WHERE."
        case "TRUNCATE": return "This deletes all rows of the table."
        case "DROP":
            return words.contains("TEMP")
                ? nil : "This drops \(words.dropFirst().first?.lowercased() ?? "something") for good."
        case "ALTER" where words.contains("DROP"): return "This drops a column for good."
        default: return nil
        }
    }

    /// Whether a statement only reads.
    public func onlyReads(_ statement: SQLStatement) -> Bool {
        switch statement.kind {
        case .query, .call: true
        case .explain(let analyzes): !analyzes || onlyReads(inside: statement)
        case .change: false
        case .other:
            ["SET", "RESET", "USE", "LOAD", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK"].contains(
                reader(of: statement).verb)
        }
    }

    /// `EXPLAIN ANALYZE` runs what it explains.
    private func onlyReads(inside statement: SQLStatement) -> Bool {
        let changing: Set = ["INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "DROP", "COPY", "ALTER"]
        return !reader(of: statement).outerWords.prefix(4).contains { changing.contains($0.word) }
    }

    /// Whether a query's first rows come without all of it being done, and come again the same: it reads one source and
    /// neither orders, groups nor draws lots.
    public func isScan(_ statement: SQLStatement) -> Bool {
        let reader = reader(of: statement)
        guard ["SELECT", "FROM", "TABLE"].contains(reader.verb), reader.word(0) != "WITH" else { return false }
        let blocking: Set = [
            "GROUP", "ORDER", "DISTINCT", "UNION", "INTERSECT", "EXCEPT", "JOIN", "OVER", "HAVING", "QUALIFY", "SAMPLE",
            "TABLESAMPLE", "USING", "PIVOT", "UNPIVOT", "LIMIT", "SELECT",
        ]
        let calls: Set = ["RANDOM", "UUID", "GEN_RANDOM_UUID", "UUIDV7", "NEXTVAL", "CURRVAL", "SETSEED", "NOW"]
        var hasFrom = false
        for index in reader.tokens.indices {
            let word = reader.word(index)
            if word == "FROM" { hasFrom = true }
            if blocking.contains(word), !(word == "SELECT" && index == 0), !(word == "SELECT" && reader.verb == "FROM")
            {
                return false
            }
            guard reader.text(index + 1) == "(", !word.isEmpty else { continue }
            if calls.contains(word) || SQLFunctionNames.aggregates.contains(word.lowercased()) { return false }
        }
        // A comma behind FROM is a join.
        return hasFrom && !reader.hasCommaBehindFrom
    }

    func reader(of statement: SQLStatement) -> StatementReader {
        StatementReader(tokens: tokens[statement.tokens].filter { $0.kind != .comment }, bytes: bytes)
    }
}

extension StatementReader {
    fileprivate var hasCommaBehindFrom: Bool {
        var depth = 0
        var isBehind = false
        for index in tokens.indices {
            switch text(index) {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "," where depth == 0 && isBehind: return true
            default:
                guard depth == 0 else { continue }
                if word(index) == "FROM" { isBehind = true }
                if ["WHERE", "SELECT"].contains(word(index)) { isBehind = false }
            }
        }
        return false
    }
}

extension SQLText {
    /// What the first statement explains: the text behind `EXPLAIN`, `ANALYZE` and its options.
    public var explained: String {
        guard let statement = statements.first else { return "" }
        let reader = reader(of: statement)
        var index = 1
        if reader.word(index) == "ANALYZE" { index += 1 }
        if reader.text(index) == "(", !["SELECT", "FROM", "WITH"].contains(reader.word(index + 1)) {
            index = reader.closing(index)
        }
        guard reader.tokens.indices.contains(index) else { return "" }
        return self[reader.tokens[index].range.lowerBound..<statement.range.upperBound]
    }
}
