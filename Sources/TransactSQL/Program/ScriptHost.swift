import Tabular

/// What a script needs of its surroundings: an engine that runs SQL, and a person to talk to.
///
/// All SQL goes to one connection, in order: variables, temporary tables and transactions live in it.
public protocol ScriptHost: Sendable {
    /// Shows the rows of a query.
    /// - Parameter counting: whether the script asks how many there are.
    /// - Returns: how many there were; anything when it does not.
    func show(_ sql: String, counting: Bool) async throws -> Int
    /// Runs a statement.
    /// - Returns: how many rows it changed.
    func change(_ sql: String) async throws -> Int
    /// Runs a query for the script itself: a condition, columns of a table.
    func rows(_ sql: String) async throws -> [[String?]]
    /// Makes a folder for files that a statement writes; it must be empty or not there yet. Does nothing for addresses.
    func prepareFolder(_ path: String) async throws
    /// What PRINT says.
    func say(_ message: String) async
    /// A remark about the script: what is ignored, what stands for what.
    func note(_ message: String) async
}

/// How a script is run.
public struct RunOptions: Sendable {
    /// Values of variables, without the at sign; they go before those that the script declares.
    public var parameters: [String: String]
    /// Whether the workspace may only be read.
    public var readOnly: Bool

    public init(parameters: [String: String] = [:], readOnly: Bool = false) {
        self.parameters = Dictionary(
            parameters.map { ($0.key.drop { $0 == "@" }.lowercased(), $0.value) },
            uniquingKeysWith: { first, _ in first })
        self.readOnly = readOnly
    }
}
