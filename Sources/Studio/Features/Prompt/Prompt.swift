import Foundation
import Screen
import Tabular

/// What can happen in a prompt.
enum PromptAction: Sendable, Equatable {
    case submit
    /// Takes the next (or previous) completion.
    case complete(Int)
    case completions(for: String, [String])
    /// What was submitted will not do; it stays for mending.
    case failed(Problem)
    case close
}

/// A line to type on, at the bottom of the screen.
struct Prompt: Sendable, Equatable {
    enum Purpose: String, Sendable, Hashable, CaseIterable {
        case open, filter, search, searchBack, row, sql
        case modelAlias, modelImport, modelName, modelExport
    }

    var purpose: Purpose
    var edit: TextEdit
    var problem: Message?
    /// Whether the engine is looking at what was submitted.
    var isBusy = false
    var completions: [String] = []
    var chosen: Int?
    /// The text that the completions are for.
    var completed: String?

    init(_ purpose: Purpose, text: String = "", history: [String] = []) {
        self.purpose = purpose
        edit = TextEdit(text, history: history)
    }
}

extension Prompt.Purpose {
    var mark: String {
        switch self {
        case .open: "open "
        case .filter: "where "
        case .search: "/"
        case .searchBack: "?"
        case .row: "row "
        case .sql: "sql "
        case .modelAlias: "alias "
        case .modelImport: "import "
        case .modelName: "name "
        case .modelExport: "export to "
        }
    }

    var placeholder: String {
        switch self {
        case .open: "a file, a glob such as data/*.csv, a workspace table"
        case .filter: "a condition, for example dep_delay > 60 AND origin = 'JFK'"
        case .search, .searchBack: "text to find in any column"
        case .row: "a row number"
        case .sql: "a query, for example SELECT origin, count(*) FROM flights GROUP BY 1"
        case .modelAlias: "a name that moves from version to version, for example champion"
        case .modelImport: "the path of an ONNX file"
        case .modelName: "what the model is called; a name that exists gets a new version"
        case .modelExport: "a folder that is new or empty"
        }
    }

    /// Whether a path is typed, which completions replace as a whole.
    var isPath: Bool { self == .open || self == .modelImport || self == .modelExport }

    var help: String {
        switch self {
        case .open: "Enter opens · Tab completes · ↑ earlier ones · Esc goes back"
        case .filter: "Enter filters · Tab completes column names · ↑ earlier ones · Esc goes back"
        case .search, .searchBack: "Enter searches, then n and N · ↑ earlier ones · Esc goes back"
        case .row: "Enter goes there · Esc goes back"
        case .modelAlias: "Enter points the alias at this version · Esc goes back"
        case .modelImport: "Enter goes on to the name · Tab completes · ↑ earlier ones · Esc goes back"
        case .modelName: "Enter imports the file · Esc goes back"
        case .modelExport: "Enter writes the model's folder · Tab completes · Esc goes back"
        case .sql: "Enter runs it and shows the answer · Tab completes names · ↑ earlier ones · Esc goes back"
        }
    }
}

extension Prompt: ModalFeature {
    var modal: Modal { .prompt(self) }
    var takesText: Bool { true }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        let before = edit.text
        guard edit.handle(key), edit.text != before else { return [] }
        problem = nil
        return suggest(state)
    }

    /// Completions for what stands before the cursor.
    mutating func suggest(_ state: AppState) -> [Effect] {
        (completions, chosen, completed) = ([], nil, nil)
        switch purpose {
        case .open:
            return [.start("prompt.complete", CompletePath(text: edit.text, tables: state.data.tree.tables ?? []))]
        case .modelImport: return [.start("prompt.complete", CompletePath(text: edit.text, tables: [], kind: .models))]
        case .modelExport: return [.start("prompt.complete", CompletePath(text: edit.text, tables: [], kind: .folders))]
        case .filter, .sql:
            completions = Completion.names(for: edit.beforeCursor, state: state, withTables: purpose == .sql)
            completed = edit.text
        default: break
        }
        return []
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        PromptView(prompt: self).draw(into: &frame, theme: theme)
    }
}
