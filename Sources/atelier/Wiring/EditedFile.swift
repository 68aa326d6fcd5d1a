import Foundation
import Tabular

/// A text in a file of its own for an editor, which nobody else can read.
struct EditedFile {
    private let folder: URL
    private let file: URL

    /// The person's editor: `$VISUAL`, `$EDITOR`, or vi.
    static var editor: String {
        let environment = ProcessInfo.processInfo.environment
        return ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    init(_ text: String, name: String, isReadOnly: Bool) throws(Problem) {
        folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        file = folder.appending(path: name)
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try Data(text.utf8).write(to: file)
            try FileManager.default.setAttributes(
                [.posixPermissions: isReadOnly ? 0o400 : 0o600], ofItemAtPath: file.path(percentEncoded: false))
        } catch {
            throw Problem("cannot write \(file.path(percentEncoded: false))", detail: error.localizedDescription)
        }
    }

    var path: String { file.path(percentEncoded: false) }

    func read() throws(Problem) -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw Problem("the editor left no text in UTF-8", detail: error.localizedDescription)
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
