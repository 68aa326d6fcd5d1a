extension Parser {
    /// Reads a script: tokens, batches, statements.
    static func script(_ text: String) throws(Diagnostic) -> Script {
        var script = Script(batches: [])
        var count = 0
        let all = try Lexer.tokens(of: text)
        script.fileAliases = fileAliases(in: all)
        for (tokens, repeats) in try batches(of: all) {
            var parser = Parser(tokens, text: text, statementCount: count)
            let statements = try parser.statements()
            count = parser.statementCount
            if !statements.isEmpty { script.batches.append(Batch(statements: statements, repeats: repeats)) }
        }
        return script
    }

    /// Names that stand before `.filepath(` and `.filename(`.
    private static func fileAliases(in tokens: [Token]) -> Set<String> {
        var names: Set<String> = []
        for index in tokens.indices.dropLast(2) where tokens[index].isName && tokens[index + 1].isSign(".") {
            if ["FILEPATH", "FILENAME"].contains(tokens[index + 2].keyword) {
                names.insert(tokens[index].text.lowercased())
            }
        }
        return names
    }

    /// GO stands alone on its line, but for a number.
    static func batches(of tokens: [Token]) throws(Diagnostic) -> [(tokens: [Token], repeats: Int)] {
        var batches: [(tokens: [Token], repeats: Int)] = []
        var current: [Token] = []
        var index = 0
        func close(at token: Token, repeats: Int) {
            guard !current.isEmpty else { return }
            let end = Token(
                kind: .end, text: "", position: token.position, end: token.position.offset, isFirstOnLine: true)
            batches.append((current + [end], repeats))
            current = []
        }
        while index < tokens.count {
            let token = tokens[index]
            guard token.keyword == "GO", token.isFirstOnLine, let last = end(ofSeparatorAt: index, in: tokens) else {
                if token.kind == .end { close(at: token, repeats: 1) } else { current.append(token) }
                index += 1
                continue
            }
            close(at: token, repeats: last > index ? Int(tokens[index + 1].text) ?? 1 : 1)
            index = last + 1
            if index < tokens.count, tokens[index].isSign(";") { index += 1 }
        }
        return batches
    }

    /// The index of the last token of a separator; nil when GO is something else, such as an alias.
    private static func end(ofSeparatorAt index: Int, in tokens: [Token]) -> Int? {
        var last = index
        if index + 1 < tokens.count, tokens[index + 1].kind == .integer, !tokens[index + 1].isFirstOnLine { last += 1 }
        let next = min(last + 1, tokens.count - 1)
        let isAlone = tokens[next].kind == .end || tokens[next].isFirstOnLine || tokens[next].isSign(";")
        return isAlone ? last : nil
    }

    /// All statements of a batch.
    mutating func statements() throws(Diagnostic) -> [Statement] {
        var list: [Statement] = []
        while true {
            while accept(sign: ";") {}
            if isAtEnd { return list }
            list.append(try statement(isFirst: list.isEmpty))
        }
    }

    /// - Parameter isFirst: whether nothing stands before it in the batch, so that a procedure may be called without
    ///   EXEC.
    mutating func statement(isFirst: Bool = false) throws(Diagnostic) -> Statement {
        let start = position
        statementCount += 1
        let number = statementCount
        let kind = try nested { (parser) throws(Diagnostic) in try parser.statementKind(isFirst: isFirst) }
        _ = accept(sign: ";")
        return Statement(kind: kind, position: start, end: lastEnd, number: number)
    }

    private mutating func statementKind(isFirst: Bool) throws(Diagnostic) -> Statement.Kind {
        switch current.keyword {
        case "SELECT": return .query(try query())
        case "WITH": return try withCommonTables()
        case "INSERT": return .insert(try insert())
        case "UPDATE":
            if peek().keyword == "STATISTICS" { return try passOver("UPDATE STATISTICS") }
            return .update(try update())
        case "DELETE": return .delete(try delete())
        case "MERGE": return .merge(try merge())
        case "TRUNCATE":
            take()
            try expect("TABLE")
            return .truncate(try objectName())
        case "CREATE", "ALTER": return try create()
        case "DROP": return try drop()
        case "COPY" where peek().keyword == "INTO": return .copyInto(try copyInto())
        case "RENAME" where peek().keyword == "OBJECT": return try rename()
        case "GRANT", "DENY", "REVOKE": return try passOver(current.keyword)
        default: break
        }
        if let kind = try controlStatement() { return kind }
        if isAt(sign: "(") { return .query(try query()) }
        if isFirst, current.isName, !Keywords.reserved.contains(current.keyword) {
            return .execute(try execution(result: nil))
        }
        throw unexpected(wanted: "a statement")
    }

    /// `WITH … SELECT | INSERT | UPDATE | DELETE | MERGE`
    private mutating func withCommonTables() throws(Diagnostic) -> Statement.Kind {
        let start = position
        let tables = try commonTables()
        switch current.keyword {
        case "INSERT":
            var insert = try insert()
            insert.commonTables = tables
            return .insert(insert)
        case "UPDATE":
            var update = try update()
            update.commonTables = tables
            return .update(update)
        case "DELETE":
            var delete = try delete()
            delete.commonTables = tables
            return .delete(delete)
        case "MERGE":
            var merge = try merge()
            merge.commonTables = tables
            return .merge(merge)
        default:
            guard isAt("SELECT") || isAt(sign: "(") else { throw unexpected(wanted: "SELECT") }
            var query = try query()
            query.commonTables = tables
            query.position = start
            return .query(query)
        }
    }

    /// Takes everything to the end of the line's statement: a semicolon or a word that begins a line with a statement.
    mutating func passOver(_ what: String) throws(Diagnostic) -> Statement.Kind {
        take()
        while !isAtEnd, !isAt(sign: ";"), !(current.isFirstOnLine && Self.starters.contains(current.keyword)) { take() }
        return .passedOver(what)
    }

    private static let starters: Set<String> = [
        "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "DROP", "DECLARE", "SET", "IF",
        "WHILE", "EXEC", "EXECUTE", "PRINT", "COPY", "BEGIN", "END", "USE", "TRUNCATE", "GRANT", "RETURN",
    ]
}
