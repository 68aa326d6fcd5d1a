import CONNXRuntime
import Scoring
import Tabular

/// Turns one map per row (class to value, as ZipMap makes them) into rows of values, in the order of the keys.
struct MapReader {
    var reader: OutputReader

    /// `[N, k]` values, copied.
    func values(of sequence: OpaquePointer, rows: Int, batch: TensorBatch) throws(Problem) -> OutputBuffer {
        let width = reader.width
        if reader.element == .double {
            return .double(try copy(sequence, rows, batch, into: batch.allocate(Double.self, count: rows * width)))
        }
        return .float(try copy(sequence, rows, batch, into: batch.allocate(Float.self, count: rows * width)))
    }

    /// The keys of the first map, as text.
    func labels(of sequence: OpaquePointer, batch: TensorBatch) throws(Problem) -> [String] {
        let library = batch.library
        return try withMap(sequence, 0, library) { map throws(Problem) in
            let keys = try item(map, 0, library)
            defer { ort_release_value(library.api, keys) }
            let info = try library.make(title) { ort_value_info(library.api, keys, $0) }
            defer { ort_release_tensor_info(library.api, info) }
            let shape = try TensorShape(info, library: library)
            let count = shape.sizes.reduce(1, *)
            if shape.element == TensorElement.string.onnx {
                return try reader.texts(of: keys, count: count, library: library)
            }
            guard shape.element == TensorElement.int64.onnx else {
                throw Problem("output '\(reader.name)' maps \(elementName(shape.element)) keys, which are no labels")
            }
            var address: UnsafeMutableRawPointer?
            try library.check(ort_tensor_data(library.api, keys, &address), title)
            guard let numbers = address?.assumingMemoryBound(to: Int64.self) else { return [] }
            return (0..<count).map { String(numbers[$0]) }
        }
    }

    private var title: String { "cannot read output '\(reader.name)'" }

    private func copy<T>(
        _ sequence: OpaquePointer, _ rows: Int, _ batch: TensorBatch, into target: UnsafeMutablePointer<T>
    ) throws(Problem) -> UnsafeBufferPointer<T> {
        let library = batch.library
        let width = reader.width
        var count = 0
        try library.check(ort_value_count(library.api, sequence, &count), title)
        if count != rows { throw Problem("output '\(reader.name)' gave \(count) maps for \(rows) rows") }
        for row in 0..<rows {
            try withMap(sequence, row, library) { map throws(Problem) in
                let values = try item(map, 1, library)
                defer { ort_release_value(library.api, values) }
                let info = try library.make(title) { ort_value_info(library.api, values, $0) }
                defer { ort_release_tensor_info(library.api, info) }
                let found = try TensorShape(info, library: library).sizes.reduce(1, *)
                var address: UnsafeMutableRawPointer?
                try library.check(ort_tensor_data(library.api, values, &address), title)
                guard found == width, let address else {
                    throw Problem("output '\(reader.name)' has \(found) classes in row \(row) instead of \(width)")
                }
                (target + row * width).update(from: address.assumingMemoryBound(to: T.self), count: width)
            }
        }
        return UnsafeBufferPointer(start: target, count: rows * width)
    }

    private func withMap<T>(
        _ sequence: OpaquePointer, _ row: Int, _ library: ONNXLibrary, _ body: (OpaquePointer) throws(Problem) -> T
    ) throws(Problem) -> T {
        let map = try item(sequence, row, library)
        defer { ort_release_value(library.api, map) }
        return try body(map)
    }

    private func item(_ value: OpaquePointer, _ index: Int, _ library: ONNXLibrary) throws(Problem) -> OpaquePointer {
        try library.make(title) { ort_value_item(library.api, value, Int32(index), library.allocator, $0) }
    }
}
