import Foundation
import Testing

/// The program in a real terminal: tmux types, waits until something is on the screen, and reads it.
final class TmuxTerminal {
    private let socket = "atelier-\(UUID().uuidString.prefix(8))"
    private let program: Program

    /// Starts the studio with arguments in a terminal of a size.
    init(_ program: Program, _ arguments: [String], columns: Int = 120, rows: Int = 34, term: String = "tmux-256color") throws {
        self.program = program
        let words = ([Program.path] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }
        // The shell behind the program shows that the terminal is usable afterwards.
        let line = "\(words.joined(separator: " ")); echo \"left with $?\"; exec cat"
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), "-c", program.folder.path,
            "env", "TERM=\(term)", "sh", "-c", line)
    }

    deinit { _ = try? tmux("kill-server") }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tmux", "-L", socket] + arguments
        var environment = program.environment
        environment["TMUX"] = nil
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    var screen: String { (try? tmux("capture-pane", "-p")) ?? "" }

    /// Types keys by their tmux names: `Enter`, `Escape`, `PPage`, `C-c`, `j`.
    func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

    /// Types text as it is.
    func type(_ text: String) throws { try tmux("send-keys", "-l", text) }

    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", String(columns), "-y", String(rows))
    }

    /// Waits until the screen satisfies a condition. Fails the test with the screen when it does not in a minute.
    @discardableResult
    func wait(
        for what: String, until condition: (String) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) -> String {
        let deadline = ContinuousClock.now + .seconds(60)
        var seen = screen
        while !condition(seen) {
            if ContinuousClock.now > deadline {
                Issue.record("no \(what) on the screen:\n\(seen)", sourceLocation: sourceLocation)
                return seen
            }
            // The terminal has no way to tell that it changed.
            usleep(30_000)
            seen = screen
        }
        return seen
    }

    @discardableResult
    func wait(forText text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
        wait(for: "'\(text)'", until: { $0.contains(text) }, sourceLocation: sourceLocation)
    }

    /// The process of the program itself, once it runs.
    func programProcess() throws -> Int32? {
        let shell = try tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
        let children = (try? String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)) ?? ""
        return children.split(separator: " ").first.flatMap { Int32($0) }
    }

    /// Whether the terminal is on its normal screen, with the cursor shown and the mouse off.
    func isRestored() throws -> Bool {
        let flags = try tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
        return flags.trimmingCharacters(in: .whitespacesAndNewlines) == "0 1 0"
    }
}
