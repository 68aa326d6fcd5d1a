import CONNXRuntime
import Scoring
import Tabular

/// Runs a few made-up rows to see what outputs look like that the file does not describe.
struct OutputProbe {
    /// What an output turned out to be.
    enum Measure {
        case columns(shape: [Int], labels: [String])
        /// It has no value per row, and this is what it has.
        case noRows(String)
    }

    var session: ONNXSession
    var inputs: [ModelInput]
    var rows: Int

    func measure(_ names: [String], maps: Set<String>) throws(Problem) -> [Measure] {
        let runner = ONNXRunner(session: session, inputs: inputs, outputs: names)
        let made = MadeUpColumns(inputs: inputs, rows: rows)
        let batch: TensorBatch
        do throws(Problem) {
            batch = try runner.run(0..<rows, of: made.buffers)
        } catch {
            throw Problem(
                "cannot tell what the model's output '\(names.joined(separator: "', '"))' looks like: the file does not "
                    + "say, and a trial run failed", detail: error.detail,
                hint: "Export the model with output shapes.")
        }
        var measures: [Measure] = []
        for (index, name) in names.enumerated() {
            guard let value = batch.outputs[index] else { throw Problem("the model gave no output '\(name)'") }
            measures.append(try maps.contains(name) ? labels(name, value, batch) : shape(name, value))
        }
        return measures
    }

    private func labels(_ name: String, _ value: OpaquePointer, _ batch: TensorBatch) throws(Problem) -> Measure {
        let reader = OutputReader(ModelOutput(name: name, element: .float), isMaps: true)
        let labels = try MapReader(reader: reader).labels(of: value, batch: batch)
        return labels.isEmpty ? .noRows("its maps are empty") : .columns(shape: [-1, labels.count], labels: labels)
    }

    private func shape(_ name: String, _ value: OpaquePointer) throws(Problem) -> Measure {
        let api = session.library.api
        let info = try session.library.make("cannot read output '\(name)'") { ort_value_info(api, value, $0) }
        defer { ort_release_tensor_info(api, info) }
        let sizes = try TensorShape(info, library: session.library).sizes
        switch sizes.count {
        case 1 where sizes[0] == rows: return .columns(shape: [-1], labels: [])
        case 2 where sizes[0] == rows && sizes[1] > 0: return .columns(shape: [-1, sizes[1]], labels: [])
        case 0 where rows == 1: return .columns(shape: [-1], labels: [])
        default: return .noRows("for \(rows) rows it gives a tensor of shape \(sizes)")
        }
    }
}

/// Columns of zeros, false and empty strings.
private final class MadeUpColumns {
    private(set) var buffers: [InputBuffer] = []
    private let zeros: UnsafeMutableRawPointer
    private let empty: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>

    init(inputs: [ModelInput], rows: Int) {
        zeros = .allocate(byteCount: rows * 8, alignment: 8)
        zeros.initializeMemory(as: UInt8.self, repeating: 0, count: rows * 8)
        empty = .allocate(capacity: rows)
        empty.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
        for input in inputs {
            for _ in 0..<input.width { buffers.append(buffer(input.element, rows)) }
        }
    }

    deinit {
        zeros.deallocate()
        empty.deallocate()
    }

    private func buffer(_ element: TensorElement, _ rows: Int) -> InputBuffer {
        switch element {
        case .float: .float(column(rows))
        case .double: .double(column(rows))
        case .int8, .int16, .uint8, .uint16, .int32: .int32(column(rows))
        case .uint32, .uint64, .int64: .int64(column(rows))
        case .bool: .bool(column(rows))
        case .string: .text(UnsafeBufferPointer(empty))
        }
    }

    /// All columns share the same zeros: a run only reads them.
    private func column<T>(_ rows: Int) -> UnsafeMutableBufferPointer<T> {
        UnsafeMutableBufferPointer(start: zeros.assumingMemoryBound(to: T.self), count: rows)
    }
}
