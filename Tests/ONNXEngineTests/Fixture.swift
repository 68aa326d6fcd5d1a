import Foundation
import Scoring

/// A model in `Fixtures`, its input rows, and what Python's onnxruntime answered.
struct Fixture: Decodable {
    struct Output: Decodable {
        var labels: [String]
        var values: [Value]
    }

    var rows: Int
    var inputs: [String: [Value]]
    var outputs: [String: Output]

    static func path(_ file: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/" + file).path
    }

    init(_ name: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: Self.path(name + ".json")))
        self = try JSONDecoder().decode(Fixture.self, from: data)
    }

    /// The columns in the order that a signature takes them.
    func columns(for signature: ModelSignature) -> Columns {
        let columns = Columns()
        for input in signature.inputs {
            let values = inputs[input.name]!
            for position in 0..<input.width {
                let column = stride(from: position, to: values.count, by: input.width).map { values[$0] }
                columns.add(column, as: input.element)
            }
        }
        return columns
    }
}

/// One value of a fixture.
enum Value: Decodable, Equatable, CustomStringConvertible {
    case nan
    case bool(Bool)
    case integer(Int64)
    case real(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nan
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .real(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        default: .nan
        }
    }

    var int64: Int64 { if case .integer(let value) = self { value } else { 0 } }
    var bool: Bool { self == .bool(true) }
    var text: String { if case .text(let value) = self { value } else { "" } }
    var description: String { if case .text(let value) = self { value } else { "\(self.double)" } }
}

/// Column buffers with their memory.
final class Columns {
    private(set) var buffers: [InputBuffer] = []
    private var memory: [UnsafeMutableRawPointer] = []

    deinit { for block in memory { block.deallocate() } }

    func add(_ values: [Value], as element: TensorElement) {
        switch element {
        case .float: buffers.append(.float(keep(values.map { Float($0.double) })))
        case .double: buffers.append(.double(keep(values.map(\.double))))
        case .int8, .int16, .uint8, .uint16, .int32: buffers.append(.int32(keep(values.map { Int32($0.int64) })))
        case .uint32, .uint64, .int64: buffers.append(.int64(keep(values.map(\.int64))))
        case .bool: buffers.append(.bool(keep(values.map(\.bool))))
        case .string: addTexts(values.map(\.text))
        }
    }

    func addTexts(_ texts: [String]) {
        let rows = texts.map { UnsafeRawBufferPointer(keep(Array($0.utf8))) }
        buffers.append(.text(UnsafeBufferPointer(keep(rows))))
    }

    func addFloats(_ values: [Float]) { buffers.append(.float(keep(values))) }

    private func keep<T>(_ values: [T]) -> UnsafeMutableBufferPointer<T> {
        let block = UnsafeMutableBufferPointer<T>.allocate(capacity: values.count)
        _ = block.initialize(from: values)
        if let base = block.baseAddress { memory.append(base) }
        return block
    }
}

extension BatchScorer {
    /// Scores and copies what comes back, an array of values per output.
    func answers(rows: Int, _ columns: Columns) throws -> [[Value]] {
        var answers: [[Value]] = []
        try score(rows: rows, inputs: columns.buffers) { outputs in answers = outputs.map(\.values) }
        return answers
    }
}

extension OutputBuffer {
    var values: [Value] {
        switch self {
        case .float(let values): values.map { $0.isNaN ? .nan : .real(Double($0)) }
        case .double(let values): values.map { $0.isNaN ? .nan : .real($0) }
        case .int32(let values): values.map { .integer(Int64($0)) }
        case .int64(let values): values.map { .integer($0) }
        case .bool(let values): values.map { .bool($0) }
        case .text(let values): values.map { .text($0) }
        }
    }
}

/// How many values differ. JSON writes 1.0 as an integer.
func differences(_ first: [Value], _ second: [Value], within rounding: Double = 0) -> Int {
    zip(first, second).count { pair in
        switch pair {
        case (.real(let one), .real(let other)) where rounding > 0:
            abs(one - other) > rounding * max(1, abs(one))
        case (.real, .integer), (.integer, .real):
            abs(pair.0.double - pair.1.double) > rounding * max(1, abs(pair.0.double))
        default: pair.0 != pair.1
        }
    } + abs(first.count - second.count)
}
