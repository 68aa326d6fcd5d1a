public import Foundation
import Synchronization

/// A program that a test runs. It gets its three standard files and nothing else of the tests' process, and its end is
/// the end of the process itself. Foundation's `Process` promises neither: two that start at the same moment may each
/// inherit the other's descriptors, and then wait for each other for ever.
public final class ChildProcess: Sendable {
    /// Where standard input comes from.
    public enum Input: Sendable {
        case nothing, file(String)
        /// What `input` writes, until it is closed.
        case pipe
    }

    /// Where standard output goes to.
    public enum Output: Sendable {
        case nothing, file(String)
        /// What `output` reads.
        case pipe
    }

    /// What went wrong around a program, not in it.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    public let identifier: pid_t
    /// What was run, for messages.
    private let name: String
    /// The writing end of standard input, when that is a pipe.
    public let input: FileHandle?
    /// The reading end of standard output, when that is a pipe.
    public let output: FileHandle?

    /// Pipes are made and programs started one at a time, so that none inherits a descriptor meant for another.
    private static let starting = Mutex(())

    /// Starts a program, found in the path when its name holds no slash.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String]? = nil, folder: String? = nil,
        input: Input = .nothing, output: Output = .nothing, errors: String = "/dev/null"
    ) throws {
        var words = [program] + arguments
        if let folder { words = ["env", "-C", folder] + words }
        let settings = (environment ?? ProcessInfo.processInfo.environment).map { "\($0.key)=\($0.value)" }
        name = words.joined(separator: " ")
        (identifier, self.input, self.output) = try Self.starting.withLock { _ in
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            defer { posix_spawn_file_actions_destroy(&actions) }
            let write = O_WRONLY | O_CREAT | O_TRUNC
            // The child's ends must live until it has its own, and no longer.
            var pipes: [Pipe] = []
            defer { withExtendedLifetime(pipes) {} }
            func pipe(_ end: KeyPath<Pipe, FileHandle>, to number: Int32) -> Pipe {
                let pipe = Pipe()
                for handle in [pipe.fileHandleForReading, pipe.fileHandleForWriting] {
                    _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC)
                }
                posix_spawn_file_actions_adddup2(&actions, pipe[keyPath: end].fileDescriptor, number)
                pipes.append(pipe)
                return pipe
            }
            var ends: (input: FileHandle?, output: FileHandle?)
            switch input {
            case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            case .file(let path): posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
            case .pipe: ends.input = pipe(\.fileHandleForReading, to: 0).fileHandleForWriting
            }
            switch output {
            case .nothing: posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", write, 0)
            case .file(let path): posix_spawn_file_actions_addopen(&actions, 1, path, write, 0o600)
            case .pipe: ends.output = pipe(\.fileHandleForWriting, to: 1).fileHandleForReading
            }
            posix_spawn_file_actions_addopen(&actions, 2, errors, write, 0o600)
            return (try Self.spawn(words, settings, &actions), ends.input, ends.output)
        }
    }

    private static func spawn(
        _ words: [String], _ settings: [String], _ actions: inout posix_spawn_file_actions_t
    ) throws -> pid_t {
        var arguments = words.map { strdup($0) } + [nil]
        var environment = settings.map { strdup($0) } + [nil]
        defer { for word in arguments + environment { free(word) } }
        // The threads that tests run on block all signals, which a child would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var identifier = pid_t()
        let code = posix_spawnp(&identifier, words[0], &actions, &attributes, &arguments, &environment)
        guard code == 0 else {
            throw Failure(description: "\(words[0]) did not start: \(String(cString: strerror(code)))")
        }
        return identifier
    }

    /// Waits for the end and gives the exit code, or 128 and the number of the signal that ended it, as a shell does.
    /// A program that takes longer is killed: a test that hangs tells nothing.
    @discardableResult
    public func wait(atMost limit: Duration = .seconds(300)) throws -> Int32 {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while true {
            let ended = waitpid(identifier, &status, WNOHANG)
            if ended == identifier { break }
            if ended < 0 && errno != EINTR { throw Failure(description: "\(name) is not there to be waited for") }
            if ContinuousClock.now > deadline {
                kill(identifier, SIGKILL)
                waitpid(identifier, &status, 0)
                throw Failure(description: "\(name) did not end within \(limit)")
            }
            // Nothing tells of an end and of a deadline both.
            usleep(2_000)
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }
}
