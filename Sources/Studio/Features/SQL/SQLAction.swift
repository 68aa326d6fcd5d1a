import Editing
import Querying
import Screen
import Tabular

/// What can happen in the SQL place.
enum SQLAction: Sendable, Equatable {
    // Scripts
    case opened([StoredScript], SQLMemory)
    case new
    case open(StoredScript)
    case select(Int)
    case next(Int)
    case close
    case rename(String)
    case chooseScript
    case listed([StoredScript])
    case failed(Problem)

    // Editing
    case edit(EditorCommand)
    case complete
    case focusEditor(Bool)
    case resize(Int)
    case point(TextPosition, extending: Bool)
    case scroll(Int)
    case edited(String)
    case insert(String)
    case setStyle(TextEditor.KeyStyle)
    case toggleReadOnly

    // Names
    case catalog(SQLCatalog)
    case columns(of: String, [SQLCatalog.Column])
    case paths(for: String, [String])

    // Finding
    case find(replacing: Bool)
    case findNext(forward: Bool)
    case closeFind
    case goToLine(Int)

    // Running
    case run(RunExtent)
    case value(String, for: String)
    case confirmed
    case explain(analyzes: Bool)
    case ran(script: Int, RanStatement, tab: Int?)
    case explained(script: Int, QueryPlan)
    /// A script of T-SQL has rows to show.
    case answering(script: Int, tab: Int, String)
    /// A script of T-SQL prints something, or is remarked upon.
    case said(script: Int, String)
    case showSaid
    case mistaken(script: Int, Problem, offset: Int)
    case setDialect(SQLDialect)
    case stopped(script: Int, Problem, statement: SQLStatement, number: Int)
    case finished(script: Int, statements: Int, seconds: Double, changed: Int?)
    case movePlan(Int)
    case history
    case loadedHistory([RanStatement])
}

/// Which statements of a script are run.
enum RunExtent: Sendable, Hashable {
    /// The one at the cursor, or those that are selected.
    case chosen
    case all
}

/// What the editor does to its text, beyond its own keys.
enum EditorCommand: Sendable, Hashable {
    case undo, redo, comment, format, selectAll, copy, cut, paste
}
