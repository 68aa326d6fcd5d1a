import Screen
import Settings
import Testing

@testable import Studio

@Suite struct RemappingTests {
    private func remapped(_ text: String) -> (table: CommandTable, mistakes: [String]) {
        let settings = Settings.parse("keys:\n" + text, file: "config.yaml")
        #expect(settings.mistakes == [])
        let (table, mistakes) = CommandTable.standard.remapped(settings.keys)
        return (table, mistakes.map { "\($0.place.line): \($0.text)" })
    }

    @Test func keysAreChangedAddedAndTakenAway() {
        let (table, mistakes) = remapped("  grid.sort-up: [Z Z, C-o]\n  app.suspend: null\n")
        #expect(mistakes == [])
        var state = Make.app(Make.browsing())
        state.commands = table
        _ = state.press("s")
        #expect(state.data.tab?.view.sort.isEmpty == true)
        _ = state.press("Z Z")
        #expect(state.data.tab?.view.sort.map(\.descending) == [false])
        #expect(state.press("C-z") == [])
        #expect(table["app.suspend"]?.keysText == "")
        #expect(Reader.help(state).paragraphs.contains { $0.label == "Z Z, Ctrl-O" })
    }

    @Test func aKeyThatIsTakenFromAnotherCommandIsTold() {
        let (table, mistakes) = remapped("  grid.undo: s\n")
        #expect(mistakes == ["2: s was taken from grid.sort-up (sort by this column)"])
        #expect(table["grid.sort-up"]?.keys == [])
        let meant = remapped("  grid.undo: s\n  grid.sort-up: null\n")
        #expect(meant.mistakes == [])
    }

    @Test func aChordNeedsItsFirstKeyForItself() {
        let (table, mistakes) = remapped("  grid.undo: s u\n")
        #expect(mistakes == ["2: s u was taken from grid.sort-up (sort by this column)"])
        #expect(table["grid.sort-up"]?.keys == [])
    }

    @Test func twoOwnCommandsOnOneKeyAreTold() {
        let (table, mistakes) = remapped("  grid.undo: C-o\n  grid.redo: [C-o, C-y]\n")
        #expect(mistakes == ["3: Ctrl-O stands for grid.undo already (config.yaml:2:3)"])
        #expect(table["grid.redo"]?.keysText == "Ctrl-Y")
    }

    @Test func aKeyThatAPaneUsesIsTold() {
        let (_, mistakes) = remapped("  app.sql: s\n")
        #expect(mistakes == ["2: s is grid.sort-up where that works, and does app.sql only elsewhere"])
    }

    @Test func namesAndTypedKeysAreChecked() {
        let (_, mistakes) = remapped("  grid.sort-pu: s\n  prompt.submit: x\n")
        #expect(mistakes == ["2: there is no command 'grid.sort-pu'", "3: x is typed where prompt.submit works"])
    }

    @Test func mistakesAreShownAtTheStart() {
        var state = Make.app(Make.browsing())
        state.tell(Settings.parse("teme: x\nmouse: maybe\n", file: "/home/me/config.yaml").mistakes)
        #expect(state.message?.text == "config.yaml:1:1: there is no setting 'teme'")
        _ = state.press("E")
        #expect(StudioView.frame(state).text.contains("/home/me/config.yaml:2:8: mouse can be on or off"))
    }
}
