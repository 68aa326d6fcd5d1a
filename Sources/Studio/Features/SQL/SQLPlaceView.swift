import Editing
import Querying
import Screen
import Tabular

/// Draws the SQL place: the scripts, the text, and the answers below.
struct SQLPlaceView {
    let state: AppState
    private let layout: SQLLayout
    private let isActive: Bool

    init(_ state: AppState) {
        self.state = state
        layout = SQLLayout(state)
        isActive = state.modals.isEmpty
    }

    func draw(into frame: inout Frame, theme: Theme) {
        DataPlaceView(state: state.data, size: state.size, isActive: isActive && !state.sql.isInEditor)
            .draw(into: &frame, theme: theme)
        if let tabs = layout.tabs { drawTabs(into: &frame, in: tabs, theme) }
        if let text = layout.text, let gutter = layout.gutter, let script = state.sql.script {
            EditorView(
                script: script, find: state.sql.find?.what,
                isFocused: isActive && state.sql.isInEditor && state.sql.find == nil
            ).draw(into: &frame, gutter: gutter, text: text, theme: theme)
        }
        if let find = layout.find { state.sql.find?.draw(into: &frame, in: find, theme: theme, isActive: isActive) }
        if isActive, let popup = state.sql.popup, let text = layout.text, let script = state.sql.script {
            popup.draw(into: &frame, at: EditorView.point(of: popup.range.lowerBound, script, in: text), theme: theme)
        }
    }

    func tabs(width: Int) -> TabStrip {
        TabStrip(
            state.sql.scripts.map { script in
                let mark = script.isRunning ? " ▸" : ""
                return TabStrip.Tab(TextLayout.truncate(script.name, to: 24) + mark)
            }, current: state.sql.current)
    }

    private func drawTabs(into frame: inout Frame, in line: Rect, _ theme: Theme) {
        frame.fill(line, theme[.statusBar])
        var room = line
        let note = note(theme)
        if note.width + 14 < room.width { frame.line(note, in: room.cut(right: note.width + 1)) }
        frame.draw(tabs(width: room.width), in: room, theme)
    }

    /// At the right: the call that is being typed, else the place of the cursor and the editor's mode.
    private func note(_ theme: Theme) -> StyledText {
        guard let script = state.sql.script else { return StyledText() }
        var text = StyledText()
        if isActive, state.sql.isInEditor, let call = script.parsed.call(at: script.offset),
            let function = state.sql.catalog.functions.first(where: { $0.name == call.name.lowercased() })
        {
            text.append(function.signature + "  ", theme[.accent].withoutBackground)
        }
        if state.sql.isReadOnly { text.append("read-only  ", theme[.warning].withoutBackground) }
        let mode: String? =
            switch script.editor.mode {
            case .plain: nil
            case .normal: "NORMAL"
            case .insert: "INSERT"
            case .replace: "REPLACE"
            case .visual: "VISUAL"
            case .visualLine: "V-LINE"
            }
        if let mode { text.append(mode + " " + script.editor.pendingKeys + " ", theme[.accent].withoutBackground.bold) }
        if script.dialect == .tsql { text.append("T-SQL  ", theme[.accent].withoutBackground) }
        let cursor = script.editor.cursor
        text.append("\(cursor.line + 1):\(cursor.column + 1)", theme[.keyHint].withoutBackground)
        return text
    }
}

extension AppState {
    /// What the mouse does in the SQL place.
    func sqlMouse(_ event: MouseEvent) -> Action? {
        let layout = SQLLayout(self)
        if let tabs = layout.tabs, tabs.contains(event.point) {
            guard event.action == .press else { return nil }
            return SQLPlaceView(self).tabs(width: tabs.width).tab(at: event.point, in: tabs).map { .sql(.select($0)) }
        }
        if let text = layout.text, let gutter = layout.gutter, let script = sql.script,
            text.contains(event.point) || gutter.contains(event.point)
        {
            switch event.action {
            case .wheelDown: return .sql(.scroll(3))
            case .wheelUp: return .sql(.scroll(-3))
            case .press:
                return .sql(
                    .point(
                        EditorView.position(at: event.point, script, in: text),
                        extending: event.modifiers.contains(.shift)))
            case .drag: return .sql(.point(EditorView.position(at: event.point, script, in: text), extending: true))
            default: return nil
            }
        }
        let action = data.mouse(event, size: size)
        if event.action == .press, sql.isInEditor, action != nil { return .sql(.focusEditor(false)) }
        return action
    }
}
