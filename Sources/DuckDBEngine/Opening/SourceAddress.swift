import Foundation
import Tabular

/// A path or address, and the table inside it that is meant: `book.xlsx#Sheet2`, `book.xlsx/Sheet2`.
struct SourceAddress: Equatable {
    var path: String
    var part: String?

    init(path: String, part: String? = nil) {
        self.path = path
        self.part = part
    }

    /// What is there under the whole word is meant before anything in it.
    init(_ word: String) {
        self.init(path: word)
        guard !FileManager.default.fileExists(atPath: word) else { return }
        if RemoteOpener.isRemote(word) {
            if let mark = word.lastIndex(of: "#") { split(word, at: mark) }
            return
        }
        for mark in word.indices where word[mark] == "#" && Self.isFile(word[..<mark]) {
            split(word, at: mark)
            return
        }
        for mark in word.indices.dropFirst() where word[mark] == "/" && Self.isFile(word[..<mark]) {
            split(word, at: mark)
            return
        }
    }

    private mutating func split(_ word: String, at mark: String.Index) {
        path = String(word[..<mark])
        let rest = String(word[word.index(after: mark)...])
        part = rest.isEmpty ? nil : rest
    }

    /// Where a part of this source is.
    func location(of part: String) -> SourceLocation { SourceLocation(path + "#" + part) }

    var absolutePath: String { RemoteOpener.isRemote(path) ? path : URL(fileURLWithPath: path).path }

    private static func isFile(_ path: Substring) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: String(path), isDirectory: &isFolder) && !isFolder.boolValue
    }
}
