import Foundation
import Tabular
import TransactSQL
import Workflows

/// Runs a script of T-SQL for the command line: rows to standard output, talk to standard error.
struct ScriptConsole: ScriptHost {
    let writer: AnswerWriter
    private var connection: any WorkConnection { writer.connection }

    init(writer: AnswerWriter) { self.writer = writer }

    func show(_ sql: String, counting: Bool) async throws -> Int {
        if let count = try await writer.write(sql) { return count }
        guard counting else { return 0 }
        return Int(try await rows("SELECT count(*) FROM (\(sql))").first?.first.flatMap { $0 } ?? "") ?? 0
    }

    func change(_ sql: String) async throws -> Int {
        try await writer.extensions.fetching { try await connection.execute(sql) }
    }

    func rows(_ sql: String) async throws -> [[String?]] {
        try await writer.extensions.fetching {
            try await connection.query(sql, limit: 1_000_000).rows.map { $0.map(\.text) }
        }
    }

    func prepareFolder(_ path: String) async throws {
        guard !path.contains("://") else { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Problem("cannot make the folder \(path)", detail: error.localizedDescription)
        }
        guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw Problem(
                "the folder \(path) is not empty", hint: "Choose another LOCATION, or remove what is in it.")
        }
    }

    func say(_ message: String) async { Console.say(message) }
    func note(_ message: String) async { Console.say("note: " + message) }
}

/// Where a script's files are: folders that stand for storage, and paths below the current folder.
enum ScriptFiles {
    /// - Parameter folders: `https://account.dfs.core.windows.net/container=/folder`, one each.
    static func settings(_ folders: [String]) throws(Problem) -> TranslationSettings {
        var map: [String: String] = [:]
        for entry in folders {
            guard let mark = entry.lastIndex(of: "="), mark > entry.startIndex else {
                throw Problem("--location takes URL=FOLDER, not \(entry)", kind: .usage)
            }
            map[String(entry[..<mark])] = absolute(String(entry[entry.index(after: mark)...]))
        }
        let locations = LocationMap(map)
        return TranslationSettings { (address) throws(Problem) in
            guard var found = locations.locate(address) else { return nil }
            if !found.path.contains("://") { found.path = folder(absolute(found.path)) }
            return found
        }
    }

    /// A folder stands for the files in it.
    private static func folder(_ path: String) -> String {
        var isFolder: ObjCBool = false
        guard !path.contains("*"), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return path }
        return path + "/*"
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") || path.contains("://") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
