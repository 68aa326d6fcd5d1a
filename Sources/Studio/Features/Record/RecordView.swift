import Foundation
import Screen
import Tabular

/// What can happen in the record view.
enum RecordAction: Sendable, Equatable {
    case arrived(tab: Int, row: Int, TablePage)
    case failed(Problem)
    case field(Int)
    case row(Int)
    case firstField, lastField
    case copy
    case value
}

/// One row, column by column, with long values wrapped.
struct RecordView: Sendable, Equatable {
    let tab: Int
    var row: Int
    var columns: [Column]
    /// nil until the row has come.
    var values: [CellValue]?
    var problem: Message?
    var field: Int
    var top = 0

    init(tab: TableTab) {
        self.tab = tab.id
        row = tab.cursor.row
        columns = tab.schema.columns
        field = tab.cursor.column
    }

    /// The work that fetches the row.
    func fetch(_ relation: Relation) -> Effect {
        .start("record", FetchRecord(tab: tab, row: row, columns: columns.map(\.name), relation: relation))
    }
}

/// Fetches one row, with the columns of the record in their order: hidden ones are not among them.
struct FetchRecord: Work {
    var tab: Int
    var row: Int
    var columns: [String]
    var relation: Relation

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) { connection in
            if !relation.sort.isEmpty { try await connection.prepareOrder(of: relation) }
            return try await connection.page(of: relation, rows: row..<row + 1, columns: columns)
        }
        return .record(.arrived(tab: tab, row: row, page))
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .record(.failed(problem)) }
}

extension AppState {
    mutating func reduceRecord(_ action: RecordAction) -> [Effect] {
        let tab = data.tab
        return updateModal(.record) { modal in
            guard case .record(var record) = modal, let tab, tab.id == record.tab else { return [] }
            let effects = record.reduce(action, tab)
            modal = .record(record)
            return effects
        }
    }
}

extension RecordView {
    fileprivate mutating func reduce(_ action: RecordAction, _ tab: TableTab) -> [Effect] {
        switch action {
        case .arrived(_, let row, let page):
            if row == self.row { values = page.rows.first }
        case .failed(let problem): self.problem = Message(problem)
        case .field(let step): field = max(0, min(field + step, columns.count - 1))
        case .firstField: field = 0
        case .lastField: field = max(0, columns.count - 1)
        case .row(let step): return move(to: row + step, tab)
        case .copy:
            guard let value = currentValue else { return [] }
            return [.action(.copy(value.text ?? "", what: columns[field].name))]
        case .value:
            guard let value = currentValue else { return [] }
            return [.action(.present(.reader(.value(columns[field], value))))]
        }
        return []
    }

    private var currentValue: CellValue? {
        guard let values, values.indices.contains(field), columns.indices.contains(field) else { return nil }
        return values[field]
    }

    /// Goes to another row; the grid behind goes along.
    private mutating func move(to row: Int, _ tab: TableTab) -> [Effect] {
        guard row >= 0, row < tab.reachableRows, row != self.row, let relation = tab.relation else { return [] }
        self.row = row
        return [.action(.data(.move(.toRow(row)))), fetch(relation)]
    }
}

extension RecordView: ModalFeature {
    var modal: Modal { .record(self) }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        RecordDrawing(record: self, rowCount: state.data.tab?.rowCount).draw(into: &frame, theme: theme)
    }

    static let commands: [Command] = [
        record("close", "Go back to the grid", hint: "back", keys: "Esc q C-c", .dismiss),
        record("down", "The next column", keys: "j Down", .record(.field(1))),
        record("up", "The column before", keys: "k Up", .record(.field(-1))),
        record("page-down", "Ten columns down", keys: "PgDn C-d C-f", .record(.field(10))),
        record("page-up", "Ten columns up", keys: "PgUp C-u C-b", .record(.field(-10))),
        record("first", "To the first column", keys: "g Home", .record(.firstField)),
        record("last", "To the last column", keys: "G End", .record(.lastField)),
        record("next-row", "The next row", hint: "next row", keys: "n l Right", .record(.row(1))),
        record("previous-row", "The row before", hint: "previous", keys: "p h Left N", .record(.row(-1))),
        record("value", "See the whole value", hint: "whole value", keys: "Enter Space", .record(.value)),
        record("copy", "Copy the value", hint: "copy", keys: "y", .record(.copy)),
    ]

    private static func record(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("record." + name), title, hint: hint, keys: keys, in: .modal(.record), action)
    }
}
