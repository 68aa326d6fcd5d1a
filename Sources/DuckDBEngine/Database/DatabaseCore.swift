import CDuckDB
import EngineSupport
import Foundation
import Synchronization
import Tabular

/// The engine instance that all connections of a database share.
///
/// The handle is set once and only passed to functions that the engine allows on any thread; everything else is a
/// constant or guards itself: that is why it may be shared.
final class DatabaseCore: @unchecked Sendable {
    let handle: duckdb_database
    let scratch: ScratchFolder
    let warehouse: Warehouse
    let sources = SourceCatalog()
    let indexes = RowIndexes()
    let extensions = LoadedExtensions()
    let attached = AttachedFiles()
    let predictFunctions = PredictFunctions()
    let tallies = PredictTallies()
    let memoryCap = MemoryCap()
    let gate = WorkGate()
    let cache: LoadCache?
    let cached = CachedTables()
    private let number = Atomic<Int>(0)
    private let hasSession = Mutex(false)
    private let hasFiles = Mutex(false)

    /// - Parameter givesWay: whether the engine's own threads step back behind those of the program.
    init(
        warehouse: Warehouse, scratch: ScratchFolder, cache: LoadCache? = nil, givesWay: Bool = false
    ) throws(Problem) {
        var config: duckdb_config?
        duckdb_create_config(&config)
        defer { duckdb_destroy_config(&config) }
        // Nothing is fetched unless an address is named, and no secret is read or kept.
        let settings = [
            "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
            "allow_persistent_secrets": "false", "temp_directory": scratch.spillPath,
        ]
        for (name, value) in settings { duckdb_set_config(config, name, value) }
        handle = try Self.open(config, givesWay: givesWay)
        self.cache = cache
        self.scratch = scratch
        self.warehouse = warehouse
        let session = try Session(core: self)
        // Times are read and shown in UTC; footers of large Parquet files are read once.
        _ = try session.run("SET GLOBAL TimeZone = 'UTC'")
        _ = try session.run("SET GLOBAL parquet_metadata_cache = true")
    }

    /// Starts an engine in memory, whose threads have the priority of the thread that does it.
    private static func open(_ config: duckdb_config?, givesWay: Bool) throws(Problem) -> duckdb_database {
        // This thread waits for the other one before it looks.
        nonisolated(unsafe) let config = config
        nonisolated(unsafe) var database: duckdb_database?
        nonisolated(unsafe) var error: UnsafeMutablePointer<CChar>?
        let start: @Sendable () -> Void = { duckdb_open_ext(nil, &database, config, &error) }
        if givesWay { ThreadPriority.lowered(start) } else { start() }
        if let database { return database }
        defer { duckdb_free(error) }
        throw Problem("cannot start DuckDB", detail: error.map { String(cString: $0) } ?? "")
    }

    /// A number that no other table of the session has in its name.
    func nextNumber() -> Int { number.add(1, ordering: .relaxed).newValue }

    /// Makes the catalog `session`, where tables live that end with the process.
    func attachSession(_ session: Session) throws(Problem) {
        let failure: Problem? = hasSession.withLock { made in
            guard !made else { return nil }
            do throws(Problem) {
                _ = try session.run("ATTACH ':memory:' AS session")
                made = true
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Makes the catalog `session_files`, where the rows of large files go: a file of the scratch folder, so that they need
    /// not all be in memory. Small groups of rows are put together and written with less memory, and sought as fast.
    func attachFiles(_ session: Session) throws(Problem) {
        let failure: Problem? = hasFiles.withLock { made in
            guard !made else { return nil }
            do throws(Problem) {
                let path = try scratch.file("loaded.duckdb")
                // Nobody reads it after a crash: it needs no log.
                _ = try session.run(
                    "ATTACH \(SQL.literal(path)) AS session_files (ROW_GROUP_SIZE 30720, RECOVERY_MODE 'no_wal_writes')"
                )
                // The open file stays, and goes with the process, however that ends.
                unlink(path)
                made = true
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// Forgets the order of rows that a statement may have changed: all but those of files, unless a filter may look
    /// at a table.
    func forgetWorkspaceOrders() {
        indexes.removeAll { relation in
            guard sources.isSelfContained(relation.base) else { return true }
            let text = (relation.filters + relation.layers.map { "\($0)" }).joined(separator: " ").uppercased()
            return text.contains("SELECT") || text.contains("FROM")
        }
    }

    deinit {
        var database: duckdb_database? = handle
        duckdb_close(&database)
    }
}
