import Editing
import Testing

@Suite struct SearchTests {
    private func places(_ ranges: [TextRange]) -> [[Int]] {
        ranges.map { [$0.start.line, $0.start.column, $0.end.line, $0.end.column] }
    }

    @Test(arguments: [
        ("ab AB\nxab", "ab", false, [[0, 0, 0, 2], [0, 3, 0, 5], [1, 1, 1, 3]]), ("ab AB", "AB", true, [[0, 3, 0, 5]]),
        ("aaaa", "aa", false, [[0, 0, 0, 2], [0, 2, 0, 4]]), ("a", "", false, []),
        ("a.b axb", "a.b", false, [[0, 0, 0, 3]]),
        ("日本 éA éa", "éa", false, [[0, 3, 0, 5], [0, 6, 0, 8]]), ("STRASSE Éa", "éA", false, [[0, 8, 0, 10]]),
        ("e\u{301}e", "e", false, [[0, 1, 0, 2]]), ("👨‍👩‍👧 x", "👩", false, []),
        ("xa\nb\ncy", "A\nB\nc", false, [[0, 1, 2, 1]]), ("a\na\na", "a\na", false, [[0, 0, 1, 1]]),
        ("a\n\nb", "\n\n", false, [[0, 1, 2, 0]]),
    ])
    func texts(text: String, wanted: String, matchesCase: Bool, found: [[Int]]) {
        let editor = TextEditor(text)
        let search = TextEditor.Search(text: wanted, matchesCase: matchesCase)
        #expect(places(editor.matches(of: search, in: 0..<editor.lines.count)) == found)
    }

    @Test(arguments: [
        ("a1 b22\nc", "[a-z]\\d+", [[0, 0, 0, 2], [0, 3, 0, 6]]), ("日本12x", "\\d+", [[0, 2, 0, 4]]),
        ("👨‍👩‍👧 ab", "\\w+$", [[0, 2, 0, 4]]),
        ("ab\ncd", "^.", [[0, 0, 0, 1], [1, 0, 1, 1]]), ("AB", "a", [[0, 0, 0, 1]]), ("ab", "(", []),
        ("a\n\nb", "^$", [[1, 0, 1, 0]]),
    ])
    func patterns(text: String, pattern: String, found: [[Int]]) {
        let editor = TextEditor(text)
        #expect(places(editor.matches(of: .init(text: pattern, isRegex: true), in: 0..<9)) == found)
    }

    @Test func onlySomeLines() {
        let editor = TextEditor("a\na\na\na")
        #expect(places(editor.matches(of: .init(text: "a"), in: 1..<3)).map { $0[0] } == [1, 2])
    }

    @Test(arguments: [
        ("a b a", 0, 0, true, [0, 0], false), ("a b a", 0, 1, true, [0, 4], false),
        ("a b a", 0, 5, true, [0, 0], true),
        ("a b a", 0, 4, false, [0, 0], false), ("a b a", 0, 0, false, [0, 4], true),
        ("x\na\nx", 2, 0, true, [1, 0], true),
        ("x\na\nx", 0, 0, false, [1, 0], true), ("x\na\nx", 0, 0, true, [1, 0], false),
        ("a", 0, 1, true, [0, 0], true),
        ("a a\nx", 1, 0, false, [0, 2], false), ("x", 0, 0, true, nil, false), ("a", 99, 0, true, [0, 0], true),
    ])
    func nearest(text: String, line: Int, column: Int, forward: Bool, place: [Int]?, wrapped: Bool) {
        let from = TextPosition(line: line, column: column)
        let found = TextEditor(text).firstMatch(of: .init(text: "a"), after: from, forward: forward)
        #expect(found.map { [$0.range.start.line, $0.range.start.column] } == place)
        #expect((found?.wrapped ?? false) == wrapped)
    }

