import DuckDBEngine
import Shaping
import Tabular
import Testing
import Workflows

@testable import Studio

/// What is offered for a column runs as it is offered.
@Suite struct TransformationTests {
    private func table(_ sql: String) async throws -> (DuckDBConnection, OpenedTable) {
        let connection = try #require(try await DuckDBDatabase.open(warehouse: nil).connect() as? DuckDBConnection)
        let relation = Relation(query: sql)
        return (
            connection,
            OpenedTable(
                location: SourceLocation("t"), format: .query, relation: relation,
                schema: try await connection.schema(of: relation), needsLoading: false, fingerprint: "t")
        )
    }

    private func column(_ name: String, after step: String, of table: OpenedTable, _ connection: DuckDBConnection)
        async throws -> [String?]
    {
        let shaped = try await table.shaped(by: [step], on: connection)
        let query = "SELECT \(SQL.identifier(name)) FROM (\(shaped.relation.sql)) ORDER BY id"
        return try await connection.query(query, limit: 100).rows.map { $0[0].text }
    }

    @Test func everyStepOfTheListRuns() async throws {
        let (connection, table) = try await table(
            """
            SELECT 1 AS id, 'a b' AS word, 1.5 AS n, DATE '2024-01-02' AS day, TIMESTAMP '2024-01-02 03:04:05' AS t,
                TIME '01:02:03' AS clock, true AS yes, [1, 2] AS list
            """)
        for column in table.schema.columns {
            let all = Transformation.all(for: column, names: table.schema.names)
            #expect(all.count > 4)
            // Those that end in a blank wait for a word.
            for one in all where !one.step.hasSuffix(" ") {
                let shaped = try await table.shaped(by: [one.step], on: connection)
                let page = try await connection.query(shaped.relation.sql, limit: 1)
                #expect(page.rows.count == 1, "\(column.name): \(one.step)")
            }
        }
    }

    @Test func missingValuesHaveNoRankAndAreFilledFromTheirNeighbours() async throws {
        let (connection, table) = try await table(
            "FROM (VALUES (1, NULL, 'a b c'), (2, 5, 'd'), (3, NULL, NULL), (4, 3, 'e f')) t(id, n, word)")
        let column = try #require(table.schema["n"])
        let offered = Transformation.all(for: column, names: table.schema.names, order: [SortKey("id")])
        func step(_ title: String) throws -> String { try #require(offered.first { $0.title == title }).step }
        let found = try await self.column("n_rank", after: step("Rank"), of: table, connection)
        #expect(found == [nil, "1", nil, "2"])
        #expect(
            try await self.column("n_quartile", after: step("Bins of equal count"), of: table, connection)
                == [nil, "2", nil, "1"])
        #expect(
            try await self.column("n", after: step("Fill missing from the row above"), of: table, connection)
                == [nil, "5", "5", "3"])
        #expect(
            try await self.column("n", after: step("Fill missing from the row below"), of: table, connection)
                == ["5", "5", "3", "3"])
        let words = Transformation.all(for: try #require(table.schema["word"]), names: table.schema.names)
        let split = try #require(words.first { $0.title == "Split: columns for the parts" }).step
        #expect(try await self.column("word_2", after: split, of: table, connection) == ["b", "", nil, "f"])
    }

    @Test func wordsOfTheLanguageAreOffered() {
        let state = Make.app(Make.browsing())
        #expect(Completion.names(for: "origin LI", state: state, withTables: false).first == "LIKE")
        #expect(Completion.names(for: "cast c0 to INT", state: state, withTables: false).contains("INTEGER"))
        #expect(Completion.names(for: "li", state: state, withTables: true).isEmpty)
    }
}
