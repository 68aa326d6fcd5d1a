import Foundation
import ONNXEngine
import Scoring
import Tabular
import Testing

@Suite struct SignatureTests {
    private let loader = ONNXScorerLoader()

    private func signature(_ name: String) throws -> ModelSignature {
        try loader.signature(ofModelAt: Fixture.path(name + ".onnx"))
    }

    private func problem(_ name: String) throws -> Problem {
        try #require(throws: Problem.self) { _ = try signature(name) }
    }

    @Test func namesTypesAndShapesAreThoseOfTheFile() throws {
        let pipeline = try signature("pipeline")
        #expect(pipeline.inputs.map(\.name) == ["bill_length", "mass", "depth", "island", "sex"])
        #expect(pipeline.inputs.map(\.element) == [.float, .float, .float, .string, .string])
        #expect(pipeline.inputs.allSatisfy { $0.shape == [-1, 1] && $0.missing == nil })
        #expect(
            pipeline.outputs == [
                ModelOutput(name: "label", element: .string, shape: [-1]),
                ModelOutput(name: "probabilities", element: .float, shape: [-1, 3]),
            ])
        #expect(try signature("regression").inputs == [ModelInput(name: "X", element: .float, shape: [-1, 4])])
        #expect(
            try signature("types").inputs.map(\.element).sorted { $0.rawValue < $1.rawValue }
                == TensorElement.allCases.sorted { $0.rawValue < $1.rawValue })
        #expect(try signature("vectors").inputs.map(\.shape) == [[-1], [-1]])
        #expect(try signature("fixed-batch").inputs.map(\.shape) == [[1, 4]])
    }

    @Test func mapsBecomeVectorsWithLabels() throws {
        #expect(try signature("pipeline-zipmap").outputs[1].labels == ["Adélie", "Chinstrap", "Gentoo"])
        let forest = try signature("forest-zipmap").outputs[1]
        #expect(forest.labels == ["0", "1", "2"])
        #expect(forest.shape == [-1, 3])
        #expect(forest.element == .float)
    }

    @Test func whatTheFileLeavesOpenIsMeasured() throws {
        let description = try loader.describe(modelAt: Fixture.path("loose-outputs.onnx"))
        #expect(description.signature.outputs.map(\.name) == ["label", "wide", "bare"])
        #expect(description.signature.outputs.map(\.shape) == [[-1], [-1, 4], [-1, 2]])
        #expect(description.notes.count == 1)
        #expect(description.notes[0].contains("'total'"))
    }

    @Test func producerAndLeftOutOutputsAreTold() throws {
        #expect(try loader.describe(modelAt: Fixture.path("pipeline.onnx")).producer == "skl2onnx")
        let sequence = try loader.describe(modelAt: Fixture.path("sequence.onnx"))
        #expect(sequence.signature.outputs.map(\.name) == ["minus"])
        #expect(sequence.notes == ["The output 'parts' is left out: it is a sequence, which no column holds."])
    }

    @Test func aSignatureInTheFileAddsMeaning() throws {
        let expected = ModelSignature(
            inputs: [ModelInput(name: "day", element: .int64, meaning: .days, missing: "-1")],
            outputs: [ModelOutput(name: "answer", element: .int64, labels: ["later"])])
        #expect(try signature("signed") == expected)
        #expect(try loader.load(modelAt: Fixture.path("signed.onnx"), signature: nil).signature == expected)
        #expect(ModelSignature(metadataValue: expected.metadataValue) == expected)
    }

    @Test func aSignatureThatDoesNotFitTheGraphIsNotTaken() throws {
        let description = try loader.describe(modelAt: Fixture.path("signed-wrongly.onnx"))
        #expect(description.signature.inputs == [ModelInput(name: "day", element: .int64)])
        #expect(description.notes == ["The signature kept in the file does not match its graph; the graph's is used."])
    }

    @Test func aDeclaredSignatureAddsMeaning() throws {
        let path = Fixture.path("types.onnx")
        var declared = try loader.signature(ofModelAt: path)
        let days = try #require(declared.inputs.firstIndex { $0.name == "in_int64" })
        declared.inputs[days].meaning = .days
        declared.inputs[days].missing = "-1"
        #expect(try loader.load(modelAt: path, signature: declared).signature == declared)
    }

    @Test func aDeclaredWidthFillsAnOpenOne() throws {
        let path = Fixture.path("open-width.onnx")
        let declared = ModelSignature(
            inputs: [ModelInput(name: "x", element: .float, shape: [-1, 2])],
            outputs: [ModelOutput(name: "y", element: .float, shape: [-1, 2])])
        let scorer = try loader.load(modelAt: path, signature: declared)
        let columns = Columns()
        columns.addFloats([1, 2])
        columns.addFloats([3, 4])
        #expect(try scorer.answers(rows: 2, columns) == [[.real(1), .real(3), .real(2), .real(4)]])
    }

    @Test func aRecordOfAnotherModelIsRefused() throws {
        let path = Fixture.path("regression.onnx")
        let own = try loader.signature(ofModelAt: path)
        var other = own
        other.inputs[0].name = "Y"
        #expect(throws: Problem.self) { try loader.load(modelAt: path, signature: other) }
        other = own
        other.inputs[0].element = .double
        #expect(throws: Problem.self) { try loader.load(modelAt: path, signature: other) }
        other = own
        other.inputs[0].shape = [-1, 5]
        #expect(throws: Problem.self) { try loader.load(modelAt: path, signature: other) }
        other = own
        other.outputs.append(ModelOutput(name: "more", element: .float))
        #expect(throws: Problem.self) { try loader.load(modelAt: path, signature: other) }
        other = own
        other.inputs = []
        #expect(throws: Problem.self) { try loader.load(modelAt: path, signature: other) }
    }

    @Test func refusalsNameTheInput() throws {
        #expect(try problem("float16").title == "the model's input 'x' takes float16 values, which no column has")
        #expect(try problem("cube").title.contains("'x' takes tensors of 3 dimensions"))
        #expect(try problem("open-width").title == "the model's input 'x' does not say how many columns it takes")
        #expect(try problem("four-rows").title == "the model's input 'x' takes exactly 4 rows at a time")
    }

    @Test func filesThatAreNoModelsGetASentence() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "onnx-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func refusal(_ name: String, _ bytes: Data) throws -> String {
            let file = folder.appending(path: name)
            try bytes.write(to: file)
            return try #require(throws: Problem.self) { _ = try loader.signature(ofModelAt: file.path) }.title
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: Fixture.path("regression.onnx")))
        #expect(try refusal("empty.onnx", Data()).hasSuffix("empty.onnx is no ONNX model: the file is empty"))
        #expect(try refusal("text.onnx", Data("a,b\n1,2\n".utf8)).contains("text.onnx is no ONNX model"))
        #expect(try refusal("half.onnx", whole.prefix(whole.count / 2)).contains("half.onnx is no ONNX model"))
        #expect(try problem("missing").title.hasSuffix("missing.onnx: no such file"))
        #expect(throws: Problem.self) { try loader.signature(ofModelAt: folder.path) }
        #expect(try problem("unknown-operator").detail.contains("Frobnicate"))
        #expect(try problem("weights-elsewhere").title.contains("keeps its weights in another file"))
    }
}
