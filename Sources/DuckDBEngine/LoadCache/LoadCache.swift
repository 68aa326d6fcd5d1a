public import Foundation
import Tabular

/// A folder that keeps loaded tables for the next time that the same files are opened.
///
/// Each is a database file of its own, named by what it was made from. Whatever is missing, damaged or of other rules is
/// as if it were not there; the tables that have not been used for longest make room for new ones.
public struct LoadCache: Sendable {
    /// The folder, which is made when the first table is kept.
    public let folder: String
    /// The most bytes that all tables together may take.
    public let limit: Int

    /// Counts changes of the rules by which text becomes tables: what was made by others is not used.
    static let rules = 1
    /// Files with fewer bytes are loaded about as soon as they are found.
    static let leastBytes = 4 << 20
    private static let suffix = ".duckdb"

    public init(folder: String, limit: Int = 4 << 30) {
        self.folder = folder
        self.limit = limit
    }

    /// The cache that the environment of a process means, `atelier/tables` in the XDG cache folder; nil when
    /// `ATELIER_CACHE=off` says that there is none.
    public init?(environment: [String: String]) {
        let choice = environment["ATELIER_CACHE"] ?? ""
        guard choice != "off" else { return nil }
        guard
            let base = environment["XDG_CACHE_HOME"].flatMap({ $0.isEmpty ? nil : $0 })
                ?? environment["HOME"].map({ $0 + "/.cache" })
        else { return nil }
        self.init(folder: choice.isEmpty ? base + "/atelier/tables" : choice)
    }

    /// A table that is kept.
    public struct Entry: Sendable, Hashable, Codable {
        public var path: String
        public var bytes: Int
        public var used: Date
    }

    /// All tables, the last used one first.
    public var entries: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = names.filter { $0.hasSuffix(Self.suffix) }.compactMap { name -> Entry? in
            let path = folder + "/" + name
            guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            return Entry(
                path: path, bytes: facts[.size] as? Int ?? 0, used: facts[.modificationDate] as? Date ?? .distantPast)
        }
        return found.sorted { $0.used > $1.used }
    }

    /// Removes all tables. Programs that have one open go on with it.
    @discardableResult
    public func clear() -> [Entry] {
        let entries = entries
        for entry in entries { try? FileManager.default.removeItem(atPath: entry.path) }
        sweep()
        return entries
    }

    /// Where the table of a key is kept.
    func path(of key: String) -> String { folder + "/" + Fingerprint.hash(key) + Self.suffix }

    /// A path beside, for a table that is being written; the folder exists from now on.
    func draft(of key: String) throws(Problem) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw Problem("cannot make the folder \(folder)", detail: error.localizedDescription) }
        return folder + "/\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString).new"
    }

    /// Notes that a table has been used.
    func touch(_ path: String) {
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path)
    }

    /// Makes the tables fit in the limit, and removes what interrupted writing has left.
    func prune() {
        var total = 0
        for entry in entries {
            total += entry.bytes
            if total > limit { try? FileManager.default.removeItem(atPath: entry.path) }
        }
        sweep()
    }

    /// Removes the drafts of processes that have ended.
    private func sweep() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.contains(".new") {
            guard let process = name.split(separator: "-").first.flatMap({ pid_t($0) }) else { continue }
            guard kill(process, 0) != 0, errno == ESRCH else { continue }
            try? FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }
}
