import CONNXRuntime
import Scoring
import Tabular

/// Reads one output of the signature from what a run gave.
struct OutputReader {
    var name: String
    var element: TensorElement
    /// Values a row.
    var width: Int
    /// Whether the file gives one map per row instead of a tensor.
    var isMaps: Bool

    init(_ output: ModelOutput, isMaps: Bool) {
        name = output.name
        element = output.element
        width = output.width
        self.isMaps = isMaps
    }

    /// The values, in the tensor's own memory where the type is one of the six of `OutputBuffer`.
    func read(_ value: OpaquePointer?, rows: Int, batch: TensorBatch) throws(Problem) -> OutputBuffer {
        guard let value else { throw Problem("the model gave no output '\(name)'") }
        if isMaps { return try MapReader(reader: self).values(of: value, rows: rows, batch: batch) }
        try checkShape(of: value, rows: rows, library: batch.library)
        let count = rows * width
        if element == .string { return .text(try texts(of: value, count: count, library: batch.library)) }
        var address: UnsafeMutableRawPointer?
        try batch.library.check(ort_tensor_data(batch.library.api, value, &address), "cannot read output '\(name)'")
        guard let address else {
            if count == 0 { return empty }
            throw Problem("cannot read output '\(name)'")
        }
        switch element {
        case .float: return .float(buffer(address, count))
        case .double: return .double(buffer(address, count))
        case .int32: return .int32(buffer(address, count))
        case .int64: return .int64(buffer(address, count))
        case .bool: return .bool(buffer(address, count))
        case .int8: return .int32(widen(buffer(address, count) as UnsafeBufferPointer<Int8>, batch))
        case .int16: return .int32(widen(buffer(address, count) as UnsafeBufferPointer<Int16>, batch))
        case .uint8: return .int32(widen(buffer(address, count) as UnsafeBufferPointer<UInt8>, batch))
        case .uint16: return .int32(widen(buffer(address, count) as UnsafeBufferPointer<UInt16>, batch))
        case .uint32: return .int64(widen(buffer(address, count) as UnsafeBufferPointer<UInt32>, batch))
        case .uint64: return .int64(try widenChecked(buffer(address, count), batch))
        case .string: return .text([])
        }
    }

    /// The output of no rows.
    var empty: OutputBuffer {
        switch element {
        case .float: .float(.init(start: nil, count: 0))
        case .double: .double(.init(start: nil, count: 0))
        case .int8, .int16, .uint8, .uint16, .int32: .int32(.init(start: nil, count: 0))
        case .uint32, .uint64, .int64: .int64(.init(start: nil, count: 0))
        case .bool: .bool(.init(start: nil, count: 0))
        case .string: .text([])
        }
    }

    private func checkShape(of value: OpaquePointer, rows: Int, library: ONNXLibrary) throws(Problem) {
        let info = try library.make("cannot read output '\(name)'") { ort_value_info(library.api, value, $0) }
        defer { ort_release_tensor_info(library.api, info) }
        let shape = try TensorShape(info, library: library)
        let fits = shape.sizes.reduce(1, *) == rows * width && (shape.sizes.first ?? 1) == rows
        if !fits || shape.element != element.onnx {
            throw Problem(
                "output '\(name)' is not what the model declares",
                detail: "It gave \(shape.sizes) values of \(elementName(shape.element)) for \(rows) rows "
                    + "of \(width) \(element.rawValue) values.")
        }
    }

    func texts(of value: OpaquePointer, count: Int, library: ONNXLibrary) throws(Problem) -> [String] {
        var size = 0
        try library.check(ort_string_bytes(library.api, value, &size), "cannot read output '\(name)'")
        if count == 0 { return [] }
        return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, size)) { bytes throws(Problem) in
            var starts = [Int](repeating: 0, count: count)
            let status = ort_string_content(library.api, value, bytes.baseAddress, size, &starts, count)
            try library.check(status, "cannot read output '\(name)'")
            return (0..<count).map { index in
                let end = index + 1 < count ? starts[index + 1] : size
                return String(decoding: bytes[starts[index]..<end], as: UTF8.self)
            }
        }
    }

    private func buffer<T>(_ address: UnsafeMutableRawPointer, _ count: Int) -> UnsafeBufferPointer<T> {
        UnsafeBufferPointer(start: address.assumingMemoryBound(to: T.self), count: count)
    }

    private func widen<Narrow: FixedWidthInteger, Wide: FixedWidthInteger>(
        _ values: UnsafeBufferPointer<Narrow>, _ batch: TensorBatch
    ) -> UnsafeBufferPointer<Wide> {
        let wide = batch.allocate(Wide.self, count: values.count)
        for index in values.indices { wide[index] = Wide(truncatingIfNeeded: values[index]) }
        return UnsafeBufferPointer(start: wide, count: values.count)
    }

    private func widenChecked(
        _ values: UnsafeBufferPointer<UInt64>, _ batch: TensorBatch
    ) throws(Problem) -> UnsafeBufferPointer<Int64> {
        if let large = values.first(where: { $0 > UInt64(Int64.max) }) {
            throw Problem("output '\(name)' holds \(large), which is more than a 64-bit integer column takes")
        }
        return widen(values, batch)
    }
}
