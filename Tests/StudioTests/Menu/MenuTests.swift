import Foundation
import Screen
import Testing

@testable import Studio

@Suite struct MenuTests {
    @Test func everyCommandOfThePaletteIsInOneMenu() {
        let state = Make.app(Make.browsing())
        let inMenus = MenuTitle.allCases.flatMap { $0.items(state.commands) }.compactMap { $0?.id }
        #expect(Set(inMenus).count == inMenus.count)
        for command in state.commands.palette(state) {
            #expect(inMenus.contains(command.id), "\(command.id)")
        }
    }

    @Test func noMenuBeginsOrEndsWithALine() {
        for title in MenuTitle.allCases {
            let items = title.items(.standard)
            #expect(items.first.map { $0 != nil } == true, "\(title)")
            #expect(items.last.map { $0 != nil } == true, "\(title)")
        }
    }

    @Test func aMenuIsOpenedAndLeftWithKeys() {
        var state = Make.app(Make.browsing())
        _ = state.press("F10")
        #expect(StudioView.frame(state).line(0).hasPrefix("  File  View  Rows"))
        _ = state.press("Right Right")
        #expect(StudioView.frame(state).text.contains("Sort by this column"))
        _ = state.press("Down Enter")
        #expect(state.modals.isEmpty)
        #expect(state.data.tab?.view.sort.map(\.descending) == [true])
        _ = state.press("F10 Esc")
        #expect(state.modals.isEmpty)
    }

    @Test func aLetterGoesToALine() {
        var state = Make.app(Make.browsing())
        _ = state.press("F10 l l")
        guard case .menu(let menu)? = state.modals.last else {
            Issue.record("the menu is gone")
            return
        }
        #expect(menu.items(state)[menu.selected]?.id == "app.quit")
        #expect(state.press("Enter") == [.quit])
    }

    @Test func whatCannotBeDoneIsNotDone() {
        var state = Make.app()
        _ = state.press("F10 Right Right")
        #expect(state.press("Enter") == [])
        #expect(state.modals.last?.kind == .menu)
    }

    @Test func theMouseOpensChoosesAndCloses() {
        var state = Make.app(Make.browsing())
        func mouse(_ action: MouseEvent.Action, _ x: Int, _ y: Int) {
            _ = state.run(.key(.mouse(MouseEvent(action, button: .left, at: Point(x: x, y: y)))))
        }
        let top = StudioView.frame(state).line(0)
        mouse(.press, top.distance(from: top.startIndex, to: top.range(of: "Menu")?.lowerBound ?? top.startIndex), 0)
        #expect(state.modals.last?.kind == .menu)
        mouse(.release, 40, 0)
        #expect(state.modals.last?.kind == .menu)
        mouse(.press, 14, 0)
        mouse(.drag, 16, 3)
        mouse(.release, 16, 3)
        #expect(state.modals.isEmpty)
        #expect(state.data.tab?.view.sort.map(\.descending) == [true])
        _ = state.press("F10")
        mouse(.press, 100, 30)
        #expect(state.modals.isEmpty)
    }

    @Test(arguments: [Size(width: 20, height: 4), Size(width: 40, height: 8), Size(width: 200, height: 60)])
    func menusOfAnySizeAreDrawn(size: Size) {
        var state = Make.app(Make.browsing())
        state.size = size
        _ = state.press("F10")
        for _ in MenuTitle.allCases {
            _ = state.press("Right Up")
            #expect(StudioView.frame(state).size == size)
        }
    }
}
