/// Numbers in column-major order, in memory that C libraries read in place.
///
/// A matrix is filled once, by one owner, and only read afterwards: that is why sharing it is safe.
public final class NumericMatrix: @unchecked Sendable {
    /// How a number is stored.
    public enum Precision: String, Sendable, Hashable, Codable {
        /// 4 bytes: exact for integers up to 2^24.
        case float
        /// 8 bytes: exact for integers up to 2^53.
        case double

        public var bytes: Int { self == .float ? 4 : 8 }
    }

    public let precision: Precision
    public let columnCount: Int
    /// The number of rows that fit.
    public let capacity: Int
    /// The number of rows filled so far. Column `c` starts at `c * capacity` values.
    public private(set) var rowCount = 0
    private let base: UnsafeMutableRawPointer
    /// The matrix whose memory this one looks at; nil when the memory is its own.
    private let owner: NumericMatrix?

    /// A matrix with room for `capacity` rows; every value is 0 until set.
    public init(columnCount: Int, capacity: Int, precision: Precision) {
        self.precision = precision
        self.columnCount = columnCount
        self.capacity = capacity
        owner = nil
        let bytes = max(1, columnCount * capacity * precision.bytes)
        base = .allocate(byteCount: bytes, alignment: 64)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    }

    private init(first columnCount: Int, of owner: NumericMatrix) {
        precision = owner.precision
        self.columnCount = columnCount
        capacity = owner.capacity
        rowCount = owner.rowCount
        base = owner.base
        self.owner = owner
    }

    deinit { if owner == nil { base.deallocate() } }

    /// The first columns of this matrix, in the same memory.
    public func prefix(columns: Int) -> NumericMatrix {
        precondition(columns <= columnCount)
        return NumericMatrix(first: columns, of: self)
    }

    /// The address of a column's first value.
    public func column(_ index: Int) -> UnsafeMutableRawPointer {
        precondition(index < max(1, columnCount))
        return base + index * capacity * precision.bytes
    }

    /// Where a column's values are in memory, as 32-bit floats; valid only when `precision` is `.float`.
    public func floats(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
        precondition(precision == .float)
        return UnsafeMutableBufferPointer(
            start: column(index).assumingMemoryBound(to: Float.self), count: capacity)
    }

    /// Where a column's values are in memory, as 64-bit floats; valid only when `precision` is `.double`.
    public func doubles(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
        precondition(precision == .double)
        return UnsafeMutableBufferPointer(
            start: column(index).assumingMemoryBound(to: Double.self), count: capacity)
    }

    /// The value in a row and column, widened to double.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precision == .float ? Double(floats(column)[row]) : doubles(column)[row]
        }
        set {
            if precision == .float { floats(column)[row] = Float(newValue) } else { doubles(column)[row] = newValue }
        }
    }

    /// Declares `count` more rows as filled; call after their values are in place.
    public func advance(by count: Int) {
        precondition(rowCount + count <= capacity)
        rowCount += count
    }
}
