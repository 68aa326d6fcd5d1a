import CDuckDB
import Tabular

/// The result of a statement, read chunk by chunk.
final class Answer {
    private let session: Session
    var result = duckdb_result()
    private(set) lazy var types: [LogicalType] = (0..<columnCount).map {
        LogicalType(duckdb_column_logical_type(&result, idx_t($0)))
    }

    init(session: Session) { self.session = session }

    deinit { duckdb_destroy_result(&result) }

    var columnCount: Int { Int(duckdb_column_count(&result)) }

    var columns: [Column] {
        types.enumerated().map { index, type in
            Column(duckdb_column_name(&result, idx_t(index)).map { String(cString: $0) } ?? "", type.columnType)
        }
    }

    /// Rows that an INSERT, UPDATE, DELETE or COPY touched.
    var rowsChanged: Int { Int(duckdb_rows_changed(&result)) }

    /// Whether the statement yields rows, and not only a count or nothing.
    var hasRows: Bool { Int(duckdb_result_return_type(result)) == CDUCK_RETURNS_ROWS }

    /// The next rows, or nil at the end.
    func next() throws(Problem) -> Chunk? {
        guard let chunk = duckdb_fetch_chunk(result) else {
            try session.check()
            if let text = duckdb_result_error(&result).map({ String(cString: $0) }), !text.isEmpty { throw problem }
            return nil
        }
        try session.check()
        return Chunk(chunk, types: types)
    }

    /// What the engine reports about the failure of this result.
    var problem: Problem {
        let type = Int(duckdb_result_error_type(&result))
        if session.interrupter.mustEnd || type == CDUCK_ERROR_INTERRUPT { return .cancelled }
        return EngineError.problem(duckdb_result_error(&result).map { String(cString: $0) } ?? "")
    }
}

/// Some rows of an answer, at most 2048.
final class Chunk {
    private var handle: duckdb_data_chunk?
    let types: [LogicalType]
    let count: Int

    init(_ handle: duckdb_data_chunk, types: [LogicalType]) {
        self.handle = handle
        self.types = types
        count = Int(duckdb_data_chunk_get_size(handle))
    }

    deinit { duckdb_destroy_data_chunk(&handle) }

    func vector(_ column: Int) -> Vector { Vector(duckdb_data_chunk_get_vector(handle, idx_t(column))) }

    /// Values as text, `[row][column]`; NULL is nil.
    func texts() -> [[String?]] {
        var rows = [[String?]](repeating: [], count: count)
        for row in 0..<count { rows[row].reserveCapacity(types.count) }
        for (index, type) in types.enumerated() {
            let column = type.reader(of: vector(index))
            for row in 0..<count { rows[row].append(column.text(at: row)) }
        }
        return rows
    }
}
