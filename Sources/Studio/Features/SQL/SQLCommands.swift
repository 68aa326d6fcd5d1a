import Editing
import Screen
import Tabular

/// Commands of the SQL place.
enum SQLCommands {
    static let all = running + scripts + editing + finding + panes

    private static func editor(
        _ name: String, _ title: String, hint: String? = nil, keys: String, inPalette: Bool = true,
        when: (@Sendable (AppState) -> Bool)? = nil, _ action: SQLAction
    ) -> Command {
        Command(
            CommandID("sql." + name), title, hint: hint, keys: keys, in: .editor, inPalette: inPalette, when: when,
            .sql(action))
    }

    private static func place(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        when: (@Sendable (AppState) -> Bool)? = nil, _ action: SQLAction
    ) -> Command {
        Command(CommandID("sql." + name), title, hint: hint, keys: keys, in: .place(.sql), when: when, .sql(action))
    }

    @Sendable private static func isPlain(_ state: AppState) -> Bool { state.sql.style == .plain }
    @Sendable private static func hasSelection(_ state: AppState) -> Bool {
        state.sql.script?.editor.selection?.isEmpty == false && state.running.allSatisfy { $0.kind != "sql" }
    }
    @Sendable private static func isInAnswers(_ state: AppState) -> Bool { !state.sql.isInEditor }
    @Sendable private static func isInGrid(_ state: AppState) -> Bool {
        !state.sql.isInEditor && state.data.focus == .grid
    }

    private static let running = [
        place(
            "run", "Run the statement at the cursor, or the selection", hint: "run", keys: "F5 M-Enter", .run(.chosen)),
        place("run-all", "Run all statements of the script", hint: "all", keys: "F7", .run(.all)),
        place("explain", "Show the plan of the statement", keys: "M-x", .explain(analyzes: false)),
        place(
            "explain-analyze", "Run the statement and show where its time goes", keys: "M-X", .explain(analyzes: true)),
        place("history", "Choose from what was run", hint: "history", keys: "M-h", .history),
        Command("sql.dialect", "DuckDB's SQL or T-SQL", keys: "M-d", in: .place(.sql)) { state in
            .sql(.setDialect(state.sql.script?.dialect == .tsql ? .duckdb : .tsql))
        },
        place(
            "messages", "Show what the script printed", keys: "M-m",
            when: { $0.sql.script?.said.isEmpty == false }, .showSaid),
        place("read-only", "Refuse statements that change something, or allow them", keys: "", .toggleReadOnly),
    ]

    private static let scripts = [
        place("new", "Begin a new script", hint: "new", keys: "C-t", .new),
        place("open", "Open a script of the workspace", keys: "M-o", .chooseScript),
        place("next", "The next script", keys: "M-. C-PgDn", when: { $0.sql.scripts.count > 1 }, .next(1)),
        place("previous", "The script before", keys: "M-, C-PgUp", when: { $0.sql.scripts.count > 1 }, .next(-1)),
        place("close", "Take this script off the screen; its file stays", keys: "M-w", .close),
        Command("sql.rename", "Give this script another name", keys: "", in: .place(.sql)) { state in
            .present(.prompt(Prompt(.scriptName, text: state.sql.script?.name ?? "")))
        },
    ]

    private static let editing = [
        editor("complete", "Offer what the text may go on with", keys: "C-Space M-/", .complete),
        editor("format", "Lay the script out", keys: "M-q", .edit(.format)),
        editor("comment", "Comment lines in or out", keys: "C-_ M-;", .edit(.comment)),
        editor("undo", "Undo", keys: "M-u", inPalette: false, .edit(.undo)),
        editor("redo", "Redo", keys: "M-e", inPalette: false, .edit(.redo)),
        editor("copy", "Copy the selection", keys: "C-c", inPalette: false, when: hasSelection, .edit(.copy)),
        editor("cut", "Cut the selection", keys: "C-x", inPalette: false, when: isPlain, .edit(.cut)),
        editor(
            "paste", "Paste what was cut or copied here", keys: "C-v", inPalette: false, when: isPlain, .edit(.paste)),
        Command("sql.external", "Edit the script in your editor", keys: "M-E", in: .editor) { state in
            state.sql.script.map { .edit(EditRequest(text: $0.editor.text, name: "script.sql", use: .script)) }
        },
        Command("sql.keys", "Plain keys or vim's in the editor", keys: "M-v", in: .editor) { state in
            .sql(.setStyle(state.sql.style == .plain ? .vim : .plain))
        },
    ]

    private static let finding = [
        editor("find", "Find text", keys: "C-f", when: isPlain, .find(replacing: false)),
        editor("find-vim", "Find text", keys: "/", inPalette: false, when: { !isPlain($0) }, .find(replacing: false)),
        editor("replace", "Find and replace text", keys: "M-r", .find(replacing: true)),
        editor("find-next", "The next match", keys: "M-n", inPalette: false, .findNext(forward: true)),
        editor("find-previous", "The match before", keys: "M-p", inPalette: false, .findNext(forward: false)),
        editor(
            "find-next-vim", "The next match", keys: "n", inPalette: false, when: { !isPlain($0) },
            .findNext(forward: true)),
        editor(
            "find-previous-vim", "The match before", keys: "N", inPalette: false, when: { !isPlain($0) },
            .findNext(forward: false)),
        Command("sql.line", "Go to a line", keys: "C-g", in: .editor) { _ in .present(.prompt(Prompt(.scriptLine))) },
    ]

    private static let panes = [
        editor(
            "answer", "Go to the answer", hint: "answer", keys: "F6", when: { $0.data.tab != nil }, .focusEditor(false)),
        editor(
            "leave-editor", "Go to the answer", keys: "Esc", inPalette: false,
            when: { isPlain($0) && $0.data.tab != nil }, .focusEditor(false)),
        place("script", "Go to the script", hint: "script", keys: "F6", when: isInAnswers, .focusEditor(true)),
        Command(
            "sql.back", "Go back to the script", keys: "Esc q", in: .place(.sql), inPalette: false, when: isInGrid,
            .sql(.focusEditor(true))),
        place("taller", "More lines for the script", keys: "M-+ M-=", .resize(2)),
        place("shorter", "Fewer lines for the script", keys: "M--", .resize(-2)),
    ]
}
