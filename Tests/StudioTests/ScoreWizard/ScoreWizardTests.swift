import Registry
import Scoring
import Screen
import Shaping
import Tabular
import Testing
import Workflows

@testable import Studio

@Suite struct ScoreWizardTests {
    @Test func pAsksTheRegistryAndTakesTheFilterAlong() throws {
        var state = ScoreMake.app(filters: ["distance > 500"])
        let effects = state.press("p")
        let wizard = try #require(state.scoreWizard)
        #expect(wizard.step == .model)
        #expect(wizard.table.relation.filters == ["distance > 500"])
        #expect(wizard.table.rowCount == nil)
        #expect(effects.contains(.start("score.versions", ListVersions())))
    }

    @Test func withoutATableItAsksForOne() throws {
        var state = Make.app()
        _ = state.run(.data(.tree(.listedTables([WorkspaceTable(name: "trips", isView: false)], readOnlyReason: nil))))
        _ = state.run(.scoreWith(ScoreMake.tips))
        let effects = state.press("Enter")
        #expect(effects.contains { $0.startedID == "score.open" })
        _ = state.run(.score(.begin(ScoreMake.table, ScoreMake.tips)))
        #expect(state.scoreWizard?.step == .columns)
        #expect(state.scoreWizard?.model == ScoreMake.tips)
    }

    @Test func withoutAnyTableItSaysWhatToDo() {
        var state = Make.app()
        _ = state.run(.scoreWith(nil))
        #expect(state.modals.isEmpty)
        #expect(state.message?.text == "There is no table to score")
    }

    @Test func theCursorStartsAtTheVersionThatFitsBest() throws {
        let wizard = try #require(ScoreMake.wizard().scoreWizard)
        // tips:1 has both of its inputs, delays three of four.
        #expect(wizard.models.current?.id == "tips:1")
        #expect(wizard.models.named == ["tips:1": 2, "delays:1": 3, "delays:2": 3])
    }

    @Test(arguments: [
        ("del", ["delays:2", "delays:1"]), ("champion", ["delays:2"]), ("skl", ["tips:1"]),
        ("delays binary 1", ["delays:1"]), ("zzz", []),
    ])
    func typingNarrowsTheVersions(text: String, ids: [String]) throws {
        var state = ScoreMake.wizard()
        for character in text { _ = state.run(.key(.character(character))) }
        #expect(state.scoreWizard?.models.matches.map(\.id) == ids)
    }

    @Test func anInputWithoutAColumnKeepsTheStep() throws {
        var state = ScoreMake.wizard()
        _ = state.press("d e l Enter")
        let choice = try #require(state.scoreWizard?.choice)
        #expect(choice.bindings.map(\.fit) == [.fits, .fits, .fits, .missing])
        #expect(choice.cursor == .input(3))
        _ = state.press("Home Tab")
        #expect(state.scoreWizard?.step == .columns)
        #expect(state.scoreWizard?.choice?.cursor == .input(3))
        #expect(state.message?.text == "1 input without a column that fits: hour")
    }

    @Test func aColumnIsPickedForAnInput() throws {
        var state = ScoreMake.wizard()
        _ = state.press("d e l Enter Enter d i s t Enter")
        let binding = try #require(state.scoreWizard?.choice?.bindings[3])
        #expect(binding.column?.name == "distance")
        #expect(binding.fit == .fits)
        let effects = state.press("Tab")
        #expect(state.scoreWizard?.step == .destination)
        #expect(effects.contains { $0.startedID == "score.check" })
    }

    @Test func aColumnOfAWrongTypeKeepsTheStep() {
        var state = ScoreMake.wizard()
        _ = state.press("d e l Enter Enter p h o t o Enter Tab")
        #expect(state.scoreWizard?.choice?.bindings[3].fit == .wrong)
        #expect(state.scoreWizard?.step == .columns)
    }

