import DuckDBEngine
import Foundation
import Tabular

/// Fetches the engine's extensions from PyPI: only ever because a person asked for them.
enum ExtensionFetch {
    /// Puts extensions into the person's folder.
    /// - Throws: a `Problem` (could not connect) with what the script said.
    static func fetch(_ names: [String]) async throws {
        guard let script = Installation.fetchExtensions?.path(percentEncoded: false) else {
            throw Problem(
                "the script that fetches extensions is not installed",
                hint: "Install with make install, or run make extensions in the checkout.")
        }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [script, EngineExtensions.personalFolder] + names
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        let said = Task.detached { (try? errors.fileHandleForReading.readToEnd()) ?? Data() }
        try await run(process)
        let text = String(decoding: await said.value, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try Task.checkCancellation()
        guard process.terminationStatus == 0 else {
            let list = names.joined(separator: ", ")
            throw Problem(
                "cannot fetch DuckDB's \(list) extension", detail: text,
                hint:
                    "A network (or pip set up for one) is needed once; 'make extensions' in a checkout does the same.",
                kind: .unreachable)
        }
    }

    private static func run(_ process: Process) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in done.resume() }
                do { try process.run() } catch { done.resume(throwing: error) }
            }
        } onCancel: {
            if process.isRunning { process.terminate() }
        }
    }
}
