import ArgumentParser
import DuckDBEngine
import Foundation
import Tabular

/// What was loaded from files and is kept for the next time.
struct CacheCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", abstract: "Loaded tables that are kept for the next opening.",
        discussion: """
            The studio keeps what it has loaded from CSV and JSON files of 4 MB and more, so that opening them again \
            is instant while they have not changed. The tables that were not used for longest make room for new ones.
            """,
        subcommands: [List.self, Clear.self], defaultSubcommand: List.self)

    private static func cache() throws -> LoadCache {
        guard let cache = LoadCache(environment: ProcessInfo.processInfo.environment) else {
            throw Problem("the cache is off", hint: "ATELIER_CACHE=off says so; it may also name another folder.")
        }
        return cache
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "What is kept, the last used first.")
        @OptionGroup var output: JSONOption

        func run() async throws {
            let cache = try CacheCommand.cache()
            if output.json { return try JSONOutput.write(cache.entries) }
            for entry in cache.entries {
                let file = URL(filePath: entry.path).lastPathComponent
                print("\(entry.used.formatted(.iso8601))  \(LoadCache.size(entry.bytes))  \(file)")
            }
            Console.say(cache.summary)
        }
    }

    struct Clear: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Remove all of it.")

        func run() async throws {
            let removed = try CacheCommand.cache().clear()
            Console.say("removed \(LoadCache.size(removed.reduce(0) { $0 + $1.bytes })) in \(removed.count) tables")
        }
    }
}

extension LoadCache {
    /// `12.5 MB in 3 tables, at most 4.3 GB, in FOLDER`.
    var summary: String {
        let entries = entries
        let bytes = entries.reduce(0) { $0 + $1.bytes }
        let tables = "\(entries.count) \(entries.count == 1 ? "table" : "tables")"
        return "\(Self.size(bytes)) in \(tables), at most \(Self.size(limit)), in \(folder)"
    }

    static func size(_ bytes: Int) -> String {
        let units = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
        guard let (unit, name) = units.first(where: { Double(bytes) >= $0.0 }) else { return "\(bytes) B" }
        return String(format: "%.1f ", Double(bytes) / unit) + name
    }
}
