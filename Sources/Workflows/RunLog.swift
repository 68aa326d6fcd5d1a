import Foundation
public import Registry
import Tabular

/// Keeps what was done: a run is saved when it begins and again when it ends, however it ends.
public struct RunLog: Sendable {
    private let registry: any ModelRegistry

    public init(registry: any ModelRegistry) { self.registry = registry }

    /// Does a piece of work as a run. The body may add parameters, metrics and the model to the run.
    public func record<T: Sendable>(
        _ kind: Run.Kind, title: String, command: String, body: (inout Run) async throws -> T
    ) async throws -> T {
        var run = Run(
            id: Self.newID(), kind: kind, title: title, started: Date(), command: command,
            processID: Int(ProcessInfo.processInfo.processIdentifier))
        try await registry.save(run)
        do {
            let result = try await body(&run)
            run.state = .finished
            run.ended = Date()
            let ended = run
            // What is done is done, also when the task was cancelled a moment ago.
            try await Task { try await registry.save(ended) }.value
            return result
        } catch {
            let problem = Problem(error)
            run.state = problem.kind == .interrupted ? .cancelled : .failed
            run.message = problem.title
            run.ended = Date()
            let ended = run
            // The task may be cancelled; its end must be written all the same.
            try? await Task { try await registry.save(ended) }.value
            throw problem
        }
    }

    /// Eight hexadecimal digits: short enough to type, many enough to be unique in a workspace.
    private static func newID() -> String {
        let number = UInt32.random(in: .min ... .max)
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
