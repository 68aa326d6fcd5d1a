import CDuckDB
import Tabular

/// A prepared statement.
final class Statement {
    private let session: Session
    private var handle: duckdb_prepared_statement?

    init(_ sql: String, on session: Session) throws(Problem) {
        self.session = session
        let state = duckdb_prepare(session.handle, sql, &handle)
        try Self.check(state, handle, session)
    }

    init(_ statements: duckdb_extracted_statements?, at index: Int, on session: Session) throws(Problem) {
        self.session = session
        let state = duckdb_prepare_extracted_statement(session.handle, statements, idx_t(index), &handle)
        try Self.check(state, handle, session)
    }

    deinit { duckdb_destroy_prepare(&handle) }

    private static func check(
        _ state: duckdb_state, _ handle: duckdb_prepared_statement?, _ session: Session
    ) throws(Problem) {
        guard state != DuckDBSuccess else { return }
        try session.check()
        throw EngineError.problem(duckdb_prepare_error(handle).map { String(cString: $0) } ?? "")
    }

    var schema: Schema {
        let count = Int(duckdb_prepared_statement_column_count(handle))
        return Schema(
            (0..<count).map { index in
                let type = LogicalType(duckdb_prepared_statement_column_logical_type(handle, idx_t(index)))
                let name = duckdb_prepared_statement_column_name(handle, idx_t(index))
                defer { duckdb_free(UnsafeMutableRawPointer(mutating: name)) }
                return Column(name.map { String(cString: $0) } ?? "", type.columnType)
            })
    }

    /// Whether it only reads, so that its rows may be fetched one by one.
    var isQuery: Bool { Int(duckdb_prepared_statement_type(handle)) == CDUCK_STATEMENT_SELECT }

    /// Creating the pending result resets the engine's interrupt flag, so our own flag is looked at after that:
    /// a cancellation is either seen here or by the engine.
    func run(streaming: Bool) throws(Problem) -> Answer {
        var pending: duckdb_pending_result?
        defer { duckdb_destroy_pending(&pending) }
        let state =
            streaming
            ? duckdb_pending_prepared_streaming(handle, &pending) : duckdb_pending_prepared(handle, &pending)
        try session.check()
        guard state == DuckDBSuccess else {
            throw EngineError.problem(duckdb_pending_error(pending).map { String(cString: $0) } ?? "")
        }
        let answer = Answer(session: session)
        guard duckdb_execute_pending(pending, &answer.result) == DuckDBSuccess else { throw answer.problem }
        return answer
    }
}

/// The statements of a text, split at semicolons by the engine's own parser.
final class StatementList {
    private let session: Session
    private let sql: String
    private var handle: duckdb_extracted_statements?
    let count: Int

    init(_ sql: String, on session: Session) throws(Problem) {
        self.session = session
        self.sql = sql
        count = Int(duckdb_extract_statements(session.handle, sql, &handle))
        if count == 0, let error = duckdb_extract_statements_error(handle).map({ String(cString: $0) }), !error.isEmpty
        {
            duckdb_destroy_extracted(&handle)
            throw EngineError.problem(error)
        }
    }

    deinit { duckdb_destroy_extracted(&handle) }

    func statement(at index: Int) throws(Problem) -> Statement {
        try session.check()
        var isFirst = true
        return try session.withExtensions { () throws(Problem) in
            if !isFirst {
                // Preparing takes a statement out of the list, also when it fails.
                duckdb_destroy_extracted(&handle)
                _ = duckdb_extract_statements(session.handle, sql, &handle)
            }
            isFirst = false
            return try Statement(handle, at: index, on: session)
        }
    }
}
