import Tabular

/// A column of a select list.
struct Output {
    /// Empty when it has none.
    var name: String
    var value: Typed
    /// A star, whose SQL is not a single value.
    var isStar = false
}

extension Translator {
    /// A SELECT in the current scope.
    /// - Parameter tail: the query that it is the body of, for its order.
    func select(_ select: Select, tail: Query?, isOutermost: Bool) throws(Diagnostic) -> TranslatedQuery {
        let from = try mapped(select.from) { (source) throws(Diagnostic) in try self.source(source, isLateral: false) }
        let condition = try select.condition.map { (expression) throws(Diagnostic) in try self.condition(expression) }
        let groups = try groupClause(select.groups)
        let windows = try windowClause(select.windows)
        let (outputs, columns) = try self.outputs(of: select)
        let having = try select.having.map { (expression) throws(Diagnostic) in try self.condition(expression) }
        var sql = ""
        if !from.isEmpty { sql += " FROM " + from.joined(separator: ", ") }
        if let condition { sql += " WHERE " + Typed(condition, .bit).bare }
        sql += groups
        if let having { sql += " HAVING " + Typed(having, .bit).bare }
        sql += windows
        let hasTextKeys = columns?.contains { $0.type.isText } ?? false
        if select.isDistinct, hasTextKeys, let columns {
            return try distinct(outputs, columns, rest: sql, select, tail)
        }
        let list = itemList(outputs, isOutermost: isOutermost)
        let order =
            try tail.map { (query) throws(Diagnostic) in try self.orderClause(query.order, outputs: outputs) } ?? ""
        let top =
            try select.top.map { (top) throws(Diagnostic) in try self.top(top, order: order) } ?? (
                qualify: "", limit: ""
            )
        if select.isDistinct, !top.qualify.isEmpty {
            throw Diagnostic(
                "TOP WITH TIES and TOP PERCENT do not go with DISTINCT", at: select.position,
                hint: "Put the DISTINCT into a subquery.", number: 40000)
        }
        let limits = try tail.map { (query) throws(Diagnostic) in try self.limits(query) } ?? ""
        let whole =
            "SELECT \(select.isDistinct ? "DISTINCT " : "")\(list)\(sql)\(top.qualify)\(order)\(top.limit)\(limits)"
        return TranslatedQuery(sql: try emit(whole, at: select.position), columns: columns)
    }

    /// DISTINCT where strings are equal by a collation: one row of each kind stays.
    private func distinct(
        _ outputs: [Output], _ columns: [SourceColumn], rest: String, _ select: Select, _ tail: Query?
    ) throws(Diagnostic) -> TranslatedQuery {
        let alias = identifier(freshAlias())
        let names = columns.indices.map { "c\($0 + 1)" }
        let inner = "SELECT \(itemList(outputs, isOutermost: false))\(rest)"
        var items: [String] = []
        var keys: [String] = []
        for (column, name) in zip(columns, names) {
            items.append("\(alias).\(name) AS \(identifier(column.name.isEmpty ? "(No column name)" : column.name))")
            keys.append(key(Typed("\(alias).\(name)", column.type, collation: column.collation)))
        }
        // What is ordered by is in the list, or it could not be told which row of a kind counts.
        var replaced: [Output] = []
        if outputs.contains(where: \.isStar) {
            replaced = zip(columns, names).map {
                Output(name: $0.name, value: Typed("\(alias).\($1)", $0.type, collation: $0.collation))
            }
        } else {
            for (output, name) in zip(outputs, names) {
                replaced.append(
                    Output(
                        name: output.name,
                        value: Typed("\(alias).\(name)", output.value.type, collation: output.value.collation)))
            }
        }
        let order = try orderClause(
            tail?.order ?? [], outputs: replaced, originals: outputs.map(\.value.sql), mustBeListed: true)
        let top =
            try select.top.map { (top) throws(Diagnostic) in try self.top(top, order: order) } ?? (
                qualify: "", limit: ""
            )
        guard top.qualify.isEmpty else {
            throw Diagnostic(
                "TOP WITH TIES and TOP PERCENT do not go with DISTINCT", at: select.position,
                hint: "Put the DISTINCT into a subquery.", number: 40000)
        }
        let limits = try tail.map { (query) throws(Diagnostic) in try self.limits(query) } ?? ""
        let sql =
            "SELECT DISTINCT ON (\(keys.joined(separator: ", "))) \(items.joined(separator: ", ")) FROM (\(inner)) AS \(alias)(\(names.joined(separator: ", ")))"
        return TranslatedQuery(sql: sql + order + top.limit + limits, columns: columns)
    }

    private func itemList(_ outputs: [Output], isOutermost: Bool) -> String {
        outputs.map { output in
            if output.isStar { return output.value.sql }
            if output.name.isEmpty { return output.value.bare + (isOutermost ? " AS \"(No column name)\"" : "") }
            return output.value.bare + " AS " + identifier(output.name)
        }.joined(separator: ", ")
    }

