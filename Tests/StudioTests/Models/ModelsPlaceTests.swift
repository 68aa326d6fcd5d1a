import Registry
import Screen
import Tabular
import Testing

@testable import Studio

@Suite struct ModelsPlaceTests {
    private func place(_ size: Size = Make.size) -> AppState {
        var state = ScoreMake.app(size)
        _ = state.press("3")
        _ = state.run(.models(.listed(ScoreMake.versions)))
        return state
    }

    @Test func goingThereAsksTheRegistryOnce() {
        var state = ScoreMake.app()
        #expect(state.press("3").contains(.start("models.list", ListRegistry())))
        #expect(!state.press("1 3").contains { $0.startedID == "models.list" })
        // The end of a job may have made a model.
        #expect(state.run(.jobEnded("train#1", nil)).contains { $0.startedID == "models.list" })
    }

    @Test func versionsAreUnderTheirModels() {
        let state = place()
        #expect(
            state.models.rows == [
                .model("delays"), .version("delays:2"), .version("delays:1"), .model("tips"), .version("tips:1"),
            ])
        // A model's own line stands for its newest version.
        #expect(state.models.current?.id == "delays:2")
    }

    @Test func theCursorStaysWhereItWas() {
        var state = place()
        _ = state.press("j j")
        #expect(state.models.current?.id == "delays:1")
        _ = state.run(.models(.listed([ScoreMake.tips] + ScoreMake.delays)))
        #expect(state.models.current?.id == "delays:1")
        _ = state.run(.models(.listed([ScoreMake.delays[0], ScoreMake.tips])))
        #expect(state.models.current != nil)
    }

    @Test func enterOnAModelClosesIt() {
        var state = place()
        _ = state.press("Enter")
        #expect(state.models.rows == [.model("delays"), .model("tips"), .version("tips:1")])
        _ = state.press("Enter j Enter")
        #expect(state.modals == [.modelDetails(ModelDetails(ScoreMake.delays[0]))])
    }

    @Test func deletingAsksAndNamesWhatGoes() {
        var state = place()
        _ = state.press("d")
        let text = StudioView.frame(state).text
        #expect(
            text.contains("Delete delays with all its versions?") && text.contains("delays:2")
                && text.contains("delays:1"))
        #expect(state.press("Enter").isEmpty)
        let effects = state.press("j d d")
        #expect(
            effects == [
                .start("models.change", DeleteModel(reference: ModelReference(name: "delays", selector: .version(2))))
            ])
        #expect(
            state.press("k d d") == [.start("models.change", DeleteModel(reference: ModelReference(name: "delays")))])
    }

    @Test func anAliasIsTyped() {
        var state = place()
        let effects = state.press("j j a @ b e s t Enter")
        #expect(effects == [.start("models.change", SetAlias(alias: "best", version: ScoreMake.delays[1]))])
    }

    @Test func anAliasIsTakenAway() {
        var state = place()
        #expect(
            state.press("j A Enter") == [
                .start("models.change", RemoveAlias(alias: "champion", version: ScoreMake.delays[0]))
            ])
        _ = state.press("j A")
        #expect(state.modals.isEmpty)
    }

    @Test func aFileIsImportedUnderAName() {
        var state = place()
        _ = state.press("i")
        for character in "dir/my model.onnx" { _ = state.run(.key(.character(character))) }
        _ = state.press("Enter")
        // The file's name is proposed; a name that the registry would refuse is not taken.
        _ = state.press("/ Enter")
        #expect(state.modals.last?.kind == .prompt)
        let effects = state.press("Backspace Enter")
        #expect(
            effects == [
                .job(
                    "models.import", title: "Import my-model", ImportModel(path: "dir/my model.onnx", name: "my-model"))
            ])
    }

    @Test func pScoresTheOpenTableWithTheModel() {
        var state = place()
        _ = state.press("j j p")
        #expect(state.scoreWizard?.model?.id == "delays:1")
        #expect(state.scoreWizard?.step == .columns)
    }

    @Test func theTreeLeadsHere() {
        var state = ScoreMake.app()
        _ = state.run(.showModel(ScoreMake.delays[1]))
        _ = state.run(.models(.listed(ScoreMake.versions)))
        #expect(state.place == .models)
        #expect(state.models.current?.id == "delays:1")
    }

    @Test(arguments: [Size(width: 80, height: 24), Size(width: 140, height: 42)])
    func asKept(size: Size) {
        var state = place(size)
        _ = state.press("j")
        Golden.check(StudioView.frame(state).text, "models-\(size.width)x\(size.height)")
    }

    @Test func anEmptyRegistrySaysWhatFillsIt() {
        var state = ScoreMake.app()
        _ = state.press("3")
        _ = state.run(.models(.listed([])))
        #expect(StudioView.frame(state).text.contains("import an ONNX file with i"))
    }
}
