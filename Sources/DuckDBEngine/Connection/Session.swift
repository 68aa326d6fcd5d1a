import CDuckDB
import Tabular

/// The blocking half of a connection: one handle, used by one thread at a time.
final class Session {
    let core: DatabaseCore
    let handle: duckdb_connection
    let interrupter: Interrupter
    let tally = PredictTally()
    /// Whether unqualified names resolve in the workspace yet.
    var usesWorkspace = false
    /// Who waits for this session.
    var priority = WorkPriority.ordinary
    /// Whether the engine keeps count of its progress yet.
    var reportsProgress = false

    init(core: DatabaseCore) throws(Problem) {
        var handle: duckdb_connection?
        guard duckdb_connect(core.handle, &handle) == DuckDBSuccess, let handle else {
            throw Problem("cannot open a connection to the database")
        }
        self.core = core
        self.handle = handle
        interrupter = Interrupter(handle)
        var context: duckdb_client_context?
        duckdb_connection_get_client_context(handle, &context)
        core.tallies.add(tally, connection: duckdb_client_context_get_connection_id(context))
        duckdb_destroy_client_context(&context)
    }

    deinit {
        var handle: duckdb_connection? = handle
        duckdb_disconnect(&handle)
    }

    /// Throws `Problem.cancelled` once the operation is cancelled.
    func check() throws(Problem) {
        if interrupter.mustEnd { throw .cancelled }
    }

    func prepare(_ sql: String) throws(Problem) -> Statement {
        try check()
        return try withExtensions { () throws(Problem) in try Statement(sql, on: self) }
    }

    /// Runs one statement to its end; the whole answer is in memory.
    func run(_ sql: String) throws(Problem) -> Answer {
        try prepare(sql).run(streaming: false)
    }

    /// Runs one query whose rows come as they are fetched. Nothing else may run on this session meanwhile.
    func stream(_ sql: String) throws(Problem) -> Answer {
        try prepare(sql).run(streaming: true)
    }

    /// The statements that a text holds.
    func statements(in sql: String) throws(Problem) -> StatementList {
        try check()
        return try StatementList(sql, on: self)
    }

    /// Runs a query and returns all values of its rows as text.
    func rows(_ sql: String) throws(Problem) -> [[String?]] {
        var rows: [[String?]] = []
        let answer = try run(sql)
        while let chunk = try answer.next() { rows += chunk.texts() }
        return rows
    }

    /// The first value of a query, as a whole number.
    func integer(_ sql: String) throws(Problem) -> Int? {
        try rows(sql).first?.first?.flatMap { Int($0) }
    }

    /// The columns that a query yields.
    func schema(of sql: String) throws(Problem) -> Schema {
        try prepare(sql).schema
    }
}
