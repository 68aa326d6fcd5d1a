import Testing

@testable import TransactSQL

/// Queries against rows worked out by hand.
@Suite struct QueryTests {
    private static let people = """
        CREATE TABLE dbo.people (id int, name varchar(20), team varchar(10), pay decimal(10, 2), born date);
        INSERT INTO people VALUES (1, 'Ann', 'Red', 10.00, '1990-01-05'), (2, 'bob', 'red ', 20.00, '1985-07-20'),
            (3, 'Cid', 'Blue', 30.50, NULL), (4, 'ann', NULL, NULL, '2000-12-31'), (5, 'Eve', 'BLUE', 5.25, '1999-02-28');

        """

    private func rows(_ query: String) async throws -> [[String?]] {
        try await Harness().run(Self.people + query)
    }

    @Test func comparesStringsWithoutCaseAndTrailingSpaces() async throws {
        #expect(try await rows("SELECT id FROM people WHERE name = 'ANN' ORDER BY id") == [["1"], ["4"]])
        #expect(try await rows("SELECT id FROM people WHERE team IN ('RED', 'x') ORDER BY id") == [["1"], ["2"]])
        #expect(try await rows("SELECT id FROM people WHERE name LIKE '[a-b]%' ORDER BY id") == [["1"], ["2"], ["4"]])
        #expect(
            try await rows("SELECT a.id, b.id FROM people a JOIN people b ON a.name = b.name AND a.id < b.id") == [
                ["1", "4"]
            ])
        #expect(try await rows("SELECT id FROM people WHERE team COLLATE Latin1_General_BIN2 = 'Red'") == [["1"]])
    }

    @Test func groupsStringsByCollation() async throws {
        let grouped = try await rows(
            "SELECT team, COUNT(*) AS n, SUM(pay) AS total FROM people GROUP BY team ORDER BY team")
        #expect(grouped.map { $0[1] } == ["1", "2", "2"])
        #expect(grouped.map { $0[2] } == [nil, "35.75", "30.00"])
        #expect(
            try await rows("SELECT COUNT(DISTINCT name), COUNT(DISTINCT team), COUNT(team) FROM people") == [
                ["4", "2", "4"]
            ])
        #expect(try await rows("SELECT DISTINCT name FROM people ORDER BY name").count == 4)
        #expect(
            try await rows(
                "SELECT UPPER(team), AVG(id) FROM people WHERE team IS NOT NULL GROUP BY UPPER(team) ORDER BY 1") == [
                    ["BLUE", "4"], ["RED", "1"],
                ])
        #expect(try await rows("SELECT team FROM people GROUP BY team HAVING COUNT(*) > 1 AND team = 'red'").count == 1)
        #expect(try await rows("SELECT name FROM people UNION SELECT 'ANN'").count == 4)
        #expect(try await rows("SELECT name FROM people EXCEPT SELECT 'ANN'").count == 3)
        #expect(try await rows("SELECT name FROM people INTERSECT SELECT 'ANN'").count == 1)
        #expect(try await rows("SELECT MIN(name), MAX(name) FROM people")[0][1] == "Eve")
    }

    @Test func totalsOverGroupingSets() async throws {
        let rollup = try await rows(
            "SELECT team, GROUPING(team) AS g, COUNT(*) AS n FROM people GROUP BY ROLLUP(team) ORDER BY g, n")
        #expect(rollup.map { $0[2] } == ["1", "2", "2", "5"])
        #expect(rollup[3] == [nil, "1", "5"])
        #expect(
            try await rows(
                "SELECT team, YEAR(born) y, COUNT(*) FROM people GROUP BY GROUPING SETS ((team), (YEAR(born)), ())"
            ).count == 3 + 5 + 1)
        #expect(try await rows("SELECT team, COUNT(*) FROM people GROUP BY team WITH ROLLUP").count == 4)
    }

    @Test func ordersNullsFirst() async throws {
        #expect(try await rows("SELECT id FROM people ORDER BY pay") == [["4"], ["5"], ["1"], ["2"], ["3"]])
        #expect(try await rows("SELECT id FROM people ORDER BY pay DESC").last == ["4"])
        #expect(
            try await rows("SELECT id, name AS n FROM people ORDER BY n, id") == [
                ["1", "Ann"], ["4", "ann"], ["2", "bob"], ["3", "Cid"], ["5", "Eve"],
            ])
        #expect(
            try await rows("SELECT id FROM people ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY") == [["2"], ["3"]])
    }

    @Test func takesTheTop() async throws {
        #expect(try await rows("SELECT TOP 2 id FROM people ORDER BY id DESC") == [["5"], ["4"]])
        #expect(try await rows("SELECT TOP (40) PERCENT id FROM people ORDER BY id") == [["1"], ["2"]])
        #expect(try await rows("SELECT TOP (30) PERCENT id FROM people ORDER BY id") == [["1"], ["2"]])
        #expect(try await rows("SELECT TOP 1 WITH TIES name FROM people ORDER BY name").count == 2)
        #expect(try await rows("DECLARE @n int = 3; SELECT TOP (@n) id FROM people ORDER BY id").count == 3)
        #expect(
            try await rows("SELECT DISTINCT TOP 2 name FROM people ORDER BY name DESC").map { $0[0] } == ["Eve", "Cid"])
    }

    @Test func aggregatesInTheTypeOfTheirArgument() async throws {
        #expect(
            try await rows("SELECT AVG(id), SUM(id), AVG(pay), AVG(CAST(id AS float)) FROM people") == [
                ["3", "15", "16.437500", "3.0"]
            ])
        #expect(
            try await rows("SELECT STRING_AGG(name, ',') WITHIN GROUP (ORDER BY id DESC) FROM people") == [
                ["Eve,ann,Cid,bob,Ann"]
            ])
        #expect(
            try await rows("SELECT ROUND(STDEV(id), 6), VAR(id), VARP(id) FROM people") == [["1.581139", "2.5", "2.0"]])
        #expect(try await rows("SELECT SUM(pay) / COUNT(*) FROM people") == [["13.150000"]])
        #expect(try await rows("SELECT APPROX_COUNT_DISTINCT(team) FROM people") == [["2"]])
    }

    @Test func looksThroughWindows() async throws {
        let ranked = try await rows(
            "SELECT id, ROW_NUMBER() OVER (PARTITION BY team ORDER BY id) r, LAG(id, 1, 0) OVER (ORDER BY id) p, SUM(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) s FROM people ORDER BY id"
        )
        #expect(
            ranked == [
                ["1", "1", "0", "1"], ["2", "2", "1", "3"], ["3", "1", "2", "5"], ["4", "1", "3", "7"],
                ["5", "2", "4", "9"],
            ])
        #expect(
            try await rows(
                "SELECT DISTINCT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY pay) OVER (PARTITION BY 1) FROM people")
                == [["15.0"]])
        #expect(
            try await rows("SELECT SUM(COUNT(*)) OVER () FROM people GROUP BY team").map { $0[0] } == ["5", "5", "5"])
    }

    @Test func appliesAndPivots() async throws {
        #expect(
            try await rows("SELECT p.id, s.value FROM people p CROSS APPLY STRING_SPLIT(p.name, 'n') s WHERE p.id = 2")
                == [["2", "bob"]])
        #expect(
            try await rows(
                "SELECT p.id, b.id FROM people p OUTER APPLY (SELECT TOP 1 q.id FROM people q WHERE q.id > p.id ORDER BY q.id) b ORDER BY p.id"
            ) == [["1", "2"], ["2", "3"], ["3", "4"], ["4", "5"], ["5", nil]])
        #expect(
            try await rows(
                "SELECT v.k, v.n FROM people CROSS APPLY (VALUES ('id', id), ('twice', id * 2)) AS v (k, n) WHERE id = 3 ORDER BY v.n"
            ) == [["id", "3"], ["twice", "6"]])
        let pivoted = try await rows(
            "SELECT [red], [blue], [green] FROM (SELECT team, pay FROM people) AS s PIVOT (SUM(pay) FOR team IN ([red], [blue], [green])) AS p"
        )
        #expect(pivoted == [["30.00", "35.75", nil]])
        let unpivoted = try await rows(
            "SELECT id, what, amount FROM (SELECT id, pay, CAST(id AS decimal(10,2)) AS other FROM people WHERE id IN (1, 4)) s UNPIVOT (amount FOR what IN (pay, other)) u ORDER BY id, what"
        )
        #expect(unpivoted == [["1", "other", "1.00"], ["1", "pay", "10.00"], ["4", "other", "4.00"]])
    }

    @Test func namesCommonTables() async throws {
        #expect(
            try await rows("WITH n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 4) SELECT SUM(x) FROM n")
                == [["10"]])
        #expect(
            try await rows("WITH a AS (SELECT id FROM people), b AS (SELECT id * 2 AS d FROM a) SELECT MAX(d) FROM b")
                == [["10"]])
        #expect(try await rows("SELECT x.n FROM (SELECT COUNT(*) FROM people) AS x (n)") == [["5"]])
        #expect(
            try await rows("SELECT (SELECT MAX(q.id) FROM people q WHERE q.team = p.team) FROM people p WHERE p.id = 1")
                == [["2"]])
    }

    @Test func readsJSON() async throws {
        let json = "N'[{\"id\":1,\"tags\":[\"a\",\"b\"],\"o\":{\"x\":2.5}},{\"id\":2,\"o\":{}}]'"
        #expect(
            try await rows(
                "SELECT id, x, tags FROM OPENJSON(\(json)) WITH (id int, x float '$.o.x', tags nvarchar(max) AS JSON) ORDER BY id"
            ) == [["1", "2.5", "[\"a\",\"b\"]"], ["2", nil, nil]])
        #expect(
            try await rows(
                "SELECT j.id, t.value FROM OPENJSON(\(json)) WITH (id int, tags nvarchar(max) '$.tags' AS JSON) j CROSS APPLY OPENJSON(j.tags) t ORDER BY t.[key]"
            ) == [["1", "a"], ["1", "b"]])
        #expect(
            try await rows(
                "SELECT [key], value, type FROM OPENJSON('{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":true,\"e\":[]}') ORDER BY [key]"
            ) == [["a", "1", "2"], ["b", "x", "1"], ["c", nil, "0"], ["d", "true", "3"], ["e", "[]", "4"]])
    }
}
