import Tabular

extension Translator {
    /// Common tables before a statement that changes data.
    private func within(
        _ tables: [CommonTable], _ work: () throws(Diagnostic) -> String
    ) throws(Diagnostic) -> String {
        guard !tables.isEmpty else { return try work() }
        commonTables.append([:])
        defer { commonTables.removeLast() }
        let prefix = try withClause(tables)
        return prefix + (try work())
    }

    /// SQL of a value for a column of a known type.
    private func assigned(_ expression: Expression, to column: ResolvedColumn?) throws(Diagnostic) -> String {
        if case .byDefault = expression.kind { return "DEFAULT" }
        return try assigned(try value(expression), to: column, at: expression.position)
    }

    private func assigned(_ value: Typed, to column: ResolvedColumn?, at position: Position) throws(Diagnostic)
        -> String
    {
        guard let column, value.type != column.type, !(value.type.isText && column.type.isText), value.type != .null,
            value.type != .unknown
        else { return value.sql }
        if case .other = column.type { return value.sql }
        return try convert(value, to: column.type, at: position).sql
    }

    // MARK: INSERT

    func insert(_ insert: Insert, at position: Position) throws(Diagnostic) -> String {
        try within(insert.commonTables) { () throws(Diagnostic) in
            let relation = try self.relation(insert.target)
            let known = try self.columns(of: relation, name: insert.target.label, at: insert.target.position)
            let targets = try self.targets(insert.columns, of: insert.target, relation: relation, known: known)
            let names =
                targets.map { list in " (" + list.map { self.identifier($0.name) }.joined(separator: ", ") + ")" }
                ?? (insert.columns.isEmpty
                    ? "" : " (" + insert.columns.map { self.identifier($0.name) }.joined(separator: ", ") + ")")
            return "INSERT INTO \(relation)\(names) " + (try self.insertSource(insert, targets, at: position))
        }
    }

    /// The columns that values go to; without a list, all but those that number themselves.
    private func targets(
        _ names: [Identifier], of table: ObjectName, relation: String, known: [ResolvedColumn]?
    ) throws(Diagnostic) -> [ResolvedColumn]? {
        guard let known else { return nil }
        guard !names.isEmpty else {
            let identity = try columns(of: Self.identityPrefix + relation, name: table.label, at: table.position) ?? []
            return known.filter { column in !identity.contains { $0.name == column.name } }
        }
        return try mapped(names) { (name) throws(Diagnostic) in try self.target(name, in: known, of: table) }
    }

    /// Asks for the columns of a table that number themselves.
    static let identityPrefix = "identity columns of "

    private func target(
        _ name: Identifier, in known: [ResolvedColumn], of table: ObjectName
    ) throws(Diagnostic) -> ResolvedColumn {
        if let found = known.first(where: { $0.name.lowercased() == name.name.lowercased() }) { return found }
        let near = EditDistance.nearest(to: name.name, among: known.map(\.name))
        throw Diagnostic(
            "'\(table.label)' has no column '\(name.name)'", at: name.position,
            hint: near.map { "Did you mean \($0)?" } ?? "",
            number: 207)
    }

    private func insertSource(
        _ insert: Insert, _ targets: [ResolvedColumn]?, at position: Position
    ) throws(Diagnostic) -> String {
        switch insert.source {
        case .defaults: return "DEFAULT VALUES"
        case .execute:
            throw Diagnostic(
                "INSERT … EXEC is not supported", at: position, hint: "Let the procedure write into a table.",
                number: 40000)
        case .values(let rows):
            let lists = try mapped(rows) { (row) throws(Diagnostic) in
                try self.check(row.count, against: targets, at: row.first?.position ?? position)
                var values: [String] = []
                for (index, item) in row.enumerated() { values.append(try self.assigned(item, to: targets?[index])) }
                return "(" + values.joined(separator: ", ") + ")"
            }
            return "VALUES " + lists.joined(separator: ", ")
        case .query(let query):
            let inner = try self.query(query)
            guard let targets, let columns = inner.columns else { return inner.sql }
            try check(columns.count, against: targets, at: query.position)
            return try aligned(inner.sql, columns, to: targets, at: query.position)
        }
    }

