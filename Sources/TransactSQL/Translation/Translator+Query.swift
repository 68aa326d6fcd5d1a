import Tabular

/// A query in the engine's SQL and the columns that it yields; nil when they are not known.
struct TranslatedQuery {
    var sql: String
    var columns: [SourceColumn]?
}

extension Translator {
    /// A query inside of an expression: it sees the tables around it.
    func subquery(_ query: Query) throws(Diagnostic) -> TranslatedQuery {
        try inScope(of: scope) { () throws(Diagnostic) in try self.query(query) }
    }

    /// Does something in a new scope.
    func inScope<T>(of parent: Scope?, _ work: () throws(Diagnostic) -> T) throws(Diagnostic) -> T {
        let outer = scope
        scope = Scope(parent: parent)
        defer { scope = outer }
        return try work()
    }

    /// A query in the current scope, with its common tables.
    func query(_ query: Query, isOutermost: Bool = false) throws(Diagnostic) -> TranslatedQuery {
        guard !query.commonTables.isEmpty else { return try ordered(query, isOutermost: isOutermost) }
        commonTables.append([:])
        defer { commonTables.removeLast() }
        let prefix = try withClause(query.commonTables)
        var result = try ordered(query, isOutermost: isOutermost)
        result.sql = prefix + result.sql
        return result
    }

    /// `WITH a AS (…), b AS (…) `; the names are known afterwards.
    func withClause(_ tables: [CommonTable]) throws(Diagnostic) -> String {
        var parts: [String] = []
        var isRecursive = false
        for table in tables {
            let key = table.name.name.lowercased()
            let last = commonTables.count - 1
            guard commonTables[last][key] == nil else {
                throw Diagnostic(
                    "the common table '\(table.name.name)' is there twice", at: table.name.position, number: 239)
            }
            let (result, refersToItself) = try commonTable(table, key: key)
            isRecursive = isRecursive || refersToItself
            let columns = try named(result.columns, table.columns, of: table.name)
            commonTables[last][key] = .some(columns)
            let names =
                columns.map { "(" + $0.map { identifier($0.name) }.joined(separator: ", ") + ")" }
                ?? (table.columns.isEmpty
                    ? "" : "(" + table.columns.map { identifier($0.name) }.joined(separator: ", ") + ")")
            parts.append("\(identifier(table.name.name))\(names) AS (\(result.sql))")
        }
        return "WITH \(isRecursive ? "RECURSIVE " : "")" + parts.joined(separator: ", ") + " "
    }

    /// A common table; one whose second part refers to it is recursive, with the columns of its first part.
    private func commonTable(_ table: CommonTable, key: String) throws(Diagnostic) -> (TranslatedQuery, Bool) {
        guard case .combined(let anchor, let links) = table.query.body,
            links.allSatisfy({ $0.operation == .union && $0.isAll })
        else { return (try subqueryOutside(table.query), false) }
        let first = try inScope(of: scope.parent) { () throws(Diagnostic) in try self.body(anchor) }
        let last = commonTables.count - 1
        commonTables[last][key] = .some(try named(first.columns, table.columns, of: table.name))
        usedCommonTables.remove(key)
        let whole = try subqueryOutside(table.query)
        commonTables[last][key] = nil
        return (whole, usedCommonTables.contains(key))
    }

    /// A query that does not see the tables beside it.
    func subqueryOutside(_ query: Query) throws(Diagnostic) -> TranslatedQuery {
        try inScope(of: scope.parent) { () throws(Diagnostic) in try self.query(query) }
    }

    /// Columns under the names that a list gives them.
    func named(
        _ columns: [SourceColumn]?, _ names: [Identifier], of table: Identifier
    ) throws(Diagnostic) -> [SourceColumn]? {
        guard var result = columns else { return nil }
        guard !names.isEmpty else {
            if let index = result.firstIndex(where: { $0.name.isEmpty }) {
                throw Diagnostic(
                    "column \(index + 1) of '\(table.name)' has no name", at: table.position,
                    hint: "Give it one: expression AS name", number: 8155)
            }
            return result
        }
        guard names.count == result.count else {
            throw Diagnostic(
                "'\(table.name)' has \(result.count) columns, and \(names.count) names are given", at: table.position,
                number: 8158)
        }
        for index in result.indices { result[index].name = names[index].name }
        return result
    }

    /// A body with ORDER BY, OFFSET and FETCH.
    private func ordered(_ query: Query, isOutermost: Bool) throws(Diagnostic) -> TranslatedQuery {
        if case .select(let select) = query.body {
            return try self.select(select, tail: query, isOutermost: isOutermost)
        }
        let inner = try inScope(of: scope.parent) { () throws(Diagnostic) in try self.body(query.body) }
        guard !query.order.isEmpty || query.offset != nil else { return inner }
        return try sorted(inner, by: query)
    }

    /// The rows of a finished query in an order.
    func sorted(_ inner: TranslatedQuery, by query: Query, limit: String = "") throws(Diagnostic) -> TranslatedQuery {
        let alias = freshAlias()
        return try inScope(of: nil) { () throws(Diagnostic) in
            self.scope.entries = [ScopeEntry(alias: alias, columns: inner.columns)]
            let outputs = (inner.columns ?? []).map { column in
                Output(
                    name: column.name,
                    value: Typed(
                        self.identifier(alias) + "." + self.identifier(column.name), column.type,
                        collation: column.collation))
            }
            let order = try self.orderClause(query.order, outputs: outputs)
            let tail = try self.limits(query)
            return TranslatedQuery(
                sql: "SELECT * FROM (\(inner.sql)) AS \(self.identifier(alias))\(order)\(limit)\(tail)",
                columns: inner.columns)
        }
    }

