import Shaping
import Tabular

extension Picker {
    /// Tables that a step can name; choosing one opens the step's text.
    static func otherTables(
        _ state: AppState, title: String, _ action: (TableTab, String, Schema?) -> Action
    ) -> Picker {
        guard let tab = state.data.tab else { return Picker(title: title, placeholder: "", items: []) }
        var items: [Item] = []
        for other in state.data.tabs where other.id != tab.id {
            guard other.phase == .ready else {
                // Nobody has looked at it yet: it is opened to see its columns.
                guard other.location.arguments.count == 1 else { continue }
                let name = SQL.literal(other.location.arguments[0])
                items.append(Item(title: other.title, note: "open", action: action(tab, name, nil)))
                continue
            }
            let name =
                other.view.chain.isEmpty && !other.isQuery && other.location.arguments.count == 1
                ? SQL.literal(other.location.arguments[0]) : "(\(other.statement ?? ""))"
            items.append(
                Item(title: other.title, note: "open", action: action(tab, name, other.fullSchema)))
        }
        for table in state.data.tree.tables ?? [] {
            items.append(
                Item(
                    title: table.name, note: table.isView ? "view" : "table",
                    action: action(tab, SQL.literal(table.name), nil)))
        }
        for file in state.data.tree.files ?? [] where !file.isFolder {
            items.append(Item(title: file.name, note: "file", action: action(tab, SQL.literal(file.path), nil)))
        }
        items.append(Item(title: "Another file…", note: "typed", action: action(tab, "''", Schema([]))))
        return Picker(title: title, placeholder: "a table's name", items: items)
    }
}

/// Looks which columns another table shares with the one on the screen, and opens the step that joins them.
struct ProposeJoin: Work {
    /// The columns of the table on the screen, and the one under the cursor.
    var columns: [Column]
    var cursor: String?
    /// A file or a table, as a literal.
    var other: String

    static func action(_ tab: TableTab, _ other: String, _ schema: Schema?) -> Action {
        let work = ProposeJoin(columns: tab.schema.columns, cursor: tab.currentColumn?.name, other: other)
        return schema.map { ShapeCommands.prompt(work.step(joining: $0.columns)) } ?? .data(.proposeJoin(work))
    }

    func run(_ context: EffectContext) async throws -> Action? {
        let name = String(other.dropFirst().dropLast()).replacing("''", with: "'")
        let table = try await context.withConnection(.shape) { try await $0.open(SourceLocation(name)) }
        return ShapeCommands.prompt(step(joining: table.schema.columns))
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .message(Message(problem)) }

    /// On the column under the cursor where both have it, else on all that both have; without any, on the cursor's
    /// and one of its kind, to be mended.
    func step(joining others: [Column]) -> String {
        let names = Set(others.map(\.name))
        let shared = columns.map(\.name).filter(names.contains)
        let keys: String
        if let cursor, shared.contains(cursor) || others.isEmpty {
            keys = Step.word(cursor)
        } else if !shared.isEmpty {
            keys = shared.map(Step.word).joined(separator: ", ")
        } else {
            let mine = columns.first { $0.name == cursor } ?? columns.first
            let alike = others.first { $0.type.kind == mine?.type.kind } ?? others.first
            keys = [mine, alike].compactMap { $0.map { Step.word($0.name) } }.joined(separator: " = ")
        }
        return "join left \(other) on \(keys)"
    }
}