    private func check(_ count: Int, against targets: [ResolvedColumn]?, at position: Position) throws(Diagnostic) {
        guard let targets, targets.count != count else { return }
        throw Diagnostic(
            "\(count) values are given for \(targets.count) columns", at: position,
            hint: "The columns are \(targets.map(\.name).joined(separator: ", ")).", number: 213)
    }

    /// A query with its columns in the types of a table.
    private func aligned(
        _ sql: String, _ columns: [SourceColumn], to targets: [ResolvedColumn], at position: Position
    ) throws(Diagnostic) -> String {
        let alias = identifier(freshAlias())
        let names = columns.indices.map { "c\($0 + 1)" }
        var items: [String] = []
        for (index, target) in targets.enumerated() {
            items.append(try assigned(Typed("\(alias).\(names[index])", columns[index].type), to: target, at: position))
        }
        if items == names.map({ "\(alias).\($0)" }) { return sql }
        return "SELECT \(items.joined(separator: ", ")) FROM (\(sql)) AS \(alias)(\(names.joined(separator: ", ")))"
    }

    // MARK: UPDATE and DELETE

    /// The table that UPDATE and DELETE mean: a name, or the alias of a table in FROM.
    private func changed(_ target: ObjectName, _ from: [TableSource]) -> (name: ObjectName, alias: String) {
        guard target.parts.count == 1 || target.parts.count == 2 else { return (target, target.object) }
        for case let (name, alias) in from.flatMap({ Self.tables(in: $0) }) {
            let key = alias ?? name.object
            if key.lowercased() == target.object.lowercased() { return (name, key) }
        }
        return (target, target.object)
    }

    private static func tables(in source: TableSource) -> [(ObjectName, String?)] {
        switch source {
        case .named(let name, let alias): [(name, alias.name?.name)]
        case .joined(let first, let joins): tables(in: first) + joins.flatMap { tables(in: $0.source) }
        default: []
        }
    }

    func update(_ update: Update) throws(Diagnostic) -> String {
        try within(update.commonTables) { () throws(Diagnostic) in
            let (name, alias) = self.changed(update.target, update.from)
            let relation = try self.relation(name)
            let known = try self.columns(of: relation, name: name.label, at: name.position)
            let isJoined = !update.from.isEmpty || update.top != nil
            var from: [String] = []
            if update.from.isEmpty {
                from = [try self.source(.named(name, TableAlias(name: Identifier(alias))), isLateral: false)]
            } else {
                from = try mapped(update.from) { (source) throws(Diagnostic) in
                    try self.source(source, isLateral: false)
                }
                if self.entry(alias) == nil {
                    from.append(try self.source(.named(name, TableAlias(name: Identifier(alias))), isLateral: false))
                }
            }
            let sets = try mapped(update.assignments) { (assignment) throws(Diagnostic) in
                try self.assignment(assignment, of: name, alias: alias, known: known)
            }
            let condition =
                try update.condition.map { (expression) throws(Diagnostic) in
                    " WHERE " + Typed(try self.condition(expression), .bit).bare
                } ?? ""
            guard isJoined else {
                let list = sets.map { "\($0.column) = \($0.value)" }.joined(separator: ", ")
                return "UPDATE \(from[0]) SET \(list)\(condition)"
            }
            let rows = self.identifier(self.freshAlias())
            let items = sets.enumerated().map { "\($0.element.value) AS c\($0.offset + 1)" }
            let limit = try update.top.map { (top) throws(Diagnostic) in " LIMIT \(try self.count(top.count))" } ?? ""
            let row = "\(self.identifier(alias)).rowid"
            let inner =
                "SELECT DISTINCT ON (\(row)) \(row) AS r, \(items.joined(separator: ", ")) FROM \(from.joined(separator: ", "))\(condition)\(limit)"
            let list = sets.enumerated().map { "\($0.element.column) = \(rows).c\($0.offset + 1)" }.joined(
                separator: ", ")
            return
                "UPDATE \(relation) AS _target SET \(list) FROM (\(inner)) AS \(rows) WHERE _target.rowid = \(rows).r"
        }
    }

