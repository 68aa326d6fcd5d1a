import Registry
import Screen
import Testing

@testable import Studio

@Suite struct ModelCardViewTests {
    private func text(_ version: ModelVersion, _ size: Size = Size(width: 120, height: 60), top: Int = 0) -> String {
        var frame = Frame(size: size)
        ModelCardView(version, top: top).draw(into: &frame, in: frame.bounds, theme: .builtIn)
        return frame.text
    }

    @Test func allThatIsKnownIsOnThePage() {
        let page = text(Penguins.version())
        for words in [
            "penguins-species  version 3  @champion", "predicts species",
            "log loss 0.0421 on 69 held-out rows; a constant prediction gets 1.045",
            "agrees with its trainer on 344 rows: no label differs", "Confusion matrix", "Feature importance", "<0.1 %",
            "best 0.06439 at round 41 of 60", "6 inputs", "flipper_length_mm",
            "220 training, 55 early stopping, 69 held",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func noBetterThanAConstantIsSaid() {
        var version = Penguins.version()
        version.card.metrics["log_loss"] = 1.2
        #expect(text(version).contains("no better than a constant prediction"))
    }

    @Test func residualsInsteadOfAMatrixForNumbers() {
        var version = Penguins.version()
        version.card.task = "regression"
        version.card.evaluation = Evaluation(residualBins: [1, 5, 9, 4], residualLower: -20, residualUpper: 20)
        let page = text(version)
        #expect(page.contains("Residuals") && page.contains("-20") && !page.contains("Confusion"))
        #expect(!page.contains("no label differs"))
    }

    @Test func manyClassesAreListedWorstFirst() {
        var version = Penguins.version()
        let classes = (0..<20).map { "class\($0)" }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 20), count: 20)
        for index in 0..<20 { counts[index][index] = index; counts[index][0] += 20 - index }
        version.card.evaluation = Evaluation(classes: classes, confusion: counts)
        #expect(text(version).contains("share recognised, the worst 15 of 20"))
    }

    @Test func anImportedModelWithNothingKnownHasAPageToo() {
        var version = Penguins.version()
        version.card = ModelCard(signature: version.card.signature, framework: "imported")
        let page = text(version)
        #expect(page.contains("imported") && page.contains("6 inputs") && !page.contains("Metrics"))
    }

    @Test func scrollingStopsAtTheEnds() {
        let view = ModelCardView(Penguins.version())
        let room = Size(width: 78, height: 20)
        let end = view.clamped(.max / 2, in: room)
        #expect(end > 0)
        #expect(view.clamped(-5, in: room) == 0)
        #expect(text(Penguins.version(), room, top: end).contains("left out year"))
        #expect(view.clamped(5, in: Size(width: 200, height: 100)) == 0)
    }
}
