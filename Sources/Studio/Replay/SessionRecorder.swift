import Foundation
import Screen
import Tabular

/// Writes a session's keys into a file as they come, in the form that `SessionScript` reads.
final class SessionRecorder {
    private enum Pending {
        case nothing
        case keys([String])
        case type(String)
    }

    /// Keys on one line at most.
    private static let most = 12
    private let file: FileHandle
    private var pending = Pending.nothing

    init(path: String, size: Size) throws(Problem) {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
        else {
            throw Problem("cannot write \(path)", hint: "Give --record a file in a folder that you can write to.")
        }
        self.file = file
        write("# A session of Atelier. Replay it with: atelier --replay FILE SOURCE ...")
        write("size \(size.width)x\(size.height)")
    }

    /// - Parameter isText: whether characters are being written into something.
    func heard(_ key: KeyPress, isText: Bool) {
        switch key {
        case .focus, .background: return
        case .paste(let text):
            flush()
            write("paste " + SessionScript.quoted(text))
        case .resize(let size):
            flush()
            write("resize \(size.width)x\(size.height)")
        case .mouse(let event) where event.action == .move: return
        case .key, .mouse:
            if isText, let character = key.typed { type(character) } else { press(key) }
        }
    }

    /// Writes what is left.
    func finish() {
        flush()
        try? file.close()
    }

    private func type(_ character: Character) {
        if case .type(let text) = pending {
            pending = .type(text + String(character))
        } else {
            flush()
            pending = .type(String(character))
        }
    }

    private func press(_ key: KeyPress) {
        if case .keys(let names) = pending, names.count < Self.most {
            pending = .keys(names + [key.description])
        } else {
            flush()
            pending = .keys([key.description])
        }
        // A line for every step of work is easier to read.
        if key == .key(.enter) || key == .key(.escape) { flush() }
    }

    private func flush() {
        switch pending {
        case .nothing: return
        case .keys(let names): write("keys " + names.joined(separator: " "))
        case .type(let text): write("type " + SessionScript.quoted(text))
        }
        pending = .nothing
    }

    private func write(_ line: String) { try? file.write(contentsOf: Data((line + "\n").utf8)) }
}
