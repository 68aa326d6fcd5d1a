import Foundation
import Tabular

/// What a kept table was made from: the files as they are, and how they are read.
struct CacheKey: Sendable, Hashable {
    let text: String
    /// The bytes of all files.
    let bytes: Int
    /// The latest change of one of them.
    let changed: Date

    /// nil when one of the files cannot be looked at.
    init?(_ files: FileList, reading: ReadingOptions) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let options = try? encoder.encode(reading) else { return nil }
        var lines = [
            "rules \(LoadCache.rules)", "engine \(DuckDBDatabase.engineVersion)", "format \(files.format.rawValue)",
            String(decoding: options, as: UTF8.self),
        ]
        var total = 0
        var latest = Date.distantPast
        for path in files.absolutePaths {
            var facts = stat()
            guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
            let time = facts.st_mtim
            lines.append("\(facts.st_size) \(time.tv_sec).\(time.tv_nsec) \(facts.st_dev):\(facts.st_ino) \(path)")
            total += Int(facts.st_size)
            latest = max(latest, Date(timeIntervalSince1970: TimeInterval(time.tv_sec) + 1))
        }
        text = lines.joined(separator: "\n")
        bytes = total
        changed = latest
    }

    /// Whether a change after `moment` would show: a file that was written just before may be written again within the
    /// same tick of its clock.
    func isSettled(at moment: Date) -> Bool { changed < moment.addingTimeInterval(-2) }
}

/// What is kept beside a table's rows.
struct CachedFacts: Codable {
    var key: String
    var rows: Int
    var notes: [String]
    var reading: Reading?
    /// The FROM expression that reads the files themselves, for what is kept beyond the session.
    var files: String?
    var hasRejects: Bool
    var loaded: Date
}
