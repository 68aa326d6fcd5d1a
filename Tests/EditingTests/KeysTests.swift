import Editing
import Screen
import Testing

/// Each row: the text with a `|` at the cursor, keys, and the text afterwards.
@Suite struct KeysTests {
    @Test(arguments: [
        ("a|b", "<Left>x", "x|ab"), ("a|b", "<Right>x", "abx|"), ("a\n|b", "<Left>x", "ax|\nb"),
        ("a|\nb", "<Right>x", "a\nx|b"),
        ("|a", "<Left>x", "x|a"), ("a|", "<Right>x", "ax|"),
        ("abc|\nd\nefg", "<Down>x", "abc\ndx|\nefg"), ("abc|\nd\nefg", "<Down><Down>x", "abc\nd\nefgx|"),
        ("abc\nde|f", "<Up>x", "abx|c\ndef"), ("ab|c", "<Up>", "|abc"), ("ab|c", "<Down>", "abc|"),
        ("a b|c d", "<C-Left>", "a |bc d"), ("a |bc d", "<C-Left>", "|a bc d"), ("a b|c d", "<C-Right>", "a bc| d"),
        ("a|", "<C-Right>", "a|"), ("a|\n  b c", "<C-Right>", "a\n  b| c"), ("a\n|b", "<C-Left>", "a|\nb"),
        ("|a.b", "<M-f>", "a|.b"), ("a.b|", "<M-b>", "a.|b"), ("a   |", "<C-Left>", "|a   "),
        ("|   ", "<C-Right>", "   |"),
        ("  ab|c", "<Home>", "  |abc"), ("  |abc", "<Home>", "|  abc"), ("|  abc", "<Home>", "  |abc"),
        ("a|bc\nd", "<End>", "abc|\nd"),
        ("a\nb|\nc", "<C-Home>", "|a\nb\nc"), ("a\nb|\nc", "<C-End>", "a\nb\nc|"),
        ("日本|語\nabcdef", "<Down>", "日本語\nabcd|ef"), ("日本語\nabc|def", "<Up>", "日|本語\nabcdef"),
    ])
    func moves(before: String, keys: String, after: String) {
        #expect(Marked.plain(before, keys) == after)
    }

    @Test(arguments: [
        ("a|b", "x<Space>y", "ax y|b"), ("a|b", "<BS>", "|b"), ("a\n|b", "<BS>", "a|b"), ("|a", "<BS>", "|a"),
        ("a|b", "<Delete>", "a|"),
        ("a|\nb", "<Delete>", "a|b"), ("a|", "<Delete>", "a|"), ("a|b", "<C-h>", "|b"),
        ("ab cd|", "<C-w>", "ab |"), ("ab cd |", "<C-w>", "ab |"), ("ab cd|", "<C-Backspace>", "ab |"),
        ("ab cd|", "<M-Backspace>", "ab |"),
        ("a\n|b", "<C-w>", "a|b"), ("|ab cd", "<M-d>", "| cd"), ("|ab cd", "<C-Delete>", "| cd"),
        ("a|\nb c", "<M-d>", "a| c"),
        ("a|b", "<CR>", "a\n|b"), ("  a|b", "<CR>", "  a\n  |b"), ("  a|  b", "<CR>", "  a\n  |b"),
        (" | a", "<CR>", " \n | a"),
        ("  f(|", "<CR>", "  f(\n      |"),
        ("f( |)", "<CR>", "f( \n    |)"), ("\ta|", "<CR>", "\ta\n\t|"), ("|  a", "<CR>", "\n|  a"),
        ("a|b", "<Tab>", "a   |b"), ("|ab", "<Tab>", "    |ab"), ("日a|b", "<Tab>", "日a |b"),
        ("abcd|", "<Tab>", "abcd    |"),
        ("      a|b", "<S-Tab>", "  a|b"), ("  a|b", "<S-Tab>", "a|b"), ("\ta|b", "<S-Tab>", "a|b"),
        ("|ab", "<S-Tab>", "|ab"),
        ("a\nb|\nc", "<C-k>", "a\nc|"), ("ab|", "<C-k>", "|"), ("a\nb|", "<C-k>", "a|"),
        ("a|b\nc", "<C-d>", "ab\na|b\nc"), ("a|b", "<C-d>", "ab\na|b"),
        ("a\nb|b\nc", "<M-Up>", "b|b\na\nc"), ("a\nb|b\nc", "<M-Down>", "a\nc\nb|b"), ("a|\nb", "<M-Up>", "a|\nb"),
        ("a\nb|", "<M-Down>", "a\nb|"),
        ("a|b", "<C-_>", "-- a|b"), ("-- a|b", "<C-_>", "a|b"), ("--a|b", "<M-;>", "a|b"),
        ("  a|b", "<M-;>", "  -- a|b"), ("|", "<M-;>", "-- |"),
        ("-|- ab", "<M-;>", "|ab"), ("|ab", "<M-;>", "|-- ab"),
        ("a|", "bc<M-u>", "a|"), ("a|", "bc<M-u><M-e>", "abc|"), ("|", "ab cd<M-u>", "ab |"),
        ("|", "ab cd<M-u><M-u>", "|"),
        ("abcd|", "<BS><BS><M-u>", "abcd|"), ("abcd|", "<BS>x<M-u>", "abc|"),
        ("|abcd", "<Delete><Delete><M-u>", "|abcd"),
        ("ab|", "c<Left>d<M-u>", "ab|c"), ("a|", "b<CR>c<M-u><M-u>", "ab|"),
    ])
    func edits(before: String, keys: String, after: String) {
        #expect(Marked.plain(before, keys) == after)
    }

