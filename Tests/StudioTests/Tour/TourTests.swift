import Screen
import Testing

@testable import Studio

@Suite struct TourTests {
    @Test func everyStepIsShownAndTheLastEnds() {
        var state = Make.app(Make.browsing())
        _ = state.press("F8")
        for step in Tour.steps {
            let screen = StudioView.frame(state).text
            #expect(screen.contains(step.title))
            #expect(!screen.contains("{"), "a command that there is not: \(step.title)")
            _ = state.press("Enter")
        }
        #expect(state.modals.isEmpty)
    }

    @Test func everyCommandThatIsNamedExists() {
        for step in Tour.steps {
            for id in step.tries { #expect(CommandTable.standard[id] != nil, "\(id)") }
        }
    }

    @Test func keysThatAStepSpeaksOfWork() {
        var state = Make.app(Make.browsing())
        _ = state.press("F8 Enter j j")
        #expect(state.data.tab?.cursor.row == 2)
        _ = state.press("s")
        #expect(state.data.tab?.view.sort.isEmpty == true, "sorting comes later")
        _ = state.press("Enter Enter S")
        #expect(state.data.tab?.view.sort.map(\.descending) == [true])
        #expect(state.modals.last?.kind == .tour)
        _ = state.press("Backspace Esc")
        #expect(state.modals.isEmpty)
    }

    @Test func itIsOfferedOnce() throws {
        let folder = try TemporaryFolder()
        let invitation = TourInvitation(folder: folder.path + "/state")
        #expect(invitation.take())
        #expect(!invitation.take())
        #expect(!TourInvitation(folder: "/proc/nowhere").take())
    }

    @Test(arguments: [Size(width: 20, height: 4), Size(width: 40, height: 8), Size(width: 80, height: 24)])
    func stepsOfAnySizeAreDrawn(size: Size) {
        var state = Make.app(Make.browsing())
        state.size = size
        _ = state.press("F8")
        for _ in Tour.steps {
            #expect(StudioView.frame(state).size == size)
            _ = state.press("Enter")
        }
    }
}
