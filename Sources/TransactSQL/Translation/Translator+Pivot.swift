import Tabular

extension Translator {
    /// `source PIVOT (SUM(x) FOR c IN ([a], [b])) AS p`: a column for each value, a row for each group of the rest.
    func pivot(_ source: TableSource, _ pivot: Pivot, _ alias: TableAlias) throws(Diagnostic) -> String {
        let outer = scope
        scope = Scope(parent: scope.parent)
        defer { scope = outer }
        let from = try self.source(source, isLateral: false)
        guard let all = columns(of: scope) else {
            let placeholder = try inOuter(outer) { () throws(Diagnostic) in
                try self.add("(SELECT 1 AS x)", alias, columns: nil, at: pivot.position)
            }
            return placeholder
        }
        let column = Expression(.column(pivot.column), at: pivot.position)
        let used = Set(names(in: pivot.aggregate.arguments) + [pivot.column[pivot.column.count - 1].name.lowercased()])
        let rest = all.filter { !used.contains($0.name.lowercased()) }
        var items: [String] = []
        var keys: [String] = []
        for entry in rest {
            let value = try self.column([Identifier(entry.name)], at: pivot.position)
            let key = self.key(value)
            keys.append(key)
            items.append((key == value.sql ? key : "min(\(value.sql))") + " AS " + identifier(entry.name))
        }
        var columns = rest
        for name in pivot.values {
            let value = try pivoted(pivot, column, name)
            items.append("\(value.sql) AS \(identifier(name.name))")
            columns.append(SourceColumn(name: name.name, type: value.type, collation: value.collation))
        }
        let groups = keys.isEmpty ? "" : " GROUP BY " + keys.joined(separator: ", ")
        let sql = "(SELECT \(items.joined(separator: ", ")) FROM \(from)\(groups))"
        return try inOuter(outer) { () throws(Diagnostic) in
            try self.add(sql, alias, columns: columns, at: pivot.position)
        }
    }

    private func inOuter<T>(_ outer: Scope, _ work: () throws(Diagnostic) -> T) throws(Diagnostic) -> T {
        let inner = scope
        scope = outer
        defer { scope = inner }
        return try work()
    }

    /// The aggregate over the rows of one value.
    private func pivoted(_ pivot: Pivot, _ column: Expression, _ name: Identifier) throws(Diagnostic) -> Typed {
        var call = pivot.aggregate
        let literal = Expression(.literal(.string(name.name, isUnicode: true)), at: name.position)
        let condition = Expression(.comparison(column, .equal, literal), at: name.position)
        guard !call.isStar, call.arguments.count == 1 else {
            throw Diagnostic(
                "the aggregate of PIVOT takes one column", at: pivot.position,
                hint: "For example SUM(amount) or COUNT(id).",
                number: 102)
        }
        call.arguments = [
            Expression(
                .searchedCase([CaseBranch(condition: condition, result: call.arguments[0])], otherwise: nil),
                at: name.position)
        ]
        return try value(Expression(.call(call), at: pivot.position))
    }

    /// All columns of a scope; nil when some are not known.
    private func columns(of scope: Scope) -> [SourceColumn]? {
        var all: [SourceColumn] = []
        for entry in scope.entries {
            guard let columns = entry.columns else { return nil }
            all += columns
        }
        return all
    }

    /// Names of columns in the arguments of an aggregate, in lower case.
    private func names(in arguments: [Expression]) -> [String] {
        arguments.compactMap { argument in
            if case .column(let parts) = argument.kind { return parts[parts.count - 1].name.lowercased() }
            return nil
        }
    }

    /// `source UNPIVOT (v FOR n IN (a, b)) AS u`: a row for each of the columns that is not NULL.
    func unpivot(_ source: TableSource, _ unpivot: Unpivot, _ alias: TableAlias) throws(Diagnostic) -> String {
        let outer = scope
        scope = Scope(parent: scope.parent)
        defer { scope = outer }
        let from = try self.source(source, isLateral: false)
        guard let all = columns(of: scope) else {
            return try inOuter(outer) { () throws(Diagnostic) in
                try self.add("(SELECT 1 AS x)", alias, columns: nil, at: unpivot.position)
            }
        }
        let values = try mapped(unpivot.columns) { (name) throws(Diagnostic) in
            try self.column([name], at: name.position)
        }
        let (unified, type) = try unified(values, at: unpivot.position)
        let taken = Set(unpivot.columns.map { $0.name.lowercased() })
        let rest = all.filter { !taken.contains($0.name.lowercased()) }
        let inner = identifier(freshAlias())
        var items = try mapped(rest) { (entry) throws(Diagnostic) in
            try self.column([Identifier(entry.name)], at: unpivot.position).sql + " AS " + self.identifier(entry.name)
        }
        items.append("\(inner).v AS \(identifier(unpivot.value.name))")
        items.append("\(inner).n AS \(identifier(unpivot.name.name))")
        let rows = zip(unified, unpivot.columns).map { "(\($0.sql), \(SQL.literal($1.name)))" }.joined(separator: ", ")
        let sql =
            "(SELECT \(items.joined(separator: ", ")) FROM \(from) CROSS JOIN LATERAL (VALUES \(rows)) AS \(inner)(v, n) WHERE \(inner).v IS NOT NULL)"
        let columns =
            rest + [
                SourceColumn(name: unpivot.value.name, type: type, collation: merged(values)),
                SourceColumn(name: unpivot.name.name, type: .nvarchar),
            ]
        return try inOuter(outer) { () throws(Diagnostic) in
            try self.add(sql, alias, columns: columns, at: unpivot.position)
        }
    }
}
