extension Parser {
    /// What stands behind FROM, separated by commas.
    mutating func sources() throws(Diagnostic) -> [TableSource] {
        var list = [try source()]
        while accept(sign: ",") { list.append(try source()) }
        return list
    }

    /// A table with its joins.
    mutating func source() throws(Diagnostic) -> TableSource {
        try nested { (parser) throws(Diagnostic) in
            let first = try parser.pivoted(try parser.primarySource())
            var joins: [Join] = []
            while let join = try parser.join() { joins.append(join) }
            guard joins.count <= Self.longestChain else {
                throw Diagnostic("too many joins in a row", at: parser.position, number: 191)
            }
            return joins.isEmpty ? first : .joined(first, joins)
        }
    }

    private mutating func join() throws(Diagnostic) -> Join? {
        let start = position
        guard let kind = try joinKind() else { return nil }
        switch kind {
        case .cross, .crossApply, .outerApply:
            return Join(kind: kind, source: try pivoted(try primarySource()), condition: nil, position: start)
        default:
            // `a JOIN b JOIN c ON … ON …`: what comes before our ON belongs to the right side.
            var right = try pivoted(try primarySource())
            if !isAt("ON") {
                right = try nested { (parser) throws(Diagnostic) in
                    var joins: [Join] = []
                    while !parser.isAt("ON"), let join = try parser.join() { joins.append(join) }
                    return joins.isEmpty ? right : .joined(right, joins)
                }
            }
            try expect("ON")
            return Join(kind: kind, source: right, condition: try condition(), position: start)
        }
    }

    private mutating func joinKind() throws(Diagnostic) -> Join.Kind? {
        if accept("CROSS", "APPLY") { return .crossApply }
        if accept("OUTER", "APPLY") { return .outerApply }
        if accept("CROSS") {
            try expect("JOIN")
            return .cross
        }
        let kind: Join.Kind
        switch current.keyword {
        case "JOIN": kind = .inner
        case "INNER":
            take()
            kind = .inner
        case "LEFT", "RIGHT", "FULL":
            let word = take().keyword
            _ = accept("OUTER")
            kind = word == "LEFT" ? .left : word == "RIGHT" ? .right : .full
        default: return nil
        }
        for hint in ["HASH", "LOOP", "MERGE", "REMOTE", "REDUCE", "REPLICATE", "REDISTRIBUTE"] where accept(hint) {
            break
        }
        try expect("JOIN")
        return kind
    }

    private mutating func primarySource() throws(Diagnostic) -> TableSource {
        let start = position
        if isAt(sign: "(") { return try parenthesizedSource() }
        switch current.keyword {
        case "OPENROWSET": return try openRowset()
        case "OPENJSON" where peek().isSign("("): return try openJSON()
        case "PREDICT" where peek().isSign("("): return try predict()
        case "OPENQUERY", "OPENDATASOURCE", "OPENXML":
            throw unsupported(current.keyword, hint: "Open files with OPENROWSET(BULK …).")
        default: break
        }
        let name = try objectName()
        if isAt(sign: "(") {
            if isAt(sign: "("), peek().keyword == "NOLOCK" { return .named(name, try tableAlias()) }
            var call = FunctionCall(name: name)
            take()
            if !isAt(sign: ")") {
                repeat { call.arguments.append(try condition()) } while accept(sign: ",")
            }
            try expect(sign: ")")
            return .function(call, try tableAlias(), start)
        }
        if isAt("FOR"), peek().keyword == "SYSTEM_TIME" { throw unsupported("FOR SYSTEM_TIME") }
        if isAt("TABLESAMPLE") { throw unsupported("TABLESAMPLE") }
        return .named(name, try tableAlias())
    }

    private mutating func parenthesizedSource() throws(Diagnostic) -> TableSource {
        let start = position
        if peek().keyword == "VALUES" {
            take()
            take()
            let rows = try rowList()
            try expect(sign: ")")
            return .values(rows, try tableAlias(), start)
        }
        if startsQuery() {
            let query = try parenthesizedQuery()
            return .derived(query, try tableAlias())
        }
        take()
        let inner = try source()
        try expect(sign: ")")
        return inner
    }

