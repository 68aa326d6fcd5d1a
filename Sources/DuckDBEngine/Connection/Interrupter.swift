import CDuckDB
import Synchronization

/// Stops the statement that a connection is running. It may be used from any thread.
///
/// The handle is only touched under the lock and while an operation is going on, which keeps its connection alive:
/// that is why it may be shared.
final class Interrupter: @unchecked Sendable {
    private enum State {
        case idle, running, putOff, stopped
    }

    private let connection: duckdb_connection
    private let state = Mutex(State.idle)

    init(_ connection: duckdb_connection) { self.connection = connection }

    /// Whether the operation that is going on has been cancelled.
    var isRaised: Bool { state.withLock { $0 == .stopped } }

    /// Whether what is running has to end: it has been cancelled or put off.
    var mustEnd: Bool { state.withLock { $0 == .stopped || $0 == .putOff } }

    /// Whether an operation is going on.
    var isBusy: Bool { state.withLock { $0 != .idle } }

    func begin() { state.withLock { $0 = .running } }

    /// Ends what is running, which will be begun again.
    func putOff() {
        state.withLock {
            guard $0 == .running else { return }
            $0 = .putOff
            duckdb_interrupt(connection)
        }
    }

    /// Whether what was running has been put off; asking makes ready to begin again.
    func takePutOff() -> Bool {
        state.withLock {
            guard $0 == .putOff else { return false }
            $0 = .running
            return true
        }
    }

    func end() { state.withLock { $0 = .idle } }

    /// Interrupts what is running; nothing when nothing is.
    func stop() {
        state.withLock {
            guard $0 != .idle else { return }
            $0 = .stopped
            duckdb_interrupt(connection)
        }
    }
}