    /// ` LIMIT n OFFSET m`
    func limits(_ query: Query) throws(Diagnostic) -> String {
        var sql = ""
        if let fetch = query.fetch { sql += " LIMIT \(try count(fetch))" }
        if let offset = query.offset { sql += " OFFSET \(try count(offset))" }
        return sql
    }

    /// A number of rows.
    func count(_ expression: Expression) throws(Diagnostic) -> String {
        let value = try value(expression)
        return value.type.isInteger || value.type == .unknown
            ? value.sql : try convert(value, to: .bigint, at: expression.position).sql
    }

    // MARK: Set operators

    /// The body of a query without an order.
    func body(_ body: QueryBody) throws(Diagnostic) -> TranslatedQuery {
        switch body {
        case .select(let select): return try self.select(select, tail: nil, isOutermost: false)
        case .nested(let query): return try self.query(query)
        case .combined(let first, let links):
            var result = try operand(first)
            for link in links {
                result = try combined(result, link, try operand(link.operand))
                result.sql = try emit(result.sql, at: link.position)
            }
            return result
        }
    }

    private func operand(_ body: QueryBody) throws(Diagnostic) -> TranslatedQuery {
        try inScope(of: scope.parent) { () throws(Diagnostic) in
            var result = try self.body(body)
            if case .nested = body { result.sql = "(\(result.sql))" }
            return result
        }
    }

    private func combined(
        _ left: TranslatedQuery, _ link: SetLink, _ right: TranslatedQuery
    ) throws(Diagnostic) -> TranslatedQuery {
        guard let first = left.columns, let second = right.columns else {
            let word = link.operation.rawValue + (link.isAll ? " ALL" : "")
            return TranslatedQuery(sql: "\(left.sql) \(word) \(right.sql)", columns: nil)
        }
        guard first.count == second.count else {
            throw Diagnostic(
                "the queries of \(link.operation.rawValue) have \(first.count) and \(second.count) columns",
                at: link.position, number: 205)
        }
        var columns = first
        for index in columns.indices {
            columns[index].type = DataType.common(first[index].type, second[index].type)
            columns[index].collation = merged([
                Typed("", first[index].type, collation: first[index].collation),
                Typed("", second[index].type, collation: second[index].collation),
            ])
        }
        let a = try aligned(left, to: columns, at: link.position)
        let b = try aligned(right, to: columns, at: link.position)
        if link.isAll { return TranslatedQuery(sql: "\(a) UNION ALL \(b)", columns: columns) }
        guard columns.contains(where: { $0.type.isText }) else {
            return TranslatedQuery(sql: "\(a) \(link.operation.rawValue) \(b)", columns: columns)
        }
        return TranslatedQuery(sql: byKeys(a, link.operation, b, columns), columns: columns)
    }

    /// A side of a set operator with its columns in the common types.
    private func aligned(
        _ query: TranslatedQuery, to columns: [SourceColumn], at position: Position
    ) throws(Diagnostic) -> String {
        guard let own = query.columns else { return query.sql }
        let differs = zip(own, columns).contains {
            $0.type != $1.type && !($0.type.isText && $1.type.isText) && $0.type != .null && $1.type != .unknown
                && $0.type != .unknown
        }
        guard differs else { return query.sql }
        let alias = freshAlias()
        let names = own.indices.map { "c\($0 + 1)" }
        var items: [String] = []
        for (index, column) in columns.enumerated() {
            let source = Typed(identifier(alias) + "." + names[index], own[index].type)
            let needed = own[index].type != column.type && !(own[index].type.isText && column.type.isText)
            let value = needed ? try convert(source, to: column.type, at: position) : source
            items.append("\(value.sql) AS \(identifier(column.name.isEmpty ? names[index] : column.name))")
        }
        return
            "SELECT \(items.joined(separator: ", ")) FROM (\(query.sql)) AS \(identifier(alias))(\(names.joined(separator: ", ")))"
    }

    /// UNION, EXCEPT and INTERSECT where strings are equal by a collation.
    private func byKeys(_ a: String, _ operation: SetOperator, _ b: String, _ columns: [SourceColumn]) -> String {
        let first = identifier(freshAlias())
        let names = columns.indices.map { "c\($0 + 1)" }
        func keys(_ alias: String) -> [String] {
            zip(columns, names).map { key(Typed("\(alias).\($1)", $0.type, collation: $0.collation)) }
        }
        let list = names.joined(separator: ", ")
        let items = zip(columns, names).map { column, name in
            "\(first).\(name) AS \(identifier(column.name.isEmpty ? name : column.name))"
        }
        let head = "SELECT DISTINCT ON (\(keys(first).joined(separator: ", "))) \(items.joined(separator: ", ")) FROM "
        if operation == .union { return head + "(\(a) UNION ALL \(b)) AS \(first)(\(list))" }
        let second = identifier(freshAlias())
        let match = zip(keys(first), keys(second)).map { "\($0) IS NOT DISTINCT FROM \($1)" }.joined(separator: " AND ")
        let exists = operation == .except ? "NOT EXISTS" : "EXISTS"
        return head
            + "(\(a)) AS \(first)(\(list)) WHERE \(exists) (SELECT 1 FROM (\(b)) AS \(second)(\(list)) WHERE \(match))"
    }
}
