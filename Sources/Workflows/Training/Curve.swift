import Synchronization

/// Collects the watched metric as rounds end, on whatever thread they do.
final class Curve: Sendable {
    private let collected = Mutex<[Double]>([])

    var values: [Double] { collected.withLock { $0 } }

    func add(_ value: Double?) {
        guard let value else { return }
        collected.withLock { $0.append(value) }
    }
}
