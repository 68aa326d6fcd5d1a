import Foundation

/// One of the programs in Tests/Servers, running while a test needs it.
final class Server {
    /// What it said first: its port, as a rule.
    let greeting: String
    private let process = Process()
    private let input = Pipe()

    /// Starts it and waits for its first line.
    init(_ script: String, _ arguments: String...) throws {
        let output = Pipe()
        process.executableURL = Program.root.appending(path: ".native/tests/bin/python")
        process.arguments = [Program.root.appending(path: "Tests/Servers/\(script)").path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8), !byte.isEmpty {
            line += byte
        }
        greeting = String(decoding: line, as: UTF8.self)
    }

    var address: String { "http://127.0.0.1:\(greeting)" }

    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit { if process.isRunning { process.terminate() } }
}
