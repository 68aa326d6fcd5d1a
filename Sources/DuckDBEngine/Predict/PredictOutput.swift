import CDuckDB
import Scoring
import Tabular

/// Writes the outputs of a batch into the fields of a struct vector.
struct PredictOutput {
    let vector: duckdb_vector?
    let signature: ModelSignature
    let rows: Int

    func write(_ outputs: [OutputBuffer]) throws(Problem) {
        guard outputs.count == signature.outputs.count else {
            throw Problem(
                "the model gave \(outputs.count) outputs where its signature names \(signature.outputs.count)",
                hint: "Import it again.")
        }
        for (index, (output, buffer)) in zip(signature.outputs, outputs).enumerated() {
            let field = duckdb_struct_vector_get_child(vector, idx_t(index))
            let expected = rows * output.width
            guard buffer.count >= expected else {
                throw Problem("the output '\(output.name)' has \(buffer.count) values, not \(expected)")
            }
            let target = output.width > 1 ? list(in: field, width: output.width) : field
            try write(buffer, count: expected, to: target, output)
        }
    }

    /// Lays out lists of equal length and returns the vector of their elements.
    private func list(in field: duckdb_vector?, width: Int) -> duckdb_vector? {
        duckdb_list_vector_reserve(field, idx_t(rows * width))
        duckdb_list_vector_set_size(field, idx_t(rows * width))
        if let entries = duckdb_vector_get_data(field)?.assumingMemoryBound(to: duckdb_list_entry.self) {
            for row in 0..<rows {
                entries[row] = duckdb_list_entry(offset: UInt64(row * width), length: UInt64(width))
            }
        }
        return duckdb_list_vector_get_child(field)
    }

    private func write(
        _ buffer: OutputBuffer, count: Int, to vector: duckdb_vector?, _ output: ModelOutput
    ) throws(Problem) {
        guard let data = duckdb_vector_get_data(vector) else { return }
        switch (output.element, buffer) {
        case (.float, .float(let values)): copy(values, count, data)
        case (.float, .double(let values)): convert(values, count, data) { Float($0) }
        case (.double, .double(let values)): copy(values, count, data)
        case (.double, .float(let values)): convert(values, count, data) { Double($0) }
        case (.bool, .bool(let values)): copy(values, count, data)
        case (.int32, .int32(let values)): copy(values, count, data)
        case (.int64, .int64(let values)): copy(values, count, data)
        case (.int64, .int32(let values)): convert(values, count, data) { Int64($0) }
        case (.int8, .int32(let values)): convert(values, count, data) { Int8(clamping: $0) }
        case (.int16, .int32(let values)): convert(values, count, data) { Int16(clamping: $0) }
        case (.uint8, .int32(let values)): convert(values, count, data) { UInt8(clamping: $0) }
        case (.uint16, .int32(let values)): convert(values, count, data) { UInt16(clamping: $0) }
        case (.uint32, .int64(let values)): convert(values, count, data) { UInt32(clamping: $0) }
        case (.uint64, .int64(let values)): convert(values, count, data) { UInt64(clamping: $0) }
        case (.string, .text(let values)):
            for row in 0..<count {
                var text = values[row]
                text.withUTF8 { bytes in
                    bytes.withMemoryRebound(to: CChar.self) {
                        duckdb_vector_assign_string_element_len(vector, idx_t(row), $0.baseAddress, idx_t($0.count))
                    }
                }
            }
        default:
            throw Problem(
                "the output '\(output.name)' is not \(output.element.rawValue), as the model's signature says")
        }
    }

    private func copy<T>(_ values: UnsafeBufferPointer<T>, _ count: Int, _ data: UnsafeMutableRawPointer) {
        if let base = values.baseAddress { data.copyMemory(from: base, byteCount: count * MemoryLayout<T>.stride) }
    }

    private func convert<S, T>(
        _ values: UnsafeBufferPointer<S>, _ count: Int, _ data: UnsafeMutableRawPointer, _ convert: (S) -> T
    ) {
        let target = data.assumingMemoryBound(to: T.self)
        for index in 0..<count { target[index] = convert(values[index]) }
    }

    /// Makes the answers of some rows NULL.
    func clear(_ rows: [Int]) {
        guard !rows.isEmpty else { return }
        let fields = (0..<signature.outputs.count).map { duckdb_struct_vector_get_child(vector, idx_t($0)) }
        for vector in [vector] + fields {
            duckdb_vector_ensure_validity_writable(vector)
            guard let validity = duckdb_vector_get_validity(vector) else { continue }
            for row in rows { validity[row >> 6] &= ~(1 << UInt64(row & 63)) }
        }
    }
}

extension OutputBuffer {
    fileprivate var count: Int {
        switch self {
        case .float(let values): values.count
        case .double(let values): values.count
        case .int32(let values): values.count
        case .int64(let values): values.count
        case .bool(let values): values.count
        case .text(let values): values.count
        }
    }
}
