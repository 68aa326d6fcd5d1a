import Editing
import Querying
import Screen
import Tabular
import TransactSQL

/// The SQL place: scripts, and the answers of the one on the screen below it.
struct SQLState: Sendable, Equatable {
    var scripts: [SQLScript] = []
    var current = 0
    /// Whether keys go to the text; else to its answers.
    var isInEditor = true
    /// Whether the workspace's scripts have been asked for.
    var wasAsked = false
    /// Names for completion, and whether they are being asked for.
    var catalog = SQLCatalog()
    /// Columns of files and functions in FROM, by how they are written; empty while they are unknown.
    var columns: [String: [SQLCatalog.Column]] = [:]
    var popup: CompletionPopup?
    var find: FindBar?
    /// What was run, the newest last.
    var history: [RanStatement] = []
    /// Lines of the editor that a person has chosen.
    var height: Int?
    /// Statements that change something are refused.
    var isReadOnly = false
    var style = TextEditor.KeyStyle.plain
    /// What waits for the values of its parameters, or for a yes.
    var waiting: PendingRun?
    private(set) var nextScript = 1

    var script: SQLScript? { scripts.indices.contains(current) ? scripts[current] : nil }

    /// Changes the script on the screen.
    mutating func withScript(_ body: (inout SQLScript) -> [Effect]) -> [Effect] {
        guard scripts.indices.contains(current) else { return [] }
        return body(&scripts[current])
    }

    /// Changes the script with an id, if it is still open.
    mutating func withScript(id: Int, _ body: (inout SQLScript) -> [Effect]) -> [Effect] {
        guard let index = scripts.firstIndex(where: { $0.id == id }) else { return [] }
        return body(&scripts[index])
    }

    /// Opens a script behind the others and shows it.
    mutating func add(name: String, text: String) {
        scripts.append(SQLScript(id: nextScript, name: name, text: text, style: style))
        nextScript += 1
        current = scripts.count - 1
    }

    /// `script 1`, or the next number that no script has.
    func newName(besides taken: [String] = []) -> String {
        let names = Set(scripts.map(\.name) + taken)
        return (1...(names.count + 1)).lazy.map { "script \($0)" }.first { !names.contains($0) } ?? "script"
    }
}

/// A script: its text, as it is in the workspace, and what came of running it.
struct SQLScript: Sendable, Equatable, Identifiable {
    let id: Int
    /// The file's name in the workspace's `scripts`, without `.sql`.
    var name: String
    var editor: TextEditor
    /// The text taken apart. Follows the editor.
    private(set) var parsed: SQLText
    private var parsedRevision: Int
    /// The revision that is written, or on its way.
    var savedRevision: Int
    /// The dialect that a person chose; nil: as the text looks.
    var chosenDialect: SQLDialect?
    /// What the text looks like.
    private(set) var guess: DialectGuess
    /// What the last run printed.
    var said: [String] = []
    /// Values of its parameters, as they were given last.
    var values: [String: String] = [:]
    /// Ids of the tabs with its answers.
    var answers: [Int] = []
    /// Where the last run found a mistake.
    var mistake: ScriptMistake?
    /// How the last run went, in a line.
    var outcome: Message?
    var isRunning = false

    init(id: Int, name: String, text: String, style: TextEditor.KeyStyle) {
        self.id = id
        self.name = name
        editor = TextEditor(text, style: style)
        parsed = SQLText(text)
        guess = DialectGuess(text)
        parsedRevision = editor.revision
        savedRevision = editor.revision
    }

    var dialect: SQLDialect { chosenDialect ?? (guess.isTransactSQL ? .tsql : .duckdb) }

    /// The offset of the cursor in the text's bytes.
    var offset: Int { editor.offset(of: editor.cursor) }

    /// Follows a change of the text. Returns whether there was one.
    mutating func follow() -> Bool {
        guard parsedRevision != editor.revision else { return false }
        parsedRevision = editor.revision
        let text = editor.text
        parsed = parsed.edited(to: text)
        guess = DialectGuess(text)
        mistake = nil
        return true
    }

    /// The statements that a selection touches; without one, that at the cursor.
    var chosen: [SQLStatement] {
        guard let selection = editor.selection, !selection.isEmpty else {
            return parsed.statement(at: offset).map { [$0] } ?? []
        }
        let range = editor.offset(of: selection.start)..<editor.offset(of: selection.end)
        return parsed.statements.filter { $0.range.overlaps(range) }
    }
}

/// What a script is written in.
enum SQLDialect: String, Sendable, Hashable, Codable, CaseIterable {
    case duckdb, tsql

    var title: String { self == .tsql ? "T-SQL" : "DuckDB" }
}

/// A mistake in a script, where it is.
struct ScriptMistake: Sendable, Hashable {
    var position: TextPosition
    var problem: Message
}

/// A statement that was run.
struct RanStatement: Sendable, Hashable, Codable {
    var sql: String
    /// Seconds since 1970.
    var when: Double
    var seconds: Double
    /// Rows that came or were changed.
    var rows: Int?
    /// What went wrong, in a sentence.
    var problem: String?
}

/// What is to be run once its parameters have values and its dangers are accepted.
struct PendingRun: Sendable, Hashable {
    var script: Int
    var statements: [SQLStatement]
    /// Parameters that lack a value.
    var missing: [String]
    var isConfirmed = false
}

extension AppState {
    /// The tables' tabs, or another place's, take the screen back.
    mutating func leaveSQL() {
        data.show(scope: nil)
        data.upper = 0
        sql.popup = nil
    }

    /// What the Data place does. What is opened as a table is shown there.
    mutating func reduceData(_ action: DataAction) -> [Effect] {
        if place == .sql, case .tree(.enter) = action, let name = data.tree.currentName {
            return reduceSQL(.insert(name))
        }
        if case .open = action, place == .sql {
            place = .data
            leaveSQL()
        }
        let effects = data.reduce(action, size: size)
        return place == .sql ? effects + settleSQL() : effects
    }

    /// The run of the script on the screen, then what its answers wait for.
    var sqlInterruptible: [EffectID] {
        let run = sql.script.map { EffectID("sql", $0.id) }.filter(running.contains)
        return run.isEmpty ? data.interruptible(running, size) : run
    }
}

extension Optional {
    /// The value in a list, when it is there and fits.
    fileprivate func filter(_ isFit: (Wrapped) -> Bool) -> [Wrapped] { map { isFit($0) ? [$0] : [] } ?? [] }
}
