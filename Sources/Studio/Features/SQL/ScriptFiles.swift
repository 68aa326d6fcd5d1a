import Foundation
import Tabular

/// A script as the workspace keeps it.
struct StoredScript: Sendable, Hashable {
    var name: String
    var text: String
}

/// Which scripts were open, and where their cursors were.
struct SQLMemory: Sendable, Hashable, Codable {
    struct Open: Sendable, Hashable, Codable {
        var name: String
        var line = 0
        var column = 0
        var values: [String: String] = [:]
        var dialect: SQLDialect?
    }

    var open: [Open] = []
    var current = 0
    var keys = "plain"
}

/// The scripts of a workspace: files in its folder `scripts`, always as they are on the screen.
///
/// Writes come one after another, and an older text never takes the place of a newer one.
actor ScriptFolder {
    static let shared = ScriptFolder()
    private var written: [String: Int] = [:]

    static func path(_ name: String, _ workspace: String) -> String { workspace + "/scripts/" + name + ".sql" }

    func write(_ text: String, to path: String, revision: Int) throws {
        guard revision > written[path, default: -1] else { return }
        written[path] = revision
        let file = URL(filePath: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Beside, then renamed: a crash leaves the old text or the new one.
        try Data(text.utf8).write(to: file, options: .atomic)
    }

    func rename(_ old: String, to new: String) throws {
        try FileManager.default.moveItem(atPath: old, toPath: new)
        written[new] = written.removeValue(forKey: old)
    }

    static func list(_ workspace: String) -> [StoredScript] {
        let folder = workspace + "/scripts"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".sql") && !$0.hasPrefix(".") }.sorted().compactMap { name in
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { return nil }
            return StoredScript(name: String(name.dropLast(4)), text: String(decoding: data, as: UTF8.self))
        }
    }

    static func memory(_ workspace: String) -> SQLMemory {
        let data = FileManager.default.contents(atPath: workspace + "/scripts/.open.json")
        return data.flatMap { try? JSONDecoder().decode(SQLMemory.self, from: $0) } ?? SQLMemory()
    }
}

/// Reads the scripts that were open the last time.
struct OpenScripts: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        let workspace = context.environment.workspacePath
        let stored = ScriptFolder.list(workspace)
        let memory = ScriptFolder.memory(workspace)
        let open = memory.open.compactMap { entry in stored.first { $0.name == entry.name } }
        return .sql(.opened(open, memory))
    }

    func failure(_ problem: Problem) -> Action? { .sql(.failed(problem)) }
}

/// Lists all scripts of the workspace.
struct ListScripts: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        .sql(.listed(ScriptFolder.list(context.environment.workspacePath)))
    }
}

/// Writes a script's text. The newest wins.
struct SaveScript: Work {
    var name: String
    var text: String
    var revision: Int

    func run(_ context: EffectContext) async throws -> Action? {
        let path = ScriptFolder.path(name, context.environment.workspacePath)
        do {
            try await ScriptFolder.shared.write(text, to: path, revision: revision)
        } catch {
            throw Problem(
                "the script \(name) is not saved", detail: error.localizedDescription,
                hint: "Make the workspace's folder writable; until then copy what matters.")
        }
        return nil
    }

    func failure(_ problem: Problem) -> Action? { .sql(.failed(problem)) }
}

struct RenameScript: Work {
    var old: String
    var new: String

    func run(_ context: EffectContext) async throws -> Action? {
        let workspace = context.environment.workspacePath
        let (from, to) = (ScriptFolder.path(old, workspace), ScriptFolder.path(new, workspace))
        if FileManager.default.fileExists(atPath: from) { try await ScriptFolder.shared.rename(from, to: to) }
        return nil
    }

    func failure(_ problem: Problem) -> Action? { .sql(.failed(problem)) }
}

/// Remembers which scripts are open.
struct RememberScripts: Work {
    var memory: SQLMemory

    func run(_ context: EffectContext) async throws -> Action? {
        let folder = URL(filePath: context.environment.workspacePath + "/scripts")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try? encoder.encode(memory).write(to: folder.appending(path: ".open.json"), options: .atomic)
        return nil
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

/// What was run, a line of JSON each, in the workspace.
enum QueryHistory {
    /// The newest that are read.
    static let most = 2_000

    static func path(_ workspace: String) -> String { workspace + "/scripts/.history.jsonl" }

    static func read(_ workspace: String) -> [RanStatement] {
        guard let data = FileManager.default.contents(atPath: path(workspace)) else { return [] }
        let lines = data.split(separator: UInt8(ascii: "\n")).suffix(most)
        return lines.compactMap { try? JSONDecoder().decode(RanStatement.self, from: Data($0)) }
    }

    static func append(_ ran: RanStatement, _ workspace: String) {
        guard var line = try? JSONEncoder().encode(ran) else { return }
        line.append(UInt8(ascii: "\n"))
        let path = path(workspace)
        try? FileManager.default.createDirectory(
            atPath: workspace + "/scripts", withIntermediateDirectories: true)
        guard let handle = fopen(path, "a") else { return }
        defer { fclose(handle) }
        _ = line.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, handle) }
    }
}

struct ReadHistory: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        .sql(.loadedHistory(QueryHistory.read(context.environment.workspacePath)))
    }
}
