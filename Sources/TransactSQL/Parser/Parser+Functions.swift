extension Parser {
    /// An expression that begins with a word: a column, a function, CASE, CAST, EXISTS, …
    mutating func named() throws(Diagnostic) -> Expression {
        let start = position
        switch current.keyword {
        case "NULL":
            take()
            return Expression(.literal(.null), at: start)
        case "DEFAULT":
            take()
            return Expression(.byDefault, at: start)
        case "CASE": return try caseExpression()
        case "EXISTS":
            take()
            return Expression(.exists(try parenthesizedQuery()), at: start)
        case "CAST" where peek().isSign("("), "TRY_CAST" where peek().isSign("("): return try cast()
        case "CONVERT", "TRY_CONVERT": return try convert()
        case "PARSE" where peek().isSign("("), "TRY_PARSE" where peek().isSign("("): return try parseCall()
        case "NEXT" where peek().keyword == "VALUE": throw unsupported("NEXT VALUE FOR (sequences)")
        default: break
        }
        if Keywords.bareFunctions.contains(current.keyword) {
            let name = take()
            if isAt(sign: "("), peek().isSign(")") {
                take()
                take()
            }
            return Expression(
                .call(FunctionCall(name: ObjectName([Identifier(name.text, at: start)]))), at: start)
        }
        if Keywords.reserved.contains(current.keyword) {
            guard Keywords.functions.contains(current.keyword), peek().isSign("(") else {
                throw unexpected(wanted: "an expression")
            }
        }
        var parts = [Identifier(take().text, at: start)]
        while accept(sign: ".") {
            if isAt(sign: ".") { parts.append(Identifier("", at: position)) } else { parts.append(try anyIdentifier()) }
            guard parts.count <= 5 else {
                throw Diagnostic("this name has too many parts", at: start, number: 117)
            }
        }
        if accept(sign: "::") { throw unsupported("'::' (static methods of types)") }
        return isAt(sign: "(") ? try call(parts, at: start) : Expression(.column(parts), at: start)
    }

    private mutating func caseExpression() throws(Diagnostic) -> Expression {
        let start = take().position
        let operand = isAt("WHEN") ? nil : try expression()
        var branches: [CaseBranch] = []
        while accept("WHEN") {
            let condition = try condition()
            try expect("THEN")
            branches.append(CaseBranch(condition: condition, result: try expression()))
        }
        guard !branches.isEmpty else { throw unexpected(wanted: "WHEN") }
        let otherwise = accept("ELSE") ? try expression() : nil
        try expect("END")
        guard let operand else {
            return Expression(.searchedCase(branches, otherwise: otherwise), at: start)
        }
        return Expression(.simpleCase(operand, branches, otherwise: otherwise), at: start)
    }

    private mutating func cast() throws(Diagnostic) -> Expression {
        let word = take()
        try expect(sign: "(")
        let value = try expression()
        try expect("AS")
        let type = try typeName()
        try expect(sign: ")")
        return Expression(.cast(value, type, isTry: word.keyword == "TRY_CAST"), at: word.position)
    }

    private mutating func convert() throws(Diagnostic) -> Expression {
        let word = take()
        try expect(sign: "(")
        let type = try typeName()
        try expect(sign: ",")
        let value = try expression()
        let style = accept(sign: ",") ? try expression() : nil
        try expect(sign: ")")
        return Expression(
            .convert(type, value, style: style, isTry: word.keyword == "TRY_CONVERT"), at: word.position)
    }

    private mutating func parseCall() throws(Diagnostic) -> Expression {
        let word = take()
        try expect(sign: "(")
        let value = try expression()
        try expect("AS")
        let type = try typeName()
        let culture = accept("USING") ? try expression() : nil
        try expect(sign: ")")
        return Expression(
            .parse(value, type, culture: culture, isTry: word.keyword == "TRY_PARSE"), at: word.position)
    }

    /// Functions whose first argument is a date part.
    private static let dateParts: Set<String> = [
        "DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATEPART", "DATENAME", "DATETRUNC", "DATE_BUCKET",
    ]

    private mutating func call(_ parts: [Identifier], at start: Position) throws(Diagnostic) -> Expression {
        take()
        let name = parts[parts.count - 1].name.uppercased()
        if name == "FILEPATH" || name == "FILENAME", parts.count == 2 {
            return try fileMetadata(parts[0], isName: name == "FILENAME", at: start)
        }
        var call = FunctionCall(name: ObjectName(parts))
        if Self.dateParts.contains(name) {
            let part = try anyIdentifier()
            call.keyword = part
            try expect(sign: ",")
        } else if name == "TRIM", ["LEADING", "TRAILING", "BOTH"].contains(current.keyword) {
            call.keyword = try anyIdentifier()
        }
        if isAt(sign: "*"), peek().isSign(")") {
            take()
            call.isStar = true
        } else if !isAt(sign: ")") {
            if accept("DISTINCT") { call.isDistinct = true } else { _ = accept("ALL") }
            repeat { call.arguments.append(try condition()) } while accept(sign: ",")
            if name == "TRIM", accept("FROM") { call.arguments.append(try expression()) }
        }
        if accept("IGNORE", "NULLS") { call.ignoresNulls = true } else { _ = accept("RESPECT", "NULLS") }
        try expect(sign: ")")
        try clauses(of: &call)
        return Expression(.call(call), at: start)
    }

    /// WITHIN GROUP, OVER, and where nulls go.
    private mutating func clauses(of call: inout FunctionCall) throws(Diagnostic) {
        if accept("WITHIN", "GROUP") {
            try expect(sign: "(")
            try expect("ORDER")
            try expect("BY")
            call.withinGroup = try orderItems()
            try expect(sign: ")")
        }
        if accept("IGNORE", "NULLS") { call.ignoresNulls = true } else { _ = accept("RESPECT", "NULLS") }
        guard accept("OVER") else { return }
        if isAt(sign: "(") {
            call.window = try window()
        } else {
            call.window = Window(reference: try identifier("the name of a window"))
        }
    }

    private mutating func fileMetadata(
        _ source: Identifier, isName: Bool, at start: Position
    ) throws(Diagnostic) -> Expression {
        let wildcard = isAt(sign: ")") ? nil : try integer("the number of a wildcard")
        if let wildcard, isName || wildcard < 1 { throw unexpected(wanted: "')'") }
        try expect(sign: ")")
        return Expression(
            .fileMetadata(FileMetadata(source: source, wildcard: wildcard, isName: isName)), at: start)
    }

    /// `(PARTITION BY … ORDER BY … ROWS …)`
    mutating func window() throws(Diagnostic) -> Window {
        var window = Window()
        try expect(sign: "(")
        if current.isName, !Keywords.reserved.contains(current.keyword),
            !["PARTITION", "ROWS", "RANGE"].contains(current.keyword)
        {
            window.reference = try identifier()
        }
        if accept("PARTITION") {
            try expect("BY")
            repeat { window.partitions.append(try expression()) } while accept(sign: ",")
        }
        if accept("ORDER") {
            try expect("BY")
            window.order = try orderItems()
        }
        if isAt("ROWS") || isAt("RANGE") { window.frame = try frame() }
        try expect(sign: ")")
        return window
    }

    private mutating func frame() throws(Diagnostic) -> Window.Frame {
        let isRange = take().keyword == "RANGE"
        guard accept("BETWEEN") else { return Window.Frame(isRange: isRange, start: try bound(), end: nil) }
        let start = try bound()
        try expect("AND")
        return Window.Frame(isRange: isRange, start: start, end: try bound())
    }

    private mutating func bound() throws(Diagnostic) -> Window.Bound {
        if accept("CURRENT") {
            try expect("ROW")
            return .currentRow
        }
        if accept("UNBOUNDED") {
            if accept("PRECEDING") { return .unboundedPreceding }
            try expect("FOLLOWING")
            return .unboundedFollowing
        }
        let count = try integer()
        if accept("PRECEDING") { return .preceding(count) }
        try expect("FOLLOWING")
        return .following(count)
    }
}
