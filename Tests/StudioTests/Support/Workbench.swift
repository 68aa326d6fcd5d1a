import DuckDBEngine
import Foundation
import LightGBMEngine
import ONNXEngine
import Registry
import Tabular
import Workflows

@testable import Studio

/// A workspace in a folder of its own, with all the real engines.
final class Workbench {
    let folder: TemporaryFolder
    let registry: LocalRegistry
    let environment: StudioEnvironment

    convenience init() throws { try self.init(folder: TemporaryFolder()) }

    /// A workspace that was used before.
    init(folder: TemporaryFolder) throws {
        let registry = LocalRegistry(workspace: URL(filePath: folder.path))
        let database = try DuckDBDatabase.open(warehouse: folder.path + "/warehouse.duckdb")
        let connect: @Sendable () async throws -> any WorkConnection = {
            guard let connection = try await database.connect() as? DuckDBConnection else { throw Problem("no DuckDB") }
            return connection
        }
        environment = StudioEnvironment(
            workspaceName: "bench", workspacePath: folder.path, folder: Session.samples, connect: connect,
            engines: {
                Engines(
                    connect: connect, registry: registry, learner: { () throws(Problem) in try LightGBMLearner() },
                    loader: ONNXScorerLoader())
            })
        self.folder = folder
        self.registry = registry
    }
}
