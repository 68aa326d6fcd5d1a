import CDuckDB
import Foundation
import Tabular

/// Asks the engine at regular times how far a connection's statement is, on a thread of its own.
///
/// The handle outlives the thread, because `stop` waits for it; the rest is guarded by the condition: that is why
/// sharing it is safe.
final class ProgressPoll: @unchecked Sendable {
    private static let interval = 0.05
    private let connection: duckdb_connection
    private let report: @Sendable (duckdb_query_progress_type) -> Void
    private let condition = NSCondition()
    private var isStopping = false
    private var hasEnded = false

    init(connection: duckdb_connection, report: @escaping @Sendable (duckdb_query_progress_type) -> Void) {
        self.connection = connection
        self.report = report
        let thread = Thread { [self] in run() }
        thread.name = "duckdb-progress"
        thread.start()
    }

    private func run() {
        condition.lock()
        while !isStopping {
            guard !condition.wait(until: Date(timeIntervalSinceNow: Self.interval)), !isStopping else { continue }
            condition.unlock()
            report(duckdb_query_progress(connection))
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

extension Session {
    /// Runs a statement while another thread reports how far it is, as a share of `total`.
    func reportingShare<T>(
        of total: Int, _ progress: @escaping @Sendable (WorkProgress) -> Void, _ work: () throws(Problem) -> T
    ) throws(Problem) -> T {
        try reporting(work) { now in
            guard now.percentage >= 0 else { return }
            progress(WorkProgress(done: Int(now.percentage / 100 * Double(total)), total: total))
        }
    }

    /// Runs a statement while another thread reports the rows that models have scored or, without models, that were read.
    func countingRows<T>(
        _ progress: @escaping @Sendable (WorkProgress) -> Void, _ work: () throws(Problem) -> T
    ) throws(Problem) -> T {
        let tally = tally
        return try reporting(work) { now in
            let total = now.total_rows_to_process > 0 ? Int(clamping: now.total_rows_to_process) : nil
            let scored = tally.rowsScored
            progress(WorkProgress(done: scored > 0 ? scored : Int(clamping: now.rows_processed), total: total))
        }
    }

    private func reporting<T>(
        _ work: () throws(Problem) -> T, _ report: @escaping @Sendable (duckdb_query_progress_type) -> Void
    ) throws(Problem) -> T {
        if !reportsProgress {
            for setting in ["enable_progress_bar=true", "enable_progress_bar_print=false", "progress_bar_time=0"] {
                _ = try run("SET " + setting)
            }
            reportsProgress = true
        }
        let poll = ProgressPoll(connection: handle, report: report)
        defer { poll.stop() }
        return try work()
    }
}
