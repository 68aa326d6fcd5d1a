import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct AppReducerTests {
    private let job = EffectID("load", 1)

    private func running() -> AppState {
        var state = Make.app(Make.browsing())
        _ = state.run(.jobStarted(job, title: "Load t.csv"))
        return state
    }

    @Test func leavingAsksWhileWorkIsRunning() {
        var state = running()
        #expect(state.press("Q") == [])
        #expect(state.modals.last?.kind == .confirm)
        #expect(state.press("Enter") == [], "the first answer changes nothing")
        #expect(state.modals.isEmpty)
        #expect(state.press("Q Right Enter") == [.quit])
    }

    @Test func leavingWithNothingRunningIsAtOnce() {
        var state = Make.app(Make.browsing())
        #expect(state.press("Q") == [.quit])
    }

    @Test func controlCNeverLeaves() {
        var state = Make.app(Make.browsing())
        state.data.tabs[0].profiles.asked = nil
        #expect(state.press("C-c") == [])
        #expect(state.message?.text == "Nothing is running")
    }

    @Test func controlCStopsWhatIsOnTheScreenBeforeAnyJob() {
        var state = running()
        state.running = [EffectID("count", 1), job]
        #expect(state.press("C-c") == [.cancel(EffectID("count", 1))])
        state.running = [job]
        #expect(state.press("C-c") == [])
        #expect(state.modals.last?.kind == .confirm)
        #expect(state.press("Right Enter") == [.cancel(job)])
        #expect(state.jobs.running.first?.isStopping == true)
    }

    @Test func severalJobsAreChosenFrom() {
        var state = running()
        _ = state.run(.jobStarted("train", title: "Train delays"))
        _ = state.press("C-c")
        #expect(state.modals.last?.kind == .picker)
        #expect(state.press("Down Enter") == [.cancel("train")])
    }

    @Test func aJobsLifeIsKept() {
        var jobs = JobList()
        jobs.started(job, title: "Load")
        jobs.progressed(job, WorkProgress(done: 30, total: 120))
        #expect(jobs.running.first?.share == 0.25)
        jobs.ended(job, Problem("disk full"))
        #expect(jobs.running.isEmpty)
        #expect(jobs.all.map(\.state) == [.failed(Problem("disk full"))])
        jobs.progressed(job, WorkProgress(done: 60, total: 120))
        #expect(jobs.all[0].progress?.done == 30, "what has ended does not go on")
        jobs.started(job, title: "Load again")
        jobs.ended(job, .cancelled)
        #expect(jobs.all.map(\.state) == [.cancelled])
    }

    @Test func messagesGoWithTheNextKeyAndProblemsCanBeRead() {
        var state = Make.app(Make.browsing())
        _ = state.run(.message(Message(Problem("cannot read x", detail: "line 3", hint: "Mend it."))))
        #expect(state.message?.text == "Cannot read x")
        _ = state.press("j")
        #expect(state.message == nil)
        _ = state.press("E")
        guard case .reader(let reader)? = state.modals.last else {
            Issue.record("the problem is not shown")
            return
        }
        #expect(reader.paragraphs.map(\.text).contains("line 3"))
    }

    @Test func charactersBelongToWhatIsTyped() {
        var state = Make.app(Make.browsing())
        _ = state.press("f Q s j")
        guard case .prompt(let prompt)? = state.modals.last else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.edit.text == "Qsj")
    }

    @Test func promptsRememberWhatWasTyped() {
        var state = Make.app(Make.browsing())
        _ = state.press("/ a b c Enter / Up")
        guard case .prompt(let prompt)? = state.modals.last else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.edit.text == "abc")
    }

    @Test func aBadRowNumberIsExplained() {
        var state = Make.app(Make.browsing())
        _ = state.press("C-g x Enter")
        guard case .prompt(let prompt)? = state.modals.last else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.problem?.text == "'x' is no row number")
        _ = state.press("Backspace 5 0 Enter")
        #expect(state.data.tab?.cursor.row == 49)
    }

    @Test func clicksFocusMoveAndSort() throws {
        var state = Make.app(Make.browsing())
        let grid = try #require(DataLayout(state.data, state.size).grid)
        let tree = try #require(DataLayout(state.data, state.size).tree)
        func click(_ x: Int, _ y: Int) -> KeyPress { .mouse(MouseEvent(.press, button: .left, at: Point(x: x, y: y))) }
        _ = state.run(.key(click(grid.x + 8, grid.y + 2 + 4)))
        #expect(state.data.tab?.cursor.row == 4)
        _ = state.run(.key(click(tree.x + 2, tree.y + 1)))
        #expect(state.data.tree.cursor == 1)
        _ = state.run(.key(click(grid.x + 8, grid.y)))
        #expect(state.data.tab?.view.sort.map(\.descending) == [false])
        _ = state.run(.key(.mouse(MouseEvent(.wheelDown, at: Point(x: grid.x + 8, y: grid.y + 5)))))
        #expect(state.data.tab?.cursor.top == 3)
    }
}

