import CONNXRuntime
import Scoring
import Tabular

/// How one input of the signature becomes a tensor.
struct InputPlan {
    var name: String
    var element: TensorElement
    /// Columns that are packed into a row of it.
    var width: Int
    /// 1 for `[N]`, 2 for `[N, k]`.
    var rank: Int
    /// The position of its first column among the buffers of a batch.
    var firstColumn: Int

    func label(_ column: Int) -> String { width == 1 ? "'\(name)'" : "'\(name)[\(column)]'" }

    static func plans(for inputs: [ModelInput]) -> [InputPlan] {
        var plans: [InputPlan] = []
        var next = 0
        for input in inputs {
            let rank = input.shape.count
            plans.append(
                InputPlan(
                    name: input.name, element: input.element, width: input.width, rank: rank, firstColumn: next))
            next += input.width
        }
        return plans
    }
}

/// The tensors and the memory of one run, released together.
final class TensorBatch {
    let library: ONNXLibrary
    var inputs: [OpaquePointer?] = []
    var outputs: [OpaquePointer?] = []
    private var scratch: [UnsafeMutableRawPointer] = []

    init(library: ONNXLibrary) { self.library = library }

    deinit {
        for value in inputs + outputs { if let value { ort_release_value(library.api, value) } }
        for memory in scratch { memory.deallocate() }
    }

    /// Memory that lives as long as the batch.
    func allocate<T>(_ type: T.Type, count: Int) -> UnsafeMutablePointer<T> {
        let bytes = max(1, count * MemoryLayout<T>.stride)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        scratch.append(memory)
        return memory.bindMemory(to: T.self, capacity: count)
    }

    /// Adds the tensor of an input: over the column's own memory when it is one column of the tensor's own type.
    func add(_ plan: InputPlan, rows: Range<Int>, columns: [InputBuffer]) throws(Problem) {
        switch plan.element {
        case .float: try addNumbers(plan, rows, columns) { if case .float(let column) = $0 { column } else { nil } }
        case .double: try addNumbers(plan, rows, columns) { if case .double(let column) = $0 { column } else { nil } }
        case .int32: try addNumbers(plan, rows, columns, int32s)
        case .int64: try addNumbers(plan, rows, columns, int64s)
        case .bool: try addNumbers(plan, rows, columns) { if case .bool(let column) = $0 { column } else { nil } }
        case .int8: try addNarrow(plan, rows, columns, as: Int8.self, int32s)
        case .int16: try addNarrow(plan, rows, columns, as: Int16.self, int32s)
        case .uint8: try addNarrow(plan, rows, columns, as: UInt8.self, int32s)
        case .uint16: try addNarrow(plan, rows, columns, as: UInt16.self, int32s)
        case .uint32: try addNarrow(plan, rows, columns, as: UInt32.self, int64s)
        case .uint64: try addNarrow(plan, rows, columns, as: UInt64.self, int64s)
        case .string: try addText(plan, rows, columns)
        }
    }

    /// Adds a tensor over memory of this batch.
    func add<T>(_ plan: InputPlan, over data: UnsafeMutablePointer<T>, rows: Int) throws(Problem) {
        try wrap(plan, data, rows)
    }

    private func addNumbers<T>(
        _ plan: InputPlan, _ rows: Range<Int>, _ columns: [InputBuffer],
        _ values: (InputBuffer) -> UnsafeMutableBufferPointer<T>?
    ) throws(Problem) {
        if plan.width == 1 {
            let column = try find(plan, 0, rows, columns, values)
            return try wrap(plan, column + rows.lowerBound, rows.count)
        }
        let packed = allocate(T.self, count: rows.count * plan.width)
        var sources: [UnsafeMutablePointer<T>] = []
        for index in 0..<plan.width { sources.append(try find(plan, index, rows, columns, values) + rows.lowerBound) }
        // A block of rows at a time, so that the rows being filled stay in the cache.
        let block = max(1, 4096 / plan.width)
        for start in stride(from: 0, to: rows.count, by: block) {
            let end = min(start + block, rows.count)
            for (index, source) in sources.enumerated() {
                var target = packed + start * plan.width + index
                for row in start..<end {
                    target.pointee = source[row]
                    target += plan.width
                }
            }
        }
        try wrap(plan, packed, rows.count)
    }

