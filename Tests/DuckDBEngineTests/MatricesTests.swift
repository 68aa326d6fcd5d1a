import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct MatricesTests {
    @Test func numbersOfEveryTypeGoToTheirPartition() async throws {
        let connection = try await memoryConnection()
        let query = """
            SELECT i::TINYINT, i::SMALLINT, i::INTEGER, i::BIGINT, i::UTINYINT, i::USMALLINT, i::UINTEGER, i::UBIGINT,
                i::HUGEINT, i::FLOAT / 4, i::DOUBLE / 4, i % 2 = 1, (i / 10)::DECIMAL(4,1), (i / 10)::DECIMAL(9,1),
                (i / 10)::DECIMAL(18,1), (i / 10)::DECIMAL(38,1), DATE '1970-01-01' + i::INTEGER,
                TIMESTAMP '1970-01-01' + to_seconds(i), CASE WHEN i % 3 = 0 THEN NULL ELSE i END,
                CASE WHEN i % 5 = 4 THEN -1 ELSE i % 2 END
            FROM range(100) r(i)
            """
        for precision in [NumericMatrix.Precision.float, .double] {
            let matrices = try await connection.matrices(query, capacities: [40, 50], precision: precision) { _ in }
            let parts = (0..<2).map { part in (0..<100).filter { $0 % 5 != 4 && $0 % 2 == part } }
            #expect(matrices.map(\.rowCount) == [40, 40])
            for (matrix, rows) in zip(matrices, parts) {
                #expect(matrix.columnCount == 19 && matrix.precision == precision)
                for (row, i) in rows.enumerated() {
                    let tenth = precision == .float ? Double(Float(Double(i) / 10)) : Double(i) / 10
                    for column in 0..<9 { #expect(matrix[row, column] == Double(i)) }
                    for column in 9..<11 { #expect(matrix[row, column] == Double(i) / 4) }
                    #expect(matrix[row, 11] == Double(i % 2))
                    for column in 12..<16 { #expect(matrix[row, column] == tenth) }
                    for column in 16..<18 { #expect(matrix[row, column] == Double(i)) }
                    #expect(i % 3 == 0 ? matrix[row, 18].isNaN : matrix[row, 18] == Double(i))
                }
            }
        }
    }

    @Test func theFlightsSumUp() async throws {
        let connection = try await memoryConnection()
        let source = try await connection.open(SourceLocation(Samples.flights)).relation.source
        let seen = ProgressLog()
        let matrices = try await connection.matrices(
            "SELECT arr_delay, distance, 0 FROM \(source)", capacities: [336_776], precision: .double
        ) { seen.add($0) }
        var sum = 0.0
        var missing = 0
        for value in matrices[0].doubles(0) { if value.isNaN { missing += 1 } else { sum += value } }
        let expected = try await connection.query(
            "SELECT sum(arr_delay), count(*) - count(arr_delay) FROM \(source)", limit: 1)
        #expect([String(sum), String(missing)] == expected.texts[0])
        #expect(matrices[0].doubles(1).reduce(0, +) == 350_217_607)
        #expect(seen.all.last == WorkProgress(done: 336_776, total: 336_776))
    }

    @Test func whatDoesNotFitIsRefused() async throws {
        let connection = try await memoryConnection()
        let more = await problem {
            try await connection.matrices("SELECT i, 0 FROM range(10) r(i)", capacities: [9], precision: .float) { _ in
            }
        }
        #expect(more?.title == "the data has more rows than were counted (9)")
        let text = await problem {
            try await connection.matrices("SELECT 'x' AS t, 0", capacities: [9], precision: .float) { _ in }
        }
        #expect(text?.title == "the column t is VARCHAR, which is no number")
        #expect(try await connection.query("SELECT 1", limit: 1).texts == [["1"]])
    }
}
