import Screen
import Testing

@testable import Studio

@Suite struct FuzzyTests {
    @Test func lettersMustOccurInOrder() {
        #expect(Fuzzy.score("dpd", in: "dep_delay") != nil)
        #expect(Fuzzy.score("ydp", in: "dep_delay") == nil)
        #expect(Fuzzy.score("", in: "anything") == 0)
    }

    @Test(arguments: [
        ("dd", "dep_delay", "sched_dep_time"), ("time", "time_hour", "arr_time_of_a_long_name"),
        ("ad", "arr_delay", "dead"), ("fl", "flight", "tail_final"),
    ])
    func wordStartsAndNeighboursCountMore(query: String, better: String, worse: String) throws {
        let best = try #require(Fuzzy.score(query, in: better)), other = try #require(Fuzzy.score(query, in: worse))
        #expect(best > other)
    }

    @Test func caseAndSpacesDoNotMatter() {
        #expect(Fuzzy.score("SORT by", in: "Sort by this column") != nil)
        #expect(Fuzzy.score("straße", in: "Straße") != nil)
    }
}

@Suite struct PickerTests {
    private func palette() -> AppState {
        var state = Make.app(Make.browsing())
        _ = state.press(":")
        return state
    }

    private func picker(_ state: AppState) -> Picker? {
        if case .picker(let picker)? = state.modals.last { picker } else { nil }
    }

    @Test func typingNarrowsAndEnterDoesIt() throws {
        var state = palette()
        _ = state.press("s o r t Space b y Space t h i s Space c o l u m n")
        #expect(try #require(picker(state)).matches.first?.title == "Sort by this column")
        let effects = state.press("Enter")
        #expect(state.modals.isEmpty)
        #expect(state.data.tab?.view.sort.map(\.column) == ["c0"])
        #expect(effects.contains { $0.startedID == EffectID("page", 1) })
    }

    @Test func aNumberGoesToThatRow() {
        var state = palette()
        _ = state.press("1 2 3 Enter")
        #expect(state.data.tab?.cursor.row == 122)
        #expect(state.modals.isEmpty)
    }

    @Test func arrowsChooseWithinBounds() throws {
        var state = palette()
        _ = state.press("Up Up")
        #expect(try #require(picker(state)).selected == 0)
        _ = state.press("Down Down C-p")
        #expect(try #require(picker(state)).selected == 1)
    }

    @Test func escapeChangesNothing() {
        var state = palette()
        let before = state.data
        _ = state.press("x Esc")
        #expect(state.modals.isEmpty)
        #expect(state.data == before)
    }

    @Test func columnsAreFoundByLetters() {
        var state = Make.app(Make.browsing())
        _ = state.press("c c 2 Enter")
        #expect(state.data.tab?.cursor.column == 2)
    }
}