    /// The select list, and the columns that it yields.
    private func outputs(of select: Select) throws(Diagnostic) -> ([Output], [SourceColumn]?) {
        var outputs: [Output] = []
        var columns: [SourceColumn]? = []
        for item in select.items {
            switch item {
            case .star(let qualifier, let position):
                let (output, own) = try star(qualifier, at: position)
                outputs.append(output)
                columns = own.flatMap { list in columns.map { $0 + list } }
            case .expression(let expression, let alias):
                let value = try value(expression)
                let name = alias?.name ?? Self.name(of: expression)
                outputs.append(Output(name: name, value: value))
                columns?.append(SourceColumn(name: name, type: value.type, collation: value.collation))
            case .assignment(let variable, _, _):
                throw Diagnostic(
                    "\(variable.name) = … stands only in the list of a SELECT of its own", at: variable.position,
                    number: 141)
            }
        }
        return (outputs, columns)
    }

    /// A column keeps its name; all else has none.
    static func name(of expression: Expression) -> String {
        if case .column(let parts) = expression.kind { return parts[parts.count - 1].name }
        return ""
    }

    private func star(_ qualifier: [Identifier], at position: Position) throws(Diagnostic) -> (Output, [SourceColumn]?)
    {
        let name = qualifier.last?.name
        let schema = qualifier.count > 1 ? qualifier[qualifier.count - 2].name : nil
        let entries = scope.entries.filter { matches($0, qualifier: name, schema: schema) }
        guard !entries.isEmpty else {
            if let name { throw Diagnostic("there is no table '\(name)' here", at: position, number: 107) }
            throw Diagnostic("* needs a FROM", at: position, number: 263)
        }
        var columns: [SourceColumn]? = []
        for entry in entries { columns = entry.columns.flatMap { list in columns.map { $0 + list } } }
        let isPlain = name == nil && entries.allSatisfy(\.isPlain) && scope.entries.count == entries.count
        let sql = isPlain ? "*" : entries.map(\.star).joined(separator: ", ")
        return (Output(name: "", value: Typed(sql, .unknown), isStar: true), columns)
    }

    // MARK: Order

    /// ` ORDER BY …`, with nulls first as T-SQL has them.
    func orderClause(
        _ items: [OrderItem], outputs: [Output], originals: [String]? = nil, mustBeListed: Bool = false
    ) throws(Diagnostic) -> String {
        guard !items.isEmpty else { return "" }
        let parts = try mapped(items) { (item) throws(Diagnostic) in
            let value = try self.orderValue(
                item.expression, outputs: outputs, originals: originals, mustBeListed: mustBeListed)
            return self.key(value) + (item.isDescending ? " DESC NULLS LAST" : " ASC NULLS FIRST")
        }
        return " ORDER BY " + parts.joined(separator: ", ")
    }

    /// What an item of ORDER BY means: a number of a column, a name of one, or an expression.
    private func orderValue(
        _ expression: Expression, outputs: [Output], originals: [String]?, mustBeListed: Bool
    ) throws(Diagnostic) -> Typed {
        let hasStar = outputs.contains(where: \.isStar)
        if case .literal(.integer(let digits)) = expression.kind {
            if hasStar { return Typed(digits, .int) }
            guard let number = Int(digits), outputs.indices.contains(number - 1) else {
                throw Diagnostic(
                    "ORDER BY \(digits): the list has \(outputs.count) columns", at: expression.position, number: 108)
            }
            return outputs[number - 1].value
        }
        if case .column(let parts) = expression.kind, parts.count == 1 {
            let named = outputs.filter { !$0.isStar && $0.name.lowercased() == parts[0].name.lowercased() }
            if let first = named.first { return first.value }
        }
        let value = try value(expression)
        guard let originals, mustBeListed else { return value }
        if let index = originals.firstIndex(of: value.sql), outputs.indices.contains(index) {
            return outputs[index].value
        }
        throw Diagnostic(
            "with SELECT DISTINCT, what is ordered by must be in the list", at: expression.position, number: 145)
    }

    // MARK: TOP

    private func top(_ top: Top, order: String) throws(Diagnostic) -> (qualify: String, limit: String) {
        if !top.isPercent, !top.withTies { return ("", " LIMIT \(try count(top.count))") }
        guard !top.withTies || !order.isEmpty else {
            throw Diagnostic("TOP WITH TIES needs an ORDER BY", at: top.count.position, number: 1062)
        }
        let limit: String
        if top.isPercent {
            let percent = try convert(try value(top.count), to: .float, at: top.count.position).sql
            limit = "ceil(count(*) OVER () * \(percent) / 100)"
        } else {
            limit = try count(top.count)
        }
        let rank = top.withTies ? "rank()" : "row_number()"
        return (" QUALIFY \(rank) OVER (\(order.drop { $0 == " " })) <= \(limit)", "")
    }
}
