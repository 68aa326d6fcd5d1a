import Foundation
public import Scoring

/// A constant of a graph: values in row-major order.
public struct Tensor: Sendable, Hashable {
    enum Values: Sendable, Hashable {
        case floats([Float])
        case doubles([Double])
        case integers([Int64])
        case bytes([UInt8])
        case strings([String])
    }

    let values: Values
    /// Sizes of the dimensions; empty for a scalar.
    public let shape: [Int]

    init(_ values: Values, shape: [Int]) {
        self.values = values
        self.shape = shape
    }

    public static func floats(_ values: [Float], shape: [Int]? = nil) -> Tensor {
        Tensor(.floats(values), shape: shape ?? [values.count])
    }

    public static func doubles(_ values: [Double], shape: [Int]? = nil) -> Tensor {
        Tensor(.doubles(values), shape: shape ?? [values.count])
    }

    public static func integers(_ values: [Int64], shape: [Int]? = nil) -> Tensor {
        Tensor(.integers(values), shape: shape ?? [values.count])
    }

    public static func bytes(_ values: [UInt8], shape: [Int]? = nil) -> Tensor {
        Tensor(.bytes(values), shape: shape ?? [values.count])
    }

    public static func strings(_ values: [String], shape: [Int]? = nil) -> Tensor {
        Tensor(.strings(values), shape: shape ?? [values.count])
    }

    /// One integer without dimensions.
    public static func integer(_ value: Int64) -> Tensor { .integers([value], shape: []) }

    /// One number without dimensions, as wide as the element; only for `.float` and `.double`.
    public static func real(_ value: Double, as element: TensorElement) -> Tensor {
        element == .float ? .floats([Float(value)], shape: []) : .doubles([value], shape: [])
    }
}

extension Tensor {
    func message(named name: String) -> Onnx_TensorProto {
        var message = Onnx_TensorProto()
        if !name.isEmpty { message.name = name }
        message.dims = shape.map(Int64.init)
        switch values {
        case .floats(let values): fill(&message, .float, values.map(\.bitPattern.littleEndian))
        case .doubles(let values): fill(&message, .double, values.map(\.bitPattern.littleEndian))
        case .integers(let values): fill(&message, .int64, values.map(\.littleEndian))
        case .bytes(let values): fill(&message, .uint8, values)
        case .strings(let values):
            message.dataType = Int32(Onnx_TensorProto.DataType.string.rawValue)
            message.stringData = values.map { Data($0.utf8) }
        }
        return message
    }

    private func fill<Number>(
        _ message: inout Onnx_TensorProto, _ type: Onnx_TensorProto.DataType, _ values: [Number]
    ) {
        message.dataType = Int32(type.rawValue)
        message.rawData = values.withUnsafeBytes { Data($0) }
    }
}

extension TensorElement {
    /// ONNX's number for the element type.
    var onnxType: Onnx_TensorProto.DataType {
        switch self {
        case .float: .float
        case .double: .double
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .uint8: .uint8
        case .uint16: .uint16
        case .uint32: .uint32
        case .uint64: .uint64
        case .bool: .bool
        case .string: .string
        }
    }

    /// The element type of ONNX's number, when there is one.
    init?(onnxType number: Int32) {
        guard let found = Self.allCases.first(where: { Int32($0.onnxType.rawValue) == number }) else { return nil }
        self = found
    }
}
