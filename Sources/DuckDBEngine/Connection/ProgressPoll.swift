import CDuckDB
import Foundation

/// Asks the engine at regular times how far a connection's statement is, on a thread of its own.
///
/// The handle outlives the thread, because `stop` waits for it; the rest is guarded by the condition: that is why
/// sharing it is safe.
final class ProgressPoll: @unchecked Sendable {
    private static let interval = 0.05
    private let connection: duckdb_connection
    private let report: @Sendable (Double) -> Void
    private let condition = NSCondition()
    private var isStopping = false
    private var hasEnded = false

    init(connection: duckdb_connection, report: @escaping @Sendable (Double) -> Void) {
        self.connection = connection
        self.report = report
        let thread = Thread { [self] in run() }
        thread.name = "duckdb-progress"
        thread.start()
    }

    private func run() {
        var last = 0.0
        condition.lock()
        while !isStopping {
            guard !condition.wait(until: Date(timeIntervalSinceNow: Self.interval)), !isStopping else { continue }
            condition.unlock()
            let now = duckdb_query_progress(connection).percentage
            if now > last {
                last = now
                report(now)
            }
            condition.lock()
        }
        hasEnded = true
        condition.broadcast()
        condition.unlock()
    }

    /// Ends the thread; nothing is reported afterwards.
    func stop() {
        condition.lock()
        isStopping = true
        condition.broadcast()
        while !hasEnded { condition.wait() }
        condition.unlock()
    }
}
