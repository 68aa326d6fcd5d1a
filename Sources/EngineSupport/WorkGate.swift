import Foundation
import Synchronization

/// Lets work that a person waits for go before work in the background.
///
/// Short work is not worth a stop: only when a piece of foreground work has taken longer than `patience` is what runs
/// in the background put off, and begun again when the foreground's is done.
public final class WorkGate: Sendable {
    private struct State {
        /// Pieces of foreground work that are going on.
        var going: Set<Int> = []
        /// Those of them that have turned out to be long.
        var long: Set<Int> = []
        /// How to put off what runs in the background.
        var background: [Int: @Sendable () -> Void] = [:]
        var number = 0
    }

    private let state = Mutex(State())
    private let patience: Double
    /// How often waiting work looks again.
    private static let interval = 0.02

    /// - Parameter patience: in seconds.
    public init(patience: Double = 0.12) { self.patience = patience }

    /// Does a piece of foreground work.
    public func going<T>(_ work: () throws -> T) rethrows -> T {
        let number = state.withLock { state in
            state.number += 1
            state.going.insert(state.number)
            return state.number
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + patience) { [self] in close(for: number) }
        defer {
            state.withLock { state in
                state.going.remove(number)
                state.long.remove(number)
            }
        }
        return try work()
    }

    private func close(for number: Int) {
        state.withLock { state in
            guard state.going.contains(number) else { return }
            state.long.insert(number)
            // Under the lock: nothing is put off once it has ended.
            for putOff in state.background.values { putOff() }
        }
    }

    /// Whether background work may go on.
    public var isOpen: Bool { state.withLock { $0.long.isEmpty } }

    /// Waits, on a thread that may block, until background work may go on or has been given up.
    public func wait(unless isGivenUp: () -> Bool) {
        while !isOpen, !isGivenUp() { Thread.sleep(forTimeInterval: Self.interval) }
    }

    /// Does a piece of background work, which `putOff` ends early.
    public func behind<T, Failure: Error>(
        putOff: @escaping @Sendable () -> Void, _ work: () throws(Failure) -> T
    ) throws(Failure) -> T {
        let number = state.withLock { state in
            state.number += 1
            state.background[state.number] = putOff
            return state.number
        }
        defer { state.withLock { $0.background[number] = nil } }
        // The gate may have closed while nobody was registered.
        if !isOpen { putOff() }
        return try work()
    }
}