    private func addNarrow<Wide: FixedWidthInteger, Narrow: FixedWidthInteger>(
        _ plan: InputPlan, _ rows: Range<Int>, _ columns: [InputBuffer], as type: Narrow.Type,
        _ values: (InputBuffer) -> UnsafeMutableBufferPointer<Wide>?
    ) throws(Problem) {
        let packed = allocate(Narrow.self, count: rows.count * plan.width)
        for index in 0..<plan.width {
            let source = try find(plan, index, rows, columns, values) + rows.lowerBound
            for row in 0..<rows.count {
                guard let narrow = Narrow(exactly: source[row]) else {
                    throw Problem(
                        "\(source[row]) does not fit the model's input \(plan.label(index)), "
                            + "which takes \(plan.element.rawValue) values")
                }
                packed[row * plan.width + index] = narrow
            }
        }
        try wrap(plan, packed, rows.count)
    }

    private func addText(_ plan: InputPlan, _ rows: Range<Int>, _ columns: [InputBuffer]) throws(Problem) {
        let api = library.api
        var shape = [Int64(rows.count), Int64(plan.width)]
        let tensor = try library.make("cannot make a tensor for input \(plan.label(0))") {
            ort_create_tensor(api, library.allocator, &shape, plan.rank, plan.element.onnx, $0)
        }
        inputs.append(tensor)
        for index in 0..<plan.width {
            guard case .text(let values) = columns[plan.firstColumn + index] else {
                throw mismatch(plan, index, columns)
            }
            if values.count < rows.upperBound { throw tooShort(plan, index, values.count, rows) }
            for row in 0..<rows.count {
                let bytes = values[rows.lowerBound + row]
                if bytes.isEmpty { continue }
                var target: UnsafeMutablePointer<CChar>?
                let status = ort_resize_string(api, tensor, row * plan.width + index, bytes.count, &target)
                try library.check(status, "cannot fill input \(plan.label(index))")
                if let target, let source = bytes.baseAddress {
                    UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: bytes.count)
                }
            }
        }
    }

    private func wrap<T>(_ plan: InputPlan, _ data: UnsafeMutablePointer<T>, _ rows: Int) throws(Problem) {
        let api = library.api
        var shape = (Int64(rows), Int64(plan.width))
        let bytes = rows * plan.width * MemoryLayout<T>.stride
        var value: OpaquePointer?
        let status = withUnsafePointer(to: &shape) { shape in
            shape.withMemoryRebound(to: Int64.self, capacity: 2) { sizes in
                ort_wrap_tensor(api, library.memory, data, bytes, sizes, plan.rank, plan.element.onnx, &value)
            }
        }
        try library.check(status, "cannot make a tensor for input \(plan.label(0))")
        inputs.append(value)
    }

    private func find<T>(
        _ plan: InputPlan, _ index: Int, _ rows: Range<Int>, _ columns: [InputBuffer],
        _ values: (InputBuffer) -> UnsafeMutableBufferPointer<T>?
    ) throws(Problem) -> UnsafeMutablePointer<T> {
        guard let found = values(columns[plan.firstColumn + index]) else { throw mismatch(plan, index, columns) }
        guard let base = found.baseAddress, found.count >= rows.upperBound else {
            throw tooShort(plan, index, found.count, rows)
        }
        return base
    }

    private func mismatch(_ plan: InputPlan, _ index: Int, _ columns: [InputBuffer]) -> Problem {
        let given = columns[plan.firstColumn + index].elementName
        return Problem(
            "the model's input \(plan.label(index)) takes \(plan.element.rawValue) values and was given \(given) values"
        )
    }

    private func tooShort(_ plan: InputPlan, _ index: Int, _ count: Int, _ rows: Range<Int>) -> Problem {
        Problem("the model's input \(plan.label(index)) was given \(count) values for \(rows.upperBound) rows")
    }
}

private func int32s(_ buffer: InputBuffer) -> UnsafeMutableBufferPointer<Int32>? {
    if case .int32(let column) = buffer { column } else { nil }
}

private func int64s(_ buffer: InputBuffer) -> UnsafeMutableBufferPointer<Int64>? {
    if case .int64(let column) = buffer { column } else { nil }
}

extension InputBuffer {
    fileprivate var elementName: String {
        switch self {
        case .float: "float"
        case .double: "double"
        case .int32: "int32"
        case .int64: "int64"
        case .bool: "bool"
        case .text: "string"
        }
    }
}
