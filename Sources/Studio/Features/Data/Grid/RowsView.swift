import Tabular

/// How the rows of an opened table are seen: what undo and redo go through.
struct RowsView: Sendable, Hashable {
    var filters: [String] = []
    var sort: [SortKey] = []

    /// The relation of a table seen this way; the table's own filters stay, its own sort gives way to a chosen one.
    func relation(of table: OpenedTable) -> Relation {
        Relation(
            source: table.relation.source, filters: table.relation.filters + filters,
            sort: sort.isEmpty ? table.relation.sort : sort)
    }

    /// Sorts by a column: the same order again takes the sort away; `adding` keeps the other keys before it.
    mutating func toggleSort(_ column: String, descending: Bool, adding: Bool) {
        let key = SortKey(column, descending: descending)
        let wasThere = sort.contains(key)
        if adding {
            sort.removeAll { $0.column == column }
        } else {
            sort = []
        }
        if !wasThere { sort.append(key) }
    }

    /// Adds a condition unless it is there already.
    mutating func add(filter: String) {
        if !filters.contains(filter) { filters.append(filter) }
    }
}

/// Conditions made from a cell.
enum CellFilter {
    /// Rows whose value in the column equals this one (or is NULL too).
    static func matching(_ column: Column, _ value: CellValue) -> String {
        guard let literal = literal(column, value) else { return SQL.identifier(column.name) + " IS NULL" }
        return SQL.identifier(column.name) + " = " + literal
    }

    /// Rows whose value differs; rows with NULL stay.
    static func excluding(_ column: Column, _ value: CellValue) -> String {
        guard let literal = literal(column, value) else { return SQL.identifier(column.name) + " IS NOT NULL" }
        return SQL.identifier(column.name) + " IS DISTINCT FROM " + literal
    }

    private static func literal(_ column: Column, _ value: CellValue) -> String? {
        guard let text = value.text else { return nil }
        switch column.type.kind {
        case .text: return SQL.literal(text)
        case .integer where Int(text) != nil: return text
        case .boolean where text == "true" || text == "false": return text.uppercased()
        default: return "CAST(" + SQL.literal(text) + " AS " + column.type.name + ")"
        }
    }
}
