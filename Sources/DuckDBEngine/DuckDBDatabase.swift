import CDuckDB
import Foundation
public import Tabular

/// A DuckDB instance: the workspace's warehouse, the session's own tables, and any number of connections.
///
///     let database = try DuckDBDatabase.open(warehouse: "warehouse.duckdb")
///     let connection = try await database.connect()
///     let flights = try await connection.open(SourceLocation("flights.parquet"))
///
/// In SQL, names resolve in the workspace first; tables that `load` makes are in the catalog `session`, which is in
/// memory, spills to the temporary folder, and ends with the process. Nothing is ever fetched from a network.
public final class DuckDBDatabase: TableDatabase {
    let core: DatabaseCore

    private init(core: DatabaseCore) { self.core = core }

    /// Starts the engine. Takes about 20 ms; the warehouse is attached when it is first needed.
    /// - Parameters:
    ///   - warehouse: the path of the workspace's database file, made on first use; nil: the workspace is in memory.
    ///   - readOnly: whether the warehouse is only read.
    ///   - temporaryDirectory: where large intermediate results go; nil: the system's temporary folder.
    ///   - cache: where tables that were loaded from files are kept; nil: they are not.
    ///   - givesWay: whether the engine's own threads step back behind those of the program, as a screen wants it.
    public static func open(
        warehouse: String?, readOnly: Bool = false, temporaryDirectory: String? = nil, cache: LoadCache? = nil,
        givesWay: Bool = false
    ) throws(Problem) -> DuckDBDatabase {
        DuckDBDatabase(
            core: try DatabaseCore(
                warehouse: Warehouse(path: warehouse, readOnly: readOnly),
                scratch: ScratchFolder(in: temporaryDirectory), cache: cache, givesWay: givesWay))
    }

    public func connect() async throws -> any TableConnection { try DuckDBConnection(core: core) }

    public var readOnlyReason: String? { core.warehouse.readOnlyReason }

    /// The version of the engine, for example `v1.5.5`.
    public static var engineVersion: String { duckdb_library_version().map { String(cString: $0) } ?? "unknown" }
}
