public import Foundation
public import Scoring
import SwiftProtobuf
public import Tabular

/// What an ONNX file says about itself, read without running it.
public struct ONNXFile: Sendable, Hashable {
    /// An input or output.
    public struct Port: Sendable, Hashable {
        public var name: String
        /// The element type of a tensor; nil for sequences, maps, and elements that no column has.
        public var element: TensorElement?
        /// Sizes of a tensor's dimensions; -1 is free. nil when the file does not say.
        public var shape: [Int]?
        /// The type in words: `tensor(float)`, `sequence(map(string, tensor(float)))`.
        public var type: String

        public init(name: String, element: TensorElement?, shape: [Int]?, type: String) {
            self.name = name
            self.element = element
            self.shape = shape
            self.type = type
        }
    }

    /// Inputs that have to be fed: constants that are declared as inputs too are left out.
    public var inputs: [Port]
    public var outputs: [Port]
    /// The program that wrote the file, and its version; may be empty.
    public var producer: String
    public var description: String
    public var metadata: [String: String]
    /// Version of each operator set, by domain; "" is ONNX's own.
    public var operatorSets: [String: Int]
    /// How often each operator occurs, by name.
    public var operators: [String: Int]

    /// Reads a file. Throws a `Problem` when it cannot be read or is no ONNX model.
    public init(contentsOf url: URL) throws(Problem) {
        let name = url.lastPathComponent
        let data: Data
        do {
            data = try Data(contentsOf: url, options: .mappedIfSafe)
        } catch {
            throw Problem("cannot read \(name)", detail: error.localizedDescription, hint: "check the path")
        }
        try self.init(data, name: name)
    }

    /// Reads a file's bytes.
    /// - Parameter name: what the file is called in problems.
    public init(_ data: Data, name: String) throws(Problem) {
        guard let model = try? Onnx_ModelProto(serializedBytes: data), model.hasIrVersion, model.hasGraph,
            !model.graph.output.isEmpty, !model.graph.node.isEmpty
        else {
            throw Problem(
                "\(name) is not an ONNX model", detail: data.isEmpty ? "the file is empty" : "",
                hint: "export the model as ONNX, for example with skl2onnx or torch.onnx")
        }
        let constants = Set(model.graph.initializer.map(\.name))
        inputs = model.graph.input.filter { !constants.contains($0.name) }.map(Port.init)
        outputs = model.graph.output.map(Port.init)
        producer = [model.producerName, model.producerVersion].filter { !$0.isEmpty }.joined(separator: " ")
        description = model.docString
        metadata = Dictionary(model.metadataProps.map { ($0.key, $0.value) }) { _, last in last }
        operatorSets = Dictionary(model.opsetImport.map { ($0.domain, Int($0.version)) }) { _, last in last }
        operators = Dictionary(grouping: model.graph.node, by: \.opType).mapValues(\.count)
    }

    /// The signature that the file carries, if it was written with one; otherwise as its ports say.
    /// nil when it has inputs or outputs that no column can be.
    public var signature: ModelSignature? {
        if let own = metadata[ModelSignature.metadataKey].flatMap(ModelSignature.init(metadataValue:)) { return own }
        var signature = ModelSignature(inputs: [], outputs: [])
        for port in inputs {
            guard let element = port.element, let shape = port.shape else { return nil }
            signature.inputs.append(ModelInput(name: port.name, element: element, shape: shape))
        }
        for port in outputs {
            guard let element = port.element, let shape = port.shape else { return nil }
            signature.outputs.append(ModelOutput(name: port.name, element: element, shape: shape))
        }
        return signature
    }
}

extension ONNXFile.Port {
    fileprivate init(_ message: Onnx_ValueInfoProto) {
        name = message.name
        type = Self.words(message.type)
        guard case .tensorType(let tensor) = message.type.value else { return }
        element = TensorElement(onnxType: tensor.elemType)
        guard tensor.hasShape else { return }
        shape = tensor.shape.dim.map { dimension in
            if case .dimValue(let size) = dimension.value, size > 0 { Int(size) } else { -1 }
        }
    }

    private static func words(_ type: Onnx_TypeProto) -> String {
        switch type.value {
        case .tensorType(let tensor): "tensor(\(element(tensor.elemType)))"
        case .sequenceType(let sequence): "sequence(\(words(sequence.elemType)))"
        case .mapType(let map): "map(\(element(map.keyType)), \(words(map.valueType)))"
        case .optionalType(let optional): "optional(\(words(optional.elemType)))"
        case nil: "unknown"
        }
    }

    private static func element(_ number: Int32) -> String {
        if let known = TensorElement(onnxType: number) { return known.rawValue }
        let name = Onnx_TensorProto.DataType(rawValue: Int(number)).map { String(describing: $0) }
        return name ?? "type \(number)"
    }
}
