extension Parser {
    static let setOperators: Set<String> = ["UNION", "EXCEPT", "INTERSECT"]

    /// `(SELECT …)`, the opening parenthesis not yet taken.
    mutating func parenthesizedQuery() throws(Diagnostic) -> Query {
        try nested { (parser) throws(Diagnostic) in
            try parser.expect(sign: "(")
            let query = try parser.query()
            try parser.expect(sign: ")")
            return query
        }
    }

    /// A query with its common tables, set operators and order.
    mutating func query() throws(Diagnostic) -> Query {
        let start = position
        let tables = isAt("WITH") ? try commonTables() : []
        var query = try wholeQuery(from: try queryTerm(), at: start)
        query.commonTables = tables
        return query
    }

    /// The rest of a query whose first part was in parentheses.
    mutating func wholeQuery(continuing first: Query) throws(Diagnostic) -> Query {
        try wholeQuery(from: .nested(first), at: first.position)
    }

    private mutating func wholeQuery(from first: QueryBody, at start: Position) throws(Diagnostic) -> Query {
        var body = try intersections(of: first)
        var links: [SetLink] = []
        while isAt("UNION") || isAt("EXCEPT") {
            let at = position
            let operation: SetOperator = take().keyword == "UNION" ? .union : .except
            let isAll = accept("ALL")
            if isAll, operation == .except { throw unsupported("EXCEPT ALL") }
            let operand = try intersections(of: try queryTerm())
            links.append(SetLink(operation: operation, isAll: isAll, operand: operand, position: at))
        }
        guard links.count <= Self.longestChain else {
            throw Diagnostic("too many set operators in a row", at: start, number: 191)
        }
        if !links.isEmpty { body = .combined(body, links) }
        var query = Query(body: body, position: start)
        try tail(of: &query)
        return query
    }

    /// INTERSECT binds tighter than the others.
    private mutating func intersections(of first: QueryBody) throws(Diagnostic) -> QueryBody {
        var links: [SetLink] = []
        while isAt("INTERSECT") {
            let at = take().position
            if accept("ALL") { throw unsupported("INTERSECT ALL") }
            links.append(SetLink(operation: .intersect, isAll: false, operand: try queryTerm(), position: at))
        }
        return links.isEmpty ? first : .combined(first, links)
    }

    private mutating func queryTerm() throws(Diagnostic) -> QueryBody {
        if isAt(sign: "(") { return .nested(try parenthesizedQuery()) }
        guard isAt("SELECT") else { throw unexpected(wanted: "SELECT") }
        return .select(try nested { (parser) throws(Diagnostic) in try parser.select() })
    }

    /// ORDER BY, OFFSET, FETCH, FOR, OPTION.
    private mutating func tail(of query: inout Query) throws(Diagnostic) {
        if accept("ORDER") {
            try expect("BY")
            query.order = try orderItems()
            if accept("OFFSET") {
                query.offset = try expression()
                guard accept("ROWS") || accept("ROW") else { throw unexpected(wanted: "ROWS") }
                if accept("FETCH") { query.fetch = try fetch() }
            }
        }
        if isAt("FOR") {
            throw unsupported(
                "FOR \(peek().text.uppercased())", hint: "Write the result with --format json, or use to_json.")
        }
        if accept("OPTION") { try skipParentheses() }
    }

    private mutating func fetch() throws(Diagnostic) -> Expression {
        guard accept("NEXT") || accept("FIRST") else { throw unexpected(wanted: "NEXT") }
        let count = try expression()
        guard accept("ROWS") || accept("ROW") else { throw unexpected(wanted: "ROWS") }
        try expect("ONLY")
        return count
    }

    /// Takes a parenthesis with all that is in it: query hints, which mean nothing here.
    mutating func skipParentheses() throws(Diagnostic) {
        try expect(sign: "(")
        var open = 1
        while open > 0 {
            if isAtEnd { throw unexpected(wanted: "')'") }
            let token = take()
            if token.isSign("(") { open += 1 }
            if token.isSign(")") { open -= 1 }
        }
    }

    mutating func orderItems() throws(Diagnostic) -> [OrderItem] {
        var items: [OrderItem] = []
        repeat {
            let expression = try expression()
            let isDescending = accept("DESC")
            if !isDescending { _ = accept("ASC") }
            items.append(OrderItem(expression: expression, isDescending: isDescending))
        } while accept(sign: ",")
        return items
    }

    /// `WITH a AS (…), b (x) AS (…)`
    mutating func commonTables() throws(Diagnostic) -> [CommonTable] {
        try expect("WITH")
        var tables: [CommonTable] = []
        repeat {
            let name = try identifier("the name of a common table")
            let columns = isAt(sign: "(") ? try nameList() : []
            try expect("AS")
            tables.append(CommonTable(name: name, columns: columns, query: try parenthesizedQuery()))
        } while accept(sign: ",")
        return tables
    }

    private mutating func select() throws(Diagnostic) -> Select {
        var select = Select(position: position)
        try expect("SELECT")
        if accept("DISTINCT") { select.isDistinct = true } else { _ = accept("ALL") }
        if isAt("TOP") { select.top = try top() }
        repeat { select.items.append(try selectItem()) } while accept(sign: ",")
        if accept("INTO") { select.into = try objectName() }
        if accept("FROM") { select.from = try sources() }
        if accept("WHERE") { select.condition = try condition() }
        if accept("GROUP") {
            try expect("BY")
            select.groups = try groups()
        }
        if accept("HAVING") { select.having = try condition() }
        if accept("WINDOW") {
            repeat {
                let name = try identifier()
                try expect("AS")
                select.windows.append(NamedWindow(name: name, window: try window()))
            } while accept(sign: ",")
        }
        return select
    }

