import Foundation
import Synchronization
import Tabular

/// Bounds the engine's memory while files are written.
///
/// Rows are put in order before they are written, and the engine lets those that wait pile up to its limit, which is
/// most of the machine's memory. A gigabyte beyond what is in use is as fast, whatever the number of rows; with half of
/// one, writers of Parquet wait for each other a quarter of the time.
final class MemoryCap: Sendable {
    private let room: Int
    private let state = Mutex<(writers: Int, limit: String?)>((0, nil))

    /// - Parameter room: bytes beyond those that are in use when the first writer begins.
    init(room: Int = 1 << 30) { self.room = room }

    /// Runs work under the cap; when that is too little for it, once more without.
    func bound<T>(_ session: Session, _ work: () throws(Problem) -> T) throws(Problem) -> T {
        try enter(session)
        do throws(Problem) {
            let result = try work()
            leave(session)
            return result
        } catch {
            leave(session)
            guard EngineError.isOutOfMemory(error) else { throw error }
            session.tally.reset()
            return try work()
        }
    }

    private func enter(_ session: Session) throws(Problem) {
        let result: Result<Void, Problem> = state.withLock { state in
            do throws(Problem) {
                if state.writers == 0 { state.limit = try lower(session) }
                state.writers += 1
                return .success(())
            } catch { return .failure(error) }
        }
        try result.get()
    }

    /// Lowers the limit and returns what it was; nil when it was low already.
    private func lower(_ session: Session) throws(Problem) -> String? {
        let row =
            try session.rows(
                """
                SELECT current_setting('memory_limit'), parse_formatted_bytes(current_setting('memory_limit')),
                    coalesce(sum(memory_usage_bytes), 0) FROM duckdb_memory()
                """
            ).first ?? []
        let numbers = row.map { $0.flatMap { Int($0) } ?? 0 }
        guard row.count == 3, let limit = row[0], numbers[1] > numbers[2] + room else { return nil }
        _ = try session.run("SET GLOBAL memory_limit = '\((numbers[2] + room) >> 20)MiB'")
        return limit
    }

    /// The last one out restores the limit, even after a cancellation.
    private func leave(_ session: Session) {
        state.withLock { state in
            state.writers -= 1
            guard state.writers == 0, let limit = state.limit else { return }
            // The engine tells the limit with one decimal, rounded down: another digit makes up for that.
            let restored = limit.replacingOccurrences(of: " ", with: "4 ")
            session.afterwards { () throws(Problem) in
                _ = try session.run("SET GLOBAL memory_limit = \(SQL.literal(restored))")
            }
        }
    }
}
