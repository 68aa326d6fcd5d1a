import Screen
import Testing

@testable import Studio

@Suite struct ChordTests {
    /// Commands of several keys beside those of the studio.
    private func state() -> AppState {
        var state = Make.app(Make.browsing())
        let chords = [
            Command("test.theme", "Wear the plain theme", keys: "Z+t", in: .global, .setTheme("mono")),
            Command("test.place", "See the models", keys: "Z+g+m", in: .place(.data), .go(.models)),
            Command("test.runs", "See the runs", keys: "Z+g+r C-x+C-e", in: .place(.data), .go(.runs)),
        ]
        state.commands = CommandTable(CommandTable.standard.commands + chords)
        return state
    }

    @Test func aChordIsReadAndWritten() throws {
        #expect(KeyChord("z+f")?.keys == [.character("z"), .character("f")])
        #expect(KeyChord("C-x+C-e")?.description == "C-x+C-e")
        #expect(KeyChord("+")?.single == .character("+"))
        #expect(KeyChord("z++")?.keys == [.character("z"), .character("+")])
        #expect(KeyChord("C-+")?.keys.count == 1)
        #expect(KeyChord("z+") == nil)
        #expect(KeyChord("z+nokey") == nil)
        #expect(KeyChord("") == nil)
        #expect(KeyText.of(try #require(KeyChord("z+C-f"))) == "z Ctrl-F")
    }

    @Test func theKeysOfAChordAreAwaited() {
        var state = state()
        #expect(state.press("Z") == [])
        #expect(state.chord == [.character("Z")])
        _ = state.press("g")
        #expect(state.chord.count == 2)
        _ = state.press("m")
        #expect(state.place == .models)
        #expect(state.chord.isEmpty)
    }

    @Test func escapeLeavesAChordAndChangesNothing() {
        var state = state()
        for leave in ["Esc", "C-c", "C-g"] {
            _ = state.press("Z " + leave)
            #expect(state.chord.isEmpty)
            #expect(state.message == nil)
        }
        _ = state.press("Z g Backspace")
        #expect(state.chord == [.character("Z")])
        _ = state.press("Backspace")
        #expect(state.chord.isEmpty)
    }

    @Test func anotherKeyIsSaidToMeanNothing() {
        var state = state()
        let row = state.data.tab?.cursor.row
        _ = state.press("Z j")
        #expect(state.message?.text == "Z j means nothing here")
        #expect(state.data.tab?.cursor.row == row)
    }

    @Test func whatMayFollowIsShown() {
        var state = state()
        _ = state.press("Z")
        let line = StudioView.frame(state).text.split(separator: "\n").last.map(String.init) ?? ""
        #expect(line.contains("Z …"))
        #expect(line.contains("g m See the models"))
        #expect(line.contains("t Wear the plain theme"))
        // Too much for a line: a box above it.
        state.size = Size(width: 60, height: 20)
        let screen = StudioView.frame(state).text
        #expect(screen.contains("g m  See the models"))
        #expect(screen.split(separator: "\n").last?.contains("Esc goes back") == true)
    }

    @Test func charactersOfAPromptBeginNoChord() {
        var state = state()
        _ = state.press("/ z t")
        guard case .prompt(let prompt)? = state.modals.last else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.edit.text == "zt")
    }
}
