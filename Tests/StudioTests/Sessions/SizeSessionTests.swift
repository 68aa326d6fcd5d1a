import Screen
import Tabular
import Testing

@testable import Studio

/// Every screen at every size: nothing falls over, and what counts stays in sight.
@Suite struct SizeSessionTests {
    @Test func nothingFallsOverAtAnySize() async throws {
        let session = try await Session([Session.sample("flights.parquet"), Session.sample("penguins.csv")])
        let screens = ["Enter", "P", ":", "?", "f", "o", "J", "c", "i", "Space", "Tab", "S-Tab S-Tab"]
        for keys in screens {
            await session.press(keys)
            for (width, height) in [
                (1, 1), (2, 2), (5, 3), (20, 4), (30, 6), (40, 10), (60, 12), (80, 24), (113, 30), (300, 90),
            ] {
                session.store.send(.key(.resize(Size(width: width, height: height))))
                #expect(session.frame.size == Size(width: width, height: height))
            }
            session.store.send(.key(.resize(Size(width: 80, height: 24))))
            await session.settle()
            await session.press("Esc")
            #expect(session.state.modals.isEmpty, "\(keys)")
        }
    }

    @Test func fourLinesStillShowRowsAndTheCursorMoves() async throws {
        let session = try await Session([Session.sample("penguins.csv")], size: Size(width: 20, height: 4))
        #expect(session.screen.contains("species"))
        #expect(session.screen.contains("Adelie"))
        await session.press("G")
        #expect(session.screen.contains("Chinstrap"))
        await session.press("Enter")
        #expect(session.screen.contains("species"))
        #expect(session.screen.contains("Chin"))
    }

    @Test func narrowScreensGiveTheirRoomToTheGrid() async throws {
        let size = Size(width: 80, height: 24)
        var data = Make.browsing()
        #expect(DataLayout(data, size).tree == nil)
        #expect(DataLayout(data, size).profile != nil)
        #expect(DataLayout(data, Size(width: 140, height: 42)).tree != nil)
        #expect(DataLayout(data, Size(width: 50, height: 20)).profile == nil)
        data.focus = .tree
        #expect(DataLayout(data, size).tree != nil, "a pane in focus is seen")
        #expect(DataLayout(data, Size(width: 40, height: 20)).grid == nil, "alone, if need be")
        data.focus = .grid
        data.wantsProfile = false
        #expect(DataLayout(data, size).profile == nil)
    }
}