    /// Whether the parenthesis holds a query: SELECT or WITH behind any number of them.
    private func startsQuery() -> Bool {
        var ahead = 0
        while peek(ahead).isSign("("), ahead <= Self.deepest { ahead += 1 }
        return peek(ahead).keyword == "SELECT" || peek(ahead).keyword == "WITH"
    }

    /// `(1, 'a'), (2, 'b')`
    mutating func rowList() throws(Diagnostic) -> [[Expression]] {
        var rows: [[Expression]] = []
        repeat { rows.append(try argumentList()) } while accept(sign: ",")
        return rows
    }

    private static let hints: Set<String> = [
        "NOLOCK", "READUNCOMMITTED", "READCOMMITTED", "READPAST", "REPEATABLEREAD", "SERIALIZABLE", "HOLDLOCK",
        "ROWLOCK",
        "PAGLOCK", "TABLOCK", "TABLOCKX", "UPDLOCK", "XLOCK", "SNAPSHOT", "NOWAIT", "NOEXPAND", "FORCESEEK",
        "FORCESCAN",
        "INDEX", "READCOMMITTEDLOCK", "KEEPIDENTITY", "KEEPDEFAULTS",
    ]

    /// `AS t (a, b) WITH (NOLOCK)`
    mutating func tableAlias() throws(Diagnostic) -> TableAlias {
        var alias = TableAlias()
        alias.hints += try tableHints()
        alias.name = try self.alias()
        if alias.name != nil, isAt(sign: "("), !Self.hints.contains(peek().keyword) { alias.columns = try nameList() }
        alias.hints += try tableHints()
        return alias
    }

    private mutating func tableHints() throws(Diagnostic) -> [Identifier] {
        let hasWord = isAt("WITH") && peek().isSign("(") && Self.hints.contains(peek(2).keyword)
        guard hasWord || (isAt(sign: "(") && Self.hints.contains(peek().keyword)) else { return [] }
        if hasWord { take() }
        try expect(sign: "(")
        var hints: [Identifier] = []
        repeat {
            guard Self.hints.contains(current.keyword) else { throw unexpected(wanted: "a table hint") }
            let token = take()
            hints.append(Identifier(token.keyword, at: token.position))
            if isAt(sign: "(") { try skipParentheses() }
            _ = accept(sign: ",")
        } while !isAt(sign: ")") && !isAtEnd
        try expect(sign: ")")
        return hints
    }

    /// PIVOT and UNPIVOT behind a table.
    private mutating func pivoted(_ source: TableSource) throws(Diagnostic) -> TableSource {
        var source = source
        var count = 0
        while isAt("PIVOT") || isAt("UNPIVOT") {
            source = isAt("PIVOT") ? try pivot(of: source) : try unpivot(of: source)
            count += 1
            guard count < 20 else { throw Diagnostic("too many PIVOTs in a row", at: position, number: 191) }
        }
        return source
    }

    private mutating func pivot(of source: TableSource) throws(Diagnostic) -> TableSource {
        let start = take().position
        try expect(sign: "(")
        let aggregate = try expression()
        guard case .call(let call) = aggregate.kind else {
            throw Diagnostic(
                "PIVOT begins with an aggregate, for example SUM(amount)", at: aggregate.position, number: 102)
        }
        try expect("FOR")
        var column = [try identifier()]
        while accept(sign: ".") { column.append(try anyIdentifier()) }
        try expect("IN")
        let values = try nameList()
        try expect(sign: ")")
        return .pivot(source, Pivot(aggregate: call, column: column, values: values, position: start), try tableAlias())
    }

    private mutating func unpivot(of source: TableSource) throws(Diagnostic) -> TableSource {
        let start = take().position
        try expect(sign: "(")
        let value = try identifier()
        try expect("FOR")
        let name = try identifier()
        try expect("IN")
        let columns = try nameList()
        try expect(sign: ")")
        return .unpivot(
            source, Unpivot(value: value, name: name, columns: columns, position: start), try tableAlias())
    }
}
