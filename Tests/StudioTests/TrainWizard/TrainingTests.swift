import Learning
import Registry
import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

@Suite struct TrainingTests {
    private func training() -> AppState {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Enter Enter Enter")
        _ = state.run(.jobStarted("train#1", title: "train penguins-species"))
        return state
    }

    private func round(_ number: Int, _ value: Double, fold: Int = 1, folds: Int = 1) -> Action {
        .training(
            .event(
                1, .round(RoundReport(round: number, training: nil, validation: value), fold: fold, folds: folds),
                seconds: Double(number)))
    }

    @Test func theCurveGrowsAndTheBestRoundIsKnown() {
        var state = training()
        for (number, value) in [(1, 0.9), (2, 0.4), (3, 0.5)] { _ = state.run(round(number, value)) }
        let session = state.trainings[1]
        #expect(session?.validation == [0.9, 0.4, 0.5])
        #expect(session?.best?.round == 2)
        #expect(session?.best?.value == 0.4)
        #expect(session?.seconds == 3)
    }

    @Test func everyFoldHasACurveOfItsOwn() {
        var state = training()
        _ = state.run(round(1, 0.9, fold: 1, folds: 2))
        _ = state.run(round(1, 0.8, fold: 2, folds: 2))
        #expect(state.trainings[1]?.validation == [0.8])
        #expect(state.trainings[1]?.fold == 2)
    }

    @Test func itGoesOnWhenThePaneIsClosedAndComesBack() {
        var state = training()
        _ = state.press("Esc")
        #expect(state.modals.isEmpty)
        #expect(state.jobs.running.map(\.title) == ["train penguins-species"])
        _ = state.run(.training(.trained(1, Penguins.version(), seconds: 2)))
        #expect(state.message?.text == "Trained penguins-species:3")
        _ = state.press("F5")
        #expect(state.modals.map(\.kind) == [.training])
        #expect(StudioView.frame(state).text.contains("Confusion matrix"))
    }

    @Test func stoppingAsksFirst() {
        var state = training()
        _ = state.press("x")
        #expect(state.modals.map(\.kind) == [.training, .confirm])
        let effects = state.press("s")
        #expect(effects == [.cancel("train#1")])
        _ = state.run(.training(.failed(1, .cancelled)))
        #expect(state.trainings[1]?.outcome == .stopped)
        #expect(StudioView.frame(state).text.contains("nothing was registered"))
    }

    @Test func aFailureIsTellableAndTheChoicesComeBack() {
        var state = training()
        _ = state.run(.training(.failed(1, Problem("the disk is full", hint: "Make room."))))
        let text = StudioView.frame(state).text
        #expect(text.contains("The disk is full") && text.contains("Make room."))
        _ = state.press("t")
        #expect(state.modals.map(\.kind) == [.train])
        guard case .train(let wizard)? = state.modals.last else { return }
        #expect(wizard.step == .review)
    }

    @Test func aModelThatDoesNotAgreeSaysSoLoudly() {
        var state = training()
        let bad = Agreement(
            rows: 344, largestDifference: 0.3, largestRelativeDifference: 0.3, flippedLabels: 5, tolerance: 1e-4)
        _ = state.run(.training(.trained(1, Penguins.version(agreement: bad), seconds: 2)))
        let frame = StudioView.frame(state)
        #expect(frame.text.contains("DOES NOT AGREE WITH ITS TRAINER: 5 of 344 labels differ"))
        #expect(state.message?.kind == .error)
    }

    @Test func theModelIsHandedOn() {
        var state = training()
        let version = Penguins.version()
        _ = state.run(.training(.trained(1, version, seconds: 2)))
        var effects = state.reduce(.training(.showModel))
        #expect(effects == [.action(.showModel(version))])
        _ = state.run(.training(.show(1)))
        effects = state.reduce(.training(.score))
        #expect(effects == [.action(.scoreWith(version))])
        #expect(state.modals.isEmpty)
    }

    @Test func theResultScrollsAsFarAsThereIsSomething() {
        var state = Penguins.wizard(Size(width: 80, height: 24))
        _ = state.press("Enter Enter Enter Enter Enter")
        _ = state.run(.training(.trained(1, Penguins.version(), seconds: 2)))
        _ = state.press("G")
        #expect(StudioView.frame(state).text.contains("left out year: switched off"))
        guard case .training(let view)? = state.modals.last else { return }
        let end = view.top
        _ = state.press("j j j")
        guard case .training(let after)? = state.modals.last else { return }
        #expect(after.top == end)
        _ = state.press("g")
        #expect(StudioView.frame(state).text.contains("log loss 0.0421 on 69 held-out rows"))
    }
}
