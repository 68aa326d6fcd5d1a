import Scoring

/// Puts the outputs of many runs one after the other.
final class OutputCollector {
    private let kind: OutputBuffer
    private let memory: UnsafeMutableRawPointer
    private var count = 0
    private var texts: [String] = []

    /// Room for `capacity` values of the kind that `sample` has.
    init(like sample: OutputBuffer, capacity: Int) {
        kind = sample
        memory = .allocate(byteCount: max(1, capacity * 8), alignment: 8)
    }

    deinit { memory.deallocate() }

    func append(_ part: OutputBuffer) {
        switch part {
        case .float(let values): copy(values)
        case .double(let values): copy(values)
        case .int32(let values): copy(values)
        case .int64(let values): copy(values)
        case .bool(let values): copy(values)
        case .text(let values): texts += values
        }
    }

    /// All that was appended, valid as long as the collector lives.
    var buffer: OutputBuffer {
        switch kind {
        case .float: .float(values())
        case .double: .double(values())
        case .int32: .int32(values())
        case .int64: .int64(values())
        case .bool: .bool(values())
        case .text: .text(texts)
        }
    }

    private func copy<T>(_ values: UnsafeBufferPointer<T>) {
        guard let source = values.baseAddress else { return }
        let target = memory.assumingMemoryBound(to: T.self) + count
        target.update(from: source, count: values.count)
        count += values.count
    }

    private func values<T>() -> UnsafeBufferPointer<T> {
        UnsafeBufferPointer(start: memory.assumingMemoryBound(to: T.self), count: count)
    }
}
