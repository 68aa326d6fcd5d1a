import ChildProcesses
import Foundation
import Testing

/// The program in a real terminal: tmux types, waits until something is on the screen, and reads it.
final class TmuxTerminal {
    private let socket = "atelier-\(UUID().uuidString.prefix(8))"
    private let program: Program

    /// Starts the studio with arguments in a terminal of a size.
    init(_ program: Program, _ arguments: [String], columns: Int = 120, rows: Int = 34, term: String = "tmux-256color")
        throws
    {
        self.program = program
        let words = ([Program.path] + arguments).map { "'" + $0.replacing("'", with: "'\\''") + "'" }
        // The shell behind the program shows that the terminal is usable afterwards.
        let line = "\(words.joined(separator: " ")); echo \"left with $?\"; exec cat"
        try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), "-c",
            program.folder.path,
            "env", "TERM=\(term)", "sh", "-c", line)
    }

    deinit { _ = try? tmux("kill-server") }

    /// Runs tmux to its end and gives what it printed.
    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        // Not in the program's folder, which is gone when the terminal goes.
        let output = FileManager.default.temporaryDirectory.appending(path: "tmux-output-\(socket)").path
        defer { unlink(output) }
        try ChildProcess(
            "tmux", ["-L", socket] + arguments, environment: program.environment.filter { $0.key != "TMUX" },
            output: .file(output)
        ).wait()
        return try String(contentsOfFile: output, encoding: .utf8)
    }

    var screen: String { (try? tmux("capture-pane", "-p")) ?? "" }

    /// Types keys by their tmux names: `Enter`, `Escape`, `PPage`, `C-c`, `j`.
    func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

    /// Waits until a text is there, presses Escape, and waits until it is gone: a key right behind an Escape would be
    /// one with Alt, and an Escape before the text appears would not be seen to close anything.
    func close(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        wait(forText: text, sourceLocation: sourceLocation)
        try press("Escape")
        wait(for: "absence of '\(text)'", until: { !$0.contains(text) }, sourceLocation: sourceLocation)
    }

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
