import Editing
import Screen
import Testing

/// Where this editor's vim has its own ways, and what concerns modes, the clipboard and keys left to others.
@Suite struct VimOwnTests {
    @Test(arguments: [
        // Undoing brings the cursor back to where it was.
        ("a|b\nc", "ddu", "a|b\nc"), ("ab\nc|d", "kx.uu", "a|b\ncd"),
        // Quotes are paired from the line's beginning, and two of them are one in a text, as in SQL.
        ("x 'ab' |y 'cd'", "di'", "x 'ab' y '|'"), ("x 'it''s| so' y", "di'", "x '|' y"), ("''|", "ci'a<Esc>", "'|a'"),
        ("'a|", "di'", "'|a"), ("f('|')", "ci'x<Esc>", "f('|x')"),
        // A line below an open bracket is indented.
        ("select (|", "oa<Esc>", "select (\n    |a"), ("  f(|", "A<CR>x<Esc>", "  f(\n      |x"),
        // Indentation follows the line before.
        ("  a\n|b", "==", "  a\n  |b"), ("  a (\n|b\n)", "=G", "  a (\n      |b\n  )"), ("a\n   |b", "==", "a\n|b"),
        ("(\na|b\nc\n)", "=ap", "|(\n    ab\n    c\n)"),
        // Comments.
        ("a|b\ncd", "gcc", "-- a|b\ncd"), ("-- a|b\ncd", "gcc", "a|b\ncd"), ("a|b\n\ncd", "gcG", "-- a|b\n\n-- cd"),
        ("a\n|b\nc", "Vjgc", "a\n|-- b\n-- c"), ("|a\nb\nc", "gcc.", "|a\nb\nc"), ("|a\nb\nc", "gcj", "|-- a\n-- b\nc"),
        ("  a|b", "gcc", "  -- a|b"), ("a\n|b\n\nc", "gcip", "|-- a\n-- b\n\nc"), ("a|b", "<M-;>", "-- a|b"),
        // Lines move as with plain keys.
        ("a\n|b\nc", "<M-Up>", "|b\na\nc"), ("a\n|b\nc", "<M-Down>", "a\nc\n|b"),
        // Arrows and others.
        ("a|bc", "<Right>x", "a|b"), ("ab|c", "<Home>x", "|bc"), ("a|bc", "<End>x", "a|b"),
        ("a|b\ncd", "<Down>x", "ab\n|c"),
        ("a|b c", "<C-Right>x", "ab| "), ("a b\nc|d", "<C-Home>x", "| b\ncd"), ("a|bc", "<Delete>", "a|c"),
        ("a|bc", "<Insert>x<Esc>", "a|xbc"), ("a|bc", "vlmad`aix<Esc>", "|xa"),
        ("a|b", "i<M-Left>x<Esc>", "|xab"), ("a b|", "i<C-Left><C-w><Esc>x", "| b"),
        ("a b|", "a<C-u>x<Esc>", "|x"), ("  a b|", "a<C-u>x<Esc>", "  |x"), ("  a|", "i<C-u><C-u><C-u>x<Esc>", "|xa"),
        // Marks go with their lines.
        ("a\nb|c\nd", "maggOx<Esc>G`ax", "x\na\n|b\nd"), ("a\n|b\nc", "maggddG`ax", "|\nc"),
        // What makes no sense changes nothing.
        ("a|bc", "dzx", "a|c"), ("a|bc", "gzx", "a|c"), ("a|bc", "d<Esc>x", "a|c"), ("a|bc", "\"qx", "a|c"),
        ("a|bc", "3<Esc>x", "a|c"), ("a|bc", "di%x", "a|c"), ("a|bc", "`zx", "a|c"), ("a|bc", "d`z", "a|bc"),
        ("a|bc", ";x", "a|c"), ("a|bc", ".x", "a|c"), ("a|bc", "ux", "a|c"), ("a|bc", "gvx", "a|c"),
        ("a|bc", "px", "a|c"),
        // Counts beyond everything.
        ("a|bc", "99999999999x", "|a"), ("a|bc", "9999999j", "a|bc"), ("ab|\nc", "9999999<Space>", "ab\n|c"),
        ("a|bc", "9999999J", "a|bc"), ("a|bc\nd", "9999999>>", "    |abc\n    d"), ("a\n|b", "99999{", "a\n|b"),
    ])
    func ownWays(before: String, keys: String, after: String) {
        #expect(Marked.vim(before, keys) == after)
    }

    @Test func theModeIsTold() {
        var editor = TextEditor("ab\ncd", style: .vim)
        let modes: [(String, TextEditor.Mode)] = [
            ("v", .visual), ("V", .visualLine), ("v", .visual), ("<Esc>", .normal), ("i", .insert), ("x", .insert),
            ("<Esc>", .normal), ("R", .replace), ("<Esc>", .normal), ("V", .visualLine), ("d", .normal),
            ("c", .normal), ("c", .insert), ("<Esc>", .normal), ("vc", .insert),
        ]
        for (keys, mode) in modes {
            for key in Marked.keys(keys) { _ = editor.handle(key) }
            #expect(editor.mode == mode, "after \(keys)")
        }
        #expect(TextEditor("a").mode == .plain)
    }

    @Test func whatWasBegunIsTold() {
        var editor = TextEditor("ab cd ef", style: .vim)
        for (key, pending) in [("2", "2"), ("d", "2d"), ("i", "2di"), ("w", ""), ("g", "g"), ("Esc", "")] {
            _ = KeyPress(key).map { editor.handle($0) }
            #expect(editor.pendingKeys == pending)
        }
    }

