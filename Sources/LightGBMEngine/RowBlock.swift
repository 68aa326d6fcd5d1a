import Tabular

/// Some rows of a matrix, row by row: memory for predictions stays the same however long the matrix is.
final class RowBlock {
    /// The most rows that fit.
    let capacity: Int
    let address: UnsafeMutableRawPointer

    init(for matrix: NumericMatrix) {
        let bytesPerRow = max(1, matrix.columnCount * matrix.precision.bytes)
        capacity = max(64, (4 << 20) / bytesPerRow)
        address = .allocate(byteCount: capacity * bytesPerRow, alignment: 64)
    }

    deinit { address.deallocate() }

    /// Copies `count` rows from row `first` on.
    func gather(_ matrix: NumericMatrix, from first: Int, count: Int) {
        switch matrix.precision {
        case .float: transpose(matrix, Float.self, first, count)
        case .double: transpose(matrix, Double.self, first, count)
        }
    }

    private func transpose<Number>(_ matrix: NumericMatrix, _ type: Number.Type, _ first: Int, _ count: Int) {
        let target = address.assumingMemoryBound(to: type)
        let columns = matrix.columnCount
        for index in 0..<columns {
            let source = matrix.column(index).assumingMemoryBound(to: type) + first
            for row in 0..<count { target[row * columns + index] = source[row] }
        }
    }
}
