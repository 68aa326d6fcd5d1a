import ChildProcesses
import Foundation
import Testing

/// The real program, run as a person or a script would.
struct Program {
    /// What a finished command left.
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String

        /// The output as a JSON object.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
        }

        /// The output as a JSON array of objects.
        var jsonRows: [[String: Any]] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [[String: Any]] ?? []
        }
    }

    /// The built executable, beside the bundle of these tests.
    static var path: String {
        var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appending(path: "atelier")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate.path }
            folder.deleteLastPathComponent()
        }
        return root.appending(path: ".build/debug/atelier").path
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func sample(_ name: String) -> String { root.appending(path: "Samples/\(name)").path }

    /// A folder of its own for each test, with the workspace in it.
    let folder: URL
    /// Variables of the environment that a test adds.
    var extra: [String: String] = [:]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "atelier-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    var workspace: String { folder.appending(path: "workspace").path }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws -> String {
        let file = path(name)
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    /// Environment of the program: nothing of the person who runs the tests.
    var environment: [String: String] {
        var values = ProcessInfo.processInfo.environment
        values["ATELIER_WORKSPACE"] = workspace
        values["XDG_CONFIG_HOME"] = path("config")
        values["XDG_STATE_HOME"] = path("state")
        values["LC_ALL"] = "C.UTF-8"
        values["NO_COLOR"] = nil
        return values.merging(extra) { $1 }
    }

    /// Starts a command without waiting for it.
    func start(_ arguments: [String], input: String? = nil) throws -> (
        process: ChildProcess, output: String, errors: String
    ) {
        let output = path("stdout-\(UUID().uuidString)")
        let errors = path("stderr-\(UUID().uuidString)")
        let process = try ChildProcess(
            Self.path, arguments, environment: environment, folder: folder.path,
            input: input.map { .file(try write($0, to: "stdin")) } ?? .nothing, output: .file(output), errors: errors)
        return (process, output, errors)
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String..., input: String? = nil) throws -> Outcome { try run(arguments, input: input) }

    func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
        let (process, output, errors) = try start(arguments, input: input)
        return Outcome(
            status: try process.wait(), output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: errors, encoding: .utf8))
    }

    /// The one value that a query gives.
    func value(_ query: String) throws -> String {
        let outcome = try run("sql", query, "--format", "csv")
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    }
}
