import Editing
import Querying
import Screen
import Tabular

extension AppState {
    /// Whether keys go to a script's text.
    var isEditing: Bool { place == .sql && sql.isInEditor && modals.isEmpty && sql.script != nil }

    /// Whether characters are put into the text.
    var isTyping: Bool { isEditing && sql.script?.editor.mode.isTyping == true }

    /// What a key means to the editor, before it may be a command; nil when it means nothing there.
    mutating func editorKey(_ key: KeyPress) -> [Effect]? {
        guard isEditing else { return nil }
        if var popup = sql.popup, let effects = popupKey(key, &popup) { return effects }
        if sql.find != nil, let effects = findKey(key) { return effects }
        let isTyping = sql.script?.editor.mode.isTyping ?? true
        // Characters are typed, whatever commands they are elsewhere; other keys may be commands first.
        if !isTyping || key.isText { return type(key) }
        return nil
    }

    /// Gives a key to the text.
    mutating func type(_ key: KeyPress) -> [Effect]? {
        guard var script = sql.script else { return nil }
        let before = script.editor.revision
        guard script.editor.handle(key) else { return nil }
        message = nil
        let changed = script.follow()
        sql.scripts[sql.current] = script
        var effects: [Effect] = []
        if changed, before != script.editor.revision {
            effects = key.isText && script.editor.mode.isTyping ? suggest(isAsked: false) : closePopup()
        } else {
            sql.popup = nil
        }
        return effects + settleSQL()
    }

    private mutating func closePopup() -> [Effect] {
        sql.popup = nil
        return []
    }

    mutating func reduceEditing(_ action: SQLAction) -> [Effect] {
        switch action {
        case .edit(let command): return edit(command)
        case .complete: return suggest(isAsked: true)
        case .focusEditor(let isIn):
            sql.isInEditor = isIn
            sql.popup = nil
            if !isIn { data.focus = .grid }
        case .resize(let by): sql.height = max(3, (sql.height ?? SQLLayout(self).upper) + by)
        case .point(let position, let extending): point(position, extending: extending)
        case .scroll(let lines):
            let height = SQLLayout(self).text?.height ?? 10
            return sql.withScript { script in
                script.editor.scroll(by: lines, height: height)
                return []
            }
        case .edited(let text): change { $0.replaceAll(with: text) }
        case .insert(let text):
            sql.isInEditor = true
            change { $0.insert(text) }
        case .setStyle(let style):
            sql.style = style
            for index in sql.scripts.indices { sql.scripts[index].editor.style = style }
            show(Message(style == .vim ? "The editor has vim's keys" : "The editor has plain keys"))
            return [remember()]
        case .toggleReadOnly:
            sql.isReadOnly.toggle()
            show(
                sql.isReadOnly
                    ? Message("Read-only: statements that change something are refused")
                    : Message("Statements may change the workspace again"))
        default: break
        }
        return []
    }

    /// Changes the text on the screen.
    mutating func change(_ body: (inout TextEditor) -> Void) {
        _ = sql.withScript { script in
            body(&script.editor)
            _ = script.follow()
            return []
        }
        sql.popup = nil
    }

    private mutating func edit(_ command: EditorCommand) -> [Effect] {
        switch command {
        case .undo: change { _ = $0.undo() }
        case .redo: change { _ = $0.redo() }
        case .comment: change { $0.toggleComment() }
        case .selectAll: change { $0.selectAll() }
        case .paste: change { $0.paste() }
        case .format: format()
        case .copy:
            guard let text = sql.script?.editor.selectedText, !text.isEmpty else { return [] }
            change { $0.clipboard = text }
            return [.action(.copy(text, what: Count.of(text.count, "character")))]
        case .cut:
            var cut: String?
            change { cut = $0.cut() }
            return cut.map { [.terminal(.copy($0))] } ?? []
        }
        return []
    }

    /// Lays out the statements that are chosen, or all when nothing is selected.
    private mutating func format() {
        guard let script = sql.script else { return }
        guard script.editor.selection != nil else {
            change { $0.replaceAll(with: SQLFormatter.format(script.editor.text)) }
            return
        }
        change { editor in
            for statement in script.chosen.reversed() {
                let range = TextRange(
                    editor.position(at: statement.range.lowerBound), editor.position(at: statement.range.upperBound))
                editor.replace(range, with: SQLFormatter.format(statement, of: script.parsed))
            }
        }
    }

    private mutating func point(_ position: TextPosition, extending: Bool) {
        sql.isInEditor = true
        sql.popup = nil
        _ = sql.withScript { script in
            if extending { script.editor.extend(to: position) } else { script.editor.cursor = position }
            return []
        }
    }
}

extension KeyPress {
    /// Whether it puts text in, or takes some away.
    fileprivate var isText: Bool {
        switch self {
        case .key(.character, []), .paste: true
        case .key(.backspace, []), .key(.delete, []), .key(.enter, []): true
        default: false
        }
    }
}
