import CDuckDB
import Scoring

/// Memory for the inputs of one batch, used again for the next.
///
/// Vectors go to the model in place where they can: the type is the model's own and nothing is missing.
final class PredictScratch {
    private var rows = 0
    private var numbers: [UnsafeMutableRawPointer?] = []
    private var sizes: [Int] = []
    /// What stands for a missing text, one per input.
    private var markers: [UnsafeMutableRawBufferPointer?] = []
    private var isUnanswered: [Bool] = []
    private(set) var unanswered: [Int] = []

    deinit {
        for number in numbers { number?.deallocate() }
        for marker in markers { marker?.deallocate() }
    }

    func begin(rows: Int) {
        self.rows = rows
        unanswered.removeAll(keepingCapacity: true)
        isUnanswered = [Bool](repeating: false, count: rows)
    }

    /// The values of a column as the model takes them. Rows that have no value and no marker are noted as unanswered.
    func buffer(
        of vector: Vector, for input: ModelInput, at position: Int, isDouble: Bool = false
    ) -> InputBuffer {
        while numbers.count <= position {
            numbers.append(nil)
            sizes.append(0)
            markers.append(nil)
        }
        switch input.element {
        case .float where isDouble:
            let missing = input.missing.flatMap { Float($0) } ?? .nan
            return .float(convert(vector, position, missing, 0) { (value: Double) in Float(value) })
        case .float:
            return .float(real(vector, position, missing: input.missing.flatMap { Float($0) } ?? .nan))
        case .double:
            return .double(real(vector, position, missing: input.missing.flatMap { Double($0) } ?? .nan))
        case .bool:
            let missing = input.missing.map { $0 == "true" || $0 == "1" }
            return .bool(convert(vector, position, missing, false) { (v: UInt8) in v != 0 })
        case .int8: return .int32(whole(vector, input, position) { (v: Int8) in Int32(v) })
        case .int16: return .int32(whole(vector, input, position) { (v: Int16) in Int32(v) })
        case .int32: return .int32(whole(vector, input, position) { (v: Int32) in v })
        case .uint8: return .int32(whole(vector, input, position) { (v: UInt8) in Int32(v) })
        case .uint16: return .int32(whole(vector, input, position) { (v: UInt16) in Int32(v) })
        case .uint32: return .int64(whole(vector, input, position) { (v: UInt32) in Int64(v) })
        case .uint64: return .int64(whole(vector, input, position) { (v: UInt64) in Int64(clamping: v) })
        case .int64: return .int64(whole(vector, input, position) { (v: Int64) in v })
        case .string: return .text(text(vector, input, position))
        }
    }

    private func room<T>(_ type: T.Type, _ position: Int) -> UnsafeMutableBufferPointer<T> {
        let bytes = rows * MemoryLayout<T>.stride
        if sizes[position] < bytes {
            numbers[position]?.deallocate()
            numbers[position] = .allocate(byteCount: bytes, alignment: 64)
            sizes[position] = bytes
        }
        return UnsafeMutableBufferPointer(start: numbers[position]?.assumingMemoryBound(to: type), count: rows)
    }

    private func real<T: BinaryFloatingPoint>(
        _ vector: Vector, _ position: Int, missing: T
    ) -> UnsafeMutableBufferPointer<T> {
        if vector.validity == nil {
            return UnsafeMutableBufferPointer(start: vector.data?.assumingMemoryBound(to: T.self), count: rows)
        }
        return convert(vector, position, missing, 0) { (value: T) in value }
    }

    private func whole<Source, T: FixedWidthInteger>(
        _ vector: Vector, _ input: ModelInput, _ position: Int, _ widen: (Source) -> T
    ) -> UnsafeMutableBufferPointer<T> {
        if vector.validity == nil && Source.self == T.self {
            return UnsafeMutableBufferPointer(start: vector.data?.assumingMemoryBound(to: T.self), count: rows)
        }
        return convert(vector, position, input.missing.flatMap { T($0) }, 0, widen)
    }

    @inline(__always)
    private func convert<Source, T>(
        _ vector: Vector, _ position: Int, _ missing: T?, _ placeholder: T, _ widen: (Source) -> T
    ) -> UnsafeMutableBufferPointer<T> {
        let target = room(T.self, position)
        guard let source = vector.data?.assumingMemoryBound(to: Source.self) else { return target }
        for row in 0..<rows {
            if vector.isValid(row) {
                target[row] = widen(source[row])
            } else {
                if missing == nil { leaveOut(row) }
                target[row] = missing ?? placeholder
            }
        }
        return target
    }

    private func text(_ vector: Vector, _ input: ModelInput, _ position: Int) -> UnsafeBufferPointer<
        UnsafeRawBufferPointer
    > {
        let empty = UnsafeRawBufferPointer(start: nil, count: 0)
        let missing = input.missing.map { marker($0, position) }
        let target = room(UnsafeRawBufferPointer.self, position)
        for row in 0..<rows {
            if vector.isValid(row) {
                target[row] = vector.bytes(row)
            } else {
                if missing == nil { leaveOut(row) }
                target[row] = missing ?? empty
            }
        }
        return UnsafeBufferPointer(target)
    }

    /// The bytes of a marker, at an address that stays.
    private func marker(_ text: String, _ position: Int) -> UnsafeRawBufferPointer {
        if let known = markers[position] { return UnsafeRawBufferPointer(known) }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
        bytes.copyBytes(from: text.utf8)
        markers[position] = bytes
        return UnsafeRawBufferPointer(bytes)
    }

    private func leaveOut(_ row: Int) {
        guard !isUnanswered[row] else { return }
        isUnanswered[row] = true
        unanswered.append(row)
    }
}
