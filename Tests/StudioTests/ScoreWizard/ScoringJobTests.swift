import Registry
import Screen
import Tabular
import Testing

@testable import Studio
@testable import Workflows

@Suite struct ScoringJobTests {
    private let id = EffectID("score", 1)

    private func outcome(rows: Int? = 336_776, unreadable: [String: Int] = [:]) -> ScoreWorkflow.Outcome {
        ScoreWorkflow.Outcome(
            written: WrittenTable(destination: .table(name: "flights_scored", replace: false), rowCount: rows),
            unreadable: unreadable, seconds: 2, runID: "r1")
    }

    private func running() -> AppState {
        var state = ScoreMake.atReview()
        _ = state.press("Enter")
        _ = state.run(.jobStarted(id, title: "Score flights.parquet with delays:2"))
        return state
    }

    @Test func theReviewStandsForTheCommandAndTheStatement() throws {
        let state = ScoreMake.atReview()
        let plan = try #require(state.scoreWizard?.plan)
        #expect(
            plan.command == "atelier score --model delays:2 --data data/flights.parquet --output flights_scored "
                + "--map Distance=distance --map hour=distance")
        #expect(
            plan.statement.hasPrefix("CREATE TABLE \"flights_scored\" AS\nSELECT p.\"label\" AS \"predicted_late\""))
    }

    @Test func aPreviewOfOlderChoicesIsDropped() throws {
        var state = ScoreMake.atReview()
        let old = try #require(state.scoreWizard?.plan)
        _ = state.press("Esc 3 Enter")
        _ = state.answer(.free)
        #expect(state.scoreWizard?.step == .review)
        _ = state.run(.score(.previewed(old, ScoreMake.preview)))
        #expect(state.scoreWizard?.review.preview == .running)
    }

    @Test func theSameChoicesAreNotPreviewedTwice() throws {
        var state = ScoreMake.atReview()
        let plan = try #require(state.scoreWizard?.plan)
        _ = state.run(.score(.previewed(plan, ScoreMake.preview)))
        let effects = state.press("Esc Enter")
        #expect(state.scoreWizard?.review.preview == .rows(ScoreMake.preview))
        #expect(!effects.contains { $0.startedID == "score.preview" })
    }

    @Test func runningIsAJobWithThePlan() throws {
        var state = ScoreMake.atReview()
        let plan = try #require(state.scoreWizard?.plan)
        let effects = state.press("Enter")
        #expect(effects.contains(.job(id, title: "Score flights.parquet with delays:2", RunScore(id: id, plan: plan))))
        #expect(state.modals == [.scoreRun(ScoreRunView(id: id))])
    }

    @Test func theEndOfWhatIsWatchedOpensTheResult() {
        var state = running()
        _ = state.run(.score(.finished(id, outcome())))
        #expect(state.modals.isEmpty)
        #expect(state.data.tab?.location == SourceLocation("flights_scored"))
        #expect(state.message?.text == "Scored 336,776 rows in 2.0 s (168k rows/s) into flights_scored")
    }

    @Test func theEndOfWhatWasLeftDisturbsNobody() {
        var state = running()
        _ = state.press("Esc 3")
        _ = state.run(.score(.finished(id, outcome(unreadable: ["carrier": 3]))))
        #expect(state.place == .models)
        #expect(state.data.tabs.count == 1)
        #expect(state.message?.kind == .warning)
        #expect(state.message?.hint == "3 values of carrier could not be read and were scored as missing")
        _ = state.press("F6 Enter")
        #expect(state.place == .data)
        #expect(state.data.tab?.location == SourceLocation("flights_scored"))
    }

    @Test func aFailureGoesBackToTheChoices() throws {
        var state = ScoreMake.atReview()
        let wizard = try #require(state.scoreWizard)
        _ = state.press("Enter")
        _ = state.run(.score(.failed(id, Problem("the disk is full"))))
        #expect(state.message?.text == "The disk is full")
        _ = state.press("Enter")
        #expect(state.modals == [.score(wizard)])
    }

    @Test func theChoicesStayForTheSameRowsButTheYesDoesNot() {
        var state = ScoreMake.atDestination()
        _ = state.answer(.exists("a table"))
        _ = state.press("Enter r Enter")
        #expect(state.scoring.runs.first?.plan.destination == .table(name: "flights_scored", replace: true))
        _ = state.press("Esc p")
        #expect(state.scoreWizard?.step == .model)
        _ = state.press("Enter Tab")
        #expect(state.scoreWizard?.step == .destination)
        #expect(state.scoreWizard?.plan?.destination == .table(name: "flights_scored", replace: false))
    }

    @Test func ctrlCStopsItAndEscLeavesIt() {
        var state = running()
        #expect(state.press("C-c").contains(.cancel(id)))
        #expect(state.modals.count == 1)
        _ = state.press("Esc")
        #expect(state.modals.isEmpty)
        #expect(state.jobs.running.map(\.id) == [id])
    }

    @Test func aJobIsShownFromTheListOfJobs() {
        var state = running()
        _ = state.press("Esc J Enter")
        #expect(state.modals == [.scoreRun(ScoreRunView(id: id))])
    }

    @Test func progressTellsRowsSpeedAndWhatIsLeft() throws {
        var state = running()
        _ = state.run(.score(.progressed(id, ScoreProgress(done: 100_000, total: 336_776, seconds: 2))))
        let run = try #require(state.scoring.run(id))
        // 50,000 rows a second; 236,776 left take 4.7 s.
        #expect(ScoreRunView.progress(run) == "100,000 of 336,776 rows, 50k rows/s, 2.0 s so far, 4.7 s left")
    }

    @Test func aViewSaysWhatItIs() {
        var state = running()
        _ = state.run(.score(.finished(id, outcome(rows: nil))))
        #expect(state.message?.text == "Made the view flights_scored: it scores whenever it is read")
    }
}
