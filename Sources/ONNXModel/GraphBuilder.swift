import Foundation
public import Scoring
import SwiftProtobuf
public import Tabular

/// A value in a graph: an input, a constant, or what a node computes.
public struct GraphValue: Sendable, Hashable {
    let name: String
}

/// An attribute of a node.
public enum NodeAttribute: Sendable, Hashable {
    case integer(Int)
    case real(Float)
    case text(String)
    case integers([Int])
    case reals([Float])
    case texts([String])
    case tensor(Tensor)
}

/// Builds an ONNX graph, node by node, in the order of computation.
///
///     var graph = GraphBuilder(name: "double")
///     let x = try graph.input(ModelInput(name: "x", element: .float))
///     try graph.output(graph.node("Add", [x, x]), as: ModelOutput(name: "y", element: .float))
///     let bytes = try graph.model(description: "Twice x.", metadata: [:])
public struct GraphBuilder {
    /// The versions of the operator sets that graphs are written for.
    public static let operatorSet = 21
    public static let machineLearningOperatorSet = 5
    /// The domain of the operators for trees and categories.
    public static let machineLearning = "ai.onnx.ml"

    private var graph = Onnx_GraphProto()
    private var names: Set<String> = []
    private var constants: [Tensor: GraphValue] = [:]
    private var counter = 0

    public init(name: String) { graph.name = name }

    /// Adds an input. Throws a `Problem` when there is one of the same name.
    public mutating func input(_ input: ModelInput) throws(Problem) -> GraphValue {
        try claim(input.name, "input")
        graph.input.append(Self.port(input.name, input.element, input.shape))
        return GraphValue(name: input.name)
    }

    /// Declares a value to be an output. Throws a `Problem` when an input or output has the same name.
    public mutating func output(_ value: GraphValue, as output: ModelOutput) throws(Problem) {
        try claim(output.name, "output")
        var node = Onnx_NodeProto()
        node.opType = "Identity"
        node.input = [value.name]
        node.output = [output.name]
        graph.node.append(node)
        graph.output.append(Self.port(output.name, output.element, output.shape))
    }

    /// Adds a constant; equal constants are kept once.
    public mutating func constant(_ tensor: Tensor) -> GraphValue {
        if let known = constants[tensor] { return known }
        let value = fresh()
        graph.initializer.append(tensor.message(named: value.name))
        constants[tensor] = value
        return value
    }

    /// Adds a node with one output.
    public mutating func node(
        _ operation: String, _ inputs: [GraphValue], _ attributes: KeyValuePairs<String, NodeAttribute> = [:],
        domain: String = ""
    ) -> GraphValue {
        var node = Onnx_NodeProto()
        node.opType = operation
        node.domain = domain
        node.input = inputs.map(\.name)
        let result = fresh()
        node.output = [result.name]
        node.attribute = attributes.map { $0.value.message(named: $0.key) }
        graph.node.append(node)
        return result
    }

    /// The file: the graph with its description and metadata.
    public func model(description: String, metadata: [String: String]) throws(Problem) -> [UInt8] {
        var model = Onnx_ModelProto()
        model.irVersion = 10
        model.producerName = "Atelier"
        model.docString = description
        model.graph = graph
        model.opsetImport = [
            Self.operators("", Self.operatorSet), Self.operators(Self.machineLearning, Self.machineLearningOperatorSet),
        ]
        model.metadataProps = metadata.sorted { $0.key < $1.key }.map { entry in
            var message = Onnx_StringStringEntryProto()
            message.key = entry.key
            message.value = entry.value
            return message
        }
        do {
            return [UInt8](try model.serializedData())
        } catch {
            throw Problem("the model cannot be written as ONNX", detail: String(describing: error))
        }
    }
}

extension GraphBuilder {
    private mutating func claim(_ name: String, _ role: String) throws(Problem) {
        guard !name.isEmpty else { throw Problem("an \(role) of the model has no name", hint: "name the column") }
        guard names.insert(name).inserted else {
            throw Problem(
                "the model's \(role) '\(name)' has the name of another input or output",
                hint: "rename the column '\(name)'")
        }
    }

    /// A name that no column is likely to have; a column that has it all the same pushes it on.
    private mutating func fresh() -> GraphValue {
        repeat { counter += 1 } while !names.insert("atelier:\(counter)").inserted
        return GraphValue(name: "atelier:\(counter)")
    }

    private static func port(_ name: String, _ element: TensorElement, _ shape: [Int]) -> Onnx_ValueInfoProto {
        var message = Onnx_ValueInfoProto()
        message.name = name
        message.type.tensorType.elemType = Int32(element.onnxType.rawValue)
        message.type.tensorType.shape.dim = shape.map { size in
            var dimension = Onnx_TensorShapeProto.Dimension()
            if size < 0 { dimension.dimParam = "N" } else { dimension.dimValue = Int64(size) }
            return dimension
        }
        return message
    }

    private static func operators(_ domain: String, _ version: Int) -> Onnx_OperatorSetIdProto {
        var message = Onnx_OperatorSetIdProto()
        message.domain = domain
        message.version = Int64(version)
        return message
    }
}

extension NodeAttribute {
    fileprivate func message(named name: String) -> Onnx_AttributeProto {
        var message = Onnx_AttributeProto()
        message.name = name
        switch self {
        case .integer(let value): (message.type, message.i) = (.int, Int64(value))
        case .real(let value): (message.type, message.f) = (.float, value)
        case .text(let value): (message.type, message.s) = (.string, Data(value.utf8))
        case .integers(let values): (message.type, message.ints) = (.ints, values.map(Int64.init))
        case .reals(let values): (message.type, message.floats) = (.floats, values)
        case .texts(let values): (message.type, message.strings) = (.strings, values.map { Data($0.utf8) })
        case .tensor(let tensor): (message.type, message.t) = (.tensor, tensor.message(named: ""))
        }
        return message
    }
}
