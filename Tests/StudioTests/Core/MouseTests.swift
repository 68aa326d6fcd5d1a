import Foundation
import Screen
import Testing

@testable import Studio

@Suite struct MouseTests {
    private func mouse(
        _ state: inout AppState, _ action: MouseEvent.Action, _ x: Int, _ y: Int, _ modifiers: Modifiers = []
    ) -> [Effect] {
        state.run(.key(.mouse(MouseEvent(action, button: .left, at: Point(x: x, y: y), modifiers: modifiers))))
    }

    @Test func aDoubleClickGoesIntoTheRow() throws {
        var state = Make.app(Make.browsing())
        let grid = try #require(DataLayout(state.data, state.size).grid)
        _ = mouse(&state, .press, grid.x + 8, grid.y + 6)
        _ = mouse(&state, .press, grid.x + 8, grid.y + 6)
        #expect(state.modals.isEmpty, "two slow clicks are no double click")
        _ = mouse(&state, .double, grid.x + 8, grid.y + 6)
        #expect(state.modals.last?.kind == .record)
    }

    @Test func theEdgeOfAPaneIsDragged() throws {
        var state = Make.app(Make.browsing())
        let before = try #require(DataLayout(state.data, state.size).profile)
        _ = mouse(&state, .press, before.x - 1, 10)
        _ = mouse(&state, .drag, before.x - 9, 12)
        #expect(DataLayout(state.data, state.size).profile?.width == before.width + 8)
        _ = mouse(&state, .release, before.x - 9, 12)
        #expect(state.data.dragging == nil)
        let tree = try #require(DataLayout(state.data, state.size).tree)
        _ = mouse(&state, .press, tree.right, 10)
        _ = mouse(&state, .drag, 0, 12)
        #expect(DataLayout(state.data, state.size).tree?.width == DataLayout.leastSide)
        _ = mouse(&state, .drag, 139, 12)
        let layout = DataLayout(state.data, state.size)
        #expect((layout.grid?.width ?? 0) > 0)
    }

    @Test func theEdgeOfAColumnIsDragged() throws {
        var state = Make.app(Make.browsing())
        let grid = try #require(DataLayout(state.data, state.size).grid)
        let place = try #require(
            state.data.tab?.window(in: grid, withRows: true).view.layout(in: grid).places.first)
        _ = mouse(&state, .press, place.x + place.width, grid.y)
        _ = mouse(&state, .drag, place.x + 20, grid.y)
        _ = mouse(&state, .release, place.x + 20, grid.y)
        #expect(state.data.tab?.width(of: 0) == 20)
        #expect(state.data.tab?.view.sort.isEmpty == true, "taking hold of an edge does not sort")
        #expect(state.data.dragging == nil)
    }

    @Test func withShiftTheWheelGoesSideways() throws {
        var state = Make.app(Make.browsing())
        let grid = try #require(DataLayout(state.data, state.size).grid)
        _ = mouse(&state, .wheelDown, grid.x + 5, grid.y + 5, .shift)
        #expect(state.data.tab?.cursor.column == 1)
        #expect(state.data.tab?.cursor.row == 0)
    }

    @Test func theLineOfKeysIsClicked() throws {
        var state = Make.app(Make.browsing())
        let y = state.size.height - 1
        let line = StudioView.frame(state).line(y)
        let place = try #require(line.range(of: "filter"))
        _ = mouse(&state, .press, line.distance(from: line.startIndex, to: place.lowerBound), y)
        #expect(state.modals.last?.kind == .prompt)
    }

    @Test func theButtonOfTheTrainWizardStartsIt() {
        var state = Penguins.wizard()
        let button = TrainReviewView.button(TrainLayout(state.size).content)
        _ = state.press("Enter Enter Enter Enter")
        guard case .train(let review)? = state.modals.last, review.step == .review else {
            Issue.record("not at the review")
            return
        }
        let effects = mouse(&state, .press, button.x + 3, button.y)
        #expect(effects.contains { if case .job = $0 { true } else { false } })
    }
}
