import Editing
import Screen
import Testing

/// Offsets, cells, brackets, scrolling.
@Suite struct PlacesTests {
    @Test(arguments: ["", "abc", "a\n\nbé\n", "日本\n👨‍👩‍👧e\u{301}x\n\u{301}a", "a\r\nb\rc"])
    func offsetsRoundTrip(text: String) {
        let editor = TextEditor(text)
        let whole = editor.text
        var offset = 0
        for (line, content) in editor.lines.enumerated() {
            for column in 0...content.count {
                let place = TextPosition(line: line, column: column)
                #expect(editor.offset(of: place) == offset)
                #expect(editor.position(at: offset) == place)
                if column < content.count { offset += Array(content)[column].utf8.count }
            }
            offset += 1
        }
        #expect(offset == whole.utf8.count + 1)
        #expect(editor.position(at: -5) == TextPosition(line: 0, column: 0))
        #expect(editor.offset(of: editor.position(at: 99_999)) == whole.utf8.count)
        #expect(editor.text(in: TextRange(editor.position(at: 0), editor.position(at: 99_999))) == whole)
    }

    @Test func anOffsetInsideACharacterIsItsEnd() {
        let editor = TextEditor("a日b")
        #expect(editor.position(at: 2).column == 2)
        #expect(editor.position(at: 3).column == 2)
        #expect(editor.position(at: 4).column == 2)
    }

    @Test(arguments: [
        "abc", "a\tb", "日本x", "👨‍👩‍👧e\u{301}x", "می\u{200c}خواهم", "🇩🇪x", "\u{301}a", "a\u{200b}b", "x🏽", "❤\u{fe0f}a",
    ])
    func cellsAreThoseOfTheFrame(text: String) {
        let editor = TextEditor(text)
        let characters = Array(text)
        #expect(editor.cell(of: TextPosition(line: 0, column: characters.count)) == TextWidth.of(text))
        for column in 0...characters.count {
            let cell = editor.cell(of: TextPosition(line: 0, column: column))
            let found = editor.column(atCell: cell, inLine: 0)
            #expect(editor.cell(of: TextPosition(line: 0, column: found)) == cell)
        }
        #expect(editor.column(atCell: 999, inLine: 0) == characters.count)
        #expect(editor.column(atCell: -1, inLine: 0) == 0)
        #expect(editor.column(atCell: 0, inLine: 9) == 0)
    }

    @Test func theRightHalfOfAWideCharacterIsItToo() {
        let editor = TextEditor("a日b")
        #expect([0, 1, 2, 3, 4].map { editor.column(atCell: $0, inLine: 0) } == [0, 1, 1, 2, 3])
    }

    @Test(arguments: [
        ("|(a)", [[0, 0], [0, 2]]), ("(a|)", [[0, 2], [0, 0]]), ("(a)|", [[0, 2], [0, 0]]),
        ("f(|[1])", [[0, 2], [0, 4]]),
        ("(a|b)", nil), ("|(a", nil), ("a)|", nil), ("|({)}", [[0, 0], [0, 2]]), ("|(\n(\n)\n)", [[0, 0], [3, 0]]),
        ("{日}|", [[0, 2], [0, 0]]),
        ("|", nil), (")|(", nil),
    ])
    func brackets(marked: String, pair: [[Int]]?) {
        let found = Marked.editor(marked).matchingBracket()
        #expect(found.map { [[$0.0.line, $0.0.column], [$0.1.line, $0.1.column]] } == pair)
    }

    @Test func bracketsInTextsAreNone() {
        let editor = Marked.editor("|(')')")
        let found = editor.matchingBracket { $0.column != 2 }
        #expect(found?.1.column == 4)
        #expect(editor.matchingBracket { $0.column != 0 } == nil)
    }

    @Test func theCursorStaysInSight() {
        var editor = TextEditor(
            (0..<100).map { "line \($0) " + String(repeating: "x", count: 200) }.joined(separator: "\n"))
        let size = Size(width: 40, height: 10)
        var dice = Dice(1)
        for _ in 0..<300 {
            editor.cursor = TextPosition(line: Int(dice.next() % 100), column: Int(dice.next() % 210))
            editor.scroll(toFit: size)
            let row = editor.cursor.line - editor.top, cell = editor.cell(of: editor.cursor) - editor.left
            #expect((2..<8).contains(row) || editor.top == 0 || editor.top == 90)
            #expect((0..<10).contains(row))
            #expect((0..<40).contains(cell))
        }
        for size in [Size(width: 0, height: 0), Size(width: 1, height: 1), Size(width: 2, height: 2)] {
            editor.scroll(toFit: size)
            #expect(editor.top <= editor.cursor.line)
        }
    }

    @Test func theWheelLeavesTheCursorUntilItMoves() {
        var editor = TextEditor((0..<100).map(String.init).joined(separator: "\n"))
        let size = Size(width: 10, height: 10)
        editor.scroll(toFit: size)
        editor.scroll(by: 30, height: 10)
        editor.scroll(toFit: size)
        #expect(editor.top == 30)
        #expect(editor.cursor.line == 0)
        editor.scroll(by: 500, height: 10)
        #expect(editor.top == 90)
        _ = editor.handle(.key(.down))
        editor.scroll(toFit: size)
        #expect(editor.top == 0)

        var vim = TextEditor(editor.text, style: .vim)
        vim.scroll(toFit: size)
        vim.scroll(by: 30, height: 10)
        #expect(vim.cursor.line == 30)
    }

    @Test func goingToALine() {
        var editor = TextEditor("a\n  b\nc")
        editor.goTo(line: 1)
        #expect(editor.cursor == TextPosition(line: 1, column: 2))
        editor.goTo(line: 99)
        #expect(editor.cursor.line == 2)
        editor.goTo(line: -1)
        #expect(editor.cursor.line == 0)
    }

    @Test func rangesAreClampedAndOrdered() {
        var editor = TextEditor("ab\ncd")
        let wild = TextRange(TextPosition(line: 9, column: 9), TextPosition(line: -1, column: -4))
        #expect(editor.text(in: wild) == "ab\ncd")
        editor.cursor = TextPosition(line: 0, column: 77)
        #expect(editor.cursor.column == 2)
        editor.replace(wild, with: "x")
        #expect(editor.text == "x")
    }

    @Test func aSelectionGrowsByShiftAndClick() {
        var editor = TextEditor("abcd")
        editor.cursor = TextPosition(line: 0, column: 1)
        editor.extend(to: TextPosition(line: 0, column: 3))
        #expect(editor.selectedText == "bc")
        editor.extend(to: TextPosition(line: 0, column: 0))
        #expect(editor.selectedText == "a")
    }

    /// One key in a long text changes what it must and no more.
    @Test func longTextsAndLongLines() {
        var editor = TextEditor((0..<10_000).map { "select \($0) from somewhere" }.joined(separator: "\n"))
        editor.goTo(line: 5_000)
        for key in Marked.keys("ab<CR><BS><C-d><C-k><M-Up><M-;><C-w>") { _ = editor.handle(key) }
        #expect(editor.lines.count == 10_000)
        var line = TextEditor(String(repeating: "日a", count: 50_000))
        line.cursor = TextPosition(line: 0, column: 50_001)
        for key in Marked.keys("xy<BS><C-Right><C-Left>") { _ = line.handle(key) }
        #expect(line.lines[0].count == 100_001)
        #expect(line.cell(of: line.cursor) >= 75_000 || line.cursor.column == 0)
    }
}
