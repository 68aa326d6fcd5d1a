import CONNXRuntime
import Scoring
import Tabular

/// An input or output as the file declares it.
struct ONNXPort {
    enum Kind: Equatable {
        /// A tensor; unknown sizes are -1, and no size at all means that the file is silent about its shape.
        case tensor(element: Int32, sizes: [Int])
        /// One map from class to value per row, as ZipMap makes them.
        case maps(key: Int32, value: Int32)
        /// Anything else, in words.
        case other(String)
    }

    var name: String
    var kind: Kind

    static func inputs(of session: OpaquePointer, library: ONNXLibrary) throws(Problem) -> [ONNXPort] {
        let api = library.api
        return try read(
            library, count: { ort_input_count(api, session, $0) },
            name: { ort_input_name(api, session, $0, library.allocator, $1) },
            type: { ort_input_type(api, session, $0, $1) })
    }

    static func outputs(of session: OpaquePointer, library: ONNXLibrary) throws(Problem) -> [ONNXPort] {
        let api = library.api
        return try read(
            library, count: { ort_output_count(api, session, $0) },
            name: { ort_output_name(api, session, $0, library.allocator, $1) },
            type: { ort_output_type(api, session, $0, $1) })
    }

    private static func read(
        _ library: ONNXLibrary, count: (UnsafeMutablePointer<Int>) -> OpaquePointer?,
        name: (Int, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> OpaquePointer?,
        type: (Int, UnsafeMutablePointer<OpaquePointer?>) -> OpaquePointer?
    ) throws(Problem) -> [ONNXPort] {
        var total = 0
        try library.check(count(&total), "cannot read the model's signature")
        var ports: [ONNXPort] = []
        for index in 0..<total {
            let title = "cannot read the model's signature"
            guard let name = library.text({ name(index, $0) }) else { throw Problem(title) }
            let info = try library.make(title) { type(index, $0) }
            defer { ort_release_type(library.api, info) }
            ports.append(ONNXPort(name: name, kind: try Kind(info, library: library)))
        }
        return ports
    }
}

extension ONNXPort.Kind {
    /// Kinds of values, as ONNX Runtime numbers them.
    private enum Family: Int32 { case tensor = 1, sequence = 2, map = 3, sparse = 5, optional = 6 }

    fileprivate init(_ type: OpaquePointer, library: ONNXLibrary) throws(Problem) {
        switch try Self.family(type, library) {
        case .tensor: self = try .tensor(type, library)
        case .sequence: self = try .sequence(type, library)
        case .map: self = .other("a single map")
        case .sparse: self = .other("a sparse tensor")
        case .optional: self = .other("an optional value")
        case nil: self = .other("a value of an unknown kind")
        }
    }

    private static func family(_ type: OpaquePointer, _ library: ONNXLibrary) throws(Problem) -> Family? {
        var kind: Int32 = 0
        try library.check(ort_type_kind(library.api, type, &kind), "cannot read the model's signature")
        return Family(rawValue: kind)
    }

    private static func tensor(_ type: OpaquePointer, _ library: ONNXLibrary) throws(Problem) -> Self {
        let info = try library.make("cannot read the model's signature") { ort_tensor_info(library.api, type, $0) }
        let shape = try TensorShape(info, library: library)
        return .tensor(element: shape.element, sizes: shape.sizes)
    }

    private static func sequence(_ type: OpaquePointer, _ library: ONNXLibrary) throws(Problem) -> Self {
        let api = library.api
        let title = "cannot read the model's signature"
        let sequence = try library.make(title) { ort_sequence_info(api, type, $0) }
        let item = try library.make(title) { ort_sequence_element(api, sequence, $0) }
        defer { ort_release_type(api, item) }
        guard try family(item, library) == .map else { return .other("a sequence") }
        let map = try library.make(title) { ort_map_info(api, item, $0) }
        var key: Int32 = 0
        try library.check(ort_map_key(api, map, &key), title)
        let value = try library.make(title) { ort_map_value(api, map, $0) }
        defer { ort_release_type(api, value) }
        guard case .tensor(let element, _) = try tensor(value, library) else { return .other("a sequence of maps") }
        return .maps(key: key, value: element)
    }
}

/// The element type and the sizes of a tensor.
struct TensorShape {
    var element: Int32 = 0
    var sizes: [Int] = []

    init(_ info: OpaquePointer, library: ONNXLibrary) throws(Problem) {
        let api = library.api
        let title = "cannot read a tensor's shape"
        try library.check(ort_element_type(api, info, &element), title)
        var rank = 0
        try library.check(ort_dimension_count(api, info, &rank), title)
        var raw = [Int64](repeating: -1, count: rank)
        try library.check(ort_dimensions(api, info, &raw, rank), title)
        sizes = raw.map { $0 < 0 ? -1 : Int($0) }
    }
}

extension TensorElement {
    /// The number by which ONNX knows the type; nil from numbers of types that no column has.
    init?(onnx number: Int32) {
        guard let found = Self.allCases.first(where: { $0.onnx == number }) else { return nil }
        self = found
    }

    var onnx: Int32 {
        switch self {
        case .float: 1
        case .uint8: 2
        case .int8: 3
        case .uint16: 4
        case .int16: 5
        case .int32: 6
        case .int64: 7
        case .string: 8
        case .bool: 9
        case .double: 11
        case .uint32: 12
        case .uint64: 13
        }
    }
}

/// The name of an element type, for messages about types that no column has.
func elementName(_ number: Int32) -> String {
    if let known = TensorElement(onnx: number) { return known.rawValue }
    return [10: "float16", 14: "complex64", 15: "complex128", 16: "bfloat16"][number] ?? "type \(number)"
}
