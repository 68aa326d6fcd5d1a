import Tabular

extension Translator {
    /// A column that no script can name: the engine's number of a row.
    static let rowNumber = "\u{0}rowid"

    /// `WITH c AS (SELECT … FROM t) DELETE FROM c WHERE …`, which deletes rows of `t`; nil when the target is no common
    /// table.
    func deleteThroughCommonTable(_ delete: Delete) throws(Diagnostic) -> String? {
        guard delete.target.parts.count == 1, delete.from.isEmpty, delete.top == nil,
            let index = delete.commonTables.lastIndex(where: {
                $0.name.name.lowercased() == delete.target.object.lowercased()
            })
        else { return nil }
        var tables = delete.commonTables
        let base = try numbered(&tables[index])
        commonTables.append([:])
        defer { commonTables.removeLast() }
        let prefix = try withClause(tables)
        let rows = try source(.named(delete.target, TableAlias()), isLateral: false)
        let condition =
            try delete.condition.map { (expression) throws(Diagnostic) in
                " WHERE " + Typed(try self.condition(expression), .bit).bare
            } ?? ""
        return "\(prefix)DELETE FROM \(try relation(base)) WHERE rowid IN (SELECT _row FROM \(rows)\(condition))"
    }

    /// Adds the numbers of the rows to a common table, and gives the table that they are of.
    private func numbered(_ table: inout CommonTable) throws(Diagnostic) -> ObjectName {
        guard case .select(var select) = table.query.body, select.from.count == 1, select.groups.isEmpty,
            !select.isDistinct, case .named(let base, let alias) = select.from[0]
        else {
            throw Diagnostic(
                "rows can be deleted through '\(table.name.name)' only when it is a plain SELECT from one table",
                at: table.name.position, number: 4405)
        }
        let position = table.name.position
        let row = Expression(
            .column([
                Identifier(alias.name?.name ?? base.object, at: position), Identifier(Self.rowNumber, at: position),
            ]),
            at: position)
        select.items.append(.expression(row, alias: Identifier("_row", at: position)))
        table.query.body = .select(select)
        if !table.columns.isEmpty { table.columns.append(Identifier("_row", at: position)) }
        return base
    }
}
