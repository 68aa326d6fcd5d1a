import Learning
import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

/// The wizard's screens, kept as text.
@Suite struct TrainFrameTests {
    @Test(arguments: [Size(width: 80, height: 24), Size(width: 140, height: 42)])
    func everyStepAsKept(size: Size) {
        let tag = "\(size.width)x\(size.height)"
        var state = Penguins.wizard(size)
        Golden.check(StudioView.frame(state).text, "train-1-target-\(tag)")
        _ = state.press("Enter Space")
        Golden.check(StudioView.frame(state).text, "train-2-features-\(tag)")
        _ = state.press("Enter")
        Golden.check(StudioView.frame(state).text, "train-3-validation-\(tag)")
        _ = state.press("Enter Down")
        Golden.check(StudioView.frame(state).text, "train-4-settings-\(tag)")
        _ = state.press("Enter")
        Golden.check(StudioView.frame(state).text, "train-5-review-\(tag)")
        _ = state.press("Enter")
        _ = state.run(.training(.event(1, .phase("training"), seconds: 0.2)))
        for number in 1...80 {
            let value = 0.05 + 1 / Double(number) + (number > 60 ? Double(number - 60) * 0.002 : 0)
            let report = RoundReport(round: number, training: 0.9 / Double(number), validation: value)
            _ = state.run(.training(.event(1, .round(report, fold: 1, folds: 1), seconds: 0.2 + Double(number) * 0.01)))
        }
        Golden.check(StudioView.frame(state).text, "train-6-live-\(tag)")
        _ = state.run(.training(.trained(1, Penguins.version(), seconds: 1.4)))
        Golden.check(StudioView.frame(state).text, "train-7-result-\(tag)")
    }

    /// Nothing falls over in a window that is too small for anything, or before the columns are known.
    @Test(arguments: [
        Size(width: 20, height: 4), Size(width: 1, height: 1), Size(width: 40, height: 10),
        Size(width: 200, height: 60),
    ])
    func everyStepAtEverySize(size: Size) {
        var state = Penguins.app(size)
        _ = state.run(.train(.open))
        _ = StudioView.frame(state)
        _ = state.run(.train(.profiled(Penguins.profiles)))
        for _ in 0..<5 {
            #expect(StudioView.frame(state).size == size)
            _ = state.press("Enter")
        }
        #expect(state.modals.map(\.kind) == [.training])
        _ = StudioView.frame(state)
        _ = state.run(.training(.trained(1, Penguins.version(), seconds: 1.4)))
        #expect(StudioView.frame(state).size == size)
    }

    @Test func atTwentyByFourTheStepIsStillNamed() {
        let state = Penguins.wizard(Size(width: 20, height: 4))
        #expect(StudioView.frame(state).text.contains("1/5 Target"))
        #expect(StudioView.frame(state).text.contains("species"))
    }
}
