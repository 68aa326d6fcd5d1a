import Editing
import Screen
import Testing

/// Keys by chance: whatever is pressed, the editor stays whole, and everything can be undone.
@Suite struct FuzzTests {
    @Test(arguments: TextEditor.KeyStyle.allCases, 0..<60)
    func anyKeys(style: TextEditor.KeyStyle, seed: Int) {
        var dice = Dice(seed)
        let original = Random.text(&dice, pieces: 30)
        var editor = TextEditor(original, style: style)
        let start = editor.text
        var pressed: [KeyPress] = []
        for i in 0..<250 {
            let key = Random.key(&dice)
            pressed.append(key)
            let before = (text: editor.text, revision: editor.revision)
            _ = editor.handle(key)
            if i % 40 == 0 { editor.scroll(toFit: Size(width: Int(dice.next() % 30), height: Int(dice.next() % 12))) }
            if i % 50 == 0 { editor.scroll(by: Int(dice.next() % 9) - 4, height: 5) }
            if let fault = Self.fault(in: editor) {
                Issue.record("\(fault) by \(key) after \(pressed.suffix(12).map(\.description)) at \(editor.cursor)")
                return
            }
            let isSame = before.text.utf8.elementsEqual(editor.text.utf8)
            if !isSame, before.revision == editor.revision {
                Issue.record(
                    "the text changed, its revision not, by \(key) after \(pressed.suffix(12).map(\.description))")
                return
            }
        }
        while editor.redo() {}
        let finish = editor.text
        while editor.undo() {}
        #expect(editor.text.utf8.elementsEqual(start.utf8), "undone all")
        #expect(Self.fault(in: editor) == nil)
        while editor.redo() {}
        #expect(editor.text.utf8.elementsEqual(finish.utf8), "redone all")
        #expect(Self.fault(in: editor) == nil)
    }

    /// What is not as it must be.
    static func fault(in editor: TextEditor) -> String? {
        let lines = editor.lines, cursor = editor.cursor
        if lines.isEmpty { return "no line" }
        if lines.contains(where: { $0.utf8.contains(0x0a) || $0.utf8.contains(0x0d) }) { return "a line with an end" }
        if !lines.joined(separator: "\n").utf8.elementsEqual(editor.text.utf8) { return "lines are not the text" }
        guard lines.indices.contains(cursor.line) else { return "cursor in line \(cursor.line)" }
        guard (0...lines[cursor.line].count).contains(cursor.column) else { return "cursor at \(cursor)" }
        if editor.mode == .normal, cursor.column >= max(1, lines[cursor.line].count) { return "cursor behind its line" }
        if editor.position(at: editor.offset(of: cursor)) != cursor { return "offset of \(cursor)" }
        if let range = editor.selection {
            guard range.start <= range.end, lines.indices.contains(range.end.line) else { return "selection \(range)" }
            if range.end.column > lines[range.end.line].count { return "selection \(range)" }
            if editor.selectedText != editor.text(in: range) { return "selected text" }
        }
        if let fault = cellFault(in: editor) { return fault }
        if editor.top < 0 || editor.left < 0 { return "scrolled to \(editor.top), \(editor.left)" }
        return nil
    }

    /// Cells are those that a frame draws the line in, and lead back to their columns.
    private static func cellFault(in editor: TextEditor) -> String? {
        let cursor = editor.cursor, line = editor.lines[cursor.line]
        // Joiners with nothing to join are drawn as signs or left out, as their neighbours are.
        let isOdd = line.contains { $0.unicodeScalars.last.map { $0.value == 0x200c || $0.value == 0x200d } ?? false }
        if isOdd { return nil }
        let cell = editor.cell(of: cursor)
        let last = editor.cell(of: TextPosition(line: cursor.line, column: line.count))
        if last != TextWidth.of(line) { return "\(last) cells in \(line.debugDescription)" }
        // A character without cells cannot be found by its cell.
        let next = editor.cell(of: TextPosition(line: cursor.line, column: cursor.column + 1))
        let found = editor.column(atCell: cell, inLine: cursor.line)
        return found == cursor.column || next == cell ? nil : "cell of \(cursor) in \(line.debugDescription)"
    }
}
