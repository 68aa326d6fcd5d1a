import Foundation
import Synchronization
import Tabular

/// Which extensions a database has loaded.
final class LoadedExtensions: Sendable {
    private let names = Mutex<Set<String>>([])

    /// Runs `load` once for a name, also when several connections ask at once.
    func once(_ name: String, _ load: () throws(Problem) -> Void) throws(Problem) {
        let failure: Problem? = names.withLock { names in
            guard !names.contains(name) else { return nil }
            do throws(Problem) {
                try load()
                names.insert(name)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }
}

extension Session {
    /// Prepares a statement. What an extension reads is found out by the engine only when it binds one.
    func withExtensions(_ prepare: () throws(Problem) -> Statement) throws(Problem) -> Statement {
        do throws(Problem) {
            return try prepare()
        } catch {
            guard let name = EngineExtensions.needed(by: error.detail) else { throw error }
            try require(name)
            return try prepare()
        }
    }

    /// Loads an extension, if it is not yet, from a file that is here.
    /// - Throws: a `Problem` whose remedy is to fetch it, when it is not.
    func require(_ name: String) throws(Problem) {
        for foundation in EngineExtensions.foundations[name] ?? [] { try require(foundation) }
        try core.extensions.once(name) { () throws(Problem) in
            guard let path = EngineExtensions.path(of: name) else { throw EngineExtensions.missing(name) }
            Self.bindToItself(path)
            do throws(Problem) {
                _ = try Statement("LOAD " + SQL.literal(path), on: self).run(streaming: false)
            } catch  where error.kind != .interrupted {
                throw Problem(
                    "DuckDB's \(name) extension cannot be loaded", detail: path + "\n" + error.detail,
                    hint: "Fetch the one for DuckDB \(DuckDBDatabase.engineVersion) anew: "
                        + "atelier extensions fetch \(name)")
            }
            if name == "httpfs" { try NetworkSettings().apply(to: self) }
        }
    }

    /// Opens an extension's library so that its own symbols come first (RTLD_DEEPBIND), and the engine finds it open.
    /// The SQLite in one would otherwise be mixed with the SQLite that this program is linked with.
    private static func bindToItself(_ path: String) { _ = dlopen(path, RTLD_NOW | RTLD_LOCAL | 0x8) }
}
