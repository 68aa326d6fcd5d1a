import Tabular

extension DataState {
    /// Copying and what opens over the panes.
    mutating func reduceReading(_ action: DataAction) -> [Effect] {
        guard let tab, tab.phase == .ready, let relation = tab.relation else { return [] }
        switch action {
        case .copyCell:
            guard let value = tab.currentValue, let column = tab.currentColumn else { return [] }
            return [.action(.copy(value.text ?? "", what: column.name))]
        case .copyRow:
            let names = tab.schema.columns.map(\.name)
            return [.start("copy.row", CopyRow(row: tab.cursor.row, columns: names, relation: relation))]
        case .showNested:
            guard let column = tab.currentColumn else { return [] }
            let title = "\(column.name)  \(TypeLabel.short(column.type))"
            return [.start("value", ShowValue(title: title, column: column, row: tab.cursor.row, relation: relation))]
        case .showRecord:
            guard tab.reachableRows > 0, tab.schema.count > 0 else { return [] }
            let record = RecordView(tab: tab)
            return [.action(.present(.record(record))), record.fetch(relation)]
        case .showProfiles:
            let missing = tab.schema.columns.filter { !tab.profiles.isExact($0.name) }
            let view = Effect.action(.present(.profiles(ProfilesView(tab: tab))))
            if missing.isEmpty, tab.profiles.findings != nil { return [view] }
            let known = tab.schema.columns.filter { tab.profiles.isExact($0.name) }.compactMap { tab.profiles[$0.name] }
            let work = ProfileAll(tab: tab.id, columns: missing, known: known, relation: relation.unsorted)
            return [view, .job(tab.effect("profiles"), title: "Describe \(tab.title)", work)]
        default: return []
        }
    }
}

/// Copies a row as tab-separated text, with the columns that are shown.
struct CopyRow: Work {
    var row: Int
    var columns: [String]
    var relation: Relation

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) { connection in
            if !relation.sort.isEmpty { try await connection.prepareOrder(of: relation) }
            return try await connection.page(of: relation, rows: row..<row + 1, columns: columns)
        }
        guard let values = page.rows.first else { return nil }
        let text = values.map { Self.field($0.text ?? "") }.joined(separator: "\t")
        return .copy(text, what: "row \(Count.text(row + 1))")
    }

    /// A tab or a line feed inside a value would make another column or row.
    private static func field(_ text: String) -> String {
        text.replacing("\t", with: " ").replacing("\n", with: " ")
    }
}
