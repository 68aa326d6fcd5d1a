public import Foundation

/// A piece of work that is kept: a training or a scoring.
public struct Run: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable { case train, score, `import` }

    public enum State: String, Sendable, Hashable, Codable {
        case running, finished, failed, cancelled
        /// The process that did it ended without saying so.
        case interrupted
    }

    /// Short and unique within the workspace.
    public var id: String
    public var kind: Kind
    public var state: State
    /// What was done, in a few words: "train delays on flights.parquet".
    public var title: String
    public var started: Date
    public var ended: Date?
    /// The command line that does the same.
    public var command: String
    public var parameters: [String: String]
    public var metrics: [String: Double]
    /// Why it failed; empty otherwise.
    public var message: String
    /// `name:version` of the model made or used.
    public var model: String
    /// The process that does it.
    public var processID: Int

    public init(
        id: String, kind: Kind, state: State = .running, title: String, started: Date, ended: Date? = nil,
        command: String = "", parameters: [String: String] = [:], metrics: [String: Double] = [:], message: String = "",
        model: String = "", processID: Int
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.title = title
        self.started = started
        self.ended = ended
        self.command = command
        self.parameters = parameters
        self.metrics = metrics
        self.message = message
        self.model = model
        self.processID = processID
    }
}
