import Tabular

/// A row to come back to.
struct RowMark: Sendable, Hashable, Codable {
    /// The row's number in what was shown when it was marked.
    var row: Int
    /// The column that the cursor was on, and its value there: what the mark is known by.
    var column: String
    var value: String
    /// Conditions on the row's values, by column: another order or filter has it at another place.
    var values: [String: String]?

    /// Whether a row, in the page's only line, is this one, as far as both have the same columns.
    func isRow(of page: TablePage) -> Bool {
        guard let values, let row = page.rows.first else { return false }
        let common = page.columns.indices.filter { values[page.columns[$0].name] != nil }
        return !common.isEmpty
            && common.allSatisfy { CellFilter.same(page.columns[$0], row[$0]) == values[page.columns[$0].name] }
    }

    /// A condition for the row among these columns; nil when none of them was there.
    func condition(_ columns: [String]) -> String? {
        let known = columns.compactMap { values?[$0] }
        return known.isEmpty ? nil : known.joined(separator: " AND ")
    }
}

extension TableTab {
    /// Marks the row under the cursor, or takes its mark away. The mark comes when the row's values are known.
    mutating func toggleMark() -> [Effect] {
        guard let column = currentColumn, let relation, reachableRows > 0 else { return [] }
        let mark = RowMark(row: cursor.row, column: column.name, value: currentValue?.text ?? "NULL")
        return [
            .start(effect("mark"), MarkRow(tab: id, mark: mark, relation: relation, columns: fullSchema.names))
        ]
    }

    mutating func marked(_ mark: RowMark) -> [Effect] {
        if let index = marks.firstIndex(where: { $0.values == mark.values }) {
            marks.remove(at: index)
        } else {
            marks.append(mark)
        }
        return [remember(), .action(.message(Message("\(Count.of(marks.count, "mark")): ' goes there")))]
    }

    /// Looks for a marked row in what is shown now.
    func find(_ mark: RowMark) -> [Effect] {
        guard let relation else { return [] }
        return [.start(effect("find"), FindMark(mark: mark, relation: relation, columns: fullSchema.names))]
    }
}

/// Reads a row, so that it can be found again by its values.
struct MarkRow: Work {
    var tab: Int
    var mark: RowMark
    var relation: Relation
    var columns: [String]

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) {
            try await $0.rows([mark.row], of: relation, columns: columns)
        }
        guard let row = page.rows.first else { return nil }
        var known = mark
        let conditions = zip(page.columns, row).map { ($0.name, CellFilter.same($0, $1)) }
        known.values = Dictionary(conditions) { first, _ in first }
        return .data(.marked(tab, known))
    }
}

/// Goes to a marked row: first where it was, then wherever it is.
struct FindMark: Work {
    var mark: RowMark
    var relation: Relation
    var columns: [String]

    func run(_ context: EffectContext) async throws -> Action? {
        // Marks of earlier versions know no values.
        guard mark.values != nil else { return .data(.move(.toRow(mark.row))) }
        let there = try await context.withConnection(.browse) {
            try await $0.rows([mark.row], of: relation, columns: columns)
        }
        if mark.isRow(of: there) { return .data(.move(.toRow(mark.row))) }
        guard let condition = mark.condition(columns) else { throw gone }
        let query = "SELECT min(\(Relation.shownRow)) FROM (\(relation.numbered)) WHERE \(condition)"
        let found = try await context.withConnection(.browse) { try await $0.query(query, limit: 1) }
        guard let text = found.rows.first?.first?.text, let row = Int(text) else { throw gone }
        return .data(.move(.toRow(row)))
    }

    private var gone: Problem {
        Problem(
            "the marked row, \(mark.column) = \(mark.value), is not in what is shown",
            hint: "A filter or a step leaves it out; u undoes the last.")
    }
}

extension Picker {
    static func marks(_ tab: TableTab) -> Picker {
        let items = tab.marks.sorted { $0.row < $1.row }.map {
            Item(
                title: "\($0.column) = \($0.value)", note: "marked as row \(Count.text($0.row + 1))",
                action: .data(.toMark($0)))
        }
        return Picker(title: "Marks", placeholder: "a value", items: items)
    }
}

extension Relation {
    /// The column of `numbered`.
    static let shownRow = "\"shown row\""

    /// The rows with the numbers that they have on the screen, from 0: equal rows come as the source has them.
    var numbered: String {
        let rows = "SELECT *, row_number() OVER () AS \"source row\" FROM (\(unsorted.sql))"
        let order = (sort.map(\.sql) + ["\"source row\""]).joined(separator: ", ")
        return "SELECT *, row_number() OVER (ORDER BY \(order)) - 1 AS \(Self.shownRow) FROM (\(rows))"
    }
}
