import CDuckDB
import Tabular

extension LogicalType {
    private static let readable: Set<Int> = [
        CDUCK_BOOLEAN, CDUCK_TINYINT, CDUCK_SMALLINT, CDUCK_INTEGER, CDUCK_BIGINT, CDUCK_UTINYINT, CDUCK_USMALLINT,
        CDUCK_UINTEGER, CDUCK_UBIGINT, CDUCK_FLOAT, CDUCK_DOUBLE, CDUCK_HUGEINT, CDUCK_UHUGEINT, CDUCK_DATE,
        CDUCK_TIMESTAMP, CDUCK_TIMESTAMP_TZ, CDUCK_TIMESTAMP_S, CDUCK_TIMESTAMP_MS, CDUCK_TIMESTAMP_NS, CDUCK_TIME,
        CDUCK_TIME_NS,
    ]

    /// Whether values can be read as numbers: numbers, booleans, dates (days), timestamps (seconds since 1970) and
    /// times (seconds since midnight).
    var isReadableAsNumber: Bool {
        switch self {
        case .plain(let id, _): Self.readable.contains(id)
        case .decimal: true
        default: false
        }
    }
}

/// Copies a chunk into matrices, column by column.
struct MatrixFill<Number: MatrixNumber> {
    let chunk: Chunk

    /// One column's values, NULL as NaN.
    func numbers(_ column: Int) -> [Number] {
        let rows = (0..<Int32(chunk.count)).map { $0 }
        return [Number](unsafeUninitializedCapacity: chunk.count) { buffer, count in
            if let base = buffer.baseAddress { fill(column, rows, base) }
            count = chunk.count
        }
    }

    func run(into matrices: [NumericMatrix]) throws(Problem) {
        let partitions = partitions(count: matrices.count)
        for (matrix, rows) in zip(matrices, partitions) where !rows.isEmpty {
            guard matrix.rowCount + rows.count <= matrix.capacity else {
                throw Problem(
                    "the data has more rows than were counted (\(matrix.capacity))",
                    hint: "It changed while it was read: start again.")
            }
            for column in 0..<matrix.columnCount {
                fill(column, rows, matrix.column(column).assumingMemoryBound(to: Number.self) + matrix.rowCount)
            }
            matrix.advance(by: rows.count)
        }
    }

    /// The rows of the chunk that belong to each matrix.
    private func partitions(count: Int) -> [[Int32]] {
        let reader = chunk.types[chunk.types.count - 1].reader(of: chunk.vector(chunk.types.count - 1))
        var partitions = [[Int32]](repeating: [], count: count)
        for row in 0..<chunk.count {
            guard reader.vector.isValid(row), let partition = reader.wholeNumber(row), partition >= 0, partition < count
            else { continue }
            partitions[partition].append(Int32(row))
        }
        return partitions
    }

    private func fill(_ column: Int, _ rows: [Int32], _ target: UnsafeMutablePointer<Number>) {
        let vector = chunk.vector(column)
        switch chunk.types[column] {
        case .plain(let id, _): fill(id, vector, rows, target)
        case .decimal(_, let scale, let storage): fillDecimal(storage, scale, vector, rows, target)
        default: break
        }
        guard let validity = vector.validity else { return }
        for (position, row) in rows.enumerated() where validity[Int(row) >> 6] & (1 << UInt64(row & 63)) == 0 {
            target[position] = .nan
        }
    }

    private func fill(_ id: Int, _ vector: Vector, _ rows: [Int32], _ target: UnsafeMutablePointer<Number>) {
        switch id {
        case CDUCK_BOOLEAN: gather(vector, rows, target) { (value: UInt8) in value == 0 ? 0 : 1 }
        case CDUCK_TINYINT: gather(vector, rows, target) { (value: Int8) in Number(value) }
        case CDUCK_SMALLINT: gather(vector, rows, target) { (value: Int16) in Number(value) }
        case CDUCK_INTEGER, CDUCK_DATE: gather(vector, rows, target) { (value: Int32) in Number(value) }
        case CDUCK_BIGINT, CDUCK_TIMESTAMP_S: gather(vector, rows, target) { (value: Int64) in Number(value) }
        case CDUCK_UTINYINT: gather(vector, rows, target) { (value: UInt8) in Number(value) }
        case CDUCK_USMALLINT: gather(vector, rows, target) { (value: UInt16) in Number(value) }
        case CDUCK_UINTEGER: gather(vector, rows, target) { (value: UInt32) in Number(value) }
        case CDUCK_UBIGINT: gather(vector, rows, target) { (value: UInt64) in Number(value) }
        case CDUCK_FLOAT: gather(vector, rows, target) { (value: Float) in Number(value) }
        case CDUCK_DOUBLE: gather(vector, rows, target) { (value: Double) in Number(value) }
        case CDUCK_HUGEINT: gather(vector, rows, target) { (value: Int128) in Number(Double(value)) }
        case CDUCK_UHUGEINT: gather(vector, rows, target) { (value: UInt128) in Number(Double(value)) }
        case CDUCK_TIMESTAMP, CDUCK_TIMESTAMP_TZ, CDUCK_TIME:
            gather(vector, rows, target) { (value: Int64) in Number(Double(value) / 1e6) }
        case CDUCK_TIMESTAMP_MS: gather(vector, rows, target) { (value: Int64) in Number(Double(value) / 1e3) }
        case CDUCK_TIMESTAMP_NS, CDUCK_TIME_NS:
            gather(vector, rows, target) { (value: Int64) in Number(Double(value) / 1e9) }
        default: break
        }
    }

    private func fillDecimal(
        _ storage: Int, _ scale: Int, _ vector: Vector, _ rows: [Int32], _ target: UnsafeMutablePointer<Number>
    ) {
        var unit = 1.0
        for _ in 0..<scale { unit *= 10 }
        switch storage {
        case CDUCK_SMALLINT: gather(vector, rows, target) { (value: Int16) in Number(Double(value) / unit) }
        case CDUCK_INTEGER: gather(vector, rows, target) { (value: Int32) in Number(Double(value) / unit) }
        case CDUCK_BIGINT: gather(vector, rows, target) { (value: Int64) in Number(Double(value) / unit) }
        default: gather(vector, rows, target) { (value: Int128) in Number(Double(value) / unit) }
        }
    }

    @inline(__always)
    private func gather<Value>(
        _ vector: Vector, _ rows: [Int32], _ target: UnsafeMutablePointer<Number>, _ convert: (Value) -> Number
    ) {
        guard let source = vector.data?.assumingMemoryBound(to: Value.self) else { return }
        rows.withUnsafeBufferPointer { rows in
            for position in 0..<rows.count { target[position] = convert(source[Int(rows[position])]) }
        }
    }
}

extension ColumnReader {
    /// The value of an integer column, when it fits.
    func wholeNumber(_ row: Int) -> Int? {
        guard case .plain(let id, _) = type else { return nil }
        return integer(id, row).flatMap { Int(exactly: $0) }
    }
}
