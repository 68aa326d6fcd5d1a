import Screen
import Tabular
import Testing

@testable import Studio

/// The wizard's and the Models place's screens, kept as text.
@Suite struct ScoreFrameTests {
    @Test(arguments: [Size(width: 80, height: 24), Size(width: 140, height: 42)])
    func everyStepAsKept(size: Size) throws {
        let tag = "\(size.width)x\(size.height)"
        var state = ScoreMake.wizard(size)
        _ = state.run(.score(.moveTo(0)))
        Golden.check(StudioView.frame(state).text, "score-1-model-\(tag)")
        _ = state.press("Enter")
        Golden.check(StudioView.frame(state).text, "score-2-columns-\(tag)")
        _ = state.run(.score(.bind(input: 3, column: "carrier")))
        _ = state.press("Tab")
        _ = state.answer(.exists("a table"))
        Golden.check(StudioView.frame(state).text, "score-3-destination-\(tag)")
        _ = state.press("Enter r")
        let plan = try #require(state.scoreWizard?.plan)
        _ = state.run(.score(.previewed(plan, ScoreMake.preview)))
        Golden.check(StudioView.frame(state).text, "score-4-review-\(tag)")
        _ = state.press("Enter")
        _ = state.run(
            .score(.progressed(EffectID("score", 1), ScoreProgress(done: 100_000, total: 336_776, seconds: 2))))
        Golden.check(StudioView.frame(state).text, "score-5-running-\(tag)")
    }

    @Test func anEmptyRegistrySaysWhatFillsIt() {
        var state = ScoreMake.wizard(Size(width: 80, height: 24))
        _ = state.run(.score(.listed([])))
        #expect(StudioView.frame(state).text.contains("The registry has no models yet."))
        _ = state.press("Enter")
        #expect(state.scoreWizard?.step == .model)
    }

    /// Nothing falls over in a window that is too small for anything.
    @Test(arguments: [
        Size(width: 20, height: 4), Size(width: 1, height: 1), Size(width: 40, height: 10),
        Size(width: 200, height: 60),
    ])
    func everyStepAtEverySize(size: Size) throws {
        var state = ScoreMake.app(size)
        _ = state.press("p")
        #expect(StudioView.frame(state).size == size)
        _ = state.run(.score(.listed(ScoreMake.versions)))
        for key in ["Enter", "Down", "Tab", "Right", "Up", "G", "Enter"] {
            #expect(StudioView.frame(state).size == size)
            _ = state.press(key)
        }
        state = ScoreMake.atReview(size)
        for key in ["j", "l", "l", "Enter"] {
            #expect(StudioView.frame(state).size == size)
            _ = state.press(key)
        }
        _ = state.press("Esc 3")
        _ = state.run(.models(.listed(ScoreMake.versions)))
        for key in ["j", "Enter", "j", "Esc"] {
            #expect(StudioView.frame(state).size == size)
            _ = state.press(key)
        }
    }

    @Test func aFailedPreviewIsTold() throws {
        var state = ScoreMake.atReview(Size(width: 80, height: 24))
        let plan = try #require(state.scoreWizard?.plan)
        _ = state.run(.score(.previewFailed(plan, Problem("the model file is damaged", hint: "Import it again."))))
        let text = StudioView.frame(state).text
        #expect(text.contains("The model file is damaged") && text.contains("Import it again."))
    }
}
