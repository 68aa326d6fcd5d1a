import Foundation
import Tabular

/// Ctrl-C and SIGTERM cancel the work of a command instead of killing the process, so that nothing is left half-written.
enum Interruption {
    /// Runs an operation that the first SIGINT, SIGTERM or SIGHUP cancels.
    static func cancelling(_ operation: sending @escaping () async throws -> Void) async throws {
        let task = Task { try await operation() }
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                // What does not end when it is asked to, as a read of an idle terminal, ends at the second time.
                if task.isCancelled { _exit(128 + number) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
