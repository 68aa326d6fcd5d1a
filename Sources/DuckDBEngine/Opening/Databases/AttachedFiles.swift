import Foundation
import Synchronization
import Tabular

/// Database files that sources are in, attached once for all connections, read-only, under names of their own.
final class AttachedFiles: Sendable {
    private let names = Mutex<[String: String]>([:])

    /// Whether the file is open as a DuckDB database. Such a file must not be opened in any other way: closing it again
    /// would drop the engine's locks.
    func holds(_ path: String) -> Bool { names.withLock { $0[path] != nil } }

    /// The catalog of a file; attaches it when it is not yet.
    /// - Parameter path: with `sqlite:` before it for a file of SQLite.
    func catalog(_ path: String, attach: (String) throws(Problem) -> Void) throws(Problem) -> String {
        let result: Result<String, Problem> = names.withLock { names in
            if let name = names[path] { return .success(name) }
            let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
            let taken = Set(names.values).union(["workspace", "session", "session_files", "memory", "temp", "system"])
            var name = stem.isEmpty ? "database" : stem
            var number = 2
            while taken.contains(where: { $0.lowercased() == name.lowercased() }) {
                name = "\(stem) \(number)"
                number += 1
            }
            do throws(Problem) {
                try attach(name)
                names[path] = name
                return .success(name)
            } catch { return .failure(error) }
        }
        return try result.get()
    }
}