@Suite struct EditorTests {
    @Test func aLineIsWrittenInTheEditor() {
        var state = Make.app(Make.browsing())
        #expect(
            state.press("v a C-x C-e") == [
                .terminal(.edit(EditRequest(text: "a", name: "line.sql", use: .prompt)))
            ])
        let request = EditRequest(text: "a", name: "line.sql", use: .prompt)
        _ = state.run(.edited(request, .success("SELECT 1 -- one\nFROM t\n")))
        guard case .prompt(let prompt)? = state.modals.last else {
            Issue.record("the prompt is gone")
            return
        }
        #expect(prompt.edit.text == "SELECT 1 -- one\nFROM t", "lines stay lines: a comment ends with its own")
        _ = state.run(.edited(request, .failure(Problem("no editor"))))
        #expect(state.message?.text == "No editor")
    }

    @Test func aValueIsOpenedInTheEditor() {
        var state = Make.app(Make.browsing())
        #expect(state.press("e") == [.terminal(.edit(EditRequest(text: "0.0", name: "value.txt")))])
        _ = state.press("Space")
        #expect(state.press("e") == [.terminal(.edit(EditRequest(text: "0.0", name: "text.txt")))])
    }

    @Test func theMouseIsSwitchedOffWithAKey() {
        var state = Make.app(Make.browsing())
        #expect(state.press("F4") == [.terminal(.mouse(false))])
        #expect(state.press("F4") == [.terminal(.mouse(true))])
    }
}

@Suite struct LooksTests {
    @Test func aThemeThatIsNotReadYetIsUsedWhenItComes() {
        var looks = Looks(theme: "light", depth: .direct, glyphs: .unicode)
        #expect(looks.missing == "light")
        #expect(looks.theme.name == "dark")
        looks.add([.mono])
        #expect(looks.missing == "light")
    }

    @Test func theThemeFollowsTheTerminalUntilOneIsChosen() throws {
        let light = try #require(LoadThemes.theme("light", in: [Session.samples + "/../Themes"]))
        var looks = Looks(theme: nil, depth: .direct, glyphs: .unicode)
        looks.add([light])
        #expect(looks.theme.name == "dark" && looks.isAutomatic)
        looks.found(isLight: true)
        #expect(looks.theme.name == "light" && looks.isAutomatic)
        looks.found(isLight: false)
        #expect(looks.theme.name == "dark")
        looks.use("mono")
        looks.found(isLight: true)
        #expect(looks.theme.name == "mono")
        looks.use("auto")
        #expect(looks.theme.name == "light")
        looks.add([.mono])
        #expect(looks.isAutomatic)
    }

    @Test func withoutColourNoCellHasAny() {
        var state = Make.app(Make.browsing())
        state.looks = Looks(theme: nil, depth: .mono, glyphs: .ascii)
        let frame = StudioView.frame(state)
        let colours = frame.cells.flatMap { [$0.style.foreground, $0.style.background] }.compactMap { $0 }
        #expect(colours.allSatisfy { $0 == .default })
        #expect(frame.text.unicodeScalars.allSatisfy { $0.isASCII || "·…".unicodeScalars.contains($0) })
    }
}
