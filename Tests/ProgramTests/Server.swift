import ChildProcesses
import Foundation

/// One of the programs in Tests/Servers, running while a test needs it.
final class Server {
    /// What it said first: its port, as a rule.
    let greeting: String
    private let process: ChildProcess

    /// Starts it and waits for its first line.
    init(_ script: String, _ arguments: String...) throws {
        process = try ChildProcess(
            Program.root.appending(path: ".native/tests/bin/python").path,
            [Program.root.appending(path: "Tests/Servers/\(script)").path] + arguments, input: .pipe, output: .pipe)
        var line = Data()
        while let byte = try process.output?.read(upToCount: 1), byte != Data("\n".utf8), !byte.isEmpty {
            line += byte
        }
        greeting = String(decoding: line, as: UTF8.self)
    }

    var address: String { "http://127.0.0.1:\(greeting)" }

    /// Ends it and waits for its end.
    func stop() throws {
        kill(process.identifier, SIGTERM)
        try process.wait()
    }
}
