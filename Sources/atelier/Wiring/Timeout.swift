import Tabular

/// Work that ends after a time.
enum Timeout {
    /// - Throws: a `Problem` (timed out) when the time is over; the work is cancelled then.
    static func within(_ seconds: Double?, _ work: @escaping @Sendable () async throws -> Void) async throws {
        guard let seconds else { return try await work() }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return false
            }
            defer { group.cancelAll() }
            if try await group.next() == false {
                throw Problem("stopped after \(seconds) seconds", hint: "Give it more with --timeout.", kind: .timedOut)
            }
        }
    }
}
