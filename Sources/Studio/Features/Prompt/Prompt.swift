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
        case addColumn, step, pattern, replay
        case saveFile, saveRows, saveTable, saveView, saveScript
        case modelAlias, modelImport, modelName, modelExport
        case chartName, pictureFile, compareSource
        case parameter, scriptName, scriptLine
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
    /// Where a step that is typed goes; nil: at the end.
    var place: StepPlace?
    /// What the text is about: the name of a parameter.
    var subject = ""

    init(_ purpose: Purpose, text: String = "", history: [String] = []) {
        self.purpose = purpose
        edit = TextEdit(text, history: history)
        edit.keepsLines = purpose == .sql || purpose == .filter
    }
}

extension Prompt.Purpose {
    var mark: String {
        switch self {
        case .open: "open "
        case .filter: "where "
        case .addColumn: "add "
        case .step: "step "
        case .pattern: "matches "
        case .replay: "script "
        case .saveFile, .saveRows: "save as "
        case .saveTable: "table "
        case .saveView: "view "
        case .saveScript: "script "
        case .search: "/"
        case .searchBack: "?"
        case .row: "row "
        case .sql: "sql "
        case .modelAlias: "alias "
        case .modelImport: "import "
        case .modelName: "name "
        case .modelExport: "export to "
        case .chartName: "name "
        case .pictureFile: "write to "
        case .compareSource: "compare with "
        case .parameter: "value "
        case .scriptName: "name "
        case .scriptLine: "line "
        }
    }

    var placeholder: String {
        switch self {
        case .open: "a file, a glob such as data/*.csv, a workspace table"
        case .filter: "a condition, for example dep_delay > 60 AND origin = 'JFK'"
        case .addColumn: "NAME = EXPRESSION, for example speed = distance / (air_time / 60)"
        case .step: "for example: group carrier: count(*) as n · sort n desc · sample 1000 rows"
        case .pattern: "a regular expression, for example ^N[0-9]+"
        case .replay: "a script of steps, for example flights.sql"
        case .saveFile, .saveRows: "a path: the ending names the format"
        case .saveTable, .saveView: "a name in the workspace"
        case .saveScript: "a path that ends in .sql"
        case .search, .searchBack: "text to find in any column"
        case .row: "a row number, or a share of the table such as 50%"
        case .sql: "a query, for example SELECT origin, count(*) FROM flights GROUP BY 1"
        case .modelAlias: "a name that moves from version to version, for example champion"
        case .modelImport: "the path of an ONNX file"
        case .modelName: "what the model is called; a name that exists gets a new version"
        case .modelExport: "a folder that is new or empty"
        case .chartName: "what the chart is called"
        case .pictureFile: "a path that ends in .svg or .png"
        case .compareSource: "a file, a glob or a workspace table"
        case .parameter: "a number, a text, TRUE, FALSE or NULL; quotes make a text of a number"
        case .scriptName: "what the script is called in the workspace"
        case .scriptLine: "a line number"
        }
    }

    /// Whether a path is typed, which completions replace as a whole.
    var isPath: Bool {
        switch self {
        case .open, .modelImport, .modelExport, .replay, .saveFile, .saveRows, .saveScript,
            .compareSource:
            true
        default: false
        }
    }

    var help: String {
        switch self {
        case .open: "Enter opens · Tab completes · ↑ earlier ones · Esc goes back"
        case .filter: "Enter filters · Tab completes column names · ↑ earlier ones · Esc goes back"
        case .addColumn: "Enter adds the column · Tab completes names and functions · ↑ earlier ones · Esc goes back"
        case .step: "Enter does it · Tab completes names · ↑ earlier ones · Esc goes back"
        case .pattern: "Enter keeps the rows whose value here matches · ↑ earlier ones · Esc goes back"
        case .replay: "Enter runs it with this table as its source · Tab completes · Esc goes back"
        case .saveFile, .saveRows: ".csv .tsv .json .jsonl .parquet .xlsx .md · Enter writes · Esc goes back"
        case .saveTable: "Enter copies the rows into the table · Esc goes back"
        case .saveView: "Enter keeps the statement as a view · Esc goes back"
        case .saveScript: "Enter writes the steps as SQL: atelier replay runs it on other files · Esc goes back"
        case .search, .searchBack: "Enter searches, then n and N · ↑ earlier ones · Esc goes back"
        case .row: "Enter goes there · Esc goes back"
        case .modelAlias: "Enter points the alias at this version · Esc goes back"
        case .modelImport: "Enter goes on to the name · Tab completes · ↑ earlier ones · Esc goes back"
        case .modelName: "Enter imports the file · Esc goes back"
        case .modelExport: "Enter writes the model's folder · Tab completes · Esc goes back"
        case .chartName: "Enter saves the chart with the table · Esc goes back"
        case .pictureFile: "Enter writes the picture · ↑ earlier ones · Esc goes back"
        case .parameter: "Enter takes the value · Esc goes back"
        case .scriptName: "Enter renames the script · Esc goes back"
        case .scriptLine: "Enter goes there · Esc goes back"
        case .compareSource: "Enter compares · Tab completes · Esc goes back"
        case .sql: "Enter runs it and shows the answer · Tab completes names · ↑ earlier ones · Esc goes back"
        }
    }
}

extension Prompt: ModalFeature {
    var modal: Modal { .prompt(self) }
    var awaitsSteps: Bool { isBusy }

    mutating func refuse(_ problem: Problem) {
        isBusy = false
        self.problem = Message(problem)
    }
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
        case .open, .compareSource:
            return [.start("prompt.complete", CompletePath(text: edit.text, tables: state.data.tree.tables ?? []))]
        case .modelImport: return [.start("prompt.complete", CompletePath(text: edit.text, tables: [], kind: .models))]
        case .saveFile, .saveRows, .saveScript, .modelExport:
            return [.start("prompt.complete", CompletePath(text: edit.text, tables: [], kind: .folders))]
        case .replay:
            return [.start("prompt.complete", CompletePath(text: edit.text, tables: [], kind: .scripts))]
        case .filter, .sql, .addColumn, .step:
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
