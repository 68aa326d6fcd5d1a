import Screen
import Testing

@Suite struct TextEditTests {
    private func type(_ keys: String, into start: TextEdit = TextEdit()) -> TextEdit {
        var edit = start
        for name in keys.split(separator: " ") {
            if let key = KeyPress(String(name)) { _ = edit.handle(key) }
        }
        return edit
    }

    @Test(arguments: [
        ("a b c", "abc|"), ("a b c Left Left x", "ax|bc"), ("a b Home x End y", "xaby|"), ("a b Backspace", "a|"),
        ("a b Left Delete", "a|"),
        ("a Space b C-w", "a |"), ("a Space b C-Left x", "a x|b"), ("a b C-a C-k", "|"), ("a b C-u C-y C-y", "abab|"),
        ("a Space b Home M-d", "| b"), ("Left Backspace Delete", "|"), ("a b C-b C-d", "a|"), ("日 本 Left", "日|本"),
    ])
    func editing(keys: String, result: String) {
        let edit = type(keys)
        #expect(edit.beforeCursor + "|" + edit.afterCursor == result)
    }

    @Test func aGraphemeIsOneStep() {
        var edit = TextEdit("👨‍👩‍👧e\u{301}")
        #expect(edit.cursor == 2)
        _ = edit.handle(.key(.backspace))
        #expect(edit.text == "👨‍👩‍👧")
        _ = edit.handle(.key(.backspace))
        #expect(edit.isEmpty)
    }

    @Test func aMarkJoinsItsLetter() {
        var edit = TextEdit("e")
        edit.insert("\u{301}")
        #expect(edit.cursor == 1)
        #expect(edit.text == "é")
    }

    @Test func pastesBecomeOneLine() {
        var edit = TextEdit("x")
        let isTaken = edit.handle(.paste("a\nb\r\n"))
        #expect(isTaken)
        #expect(edit.text == "xa b")
    }

    @Test func historyComesBackAndTheDraftToo() {
        var edit = TextEdit("dra", history: ["one", "two"])
        for (key, text) in [("Up", "two"), ("Up", "one"), ("Up", "one"), ("Down", "two"), ("Down", "dra")] {
            _ = KeyPress(key).map { edit.handle($0) }
            #expect(edit.text == text)
        }
    }

    @Test func otherKeysAreForOthers() {
        var edit = TextEdit("x")
        for name in ["Enter", "Esc", "Tab", "Up", "C-p", "F1", "PgDn", "<resize:80x24>"] {
            guard let key = KeyPress(name) else { continue }
            let isTaken = edit.handle(key)
            #expect(!isTaken, "\(name)")
        }
        #expect(edit.text == "x")
    }

    @Test func theFieldScrollsToItsCursor() {
        let edit = TextEdit("0123456789東京")
        let frame = drawn(TextField(edit), 8, 1)
        #expect(frame.cursor == Point(x: 7, y: 0))
        #expect(frame.text == "…89東京" || frame.text == "… 89東京" || frame.text == "…789東京")
        frame.expectSound()
    }

    @Test func clicksFindTheirCharacter() {
        var edit = TextEdit("a東b")
        edit.moveCursor(to: 0)
        let rect = Rect(x: 10, y: 0, width: 20, height: 1), field = TextField(edit, prompt: "/")
        #expect([11, 12, 13, 14, 25].map { field.position(at: Point(x: $0, y: 0), in: rect) } == [0, 1, 1, 2, 3])
    }
}
