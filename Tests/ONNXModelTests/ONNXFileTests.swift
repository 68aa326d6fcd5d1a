import Foundation
import ONNXModel
import Scoring
import Tabular
import Testing

@Suite struct ONNXFileTests {
    private func doubled() throws -> [UInt8] {
        var graph = GraphBuilder(name: "double")
        let x = try graph.input(ModelInput(name: "x \"quoted\"", element: .float))
        let sum = graph.node("Add", [x, x])
        try graph.output(sum, as: ModelOutput(name: "y", element: .float))
        return try graph.model(description: "Twice x.", metadata: ["b": "2", "a": "1"])
    }

    @Test func aBuiltGraphIsReadBack() throws {
        let file = try ONNXFile(Data(try doubled()), name: "double.onnx")
        #expect(
            file.inputs == [
                ONNXFile.Port(name: "x \"quoted\"", element: .float, shape: [-1, 1], type: "tensor(float)")
            ])
        #expect(file.outputs.map(\.name) == ["y"])
        #expect(file.producer == "Atelier")
        #expect(file.description == "Twice x.")
        #expect(file.metadata == ["a": "1", "b": "2"])
        #expect(file.operatorSets == ["": 21, "ai.onnx.ml": 5])
        #expect(file.operators["Add"] == 1)
        #expect(file.signature?.inputs == [ModelInput(name: "x \"quoted\"", element: .float)])
    }

    @Test func aBuiltGraphRuns() throws {
        let answer = try GraphRunner(doubled()).run([.reals([1.5, -2, nil])], rows: 3)["y"]?.numbers ?? []
        #expect(answer[0] == 3 && answer[1] == -4 && answer[2].isNaN)
    }

    @Test func theSameGraphGivesTheSameBytes() throws {
        let first = try doubled()
        let second = try doubled()
        #expect(first == second)
    }

    /// Files by skl2onnx; what they hold is described in the folder's README.
    @Test func filesOfOthersAreRead() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "ONNXEngineTests/Fixtures")
        let pipeline = try ONNXFile(contentsOf: folder.appending(path: "pipeline.onnx"))
        #expect(pipeline.producer.hasPrefix("skl2onnx"))
        #expect(pipeline.signature != nil)
        #expect(pipeline.inputs.contains { $0.element == .string })
        let maps = try ONNXFile(contentsOf: folder.appending(path: "pipeline-zipmap.onnx"))
        #expect(maps.outputs.contains { $0.type.hasPrefix("sequence(map(") })
        #expect(maps.signature == nil)
    }

    @Test(arguments: ["", "hello, this is a text file\n", "PAR1\u{15}\u{04}", "\u{08}\u{08}"])
    func otherFilesAreRefused(content: String) {
        let problem = #expect(throws: Problem.self) { try ONNXFile(Data(content.utf8), name: "notes.txt") }
        #expect(problem?.title == "notes.txt is not an ONNX model")
        #expect(problem?.hint.isEmpty == false)
    }

    @Test func aMissingFileIsNamed() {
        let problem = #expect(throws: Problem.self) { try ONNXFile(contentsOf: URL(filePath: "/nowhere/m.onnx")) }
        #expect(problem?.title == "cannot read m.onnx")
    }
}