    /// `TOP (n) PERCENT WITH TIES`
    mutating func top() throws(Diagnostic) -> Top {
        try expect("TOP")
        let count: Expression
        if isAt(sign: "(") {
            take()
            count = try expression()
            try expect(sign: ")")
        } else {
            guard current.kind == .integer || current.kind == .decimal || current.isVariable else {
                throw unexpected(wanted: "a number of rows")
            }
            let token = take()
            switch token.kind {
            case .integer: count = Expression(.literal(.integer(token.text)), at: token.position)
            case .decimal: count = Expression(.literal(.decimal(token.text)), at: token.position)
            default: count = Expression(.variable(token.text), at: token.position)
            }
        }
        let isPercent = accept("PERCENT")
        return Top(count: count, isPercent: isPercent, withTies: accept("WITH", "TIES"))
    }

    private static let compounds: [String: ArithmeticOperator] = [
        "+=": .add, "-=": .subtract, "*=": .multiply, "/=": .divide, "%=": .remainder, "&=": .and, "|=": .or,
        "^=": .exclusiveOr,
    ]

    /// `=` or `+=`; nil when it is neither.
    mutating func assignmentOperator() -> (operation: ArithmeticOperator?, found: Bool) {
        if accept(sign: "=") { return (nil, true) }
        if current.kind == .sign, let operation = Self.compounds[current.text] {
            take()
            return (operation, true)
        }
        return (nil, false)
    }

    private mutating func selectItem() throws(Diagnostic) -> SelectItem {
        let start = position
        if accept(sign: "*") { return .star(qualifier: [], position: start) }
        if current.isVariable, peek().isSign("=") || Self.compounds[peek().text] != nil {
            let variable = try variable()
            let operation = assignmentOperator().operation
            return .assignment(variable: variable, operation: operation, try expression())
        }
        if let qualifier = try qualifiedStar() { return .star(qualifier: qualifier, position: start) }
        // `alias = expression`
        if peek().isSign("="), current.isName || isString(current) {
            let alias = try nameOrString()
            take()
            return .expression(try expression(), alias: alias)
        }
        let expression = try expression()
        return .expression(expression, alias: try alias())
    }

    private func isString(_ token: Token) -> Bool {
        if case .string = token.kind { return true }
        return false
    }

    /// `t.*`, looked at ahead.
    private mutating func qualifiedStar() throws(Diagnostic) -> [Identifier]? {
        var ahead = 0
        while ahead < 8, peek(ahead).isName, peek(ahead + 1).isSign(".") {
            ahead += 2
            guard peek(ahead).isSign("*") else { continue }
            var names: [Identifier] = []
            while !isAt(sign: "*") {
                let token = take()
                if token.isName { names.append(Identifier(token.text, at: token.position)) }
            }
            take()
            return names
        }
        return nil
    }

    /// `AS name`, `name`, `'name'`, or nothing.
    mutating func alias() throws(Diagnostic) -> Identifier? {
        if accept("AS") { return try nameOrString("an alias") }
        if isString(current) { return try nameOrString() }
        guard current.isName, !Keywords.reserved.contains(current.keyword),
            !Keywords.notAlias.contains(current.keyword)
        else { return nil }
        return try identifier()
    }

    private mutating func groups() throws(Diagnostic) -> [GroupingElement] {
        var elements: [GroupingElement] = []
        repeat { elements.append(try groupingElement()) } while accept(sign: ",")
        // `GROUP BY a, b WITH ROLLUP`
        if accept("WITH", "ROLLUP") { elements = [.rollup(elements)] }
        if accept("WITH", "CUBE") { elements = [.cube(elements)] }
        return elements
    }

    private mutating func groupingElement() throws(Diagnostic) -> GroupingElement {
        try nested { (parser) throws(Diagnostic) in try parser.groupingItem() }
    }

    private mutating func groupingItem() throws(Diagnostic) -> GroupingElement {
        if isAt("ROLLUP"), peek().isSign("(") {
            take()
            return .rollup(try groupingList())
        }
        if isAt("CUBE"), peek().isSign("(") {
            take()
            return .cube(try groupingList())
        }
        if accept("GROUPING", "SETS") { return .groupingSets(try groupingList()) }
        let start = position
        if isAt(sign: "("), peek().isSign(")") {
            take()
            take()
            return .composite([], start)
        }
        // `(a, b)`; a parenthesis around one expression is only that.
        if isAt(sign: "("), peek().keyword != "SELECT" {
            take()
            var items = [try condition()]
            while accept(sign: ",") { items.append(try condition()) }
            try expect(sign: ")")
            if items.count > 1 || isAt(sign: ",") || isAt(sign: ")") || !isOperator(current) {
                return items.count == 1 ? .expression(items[0]) : .composite(items, start)
            }
            throw Diagnostic(
                "an expression in GROUP BY may not begin with a parenthesis", at: start,
                hint: "Write it the other way round, or compute it in a subquery.", number: 102)
        }
        return .expression(try expression())
    }

    private func isOperator(_ token: Token) -> Bool {
        token.kind == .sign && ArithmeticOperator(rawValue: token.text) != nil
    }

    private mutating func groupingList() throws(Diagnostic) -> [GroupingElement] {
        try expect(sign: "(")
        var elements: [GroupingElement] = []
        repeat { elements.append(try groupingElement()) } while accept(sign: ",")
        try expect(sign: ")")
        return elements
    }
}
