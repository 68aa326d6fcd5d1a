import ONNXEngine
import Scoring
import Tabular
import Testing

/// Every answer is compared bit for bit with Python's onnxruntime; but trees are added up here in doubles, where it uses
/// floats for these files, so their numbers may differ by the rounding of those sums.
@Suite struct ScoringTests {
    private let loader = ONNXScorerLoader()
    /// Relative to the larger of 1 and the value.
    private static let rounding = ["forest-zipmap": 1e-6, "regression": 1e-6]

    @Test(arguments: [
        "pipeline", "pipeline-zipmap", "forest-zipmap", "regression", "fixed-batch", "types", "packed-types", "vectors",
        "loose-outputs",
    ])
    func answersAreThoseOfPython(_ name: String) throws {
        let fixture = try Fixture(name)
        let scorer = try loader.load(modelAt: Fixture.path(name + ".onnx"), signature: nil)
        let columns = fixture.columns(for: scorer.signature)
        let answers = try scorer.answers(rows: fixture.rows, columns)
        #expect(!answers.isEmpty)
        for (output, values) in zip(scorer.signature.outputs, answers) {
            let expected = try #require(fixture.outputs[output.name])
            #expect(values.count == expected.values.count)
            #expect(differences(values, expected.values, within: Self.rounding[name] ?? 0) == 0, "\(output.name)")
            #expect(output.labels == expected.labels)
        }
    }

    @Test func aFixedBatchIsRunRowByRow() throws {
        let fixture = try Fixture("regression")
        let scorer = try loader.load(modelAt: Fixture.path("fixed-batch.onnx"), signature: nil)
        let answers = try scorer.answers(rows: fixture.rows, fixture.columns(for: scorer.signature))
        let expected = try #require(fixture.outputs["variable"])
        #expect(answers[0].count == 300)
        #expect(differences(answers[0], expected.values) == 0)
    }

    @Test(arguments: ["pipeline-zipmap", "types", "fixed-batch"])
    func noRowsGiveNoAnswers(_ name: String) throws {
        let scorer = try loader.load(modelAt: Fixture.path(name + ".onnx"), signature: nil)
        let columns = try Fixture(name).columns(for: scorer.signature)
        let answers = try scorer.answers(rows: 0, columns)
        #expect(answers.count == scorer.signature.outputs.count)
        #expect(answers.allSatisfy { $0.isEmpty })
    }

    @Test func onlyTheWantedOutputsAreGiven() throws {
        let fixture = try Fixture("pipeline")
        let path = Fixture.path("pipeline.onnx")
        var wanted = try loader.signature(ofModelAt: path)
        wanted.inputs.reverse()
        wanted.outputs = [wanted.outputs[1]]
        wanted.outputs[0].labels = ["A", "C", "G"]
        let scorer = try loader.load(modelAt: path, signature: wanted)
        #expect(scorer.signature == wanted)
        let answers = try scorer.answers(rows: fixture.rows, fixture.columns(for: wanted))
        let expected = try #require(fixture.outputs["probabilities"])
        #expect(answers.count == 1)
        #expect(differences(answers[0], expected.values) == 0)
    }

    @Test func severalThreadsScoreAtOnce() async throws {
        let fixture = try Fixture("pipeline")
        let scorer = try loader.load(modelAt: Fixture.path("pipeline.onnx"), signature: nil)
        let expected = try #require(fixture.outputs["probabilities"]).values
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let columns = fixture.columns(for: scorer.signature)
                    return try (0..<20).allSatisfy { _ in
                        try differences(scorer.answers(rows: fixture.rows, columns)[1], expected) == 0
                    }
                }
            }
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(right)
    }

    @Test func whatTheReceiverThrowsComesBack() throws {
        let fixture = try Fixture("regression")
        let scorer = try loader.load(modelAt: Fixture.path("regression.onnx"), signature: nil)
        let columns = fixture.columns(for: scorer.signature)
        #expect(throws: Problem.cancelled) {
            try scorer.score(rows: fixture.rows, inputs: columns.buffers) { _ in throw Problem.cancelled }
        }
    }

    @Test func wrongColumnsAreToldBeforeTheModelRuns() throws {
        let scorer = try loader.load(modelAt: Fixture.path("pipeline.onnx"), signature: nil)
        let few = Columns()
        few.addFloats([1, 2])
        #expect(throws: Problem("the model takes 5 columns and was given 1")) { try scorer.answers(rows: 2, few) }

        let swapped = Columns()
        for _ in 0..<3 { swapped.addFloats([1, 2]) }
        swapped.addTexts(["Dream", "Biscoe"])
        swapped.addFloats([1, 2])
        #expect(throws: Problem("the model's input 'sex' takes string values and was given float values")) {
            try scorer.answers(rows: 2, swapped)
        }
        #expect(throws: Problem("the model's input 'bill_length' was given 2 values for 3 rows")) {
            try scorer.answers(rows: 3, swapped)
        }
    }

    @Test func aNumberThatDoesNotFitIsNamed() throws {
        let scorer = try loader.load(modelAt: Fixture.path("packed-types.onnx"), signature: nil)
        let columns = Columns()
        for input in scorer.signature.inputs {
            for _ in 0..<input.width {
                columns.add([input.name == "h" ? .integer(40_000) : .integer(1)], as: input.element)
            }
        }
        #expect(throws: Problem("40000 does not fit the model's input 'h[0]', which takes int16 values")) {
            try scorer.answers(rows: 1, columns)
        }
    }
}
