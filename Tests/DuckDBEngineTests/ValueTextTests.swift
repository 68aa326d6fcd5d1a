import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct ValueTextTests {
    @Test func everyTypeReadsAsTheEnginePrintsIt() async throws {
        let connection = try await memoryConnection()
        let page = try await connection.query("SELECT * FROM test_all_types()", limit: 10)
        // The engine rounds the last microseconds of zoned timestamps: it is asked for the same values without a zone.
        let list = page.columns.map {
            $0.name == "timestamp_tz" ? "timestamp || '+00'" : "CAST(\(SQL.identifier($0.name)) AS VARCHAR)"
        }.joined(separator: ", ")
        let printed = try await connection.query("SELECT \(list) FROM test_all_types()", limit: 10)
        #expect(page.rows.count == 3)
        #expect(page.columns.count > 50)
        for (index, column) in page.columns.enumerated() where column.type.kind != .nested {
            for row in 0..<3 {
                #expect(page.texts[row][index] == printed.texts[row][index], "\(column.name) row \(row)")
            }
        }
    }

    @Test func nestedValuesReadLikeJSON() async throws {
        let connection = try await memoryConnection()
        let page = try await connection.query(
            """
            SELECT [1, NULL, 3], ['a', 'say "x"'], {'n': 1.5, 't': DATE '2020-02-29', 'l': [true]}, MAP {'k': 1, 'z': NULL},
                [[1], []], [1, 2, 3]::INTEGER[3], union_value(num := 2), ['a'::BLOB], {'a': NULL}
            """, limit: 1)
        #expect(
            page.texts[0] == [
                "[1, null, 3]", #"["a", "say \"x\""]"#, #"{"n": 1.5, "t": "2020-02-29", "l": [true]}"#,
                #"{"k": 1, "z": null}"#, "[[1], []]", "[1, 2, 3]", "2", #"["a"]"#, #"{"a": null}"#,
            ])
    }

    @Test func typeNamesAreTheEngines() async throws {
        let connection = try await memoryConnection()
        let page = try await connection.query("SELECT * FROM test_all_types()", limit: 1)
        let described = try await connection.query("DESCRIBE SELECT * FROM test_all_types()", limit: 100)
        for (column, row) in zip(page.columns, described.texts) {
            #expect(column.name == row[0])
            #expect(column.type.name.replacing("\"", with: "") == row[1]?.replacing("\"", with: ""), "\(column.name)")
        }
    }

    @Test(arguments: [
        (0, "1970-01-01"), (-719_163, "0001-12-31 (BC)"), (-719_162, "0001-01-01"), (11_016, "2000-02-29"),
        (-25_509, "1900-02-28"), (-25_508, "1900-03-01"), (2_932_896, "9999-12-31"),
    ])
    func dates(days: Int, text: String) {
        #expect(TimeText.date(days: Int32(days)) == text)
    }

    @Test func decimalsKeepEveryDigit() {
        #expect(NumberText.decimal(-5, scale: 3) == "-0.005")
        #expect(NumberText.decimal(.max, scale: 38) == "1.70141183460469231731687303715884105727")
        #expect(NumberText.decimal(1234, scale: 0) == "1234")
    }
}