    @Test func leftAndRightGoThroughTheColumns() {
        var state = ScoreMake.wizard()
        _ = state.press("Enter Right")
        #expect(state.scoreWizard?.choice?.bindings[0].column?.name == "carrier")
        _ = state.press("Left Left Left")
        #expect(state.scoreWizard?.choice?.bindings[0].column?.name == "photo")
    }

    @Test func outputsAreRenamedAndSwitchedOff() throws {
        var state = ScoreMake.wizard()
        _ = state.press("d e l Enter Down")
        #expect(state.scoreWizard?.choice?.cursor == .output(0))
        _ = state.press("Enter C-u v e r d i c t Enter Down Space")
        let plan = try #require(state.scoreWizard?.plan)
        #expect(plan.outputs.map(\.column) == ["verdict", nil])
        // What was typed is not lost while an output is off.
        _ = state.press("Up Space Space")
        #expect(state.scoreWizard?.plan?.outputs.first?.column == "verdict")
        _ = state.press("Enter x x Esc")
        #expect(state.scoreWizard?.plan?.outputs.first?.column == "verdict")
    }

    @Test(arguments: [
        ("Space", "No output is chosen"), ("Enter C-u o r i g i n Enter", "Two columns would be named 'origin'"),
    ])
    func outputsThatWillNotDoKeepTheStep(keys: String, problem: String) {
        var state = ScoreMake.wizard()
        _ = state.press("Enter Down Down \(keys) Tab")
        #expect(state.scoreWizard?.step == .columns)
        #expect(state.message?.text == problem)
    }

    @Test func keptColumnsArePicked() throws {
        var state = ScoreMake.wizard()
        _ = state.press("Enter G Up")
        #expect(state.scoreWizard?.choice?.cursor == .keep)
        #expect(state.scoreWizard?.plan?.keep == .all)
        _ = state.press("Space")
        #expect(state.scoreWizard?.plan?.keep == ScoringPlan.Keep.none)
        _ = state.press("Space Down Space Down Down Space")
        #expect(state.scoreWizard?.plan?.keep == .columns(["distance", "origin", "photo"]))
    }
}

@Suite struct ScoreWizardBackTests {
    @Test func backLosesNothing() throws {
        var state = ScoreMake.atDestination()
        _ = state.press("Down x y Esc")
        #expect(state.scoreWizard?.step == .columns)
        #expect(state.scoreWizard?.choice?.bindings[3].column?.name == "distance")
        _ = state.press("Esc")
        // Another model, and back to the first.
        _ = state.run(.score(.moveTo(2)))
        _ = state.press("Enter")
        #expect(state.scoreWizard?.model?.id == "tips:1")
        _ = state.press("Esc")
        _ = state.run(.score(.moveTo(0)))
        _ = state.press("Enter")
        #expect(state.scoreWizard?.choice?.bindings[3].column?.name == "distance")
        _ = state.press("Tab")
        #expect(state.scoreWizard?.destination.kind == .parquet)
        #expect(state.scoreWizard?.destination.text == "flights_scored.parquetxy")
    }

    @Test func closingKeepsTheChoicesForTheSameRows() throws {
        var state = ScoreMake.atDestination()
        _ = state.press("a b C-c")
        #expect(state.modals.isEmpty)
        let before = try #require(state.scoring.draft)
        _ = state.press("p")
        #expect(state.scoreWizard == before)
        _ = state.press("C-c")
        // Other rows are another matter.
        _ = state.data.reduce(.shaped(1, TableView(chain: Chain([.filter("distance > 500")]))), size: Make.size)
        _ = state.press("p")
        #expect(state.scoreWizard?.step == .model)
        #expect(state.scoreWizard?.model == nil)
    }

    @Test func aVersionThatWasMadeAnewIsMappedAnew() throws {
        var state = ScoreMake.atDestination()
        var changed = ScoreMake.versions
        changed[0].card.signature.inputs.removeLast()
        _ = state.run(.score(.listed(changed)))
        #expect(state.scoreWizard?.step == .model)
        #expect(state.scoreWizard?.columns["delays:2"] == nil)
    }
}