    @Test(arguments: [
        ("a|bc", "<S-Right><S-Right>", "a[bc]"), ("ab|c", "<S-Left>", "a[b]c"), ("a|b\ncd", "<S-Down>", "a[b\nc]d"),
        ("ab\nc|d", "<S-Up>", "a[b\nc]d"),
        ("a |bc d", "<C-S-Right>", "a [bc] d"), ("a bc| d", "<M-B>", "a [bc] d"), ("a |bc d", "<M-F>", "a [bc] d"),
        ("a|bc", "<S-End>", "a[bc]"),
        ("  ab|c", "<S-Home>", "  [ab]c"), ("a\nb|c", "<C-S-Home>", "[a\nb]c"), ("a|b\nc", "<C-S-End>", "a[b\nc]"),
        ("a|b\nc", "<C-a>", "[ab\nc]"),
        ("a|bc", "<S-Right><S-Left>", "a|bc"), ("a|bc", "<S-Right><Right>", "ab|c"),
        ("ab|c", "<S-Left><S-Left><Left>", "|abc"),
        ("a|bc", "<S-Right><Esc>", "ab|c"), ("a|bcd", "<S-Right><S-Right>x", "ax|d"),
        ("a|bcd", "<S-Right><S-Right><BS>", "a|d"),
        ("a|bcd", "<S-Right><Delete>", "a|cd"), ("a|bcd", "<S-Right><C-w>", "a|cd"),
        ("a|b\ncd", "<S-Down><CR>", "a\n|d"),
        ("a|b\ncd", "<S-Down><Tab>", "    a[b\n    c]d"), ("    a|b\n  cd", "<S-Down><S-Tab>", "a[b\ncd]"),
        ("|a\nb\nc", "<S-Down><Tab>", "[    a\n]b\nc"),
        ("a|b\ncd", "<S-Down><C-_>", "-- a[b\n-- c]d"),
        ("a|b\n\ncd\ne", "<S-Down><S-Down><C-_>", "-- a[b\n\n-- c]d\ne"),
        ("a\n|b\nc\nd", "<S-Down><S-End><M-Up>", "[b\nc]\na\nd"), ("|a\nb\nc", "<S-Down><M-Down>", "b\n[a\n]c"),
        ("|a\nb\nc", "<S-Down><S-Right><C-k>", "c|"),
        ("a|b\ncd\ne", "<S-Down><C-d>", "ab\ncd\na[b\nc]d\ne"),
        ("a|bc", "<S-Right><C-x><Right><C-v>", "acb|"), ("|ab", "<C-a><C-x><C-v><C-v>", "abab|"),
        ("a|bc", "<S-Right><C-x><M-u>", "a[b]c"),
        ("a|bcd", "<S-Right><S-Right>x<M-u>", "a[bc]d"), ("a|bcd", "<S-Right><S-Right>x<M-u><M-e>", "ax|d"),
    ])
    func selections(before: String, keys: String, after: String) {
        var editor = Marked.editor(before)
        for key in Marked.keys(keys) { _ = editor.handle(key) }
        let text = Marked.selection(editor)
        // Behind a line's end a row without selection shows only where text went.
        #expect(text == after || after == "c|" && editor.text == "c")
    }

    @Test(arguments: [
        "C-p", "F1", "Esc", "C-c", "M-x", "C-Enter", "M-Enter", "C-x", "<resize:80x24>", "<focus:in>", "C-s",
    ])
    func otherKeysAreForOthers(name: String) throws {
        var editor = TextEditor("ab")
        let isTaken = editor.handle(try #require(KeyPress(name)))
        #expect(!isTaken)
        #expect(editor.text == "ab")
    }

    @Test func pastesStayAsTheyAre() {
        var editor = Marked.editor("  a|b")
        _ = editor.handle(.paste("x\r\n\ty\rz\n"))
        #expect(Marked.text(editor) == "  ax\n\ty\nz\n|b")
        editor.undo()
        #expect(Marked.text(editor) == "  a|b")
    }

    @Test func pagesAreAsHighAsTheView() {
        var editor = TextEditor((1...100).map(String.init).joined(separator: "\n"))
        editor.scroll(toFit: Size(width: 20, height: 10))
        for (key, line) in [("PgDn", 9), ("PgDn", 18), ("PgUp", 9), ("PgUp", 0), ("PgUp", 0)] {
            _ = KeyPress(key).map { editor.handle($0) }
            #expect(editor.cursor.line == line)
        }
    }

    @Test func graphemesAreOneStep() {
        var editor = TextEditor("👨‍👩‍👧e\u{301}日")
        editor.cursor = TextPosition(line: 0, column: 99)
        #expect(editor.cursor.column == 3)
        for text in ["👨‍👩‍👧e\u{301}", "👨‍👩‍👧", ""] {
            _ = editor.handle(.key(.backspace))
            #expect(editor.text == text)
        }
    }

    @Test func marksJoinTheirLetters() {
        var editor = TextEditor("")
        for c in "e\u{301}x".unicodeScalars { _ = editor.handle(.character(Character(c))) }
        #expect(editor.text == "e\u{301}x")
        #expect(editor.cursor.column == 2)
        // A flag comes together when what parts it goes, and undoing parts it again.
        editor = TextEditor("🇩x🇪")
        editor.cursor = TextPosition(line: 0, column: 2)
        _ = editor.handle(.key(.backspace))
        #expect(editor.lines[0].count == 1)
        #expect(editor.cursor.column == 1)
        editor.undo()
        #expect(editor.text == "🇩x🇪")
    }
}
