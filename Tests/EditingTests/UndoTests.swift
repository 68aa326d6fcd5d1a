import Screen
import Testing

@testable import Editing

@Suite struct UndoTests {
    /// Random edits: undoing all of them gives the first text, redoing all the last, with all texts between.
    @Test(arguments: 0..<100)
    func everythingComesBack(seed: Int) {
        var dice = Dice(seed)
        var editor = TextEditor(Random.text(&dice, pieces: 20))
        var texts = [editor.text]
        for _ in 0..<60 {
            edit(&editor, &dice)
            if editor.text.utf8.elementsEqual(texts[texts.count - 1].utf8) { continue }
            texts.append(editor.text)
        }
        for text in texts.dropLast().reversed() {
            editor.undo()
            #expect(editor.text.utf8.elementsEqual(text.utf8))
        }
        #expect(!Self.undoes(&editor))
        for text in texts.dropFirst() {
            editor.redo()
            #expect(editor.text.utf8.elementsEqual(text.utf8))
            #expect(FuzzTests.fault(in: editor) == nil)
        }
        #expect(!Self.redoes(&editor))
    }

    private static func undoes(_ editor: inout TextEditor) -> Bool { editor.undo() }
    private static func redoes(_ editor: inout TextEditor) -> Bool { editor.redo() }

    private func position(_ editor: TextEditor, _ dice: inout Dice) -> TextPosition {
        let line = Int(dice.next() % UInt64(editor.lines.count))
        return TextPosition(line: line, column: Int(dice.next() % UInt64(editor.lines[line].count + 1)))
    }

    private func edit(_ editor: inout TextEditor, _ dice: inout Dice) {
        let a = position(editor, &dice), b = position(editor, &dice)
        switch dice.next() % 12 {
        case 0...1:
            editor.cursor = a
            editor.insert(Random.text(&dice, pieces: 3))
        case 2...3: editor.replace(TextRange(a, b), with: Random.text(&dice, pieces: 2))
        case 4:
            editor.select(TextRange(a, b))
            _ = editor.cut()
            editor.cursor = a
        case 5:
            editor.cursor = a
            editor.paste()
        case 6:
            editor.select(TextRange(a, b))
            editor.toggleComment()
        case 7:
            editor.select(TextRange(a, b))
            if dice.next() % 2 == 0 { editor.indent() } else { editor.outdent() }
        case 8:
            editor.select(TextRange(a, b))
            editor.moveLines(dice.next() % 2 == 0 ? 1 : -1)
        case 9:
            editor.cursor = a
            if dice.next() % 2 == 0 { editor.duplicateLines() } else { editor.deleteLines() }
        case 10: editor.replaceAll(with: Random.text(&dice, pieces: 20))
        default:
            _ = try? editor.replaceAll(
                .init(text: dice.pick(["a", "e", "日", " "])), with: dice.pick(["", "b\n", "é"]))
        }
    }

    @Test func wordsAreStepsAndMovesPartThem() {
        var editor = TextEditor()
        func type(_ text: String) { for c in text { _ = editor.handle(.character(c)) } }
        type("select a,  b")
        for text in ["select a,  ", "select ", ""] {
            editor.undo()
            #expect(editor.text == text)
        }
        type("ab")
        _ = editor.handle(.key(.left))
        _ = editor.handle(.key(.right))
        type("cd")
        editor.undo()
        #expect(editor.text == "ab")
    }

    @Test func cursorAndSelectionComeBack() {
        var editor = TextEditor("one two three")
        editor.select(TextRange(TextPosition(line: 0, column: 4), TextPosition(line: 0, column: 7)))
        editor.insert("2")
        #expect(editor.text == "one 2 three")
        editor.cursor = TextPosition(line: 0, column: 0)
        editor.undo()
        #expect(editor.selectedText == "two")
        #expect(editor.cursor.column == 7)
        editor.redo()
        #expect(editor.cursor.column == 5)
        #expect(editor.selection == nil)
    }

    @Test func aNewEditForgetsWhatWasUndone() {
        var editor = TextEditor("a")
        editor.insert("b")
        editor.undo()
        editor.insert("c")
        #expect(!Self.redoes(&editor))
        editor.undo()
        #expect(editor.text == "a")
        #expect(!Self.undoes(&editor))
    }

    @Test func edgesOfTheHistory() {
        var editor = TextEditor()
        for i in 0..<12_000 { editor.insert("\(i % 10)") }
        var steps = 0
        while editor.undo() { steps += 1 }
        #expect((10_000...10_500).contains(steps))
        #expect(editor.text.count == 12_000 - steps)
        while editor.redo() {}
        #expect(editor.text.count == 12_000)
    }

    @Test func hugeTextsAreForgottenFirst() {
        var history = UndoHistory()
        let moment = UndoHistory.Moment(cursor: TextPosition(line: 0, column: 0))
        let text = String(repeating: "x", count: 1 << 20)
        for _ in 0..<200 {
            history.begin(moment, nil)
            history.record(.init(start: BytePosition(line: 0, byte: 0), removed: "", inserted: text))
            history.end(moment)
            #expect(history.done.count <= 64)
        }
        #expect(history.done.count >= 31)
    }

    @Test func revisionsTellTexts() {
        var editor = TextEditor("a")
        let first = editor.revision
        _ = editor.handle(.key(.right))
        editor.replace(TextRange(editor.cursor, editor.cursor), with: "")
        editor.replaceAll(with: "a")
        #expect(editor.revision == first)
        editor.insert("b")
        let second = editor.revision
        #expect(second != first)
        editor.undo()
        #expect(editor.revision != second)
    }

    @Test func replacingAllKeepsTheCursorNear() {
        var editor = TextEditor("a\nbb\nccc\nd")
        editor.cursor = TextPosition(line: 2, column: 2)
        editor.replaceAll(with: "x\na\nbb\nccc\nd")
        #expect(editor.cursor == TextPosition(line: 3, column: 2))
        editor.replaceAll(with: "x")
        #expect(editor.cursor.line == 0)
        editor.undo()
        #expect(editor.cursor == TextPosition(line: 3, column: 2))
        editor.replaceAll(with: "")
        #expect(editor.lines == [""])
    }
}