    @Test func goingOn() {
        var plain = TextEditor("ab ab\nab")
        var places: [TextPosition] = []
        for forward in [true, true, true, true, false, false] {
            _ = plain.find(.init(text: "ab"), forward: forward)
            #expect(plain.selectedText == "ab")
            places.append(plain.selection?.start ?? plain.cursor)
        }
        #expect(places.map { [$0.line, $0.column] } == [[0, 0], [0, 3], [1, 0], [0, 0], [1, 0], [0, 3]])

        var vim = TextEditor("ab ab\nab", style: .vim)
        places = []
        for forward in [true, true, true, false, false] {
            _ = vim.find(.init(text: "ab"), forward: forward)
            #expect(vim.selection == nil)
            places.append(vim.cursor)
        }
        #expect(places.map { [$0.line, $0.column] } == [[0, 3], [1, 0], [0, 0], [1, 0], [0, 3]])
    }

    @Test(arguments: [
        ("a b a", "a", false, "xy", "xy b xy", 2), ("a.b", ".", false, "$1\\n", "a$1\\nb", 1),
        ("x", "a", false, "b", "x", 0),
        ("k=v\nx=y", "(\\w)=(\\w)", true, "$2=$1", "v=k\ny=x", 2),
        ("ab", "(a)(b)?(c)?", true, "[$1|$2|$3|$0|$9]", "[a|b||ab|]", 1),
        ("a,b", ",", true, "\\n", "a\nb", 1), ("a", "a", true, "\\$1\\\\\\t$$", "$1\\\t$$", 1),
        ("a\nb", "^", true, "-- ", "-- a\n-- b", 2),
        ("aaa", "a*?", true, "x", "xaxaxax", 4), ("a\nb\na\nb", "a\nb", false, "c", "c\nc", 2),
        ("日日", "日", false, "本本", "本本本本", 2),
        ("a a\na", "a", false, "1\n2", "1\n2 1\n2\n1\n2", 3), ("ab", "b", true, "$", "a$", 1),
        ("aA", "a", true, "", "", 2),
    ])
    func replacing(text: String, wanted: String, isRegex: Bool, new: String, result: String, count: Int) throws {
        var editor = TextEditor(text)
        let replaced = try editor.replaceAll(.init(text: wanted, isRegex: isRegex), with: new)
        #expect(replaced == count)
        #expect(editor.text == result)
        #expect(FuzzTests.fault(in: editor) == nil)
        if count > 0 { editor.undo() }
        #expect(editor.text == text)
    }

    @Test func replacingSomeLines() throws {
        var editor = TextEditor("a\na\na")
        let count = try editor.replaceAll(.init(text: "a"), with: "b", in: 1..<2)
        #expect(count == 1)
        #expect(editor.text == "a\nb\na")
    }

    @Test func replacingOne() throws {
        var editor = TextEditor("a1 a2")
        let search = TextEditor.Search(text: "a(\\d)", isRegex: true)
        var isReplaced: [Bool] = []
        for text in ["1b a2", "1b 2b"] {
            _ = editor.find(search)
            isReplaced.append(try editor.replaceMatch(of: search, with: "$1b"))
            #expect(editor.text == text)
            isReplaced.append(try editor.replaceMatch(of: search, with: "$1b"))
        }
        #expect(isReplaced == [true, false, true, false])
    }

    @Test func wrongPatternsAreSaid() {
        var editor = TextEditor("a")
        let error = #expect(throws: SearchProblem.self) {
            _ = try editor.replaceAll(.init(text: "(a", isRegex: true), with: "")
        }
        #expect(error?.title.hasPrefix("(a is not a regular expression") == true)
        #expect(editor.matches(of: .init(text: "(a", isRegex: true), in: 0..<1).isEmpty)
        #expect(throws: SearchProblem.self) { try TextEditor.Search(text: "[", isRegex: true).validate() }
    }

    @Test func endlessPatternsAreGivenUp() {
        var editor = TextEditor(String(repeating: "a", count: 60) + "b")
        let search = TextEditor.Search(text: "(a+)+$", isRegex: true)
        #expect(editor.firstMatch(of: search, after: editor.cursor) == nil)
        #expect(throws: SearchProblem.self) { _ = try editor.replaceAll(search, with: "") }
    }
}