    private func assignment(
        _ assignment: Assignment, of table: ObjectName, alias: String, known: [ResolvedColumn]?
    ) throws(Diagnostic) -> (column: String, value: String) {
        let name = assignment.column[assignment.column.count - 1]
        let column = try known.map { (list) throws(Diagnostic) in try self.target(name, in: list, of: table) }
        let left = identifier(column?.name ?? name.name)
        guard let operation = assignment.operation else { return (left, try assigned(assignment.value, to: column)) }
        let old = try self.column([Identifier(alias), name], at: name.position)
        let value = try arithmetic(old, operation, try value(assignment.value), at: name.position)
        return (left, try assigned(value, to: column, at: name.position))
    }

    func delete(_ delete: Delete) throws(Diagnostic) -> String {
        if let sql = try deleteThroughCommonTable(delete) { return sql }
        return try within(delete.commonTables) { () throws(Diagnostic) in
            let (name, alias) = self.changed(delete.target, delete.from)
            let relation = try self.relation(name)
            let list =
                delete.from.isEmpty ? [TableSource.named(name, TableAlias(name: Identifier(alias)))] : delete.from
            var from = try mapped(list) { (source) throws(Diagnostic) in try self.source(source, isLateral: false) }
            if self.entry(alias) == nil {
                from.append(try self.source(.named(name, TableAlias(name: Identifier(alias))), isLateral: false))
            }
            let condition =
                try delete.condition.map { (expression) throws(Diagnostic) in
                    " WHERE " + Typed(try self.condition(expression), .bit).bare
                } ?? ""
            if delete.from.isEmpty, delete.top == nil { return "DELETE FROM \(from[0])\(condition)" }
            let limit = try delete.top.map { (top) throws(Diagnostic) in " LIMIT \(try self.count(top.count))" } ?? ""
            let row = "\(self.identifier(alias)).rowid"
            return
                "DELETE FROM \(relation) WHERE rowid IN (SELECT \(row) FROM \(from.joined(separator: ", "))\(condition)\(limit))"
        }
    }

    // MARK: MERGE

    func merge(_ merge: Merge) throws(Diagnostic) -> String {
        try within(merge.commonTables) { () throws(Diagnostic) in
            let relation = try self.relation(merge.target)
            let known = try self.columns(of: relation, name: merge.target.label, at: merge.target.position)
            let alias = merge.alias ?? Identifier(merge.target.object, at: merge.target.position)
            let target = try self.source(.named(merge.target, TableAlias(name: alias)), isLateral: false)
            let source = try self.source(merge.source, isLateral: false)
            let condition = try self.condition(merge.condition)
            var sql = "MERGE INTO \(target) USING \(source) ON \(condition)"
            for clause in merge.clauses { sql += try self.mergeClause(clause, merge, alias: alias.name, known: known) }
            return sql
        }
    }

    private func mergeClause(
        _ clause: Merge.Clause, _ merge: Merge, alias: String, known: [ResolvedColumn]?
    ) throws(Diagnostic) -> String {
        var sql: String
        switch clause.match {
        case .matched: sql = " WHEN MATCHED"
        case .notMatched: sql = " WHEN NOT MATCHED"
        case .notMatchedBySource: sql = " WHEN NOT MATCHED BY SOURCE"
        }
        if let condition = clause.condition { sql += " AND \(try self.condition(condition))" }
        switch clause.action {
        case .delete: return sql + " THEN DELETE"
        case .update(let assignments):
            let sets = try mapped(assignments) { (item) throws(Diagnostic) in
                let (column, value) = try self.assignment(item, of: merge.target, alias: alias, known: known)
                return "\(column) = \(value)"
            }
            return sql + " THEN UPDATE SET " + sets.joined(separator: ", ")
        case .insert(let names, let values):
            let targets =
                names.isEmpty
                ? known
                : try known.map { (list) throws(Diagnostic) in
                    try mapped(names) { (name) throws(Diagnostic) in try self.target(name, in: list, of: merge.target) }
                }
            try check(values.count, against: targets, at: values.first?.position ?? merge.target.position)
            var items: [String] = []
            for (index, value) in values.enumerated() { items.append(try assigned(value, to: targets?[index])) }
            let list = names.isEmpty ? "" : " (" + names.map { identifier($0.name) }.joined(separator: ", ") + ")"
            return sql + " THEN INSERT\(list) VALUES (\(items.joined(separator: ", ")))"
        }
    }
}
