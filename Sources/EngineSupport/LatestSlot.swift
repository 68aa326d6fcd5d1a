import Synchronization

/// Keeps only the newest request, for work that follows the cursor: what was asked for before is not done any more.
public final class LatestSlot<Value: Sendable>: Sendable {
    private let state = Mutex<(value: Value?, generation: Int)>((nil, 0))

    public init() {}

    /// Puts a request in the slot and returns its generation.
    @discardableResult
    public func put(_ value: Value) -> Int {
        state.withLock {
            $0.value = value
            $0.generation += 1
            return $0.generation
        }
    }

    /// Takes the request out, if there is one.
    public func take() -> Value? {
        state.withLock { slot in
            defer { slot.value = nil }
            return slot.value
        }
    }

    /// Whether nothing newer than `generation` has been asked for.
    public func isLatest(_ generation: Int) -> Bool { state.withLock { $0.generation == generation } }
}
