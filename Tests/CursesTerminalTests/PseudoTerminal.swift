import Foundation
import Testing

/// A program on a terminal of its own, driven from outside as a person would.
final class PseudoTerminal {
    private let master: Int32
    private let child: pid_t
    private(set) var output = ""
    private let before: termios

    struct Failed: Error, CustomStringConvertible { var description: String }

    /// Starts the probe on a fresh terminal of 80 columns and 24 rows.
    init(environment: [String: String], log: String? = nil) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which Swift does not see.
        var lock: Int32 = 0, number: UInt32 = 0
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
            throw Failed(description: "no pseudo terminal")
        }
        let path = "/dev/pts/\(number)"
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var modes = termios()
        tcgetattr(master, &modes)
        before = modes
        var files = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&attributes)
        // A new session whose first terminal opened is its controlling one.
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession)
        posix_spawn_file_actions_addopen(&files, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&files, 0, 1)
        posix_spawn_file_actions_adddup2(&files, 0, 2)
        let words = [Self.probe.path] + (log.map { [$0] } ?? [])
        var arguments = words.map { strdup($0) }
        var variables = environment.map { strdup("\($0)=\($1)") }
        arguments.append(nil)
        variables.append(nil)
        var pid = pid_t()
        let failed = posix_spawn(&pid, Self.probe.path, &files, &attributes, arguments, variables)
        (arguments + variables).forEach { free($0) }
        posix_spawn_file_actions_destroy(&files)
        posix_spawnattr_destroy(&attributes)
        guard failed == 0 else { throw Failed(description: "cannot start \(Self.probe.path): \(failed)") }
        child = pid
    }

    deinit {
        kill(child, SIGKILL)
        var status: Int32 = 0
        waitpid(child, &status, WNOHANG)
        close(master)
    }

    /// Built beside the tests.
    static var probe: URL {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let file = folder.appending(path: "TerminalProbe")
            if FileManager.default.isExecutableFile(atPath: file.path) { return file }
            folder = folder.deletingLastPathComponent()
        }
        return Bundle.main.bundleURL.appending(path: "TerminalProbe")
    }

    func type(_ bytes: String) {
        let all = Array(bytes.utf8)
        _ = write(master, all, all.count)
    }

    func signal(_ number: Int32) { kill(child, number) }

    func resize(_ columns: UInt16, _ rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Reads until the text has come.
    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        while !output.contains(text) {
            guard read(20_000) else {
                Issue.record(
                    "\(text.debugDescription) did not come, but \(output.suffix(600).debugDescription)",
                    sourceLocation: sourceLocation)
                throw Failed(description: "gave up")
            }
        }
    }

    /// Reads to the end and waits for the program.
    /// - Returns: its exit code, or minus the signal that ended it.
    func end() -> Int32 {
        while read(20_000) {}
        var status: Int32 = 0
        waitpid(child, &status, 0)
        return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
    }

    /// Whether the line is as it was before the program came.
    var isRestored: Bool {
        var now = termios()
        tcgetattr(master, &now)
        return now.c_lflag == before.c_lflag && now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag
    }

    private func read(_ wait: Int32) -> Bool {
        var item = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&item, 1, wait) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = Foundation.read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        output += String(decoding: bytes[0..<count], as: UTF8.self)
        return true
    }
}
