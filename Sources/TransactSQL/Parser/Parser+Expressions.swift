extension Parser {
    /// A condition, or any expression.
    mutating func condition() throws(Diagnostic) -> Expression {
        let start = position
        var alternatives: [Expression] = []
        repeat {
            var terms: [Expression] = []
            repeat {
                terms.append(try negatable())
            } while accept("AND")
            try check(terms.count, at: start)
            alternatives.append(terms.count == 1 ? terms[0] : Expression(.and(terms), at: start))
        } while accept("OR")
        try check(alternatives.count, at: start)
        return alternatives.count == 1 ? alternatives[0] : Expression(.or(alternatives), at: start)
    }

    private func check(_ count: Int, at start: Position) throws(Diagnostic) {
        guard count > Self.longestChain else { return }
        throw Diagnostic(
            "this expression has more than \(Self.longestChain) operators in a row", at: start,
            hint: "Put parentheses around parts of it.", number: 191)
    }

    private mutating func negatable() throws(Diagnostic) -> Expression {
        let start = position
        var isNegated = false
        while accept("NOT") { isNegated.toggle() }
        let term = try predicate()
        return isNegated ? Expression(.not(term), at: start) : term
    }

    private mutating func predicate() throws(Diagnostic) -> Expression {
        let left = try expression()
        return try predicate(on: left)
    }

    private static let comparisons: [String: ComparisonOperator] = [
        "=": .equal, "<>": .notEqual, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
        ">=": .greaterOrEqual, "!<": .greaterOrEqual, "!>": .lessOrEqual,
    ]

    /// What follows a left operand: a comparison, IS NULL, IN, LIKE, BETWEEN, or nothing.
    private mutating func predicate(on left: Expression) throws(Diagnostic) -> Expression {
        let start = left.position
        if current.kind == .sign, let comparison = Self.comparisons[current.text] {
            take()
            return try compared(left, comparison)
        }
        if accept("IS") {
            let isNegated = accept("NOT")
            if accept("DISTINCT") {
                try expect("FROM")
                return Expression(.distinct(left, try expression(), isNegated: isNegated), at: start)
            }
            try expect("NULL")
            return Expression(.isNull(left, isNegated: isNegated), at: start)
        }
        let isNegated = isAt("NOT") && ["IN", "LIKE", "BETWEEN"].contains(peek().keyword)
        if isNegated { take() }
        if accept("BETWEEN") {
            let low = try expression()
            try expect("AND")
            return Expression(.between(left, low, try expression(), isNegated: isNegated), at: start)
        }
        if accept("LIKE") {
            let pattern = try expression()
            let escape = accept("ESCAPE") ? try expression() : nil
            return Expression(.like(left, pattern: pattern, escape: escape, isNegated: isNegated), at: start)
        }
        if accept("IN") { return try membership(of: left, isNegated: isNegated) }
        return left
    }

    private mutating func compared(
        _ left: Expression, _ comparison: ComparisonOperator
    ) throws(Diagnostic) -> Expression {
        if ["ALL", "ANY", "SOME"].contains(current.keyword), peek().isSign("(") {
            let isAll = take().keyword == "ALL"
            let query = try parenthesizedQuery()
            return Expression(.quantified(left, comparison, isAll: isAll, query), at: left.position)
        }
        return Expression(.comparison(left, comparison, try expression()), at: left.position)
    }

    private mutating func membership(of left: Expression, isNegated: Bool) throws(Diagnostic) -> Expression {
        if peek().keyword == "SELECT" || peek().keyword == "WITH" {
            return Expression(.inQuery(left, try parenthesizedQuery(), isNegated: isNegated), at: left.position)
        }
        let items = try nested { (parser) throws(Diagnostic) in try parser.argumentList() }
        return Expression(.inList(left, items, isNegated: isNegated), at: left.position)
    }

    /// `(a, b)`, at least one.
    mutating func argumentList() throws(Diagnostic) -> [Expression] {
        try expect(sign: "(")
        var items = [try condition()]
        while accept(sign: ",") { items.append(try condition()) }
        try expect(sign: ")")
        return items
    }

    /// A value: sums of products.
    mutating func expression() throws(Diagnostic) -> Expression {
        let start = position
        var first = try product()
        var links: [ArithmeticLink] = []
        while current.kind == .sign, let operation = ArithmeticOperator(rawValue: current.text),
            !Self.products.contains(operation)
        {
            let at = take().position
            links.append(ArithmeticLink(operation: operation, operand: try product(), position: at))
        }
        try check(links.count, at: start)
        if !links.isEmpty { first = Expression(.arithmetic(first, links), at: start) }
        return first
    }

    private static let products: Set<ArithmeticOperator> = [.multiply, .divide, .remainder]

    private mutating func product() throws(Diagnostic) -> Expression {
        let start = position
        let first = try signed()
        var links: [ArithmeticLink] = []
        while current.kind == .sign, let operation = ArithmeticOperator(rawValue: current.text),
            Self.products.contains(operation)
        {
            let at = take().position
            links.append(ArithmeticLink(operation: operation, operand: try signed(), position: at))
        }
        try check(links.count, at: start)
        return links.isEmpty ? first : Expression(.arithmetic(first, links), at: start)
    }

    private mutating func signed() throws(Diagnostic) -> Expression {
        let start = position
        var signs: [SignOperator] = []
        while current.kind == .sign, let sign = SignOperator(rawValue: current.text) {
            take()
            signs.append(sign)
            guard signs.count <= Self.deepest else {
                throw Diagnostic("too many signs in a row", at: start, number: 191)
            }
        }
        var result = try primary()
        for sign in signs.reversed() where sign != .plus { result = Expression(.sign(sign, result), at: start) }
        return result
    }

    /// A value with what may follow it: COLLATE, AT TIME ZONE.
    private mutating func primary() throws(Diagnostic) -> Expression {
        var result = try nested { (parser) throws(Diagnostic) in try parser.atom() }
        var suffixes = 0
        while true {
            if accept("COLLATE") {
                result = Expression(.collate(result, try anyIdentifier()), at: result.position)
            } else if isAt("AT", "TIME"), peek(2).keyword == "ZONE" {
                for _ in 0..<3 { take() }
                let zone = try nested { (parser) throws(Diagnostic) in try parser.atom() }
                result = Expression(.atTimeZone(result, zone), at: result.position)
            } else {
                return result
            }
            suffixes += 1
            guard suffixes < 10 else { throw unexpected() }
        }
    }

    private mutating func atom() throws(Diagnostic) -> Expression {
        let token = current
        func literal(_ value: Literal) -> Expression { Expression(.literal(value), at: token.position) }
        switch token.kind {
        case .integer: take(); return literal(.integer(token.text))
        case .decimal: take(); return literal(.decimal(token.text))
        case .real: take(); return literal(.real(token.text))
        case .money: take(); return literal(.money(token.text))
        case .binary: take(); return literal(.binary(token.text))
        case .string(let isUnicode): take(); return literal(.string(token.text, isUnicode: isUnicode))
        case .variable:
            take()
            return Expression(.variable(token.text), at: token.position)
        case .sign where token.text == "(": return try parenthesized()
        case .word, .quotedName: return try named()
        default: throw unexpected(wanted: "an expression")
        }
    }

    private mutating func parenthesized() throws(Diagnostic) -> Expression {
        let start = position
        if peek().keyword == "SELECT" { return Expression(.subquery(try parenthesizedQuery()), at: start) }
        take()
        var inner = try condition()
        // `((SELECT 1) UNION SELECT 2)`: only now it is seen that the query goes on.
        if case .subquery(let query) = inner.kind, Self.setOperators.contains(current.keyword) {
            inner = Expression(.subquery(try wholeQuery(continuing: query)), at: start)
        }
        try expect(sign: ")")
        return inner
    }
}
