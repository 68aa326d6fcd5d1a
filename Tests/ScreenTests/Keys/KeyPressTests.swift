import Foundation
import Screen
import Testing

@Suite struct KeyPressTests {
    @Test(arguments: [
        "g", "G", "C-p", "M-x", "C-M-a", "Enter", "Esc", "Tab", "S-Tab", "Space", "C-Space", "PgUp", "PgDn", "C-Left",
        "S-Up", "F1", "F12",
        "Backspace", "Delete", "Insert", "Home", "End", "/", ":", "?", "&", "-", "é", "日", "<", ">", "C-M-S-End",
        "<paste:two\nlines: <x>>", "<press:left:10,3>", "<C-wheel-up:none:0,0>", "<resize:80x24>", "<focus:in>",
        "<focus:out>",
    ])
    func namesAreStable(name: String) throws {
        let key = try #require(KeyPress(name))
        #expect(key.description == name)
        let coded = try JSONDecoder().decode([KeyPress].self, from: JSONEncoder().encode([key]))
        #expect(coded == [key])
    }

    @Test(arguments: [
        ("Ctrl-P", "C-p"), ("C-P", "C-p"), ("ctrl-pgdn", "C-PgDn"), ("S-a", "A"), ("Alt-x", "M-x"), ("return", "Enter"),
        ("Escape", "Esc"),
        ("shift-tab", "S-Tab"), ("PageUp", "PgUp"), ("f5", "F5"), ("C--", "C--"),
    ])
    func otherSpellings(text: String, name: String) { #expect(KeyPress(text)?.description == name) }

    @Test(arguments: ["", "C-", "Hyper-x", "F99", "Entr", "<what:ever>", "<resize:80>", "ab"])
    func whatIsNoKey(text: String) { #expect(KeyPress(text) == nil) }

    @Test func typing() {
        #expect(KeyPress.character("x").typed == "x")
        #expect(KeyPress.control("x").typed == nil)
    }
}
