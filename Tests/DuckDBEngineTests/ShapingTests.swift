import Shaping
import Tabular
import Testing

@testable import DuckDBEngine

/// Steps as the engine understands them: answers worked out by hand.
struct ShapingTests {
    static let table = """
        (FROM (VALUES (1, 'x', 10.0), (2, 'y', NULL), (3, 'x', 30.0), (4, 'z', 5.0), (4, 'z', 5.0)) t(a, b, c))
        """

    private func rows(_ steps: [String]) async throws -> [[String?]] {
        let connection = try await memoryConnection()
        let base = Relation(source: Self.table)
        let schema = try await connection.schema(of: base)
        let chain = Chain(try steps.map { try Step($0) })
        let page = try await connection.query(chain.sql(over: base, schema: schema), limit: 100)
        return page.rows.map { $0.map(\.text) }
    }

    @Test func stepByStep() async throws {
        #expect(try await rows(["where a > 2", "sort a desc, c", "keep a"]) == [["4"], ["4"], ["3"]])
        #expect(
            try await rows(["drop b", "rename c to d", "add e = d * 2", "where e = 60"]) == [["3", "30.0", "60.0"]])
        #expect(try await rows(["add a = a + 1", "where a = 2", "keep a, b"]) == [["2", "x"]])
        #expect(try await rows(["cast b to INTEGER", "where b IS NOT NULL"]) == [])
        #expect(
            try await rows(["group b: count(*) as n, sum(c) as total"])
                == [["x", "2", "40.0"], ["y", "1", nil], ["z", "2", "10.0"]])
        #expect(try await rows(["group : max(a) as m"]) == [["4"]])
        #expect(
            try await rows(["pivot b by a: sum(c)"])
                == [
                    ["1", "10.0", nil, nil], ["2", nil, nil, nil], ["3", "30.0", nil, nil], ["4", nil, nil, "10.0"],
                ])
        #expect(
            try await rows(["where a < 3", "cast a to DOUBLE", "unpivot a, c into name, value", "sort b, name"])
                == [["x", "a", "1.0"], ["x", "c", "10.0"], ["y", "a", "2.0"], ["y", "c", nil]])
        #expect(try await rows(["distinct"]).count == 4)
        #expect(try await rows(["distinct b", "keep b", "sort b"]) == [["x"], ["y"], ["z"]])
        #expect(try await rows(["sample 2 rows seed 1"]).count == 2)
        #expect(try await rows(["query SELECT max(a) FROM previous"]) == [["4"]])
        #expect(try await rows(["append (SELECT 9 AS a, 'w' AS b)", "where a > 4"]) == [["9", "w", nil]])
    }

    @Test func joins() async throws {
        let other = "(SELECT * FROM (VALUES ('x', 'ex', 1), ('q', 'cue', 2)) t(b, name, a))"
        #expect(
            try await rows(["join inner \(other) on b", "sort a"])
                == [["1", "x", "10.0", "ex", "1"], ["3", "x", "30.0", "ex", "1"]])
        #expect(try await rows(["join anti \(other) on b", "group : count(*) as n"]) == [["3"]])
        #expect(try await rows(["join semi \(other) on b", "group : count(*) as n"]) == [["2"]])
        let full = try await rows(["join full \(other) on b", "sort b, c"])
        #expect(full.count == 6)
        #expect(full.first == [nil, "q", nil, "cue", "2"])
    }

    /// The engine joins and tells apart in an order of its own, which differs from run to run.
    @Test func joinsAndDistinctRowsKeepTheirOrder() async throws {
        let connection = try await memoryConnection()
        let base = Relation(source: "(SELECT (i * 7919) % 50000 AS k, i AS v FROM range(200000) r(i))")
        let schema = try await connection.schema(of: base)
        func check(_ step: String, rows: Int, first: [String?], isInOrder column: String) async throws {
            let sql = Chain([try Step(step)]).sql(over: base, schema: schema)
            let order = "SELECT \(column) AS o, lag(\(column)) OVER () AS p FROM (\(sql))"
            let page = try await connection.query(
                "SELECT count(*), count(*) FILTER (o < p) FROM (\(order))", limit: 1)
            #expect(page.texts == [["\(rows)", "0"]], "\(step)")
            #expect(try await connection.query(sql, limit: 1).texts == [first], "\(step)")
        }
        let other = "(SELECT i AS k, 'n' || i AS name FROM range(25000) r(i) ORDER BY hash(i))"
        try await check("join left \(other) on k", rows: 200_000, first: ["0", "0", "n0"], isInOrder: "v")
        try await check("join inner \(other) on k", rows: 100_000, first: ["0", "0", "n0"], isInOrder: "v")
        try await check("join full \(other) on k", rows: 200_000, first: ["0", "0", "n0"], isInOrder: "v")
        try await check("join semi \(other) on k", rows: 100_000, first: ["0", "0"], isInOrder: "v")
        try await check("join anti \(other) on k", rows: 100_000, first: ["31676", "4"], isInOrder: "v")
        // The first row of each key is one of the first 50,000, as k goes round.
        try await check("distinct k", rows: 50_000, first: ["0", "0"], isInOrder: "v")
        try await check("distinct", rows: 200_000, first: ["0", "0"], isInOrder: "v")
        let firsts = Chain([try Step("distinct k"), try Step("group : max(v) as m")]).sql(over: base, schema: schema)
        #expect(try await connection.query(firsts, limit: 1).texts == [["49999"]])
    }

    /// Windows of derived columns come from row numbers, in files and in tables, sorted or not.
    @Test(arguments: [false, true]) func windowsThroughLayers(isLoaded: Bool) async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let path = folder.path + "/t.parquet"
        _ = try await connection.write(
            "SELECT i AS a, i % 7 AS b FROM range(300000) t(i)", to: .parquet(path: path)
        ) { _ in }
        var table = try await connection.open(SourceLocation(path))
        if isLoaded { table = try await connection.load(table) { _ in } }
        let chain = Chain([
            try Step("add d = a * 2 + b"), try Step("drop b"), try Step("rename a to first"),
            try Step("where d % 2 = 0"),
            try Step("sort d desc"),
        ])
        var relation = chain.seen(of: table.relation, schema: table.schema)
        let bottom = try await connection.page(of: relation, rows: 2000..<2002, columns: nil)
        #expect(bottom.columns.map(\.name) == ["first", "d"])
        // The even numbers among 2a + a % 7 are those with an even a % 7: four of seven.
        let expected = (0..<300_000).filter { $0 % 7 % 2 == 0 }.sorted { 2 * $0 + $0 % 7 > 2 * $1 + $1 % 7 }
        #expect(bottom.rows.map { $0[0].text } == expected[2000..<2002].map(String.init))
        #expect(try await connection.rowCount(of: relation) == expected.count)
        relation.sort = []
        relation.filters = []
        let plain = try await connection.page(of: relation, rows: 250_000..<250_002, columns: ["d"])
        #expect(plain.rows.map { $0[0].text } == [250_000, 250_001].map { String(2 * $0 + $0 % 7) })
        let hit = try await connection.find("299999", in: relation, columns: ["first"], from: 0, forward: true)
        #expect(hit == 299_999)
    }
}
