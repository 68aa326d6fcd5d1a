import Foundation
import Tabular

/// What the files of a source look like from outside: sizes, times and numbers. When it changes, so has the table.
struct FileStamp: Sendable, Hashable {
    private struct Facts: Sendable, Hashable {
        var size: Int64
        var changed: timespec
        var number: UInt64

        static func == (a: Facts, b: Facts) -> Bool {
            (a.size, a.changed.tv_sec, a.changed.tv_nsec, a.number)
                == (b.size, b.changed.tv_sec, b.changed.tv_nsec, b.number)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(size)
            hasher.combine(changed.tv_sec)
            hasher.combine(changed.tv_nsec)
            hasher.combine(number)
        }
    }

    private var files: [String: Facts] = [:]

    /// More files than these are not looked at again and again.
    private static let limit = 2_000

    /// - Returns: nil when the source is not made of files here, or of too many to look at often.
    init?(_ location: SourceLocation) {
        for argument in location.arguments {
            guard argument != "-", !argument.contains("://") else { return nil }
            for path in Self.paths(argument) {
                files[path] = Self.facts(path)
                guard files.count <= Self.limit else { return nil }
            }
        }
        if files.isEmpty { return nil }
    }

    /// What is different now, as a sentence; nil when nothing is.
    func difference(_ now: FileStamp?) -> String? {
        let now = now?.files ?? [:]
        let gone = files.keys.filter { now[$0] == nil }.sorted()
        let new = now.keys.filter { files[$0] == nil }.sorted()
        let changed = files.keys.filter { now[$0] != nil && now[$0] != files[$0] }.sorted()
        func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
        func told(_ paths: [String], _ one: String, _ many: String) -> String? {
            guard let first = paths.first else { return nil }
            return paths.count == 1 ? "\(name(first)) \(one)" : "\(paths.count) files \(many)"
        }
        let parts = [
            told(gone, "is gone", "are gone"), told(changed, "has changed", "have changed"),
            told(new, "is new", "are new"),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// The files that a word stands for: a file, those in a folder, those of a pattern, or the file before a `#`.
    private static func paths(_ word: String) -> [String] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: word, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return [word] }
            var inside: [String] = []
            let names = FileManager.default.enumerator(atPath: word)
            while inside.count <= limit, let name = names?.nextObject() as? String { inside.append(word + "/" + name) }
            return inside
        }
        if word.contains(where: { "*?[".contains($0) }) { return matches(word) }
        let file = String(word.prefix { $0 != "#" })
        return file != word && FileManager.default.fileExists(atPath: file) ? [file] : []
    }

    private static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    }

    private static func facts(_ path: String) -> Facts? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Facts(size: Int64(status.st_size), changed: status.st_mtim, number: UInt64(status.st_ino))
    }
}

/// Looks whether the files of a tab's table are still what they were.
struct CheckFiles: Work {
    var tab: Int
    var location: SourceLocation
    var stamp: FileStamp

    func run(_ context: EffectContext) async throws -> Action? {
        stamp.difference(FileStamp(location)).map { .data(.filesChanged(tab, $0)) }
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

extension TableTab {
    /// Files that are looked at while nobody does anything; nil when there are none, or it is known that they changed.
    var watched: FileStamp? { phase == .ready && !isQuery && staleness == nil ? stamp : nil }

    /// Looks at the files once.
    func checkFiles() -> [Effect] {
        guard let stamp = watched else { return [] }
        return [.start(effect("files"), CheckFiles(tab: id, location: location, stamp: stamp))]
    }

    /// Takes note that the files are not what was read.
    mutating func filesChanged(_ what: String) -> [Effect] {
        guard staleness == nil else { return [] }
        staleness = what
        let isKept = table.map { !$0.needsLoading && $0.format != .parquet } ?? false
        let hint =
            isKept ? "What is shown is what was read before. r reads it anew." : "r reads it anew."
        return [.action(.message(Message("\(what) since the table was opened", kind: .warning, hint: hint)))]
    }
}
