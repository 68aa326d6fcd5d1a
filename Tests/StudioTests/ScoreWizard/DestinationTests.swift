import Screen
import Tabular
import Testing
import Workflows

@testable import Studio

@Suite struct DestinationTests {
    @Test(arguments: [
        ("data/flights.parquet", "flights_scored"), ("my trips.CSV.gz", "my_trips_scored"), ("trips", "trips_scored"),
        ("-", "stdin_scored"), ("d/été.json", "été_scored"), ("a/*.csv", "table_scored"),
    ])
    func aNameIsProposedFromTheSource(source: String, name: String) {
        var table = ScoreMake.table
        table.location = SourceLocation(source)
        let choice = DestinationChoice(source: table)
        #expect(choice.edits.map(\.text) == [name, name + ".parquet", name + ".csv", name])
    }

    @Test func eachKindKeepsItsOwnName() {
        var state = ScoreMake.atDestination()
        _ = state.press("1 Down 2 Down Down 3 Up Up")
        #expect(
            state.scoreWizard?.destination.edits.map(\.text)
                == ["flights_scored1", "flights_scored.parquet2", "flights_scored.csv", "flights_scored3"])
        // An ending that is no Parquet file's gets one.
        #expect(state.scoreWizard?.plan?.destination == .parquet(path: "flights_scored.parquet2.parquet"))
    }

    @Test func aFreeNameGoesOn() {
        var state = ScoreMake.atDestination()
        let waiting = state.press("Enter")
        #expect(waiting.contains { $0.startedID == "score.check" })
        #expect(state.scoreWizard?.step == .destination)
        let effects = state.answer(.free)
        #expect(state.scoreWizard?.step == .review)
        #expect(effects.contains { $0.startedID == "score.preview" })
    }

    @Test func anExistingOneIsReplacedOnlyAfterAYes() throws {
        var state = ScoreMake.atDestination()
        _ = state.answer(.exists("a table"))
        _ = state.press("Enter")
        #expect(state.modals.last?.kind == .confirm)
        _ = state.press("Enter")
        #expect(state.scoreWizard?.step == .destination)
        #expect(state.scoreWizard?.plan?.destination == .table(name: "flights_scored", replace: false))
        _ = state.press("Enter r")
        #expect(state.scoreWizard?.step == .review)
        #expect(state.scoreWizard?.plan?.destination == .table(name: "flights_scored", replace: true))
        // The yes was for that name only.
        _ = state.press("Esc 2")
        #expect(state.scoreWizard?.plan?.destination == .table(name: "flights_scored2", replace: false))
    }

    @Test func answersForAnOlderNameAreDropped() throws {
        var state = ScoreMake.atDestination()
        let old = try #require(state.scoreWizard?.destination.question)
        _ = state.press("x")
        _ = state.run(.score(.checked(DestinationCheck(destination: old, finding: .exists("a table")))))
        #expect(state.scoreWizard?.destination.currentCheck == nil)
    }

    @Test func whatCannotBeWrittenSaysWhy() {
        var state = ScoreMake.atDestination()
        _ = state.answer(.impossible(Problem("there is no folder /nowhere", hint: "Make it first.")))
        _ = state.press("Enter")
        #expect(state.scoreWizard?.step == .destination)
        #expect(state.message?.text == "There is no folder /nowhere")
    }

    @Test func tabCompletesAsFarAsAllAgree() {
        var state = ScoreMake.atDestination()
        _ = state.press("Down C-u o u")
        let text = state.scoreWizard?.destination.text ?? ""
        _ = state.run(.score(.completed(for: text, ["out/alpha.parquet", "out/beta.parquet"])))
        _ = state.press("Tab")
        #expect(state.scoreWizard?.destination.text == "out/")
    }
}
