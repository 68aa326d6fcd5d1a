import Screen
import Shaping
import Tabular
import Workflows

/// What can happen to the selected rows.
enum SelectionAction: Sendable, Equatable {
    /// Selects the row under the cursor, or not, and goes to the next.
    case toggle
    case clear
    /// Shows only the selected rows, or all others.
    case filter(excluding: Bool)
    /// A step made of the selected rows' values.
    case found(tab: Int, revision: Int, Step)
}

extension DataState {
    mutating func reduceSelection(_ action: SelectionAction, _ size: Size) -> [Effect] {
        let layout = DataLayout(self, size)
        if case .found(let id, let revision, let step) = action {
            return withTab(id: id) { $0.revision == revision ? $0.propose { $0.append(step) } : [] }
        }
        return withTab { $0.select(action, layout) }
    }
}

extension TableTab {
    /// More could not be told apart in a statement of sensible length.
    static let mostSelected = 1000

    fileprivate mutating func select(_ action: SelectionAction, _ layout: DataLayout) -> [Effect] {
        switch action {
        case .toggle:
            guard reachableRows > 0 else { return [] }
            if selection.remove(cursor.row) == nil { selection.insert(cursor.row) }
            return move(.rows(1), layout)
        case .clear:
            selection = []
            return []
        case .filter(let excluding):
            guard let relation, !selection.isEmpty else {
                return [.action(.message(Message("No row is selected", hint: "x selects the row under the cursor.")))]
            }
            guard selection.count <= Self.mostSelected else {
                let text = "\(Count.text(selection.count)) rows are too many to filter by"
                return [.action(.message(Message(text, kind: .warning, hint: "Filter by a condition with f.")))]
            }
            let work = FilterBySelection(
                tab: id, revision: revision, relation: relation, schema: fullSchema, rows: selection.sorted(),
                excluding: excluding)
            return [.start(effect("selection"), work)]
        case .found: return []
        }
    }
}

/// Turns selected rows into a condition on their values: a statement knows no row by its place.
struct FilterBySelection: Work {
    var tab: Int
    var revision: Int
    var relation: Relation
    var schema: Schema
    var rows: [Int]
    var excluding: Bool

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) {
            try await $0.rows(rows, of: relation, columns: schema.names)
        }
        let all = Array(page.columns.indices)
        var any = ""
        var others = 0
        // A key tells the rows from all others only if no other row has its values.
        for columns in [Self.key(in: page).map { [$0] }, all].compactMap(\.self) {
            any = Self.condition(page, columns)
            var told = relation.unsorted
            told.filters.append(any)
            others =
                try await context.withConnection(.browse) { [told] in try await $0.rowCount(of: told) } - rows.count
            if others == 0 { break }
        }
        if others > 0 {
            let verb = excluding ? "hidden" : "shown"
            let text = "\(Count.of(others, "row")) equal to selected ones \(others == 1 ? "is" : "are") \(verb) too"
            context.send(.message(Message(text, kind: .warning, hint: "X can save exactly the selected ones.")))
        }
        let step = Step.filter(excluding ? "NOT (\(any))" : any)
        return .data(.selection(.found(tab: tab, revision: revision, step)))
    }

    private static func condition(_ page: TablePage, _ columns: [Int]) -> String {
        let conditions = page.rows.map { row in
            "(" + columns.map { CellFilter.same(page.columns[$0], row[$0]) }.joined(separator: " AND ") + ")"
        }
        return Array(Set(conditions)).sorted().joined(separator: " OR ")
    }

    /// A column whose values tell the selected rows apart, if there is one that looks like a key.
    private static func key(in page: TablePage) -> Int? {
        page.columns.indices.first { index in
            let values = page.rows.map { $0[index].text }
            let isKey = ["id", "key", "uuid"].contains { page.columns[index].name.lowercased().hasSuffix($0) }
            return isKey && !values.contains(nil) && Set(values).count == values.count
        }
    }
}

extension Picker {
    /// What can be done with the selected rows.
    static func selection(_ tab: TableTab) -> Picker {
        let count = Count.of(tab.selection.count, "row")
        var items = [
            Item(
                title: "Show only the selected rows", note: count, action: .data(.selection(.filter(excluding: false)))),
            Item(title: "Hide the selected rows", note: count, action: .data(.selection(.filter(excluding: true)))),
        ]
        let name = tab.title.split(separator: ".").first.map(String.init)?.replacing(" ", with: "_") ?? "table"
        items.append(
            Item(
                title: "Save them as a file", note: count,
                action: .present(.prompt(Prompt(.saveRows, text: name + "-selected.csv")))))
        for format in RowsText.allCases {
            items.append(
                Item(title: "Copy them as \(format.title)", note: count, action: .save(.copy(format, selection: true))))
        }
        items.append(Item(title: "Select nothing", action: .data(.selection(.clear))))
        return Picker(title: "Selected rows", placeholder: "what to do with them", items: items)
    }
}
