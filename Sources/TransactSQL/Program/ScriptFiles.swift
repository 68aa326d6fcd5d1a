import Foundation
public import Tabular

/// Where a script's files are: folders that stand for storage, and paths below the current folder.
public enum ScriptFiles {
    /// - Parameter folders: `https://account.dfs.core.windows.net/container=/folder`, one each.
    public static func settings(_ folders: [String]) throws(Problem) -> TranslationSettings {
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

    /// Makes a folder for what a statement writes. Does nothing for addresses.
    /// - Throws: a `Problem` when it cannot be made, or holds something.
    public static func prepareFolder(_ path: String) throws {
        guard !path.contains("://") else { return }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Problem("cannot make the folder \(path)", detail: error.localizedDescription)
        }
        guard try FileManager.default.contentsOfDirectory(atPath: path).isEmpty else {
            throw Problem("the folder \(path) is not empty", hint: "Choose another LOCATION, or remove what is in it.")
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
