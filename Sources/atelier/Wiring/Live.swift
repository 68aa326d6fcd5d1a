public import DuckDBEngine
import Foundation
import LightGBMEngine
import ONNXEngine
import Registry
import Scoring
import Synchronization
import Tabular
public import Workflows

extension DuckDBConnection: WorkConnection {}

/// The live engines behind a command or the studio, opened on first use.
final class Live: Sendable {
    let workspace: Workspace
    /// Where loaded tables are kept; nil: nowhere.
    let cache: LoadCache?
    /// Whether a person sits at a screen, which goes before the engine's own work.
    private let hasScreen: Bool
    /// Whether the workspace is only read.
    private let readOnly: Bool
    private let opened = Mutex<DuckDBDatabase?>(nil)

    /// - Throws: a `Problem` (could not connect) when there is no workspace and none can be made.
    convenience init(_ options: WorkspaceOptions, hasScreen: Bool = false, readOnly: Bool = false) throws(Problem) {
        let environment = ProcessInfo.processInfo.environment
        try self.init(
            workspace: Workspace(option: options.workspace, environment: environment),
            cache: options.noCache ? nil : LoadCache(environment: environment), hasScreen: hasScreen,
            readOnly: readOnly)
    }

    init(
        workspace: Workspace, cache: LoadCache? = nil, hasScreen: Bool = false, readOnly: Bool = false
    ) throws(Problem) {
        self.workspace = workspace
        self.cache = cache
        self.hasScreen = hasScreen
        self.readOnly = readOnly
        try workspace.create()
    }

    func database() throws(Problem) -> DuckDBDatabase {
        try opened.withLock { (current) throws(Problem) in
            if let current { return current }
            let database = try DuckDBDatabase.open(
                warehouse: workspace.warehouse, readOnly: readOnly, cache: cache, givesWay: hasScreen)
            current = database
            return database
        }
    }

    /// Starts the engine while the caller goes on; whoever needs it waits for it.
    func startEngine() {
        Thread.detachNewThread { [self] in _ = try? database() }
    }

    func connect() async throws -> any WorkConnection {
        let connection = try await database().connect()
        guard let working = connection as? any WorkConnection else {
            throw Problem("the database gives connections of another kind")
        }
        return working
    }

    var engines: Engines {
        Engines(
            connect: { try await self.connect() }, registry: LocalRegistry(workspace: workspace.directory),
            learner: { () throws(Problem) in try LightGBMLearner() }, loader: ONNXScorerLoader())
    }

    /// Opens a source so that all of it can be read fast: what is slow to read twice is loaded into the session.
    func open(
        _ arguments: [String], reading: ReadingOptions = ReadingOptions(), connection: any WorkConnection
    ) async throws -> OpenedTable {
        if arguments.count == 1, !arguments[0].contains("/") { try await registerModels(on: connection) }
        let table = try await connection.open(SourceLocation(arguments, reading: reading))
        guard table.needsLoading else { return table }
        let line = ProgressLine("reading \(table.location.label)")
        defer { line.finish() }
        return try await connection.load(table) { line.update($0) }
    }

    /// Makes every registered model a function of SQL.
    func registerModels(on connection: any WorkConnection) async throws {
        try await PredictFunctions(loader: ONNXScorerLoader()).registerAll(of: engines.registry, on: connection)
    }
}
