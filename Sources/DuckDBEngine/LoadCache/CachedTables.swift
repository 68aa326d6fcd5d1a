import Foundation
import Synchronization
import Tabular

/// What a database has loaded and could keep, and the kept tables that it has attached.
final class CachedTables: Sendable {
    /// A table of the session that was loaded from files.
    struct Origin: Sendable {
        var files: FileList
        var reading: ReadingOptions
        /// The files as they were before they were read.
        var key: CacheKey
        /// When that was.
        var moment: Date
    }

    private struct State {
        var origins: [String: Origin] = [:]
        /// Catalogs by the path of their file.
        var attached: [String: String] = [:]
    }

    private let state = Mutex(State())

    func add(_ origin: Origin, for source: String) { state.withLock { $0.origins[source] = origin } }
    func origin(of source: String) -> Origin? { state.withLock { $0.origins[source] } }

    /// The catalog of a file; `attach` makes one the first time.
    func catalog(of path: String, attach: () throws(Problem) -> String) throws(Problem) -> String {
        if let known = state.withLock({ $0.attached[path] }) { return known }
        let made = try attach()
        state.withLock { $0.attached[path] = made }
        return made
    }

    func forget(_ path: String) { state.withLock { $0.attached[path] = nil } }
}
