import Foundation
import Tabular

/// Standard input as a file: formats are told by content, and several passes read it.
enum StandardInput {
    /// Copies all of it and returns the file, named by its compression.
    static func copy(to scratch: ScratchFolder, check: () throws(Problem) -> Void) throws(Problem) -> String {
        let path = try scratch.file("stdin-" + UUID().uuidString)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Problem("cannot write \(path)") }
        defer { try? file.close() }
        do {
            while true {
                try wait(check: check)
                guard let data = try FileHandle.standardInput.read(upToCount: 1 << 20), !data.isEmpty else { break }
                try file.write(contentsOf: data)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem("cannot copy standard input to \(path)", detail: error.localizedDescription)
        }
        let head = FileHead(path: path, count: 4)
        guard !head.bytes.isEmpty else {
            throw Problem("standard input is empty", hint: "Pipe a table into it, for example cat data.csv | atelier -")
        }
        guard head.isCompressed else { return path }
        let named = path + (head.isGzip ? ".gz" : ".zst")
        do {
            try FileManager.default.moveItem(atPath: path, toPath: named)
        } catch { throw Problem("cannot rename \(path)", detail: error.localizedDescription) }
        return named
    }

    /// Waits for input, and looks meanwhile whether to stop: whoever writes into the pipe may take forever.
    private static func wait(check: () throws(Problem) -> Void) throws(Problem) {
        var item = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        repeat { try check() } while poll(&item, 1, 100) == 0
        try check()
    }
}