    @Test(arguments: ["/", "?", "n", "N", ":", "2n", "C-p", "F5", "Q", "K", "Esc", "C-c", "C-s", "Tab", "M-x"])
    func keysForOthers(name: String) {
        for start in ["", "v"] where !(start == "v" && name == "Esc") {
            var editor = TextEditor("ab", style: .vim)
            var isTaken = true
            let keys = name == "2n" ? Marked.keys("2n") : KeyPress(name).map { [$0] } ?? []
            for key in Marked.keys(start) + keys { isTaken = editor.handle(key) }
            #expect(!isTaken)
            #expect(editor.pendingKeys.isEmpty)
        }
    }

    @Test func aSlashCanBeLookedForInTheLine() {
        #expect(Marked.vim("|a/b:n", "f/x") == "a|b:n")
        #expect(Marked.vim("|a/b:n", "r/") == "|//b:n")
        #expect(Marked.vim("|a/b:n", "dtn") == "|n")
    }

    @Test func theClipboardIsTheRegister() {
        var editor = Marked.editor("a|b\ncd", style: .vim)
        for key in Marked.keys("yy") { _ = editor.handle(key) }
        #expect(editor.clipboard == "ab\n")
        editor.clipboard = "x\r\ny\r\n"
        for key in Marked.keys("p") { _ = editor.handle(key) }
        #expect(Marked.text(editor) == "ab\n|x\ny\ncd")
        editor.clipboard = "z"
        for key in Marked.keys("p") { _ = editor.handle(key) }
        #expect(Marked.text(editor) == "ab\nx|z\ny\ncd")
    }

    @Test func selectingFromOutsideIsVisual() {
        var editor = TextEditor("abc\ndef", style: .vim)
        editor.select(TextRange(TextPosition(line: 0, column: 1), TextPosition(line: 1, column: 2)))
        #expect(editor.mode == .visual)
        #expect(editor.selectedText == "bc\nde")
        _ = editor.handle(.character("d"))
        #expect(Marked.text(editor) == "a|f")
        editor.selectAll()
        #expect(editor.selectedText == "af")
        editor.cursor = TextPosition(line: 0, column: 0)
        #expect(editor.mode == .normal)
        #expect(editor.selection == nil)
    }

    @Test func aSelectionMayGrowToTheLeft() {
        var editor = TextEditor("abcd", style: .vim)
        editor.select(from: TextPosition(line: 0, column: 3), to: TextPosition(line: 0, column: 1))
        #expect(editor.selectedText == "bc")
        #expect(editor.cursor.column == 1)
    }

    @Test func insertingIsOneStep() {
        var editor = Marked.editor("|a b", style: .vim)
        for key in Marked.keys("cwone two<CR>three<Esc>") { _ = editor.handle(key) }
        #expect(editor.text == "one two\nthreeb")
        editor.undo()
        #expect(Marked.text(editor) == "|a b")
        editor.redo()
        #expect(editor.text == "one two\nthreeb")
    }

    @Test func undoingWhileInsertingKeepsInserting() {
        var editor = TextEditor("", style: .vim)
        for key in Marked.keys("iab") { _ = editor.handle(key) }
        editor.undo()
        #expect(editor.text.isEmpty)
        #expect(editor.mode == .insert)
        for key in Marked.keys("cd<Esc>") { _ = editor.handle(key) }
        #expect(editor.text == "cd")
        editor.undo()
        #expect(editor.text.isEmpty)
    }

    @Test func aClickBetweenPartsAnInsertion() {
        var editor = TextEditor("abc", style: .vim)
        for key in Marked.keys("ix") { _ = editor.handle(key) }
        editor.cursor = TextPosition(line: 0, column: 4)
        for key in Marked.keys("y<Esc>") { _ = editor.handle(key) }
        #expect(Marked.text(editor) == "xabc|y")
        _ = editor.handle(.character("u"))
        #expect(editor.text == "xabc")
    }

    @Test func thePageIsTheViewsHeight() {
        var editor = TextEditor((1...100).map(String.init).joined(separator: "\n"), style: .vim)
        editor.scroll(toFit: Size(width: 20, height: 10))
        for (keys, line) in [
            ("L", 9), ("H", 0), ("M", 4), ("3L", 7), ("<C-d>", 12), ("<C-u>", 7), ("<C-f>", 15), ("<C-b>", 7),
            ("gg", 0), ("<C-e><C-e>", 2), ("<C-y>", 2), ("50Gzt", 49), ("50%", 49),
        ] {
            for key in Marked.keys(keys) { _ = editor.handle(key) }
            #expect(editor.cursor.line == line, "after \(keys)")
        }
        #expect(editor.top == 49)
        for key in Marked.keys("zz") { _ = editor.handle(key) }
        #expect(editor.top == 44)
        for key in Marked.keys("zb") { _ = editor.handle(key) }
        #expect(editor.top == 40)
    }

    @Test func changingTheStyleEndsWhatWasBegun() {
        var editor = TextEditor("ab", style: .vim)
        for key in Marked.keys("ix") { _ = editor.handle(key) }
        editor.style = .plain
        #expect(editor.mode == .plain)
        _ = editor.handle(.character("y"))
        #expect(editor.text == "yxab" || editor.text == "xyab")
        editor.undo()
        #expect(editor.text == "xab")
        editor.style = .vim
        #expect(editor.mode == .normal)
    }
}
