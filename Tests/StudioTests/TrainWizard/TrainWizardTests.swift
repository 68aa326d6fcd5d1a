import Learning
import Profiling
import Screen
import Shaping
import Tabular
import Testing
import Workflows

@testable import Studio

@Suite struct TrainWizardTests {
    private func wizard(_ state: AppState) throws -> TrainWizard {
        guard case .train(let wizard)? = state.modals.last else { throw Problem("the wizard is not on top") }
        return wizard
    }

    @Test func opensOnTheColumnUnderTheCursorAndReadsTheColumns() throws {
        var state = Penguins.app(cursor: 4)
        let effects = state.run(.key(.character("t")))
        #expect(try wizard(state).target.column?.name == "body_mass_g")
        #expect(effects.compactMap(\.startedID) == ["train.profiles", "train.names"])
    }

    @Test func theFiltersOnTheScreenAreLearnedFromToo() throws {
        var state = Penguins.app()
        _ = state.run(.data(.shaped(1, TableView(chain: Chain([.filter("year > 2007")])))))
        _ = state.run(.train(.open))
        #expect(try wizard(state).table.relation.filters == ["year > 2007"])
    }

    @Test func typingFindsAColumn() throws {
        var state = Penguins.wizard()
        _ = state.press("m a s")
        #expect(try wizard(state).target.column?.name == "body_mass_g")
        _ = state.press("C-u")
        #expect(try wizard(state).target.column?.name == "body_mass_g")
        #expect(try wizard(state).target.matches.count == 7)
        _ = state.press("z z z Enter")
        #expect(try wizard(state).step == .target)
        #expect(
            try wizard(state).problem?.text == "no column is chosen"
                || (try wizard(state).problem?.text == "No column is chosen"))
    }

    @Test func enterBeforeTheColumnsAreKnownGoesOnWhenTheyAre() throws {
        var state = Penguins.app()
        _ = state.run(.train(.open))
        _ = state.press("Enter")
        #expect(try wizard(state).step == .target)
        #expect(try wizard(state).wantsOn)
        _ = state.run(.train(.profiled(Penguins.profiles)))
        #expect(try wizard(state).step == .features)
    }

    @Test func theTaskIsProposedFromTheValues() throws {
        var state = Penguins.wizard()
        #expect(try wizard(state).advice?.task == .multiclass)
        #expect(try wizard(state).advice?.reason == "it has 3 different texts, each a class")
        _ = state.press("Down Down Down Down")
        #expect(try wizard(state).advice?.task == .regression)
        _ = state.press("Down")
        #expect(try wizard(state).target.column?.name == "sex")
        #expect(try wizard(state).advice?.task == .binary)
    }

    @Test func aTaskThatTheColumnCannotBeLearnedAsIsPassedOver() throws {
        var state = Penguins.wizard()
        _ = state.press("Right")
        #expect(try wizard(state).advice?.task == .multiclass)
        #expect(try wizard(state).problem?.text.contains("can only be learned as multiclass") == true)
        // The year: three whole numbers are classes, or a number.
        _ = state.press("y e a r Right")
        #expect(try wizard(state).advice?.task == .regression)
        #expect(try wizard(state).advice?.proposed == .multiclass)
        _ = state.press("Left")
        #expect(try wizard(state).target.tasks.isEmpty)
    }

    @Test func aTargetWithOneClassIsRefusedInPlace() throws {
        var state = Penguins.app()
        _ = state.run(.train(.open))
        var profiles = Penguins.profiles
        profiles[0] = Penguins.profile("species", distinct: 1, top: [("Adelie", 344)])
        _ = state.run(.train(.profiled(profiles)))
        _ = state.press("Enter")
        #expect(try wizard(state).step == .target)
        #expect(try wizard(state).problem?.text.contains("one value only (Adelie)") == true)
        #expect(StudioView.frame(state).text.contains("one value only (Adelie)"))
        _ = state.press("Down")
        #expect(try wizard(state).problem == nil)
    }

    @Test func columnsAreSwitchedAndStaySwitched() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Space")
        #expect(try wizard(state).plan().usedFeatures.map(\.column.name).contains("island") == false)
        #expect(try wizard(state).plan().features.first?.reason == "switched off")
        _ = state.press("Esc Down Down Enter")
        #expect(try wizard(state).target.column?.name == "bill_length_mm")
        let used = try wizard(state).plan().usedFeatures.map(\.column.name)
        #expect(used == ["species", "flipper_length_mm", "body_mass_g", "sex", "year"])
    }

    @Test func allAndNone() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter n Enter")
        #expect(try wizard(state).step == .features)
        #expect(try wizard(state).problem != nil)
        _ = state.press("a Enter")
        #expect(try wizard(state).step == .validation)
        #expect(try wizard(state).plan().usedFeatures.count == 6)
    }

    @Test func whatCannotBeLearnedFromCannotBeSwitchedOn() throws {
        var state = Penguins.app()
        _ = state.run(.train(.open))
        let nested = ColumnProfile(
            column: Column("tags", ColumnType(.nested, "VARCHAR[]")), basis: .exact, rows: 344, nulls: 0, distinct: 9)
        _ = state.run(.train(.profiled(Penguins.profiles + [nested])))
        _ = state.press("Enter G Space")
        #expect(try wizard(state).problem?.text.contains("tags cannot be learned from") == true)
        #expect(try wizard(state).plan().usedFeatures.contains { $0.column.name == "tags" } == false)
    }

    @Test func backLosesNothing() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Right Down Backspace 8 Enter Down Backspace Backspace Backspace 9 0")
        #expect(try wizard(state).step == .settings)
        _ = state.press("Esc Esc Esc")
        #expect(try wizard(state).step == .target)
        _ = state.press("Enter Enter Enter Enter")
        let plan = try wizard(state).plan()
        #expect(plan.validation == .kFold(8))
        #expect(plan.settings.rounds == 90)
    }

    @Test func numbersThatWillNotDoAreNamed() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Down Backspace Backspace Enter")
        #expect(try wizard(state).step == .validation)
        #expect(try wizard(state).problem?.text == "The share held out must be a number from 1 to 90 %")
        _ = state.press("2 5 Enter Down Down Backspace Enter")
        #expect(try wizard(state).step == .settings)
        #expect(try wizard(state).problem?.text.contains("learning rate") == true)
    }

    @Test func metricsAreThoseOfTheTask() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Enter Right")
        #expect(try wizard(state).plan().settings.metric == .accuracy)
        _ = state.press("Right")
        #expect(try wizard(state).plan().settings.metric == .logLoss)
    }

    @Test func theNameSaysWhichVersionItWillBe() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Enter")
        #expect(StudioView.frame(state).text.contains("exists: this will be version 3"))
        _ = state.press("Down Down Down Down Down x")
        #expect(try wizard(state).plan().name == "penguins-speciesx")
        #expect(StudioView.frame(state).text.contains("a new model"))
        _ = state.press("/ Enter")
        #expect(try wizard(state).problem?.text.contains("cannot be a model's name") == true)
    }

    @Test func closingAsksOnlyWhenSomethingWasChanged() throws {
        var state = Penguins.wizard()
        _ = state.press("Esc")
        #expect(state.modals.isEmpty)
        state = Penguins.wizard()
        _ = state.press("Enter n Esc Esc")
        #expect(state.modals.last?.kind == .confirm)
        _ = state.press("Esc")
        #expect(state.modals.last?.kind == .train)
        _ = state.press("C-c c")
        #expect(state.modals.isEmpty)
    }

    @Test func theReviewStartsTheTrainingAsAJob() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Enter Enter")
        let plan = try wizard(state).plan()
        let effects = state.press("Enter")
        #expect(effects == [.job("train#1", title: "train penguins-species", TrainModel(session: 1, plan: plan))])
        #expect(state.modals.map(\.kind) == [.training])
    }

    @Test func theCommandLineNamesEverything() throws {
        var state = Penguins.wizard()
        _ = state.press("Enter Enter Down Backspace Backspace 3 0 Enter Down Down Backspace 2 Enter")
        #expect(try wizard(state).step == .review)
        let effects = state.press("y")
        let line =
            "atelier train --data Samples/penguins.csv --target species --name penguins-species --task multiclass "
            + "--features island,bill_length_mm,flipper_length_mm,body_mass_g,sex,year --metric log_loss --rounds 500 --seed 1 "
            + "--holdout 0.3 --learning-rate 0.2"
        #expect(effects == [.terminal(.copy(line))])
    }

    @Test func modelNamesAreMadeOfTheTableAndTheTarget() {
        func name(_ source: String, _ target: String) -> String {
            var table = Penguins.table
            table.location = SourceLocation(source)
            return ModelNames.proposed(table: table, target: Column(target, .text))
        }
        #expect(name("data/flights.parquet", "dep_delay") == "flights-dep_delay")
        #expect(name("x.csv.gz", "a b\"c") == "x-a-b-c")
    }
}
