import ONNXEngine
import Scoring
import Testing

/// Trees found in imported files are evaluated directly, and agree with Python's onnxruntime.
@Suite struct TreeScoringTests {
    @Test func aForestIsEvaluatedDirectlyAfterTheFirstBatch() throws {
        let fixture = try Fixture("forest-zipmap")
        let scorer = try ONNXScorerLoader().load(modelAt: Fixture.path("forest-zipmap.onnx"), signature: nil)
        let columns = fixture.columns(for: scorer.signature)
        let first = try scorer.answers(rows: fixture.rows, columns)
        #expect(
            (scorer as? ONNXScorer)?.evaluation
                == "The trees are evaluated directly; the first rows agree with ONNX Runtime.")
        let second = try scorer.answers(rows: fixture.rows, columns)
        for (index, output) in scorer.signature.outputs.enumerated() where output.element != .float {
            #expect(differences(first[index], second[index]) == 0)
        }
        for (index, output) in scorer.signature.outputs.enumerated() where output.element == .float {
            let largest = zip(first[index], second[index]).map { abs($0.double - $1.double) }.max() ?? 1
            #expect(largest < 1e-5)
        }
    }
}
