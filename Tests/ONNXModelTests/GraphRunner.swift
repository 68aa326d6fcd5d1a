import Foundation
import ONNXEngine
import Scoring
import Tabular

/// A column of raw values, as a table has them.
enum RawColumn {
    case reals([Double?])
    case integers([Int64?])
    case texts([String?])
}

/// What a graph answered: numbers row by row, or texts.
enum Answer {
    case numbers([Double])
    case texts([String])

    var numbers: [Double] { if case .numbers(let values) = self { values } else { [] } }
    var texts: [String] { if case .texts(let values) = self { values } else { [] } }
}

/// Runs an ONNX file with ONNX Runtime, on columns as the database would hand them over.
struct GraphRunner {
    private let scorer: any BatchScorer
    let signature: ModelSignature

    init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".onnx")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let loader = ONNXScorerLoader()
        signature = try loader.signature(ofModelAt: file.path)
        scorer = try loader.load(modelAt: file.path, signature: signature)
    }

    /// Answers by output name.
    /// - Parameter columns: one per input of the signature, in order.
    func run(_ columns: [RawColumn], rows: Int) throws -> [String: Answer] {
        let memory = Memory()
        let buffers = zip(signature.inputs, columns).map { memory.buffer($0, $1) }
        var answers: [String: Answer] = [:]
        try scorer.score(rows: rows, inputs: buffers) { outputs in
            for (output, buffer) in zip(signature.outputs, outputs) { answers[output.name] = Answer(buffer) }
        }
        return answers
    }
}

extension Answer {
    fileprivate init(_ buffer: OutputBuffer) {
        switch buffer {
        case .float(let values): self = .numbers(values.map(Double.init))
        case .double(let values): self = .numbers(Array(values))
        case .int32(let values): self = .numbers(values.map(Double.init))
        case .int64(let values): self = .numbers(values.map(Double.init))
        case .bool(let values): self = .numbers(values.map { $0 ? 1 : 0 })
        case .text(let values): self = .texts(values)
        }
    }
}

/// Keeps the memory of input buffers.
private final class Memory {
    private var allocations: [UnsafeMutableRawPointer] = []

    deinit { for allocation in allocations { allocation.deallocate() } }

    func buffer(_ input: ModelInput, _ column: RawColumn) -> InputBuffer {
        switch (input.element, column) {
        case (.float, .reals(let values)): .float(copy(values.map { Float($0 ?? .nan) }))
        case (.double, .reals(let values)): .double(copy(values.map { $0 ?? .nan }))
        case (.int64, .integers(let values)): .int64(copy(values.map { $0 ?? Int64(input.missing!)! }))
        case (.string, .texts(let values)):
            .text(UnsafeBufferPointer(copy(values.map { bytes($0 ?? input.missing!) })))
        default: preconditionFailure("the input \(input.name) takes \(input.element)")
        }
    }

    private func copy<Value>(_ values: [Value]) -> UnsafeMutableBufferPointer<Value> {
        let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, values.count))
        _ = buffer.initialize(from: values)
        allocations.append(UnsafeMutableRawPointer(buffer.baseAddress!))
        return UnsafeMutableBufferPointer(rebasing: buffer[..<values.count])
    }

    private func bytes(_ text: String) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(UnsafeBufferPointer(copy(Array(text.utf8))))
    }
}
