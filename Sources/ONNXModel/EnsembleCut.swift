public import Foundation
import Scoring
import SwiftProtobuf
public import TreeEnsembles

/// A graph cut at its only tree ensemble: a graph that computes the features, the trees, and a graph that goes on from
/// the trees' answers. Graphs that cannot be cut give nil and run whole.
public struct EnsembleCut: Sendable {
    /// Ends at the output `featuresName`, `[N, ensemble.featureCount]`; takes all inputs of the whole graph.
    public let preparation: [UInt8]
    public let ensemble: Ensemble
    public let answers: EnsembleAnswers
    /// Takes the inputs `scoresName` and, where the trees decide on a class, `className` (its index, `[N]`).
    public let rest: [UInt8]
    /// Whether the rest asks for the index of the class, and for the scores.
    public let wantsClass, wantsScores: Bool

    public static let featuresName = "atelier:features"
    public static let scoresName = "atelier:scores"
    public static let className = "atelier:class"

    /// - Parameter outputs: the outputs that are wanted; what only others need is left out.
    public init?(_ data: Data, outputs: [String]) {
        guard let model = try? Onnx_ModelProto(serializedBytes: data) else { return nil }
        let nodes = model.graph.node
        let found = nodes.indices.filter { nodes[$0].isEnsemble }
        // What these hold inside may use values of the graph around it.
        let isNested = nodes.contains { ["If", "Loop", "Scan", "SequenceMap"].contains($0.opType) }
        guard found.count == 1, !isNested, let matrix = nodes[found[0]].input.first,
            let read = EnsembleReader(nodes[found[0]])
        else { return nil }
        ensemble = read.ensemble
        answers = read.answers

        var before = GraphSlice(of: model, stoppingAt: nil)
        guard before.reach([matrix]) else { return nil }
        var after = GraphSlice(of: model, stoppingAt: found[0])
        guard after.reach(outputs), after.inputsUsed.isEmpty else { return nil }

        var first = before.model()
        first.graph.input = model.graph.input
        first.graph.output = [Self.port(Self.featuresName)]
        first.graph.node.append(Self.node("Identity", [matrix], [Self.featuresName]))

        var last = after.model()
        last.graph.output = model.graph.output.filter { outputs.contains($0.name) }
        let results = nodes[found[0]].output
        let scores = read.labels == nil ? results.first : results.dropFirst().first
        let label = read.labels == nil ? nil : results.first
        wantsScores = scores.map { after.stops.contains($0) } ?? false
        wantsClass = label.map { after.stops.contains($0) } ?? false
        if wantsScores, let scores {
            let element: Onnx_TensorProto.DataType = read.answers.isDouble ? .double : .float
            last.graph.input.append(Self.port(Self.scoresName, element, [nil, read.answers.width]))
            last.graph.node.insert(Self.node("Identity", [Self.scoresName], [scores]), at: 0)
        }
        if wantsClass, let label, let labels = read.labels {
            last.graph.input.append(Self.port(Self.className, .int64, [nil]))
            last.graph.initializer.append(labels.message(named: "atelier:labels"))
            last.graph.node.insert(Self.node("Gather", ["atelier:labels", Self.className], [label]), at: 0)
        }
        guard wantsScores || wantsClass, let head: Data = try? first.serializedData(),
            let tail: Data = try? last.serializedData()
        else { return nil }
        preparation = [UInt8](head)
        rest = [UInt8](tail)
    }

    private static func node(_ operation: String, _ inputs: [String], _ outputs: [String]) -> Onnx_NodeProto {
        var node = Onnx_NodeProto()
        node.opType = operation
        node.input = inputs
        node.output = outputs
        return node
    }

    /// A name without a type: ONNX Runtime finds it.
    private static func port(_ name: String) -> Onnx_ValueInfoProto {
        var port = Onnx_ValueInfoProto()
        port.name = name
        return port
    }

    private static func port(
        _ name: String, _ element: Onnx_TensorProto.DataType, _ shape: [Int?]
    ) -> Onnx_ValueInfoProto {
        var message = port(name)
        message.type.tensorType.elemType = Int32(element.rawValue)
        message.type.tensorType.shape.dim = shape.map { size in
            var dimension = Onnx_TensorShapeProto.Dimension()
            if let size { dimension.dimValue = Int64(size) } else { dimension.dimParam = "N" }
            return dimension
        }
        return message
    }
}

/// The nodes and constants that some values need.
private struct GraphSlice {
    private let whole: Onnx_ModelProto
    private let stop: Int?
    private var nodes: Set<Int> = []
    private var names: Set<String> = []
    /// Inputs of the graph that are needed.
    private(set) var inputsUsed: Set<String> = []
    /// Values of the node that was not passed.
    private(set) var stops: Set<String> = []

    init(of model: Onnx_ModelProto, stoppingAt node: Int?) {
        whole = model
        stop = node
    }

    /// Adds what the values need. False when a value comes from nowhere.
    mutating func reach(_ values: [String]) -> Bool {
        var makers: [String: Int] = [:]
        for (index, node) in whole.graph.node.enumerated() { for name in node.output { makers[name] = index } }
        let constants = Set(whole.graph.initializer.map(\.name))
        let inputs = Set(whole.graph.input.map(\.name))
        var open = values
        while let name = open.popLast() {
            guard !name.isEmpty, names.insert(name).inserted else { continue }
            if let maker = makers[name] {
                if maker == stop {
                    stops.insert(name)
                } else if nodes.insert(maker).inserted {
                    open += whole.graph.node[maker].input
                }
            } else if inputs.contains(name), !constants.contains(name) {
                inputsUsed.insert(name)
            } else if !constants.contains(name) {
                return false
            }
        }
        return true
    }

    /// A model of these nodes, without inputs and outputs.
    func model() -> Onnx_ModelProto {
        var model = whole
        model.graph = Onnx_GraphProto()
        model.graph.name = "part"
        model.graph.node = nodes.sorted().map { whole.graph.node[$0] }
        model.graph.initializer = whole.graph.initializer.filter { names.contains($0.name) }
        return model
    }
}
