import Editing
import Screen

/// Where the parts of the SQL place are.
struct SQLLayout: Sendable, Equatable {
    /// Lines that the editor takes of the place: all when there are no answers.
    var upper = 0
    /// The scripts' names and the cursor's place.
    var tabs: Rect?
    var gutter: Rect?
    var text: Rect?
    var find: Rect?

    init(_ state: AppState) {
        let body = ChromeLayout(state.size).body
        let hasAnswers = state.data.tabs.contains { $0.owner != nil && $0.owner == state.sql.script?.id }
        // On a small screen one of the two has it to itself.
        let isSmall = body.height < 14
        if !hasAnswers {
            upper = body.height
        } else if isSmall {
            upper = state.sql.isInEditor ? body.height : 1
        } else {
            upper = min(max(3, state.sql.height ?? body.height * 2 / 5), body.height - 7)
        }
        var data = state.data
        data.upper = upper
        guard var editor = DataLayout(data, state.size).editor else { return }
        tabs = editor.cut(top: 1)
        if state.sql.find != nil, editor.height > 1 { find = editor.cut(bottom: 1) }
        guard !editor.isEmpty else { return }
        let lines = state.sql.script?.editor.lines.count ?? 1
        gutter = editor.cut(left: min(max(4, String(lines).count + 2), editor.width / 4))
        text = editor
    }
}
