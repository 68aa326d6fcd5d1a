import Editing
import Screen
import Testing

@Suite struct KeysTests {
    @Test func typingMakesText() {
        var editor = TextEditor()
        for c in "select 1" { #expect(editor.handle(.character(c))) }
        #expect(editor.text == "select 1")
    }
}
