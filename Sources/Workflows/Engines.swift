public import Learning
public import Profiling
public import Registry
public import Scoring
public import Tabular

/// A connection that can do all that workflows need: tables, profiles and models in SQL.
public protocol WorkConnection: TableConnection, ColumnProfiler, PredictHost, PictureMaker {
    /// The same SQL without what only this session knows: relative paths and loaded copies become the files themselves.
    func standalone(_ sql: String) async -> String
}

/// The engines behind the workflows. The executable puts the live ones in; nobody else knows which they are.
public struct Engines: Sendable {
    /// A new connection to the workspace's database.
    public var connect: @Sendable () async throws -> any WorkConnection
    public var registry: any ModelRegistry
    /// Loads the library on first use.
    public var learner: @Sendable () throws(Problem) -> any Learner
    public var loader: any ScorerLoader

    public init(
        connect: @escaping @Sendable () async throws -> any WorkConnection, registry: any ModelRegistry,
        learner: @escaping @Sendable () throws(Problem) -> any Learner, loader: any ScorerLoader
    ) {
        self.connect = connect
        self.registry = registry
        self.learner = learner
        self.loader = loader
    }
}
