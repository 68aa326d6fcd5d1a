import Editing
import Screen

/// Texts with a `|` at the cursor, and keys written in one string: `dw<Esc>`.
enum Marked {
    static func editor(_ marked: String, style: TextEditor.KeyStyle = .plain) -> TextEditor {
        let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        var editor = TextEditor(parts.joined(), style: style)
        editor.cursor = editor.position(at: parts[0].utf8.count)
        return editor
    }

    static func text(_ editor: TextEditor) -> String {
        let before = TextRange(TextPosition(line: 0, column: 0), editor.cursor)
        let head = editor.text(in: before)
        return head + "|" + String(decoding: editor.text.utf8.dropFirst(head.utf8.count), as: UTF8.self)
    }

    /// The selection in brackets: `a[bc]`.
    static func selection(_ editor: TextEditor) -> String {
        guard let range = editor.selection else { return text(editor) }
        let start = TextPosition(line: 0, column: 0), last = editor.lines.count - 1
        let end = TextPosition(line: last, column: editor.lines[last].count)
        return editor.text(in: TextRange(start, range.start)) + "[" + editor.text(in: range) + "]"
            + editor.text(in: TextRange(range.end, end))
    }

    static func keys(_ text: String) -> [KeyPress] {
        var keys: [KeyPress] = [], rest = text[...]
        while let first = rest.popFirst() {
            if first == "<", let end = rest.firstIndex(of: ">") {
                let name = String(rest[..<end])
                let known = ["lt": "<", "CR": "Enter", "BS": "Backspace"][name] ?? name
                if let key = KeyPress(known) { keys.append(key) }
                rest = rest[rest.index(after: end)...]
            } else {
                keys.append(.character(first))
            }
        }
        return keys
    }

    static func vim(_ before: String, _ typed: String) -> String {
        var editor = editor(before, style: .vim)
        for key in keys(typed) { _ = editor.handle(key) }
        return text(editor)
    }

    static func plain(_ before: String, _ typed: String) -> String {
        var editor = editor(before)
        for key in keys(typed) { _ = editor.handle(key) }
        return text(editor)
    }
}
