import DuckDBEngine
import Foundation
import Tabular
import Testing

@testable import Querying

@Suite struct SQLFormatterTests {
    @Test func aClauseToALine() {
        let text =
            "select carrier,count(*) n from flights where dep_delay>60 and origin='JFK' group by 1 order by n desc limit 5;"
        #expect(
            SQLFormatter.format(text) == """
                SELECT carrier, count(*) n
                FROM flights
                WHERE dep_delay>60 AND origin='JFK'
                GROUP BY 1
                ORDER BY n DESC
                LIMIT 5;

                """)
    }

    @Test func longListsAreBrokenAndQueriesIndented() {
        let text = """
            with late as (select carrier, dep_delay from 'Samples/flights.parquet' where dep_delay between 60 and 90) select
            carrier, avg(dep_delay) as mean_delay, median(dep_delay) as median_delay, max(dep_delay) as worst_delay from late left join airlines using (carrier)
            """
        #expect(
            SQLFormatter.format(text) == """
                WITH late AS (
                    SELECT carrier, dep_delay
                    FROM 'Samples/flights.parquet'
                    WHERE dep_delay BETWEEN 60 AND 90
                )
                SELECT
                    carrier,
                    avg(dep_delay) AS mean_delay,
                    median(dep_delay) AS median_delay,
                    max(dep_delay) AS worst_delay
                FROM late
                LEFT JOIN airlines USING (carrier)

                """)
    }

    /// Layout changes nothing but white space and the case of keywords, and a second time nothing at all.
    @Test(arguments: [
        "SELECT a -- first\n, b /* two */ FROM t -- end\nWHERE x IS DISTINCT FROM y",
        "SELECT left(a, 2), a[1:2], {'k': 1}.k, x::INT FROM t",
        "INSERT INTO t (a, b) VALUES (1, -2), (3, +4); DELETE FROM t WHERE a = 1; UPDATE t SET a = 1, b = 2 WHERE c",
        "SELECT * EXCLUDE (a) REPLACE (b + 1 AS b) FROM t UNION ALL BY NAME SELECT 1 ORDER BY ALL",
        "SELECT EXTRACT(year FROM d), sum(x) FILTER (WHERE y) OVER (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t ASOF LEFT JOIN u ON a >= b",
        "FROM (FROM (SELECT 1 AS a) SELECT a) WHERE a IN (SELECT 1) AND EXISTS (SELECT 2)",
        "SELECT list_transform(l, x -> x + 1) FROM t -- last",
        "CREATE OR REPLACE TABLE x AS SELECT 1; SELECT CASE WHEN a THEN 1 ELSE 2 END, $p, a -1, a - 1, -a, b.*",
    ])
    func meaningStays(text: String) {
        func words(_ text: String) -> [String] {
            let sql = SQLText(text)
            return sql.tokens.map { $0.kind == .keyword ? sql.text($0).uppercased() : sql.text($0) }.filter {
                $0 != ";"
            }
        }
        for width in [30, 88] {
            let once = SQLFormatter.format(text, width: width)
            #expect(words(once) == words(text), "\(once)")
            #expect(SQLFormatter.format(once, width: width) == once, "\(once)")
        }
    }
}

@Suite struct QueryPlanTests {
    @Test func plansOfTheRealEngine() async throws {
        let connection = try await DuckDBDatabase.open(warehouse: nil).connect()
        let query = "SELECT i % 3 AS k, count(*) FROM range(1000) t(i) WHERE i > 10 GROUP BY 1"
        func plan(_ explain: String) async throws -> QueryPlan {
            let page = try await connection.query("EXPLAIN (\(explain)) " + query, limit: 10)
            return try QueryPlan(json: page.rows[0][1].text ?? "")
        }
        let estimated = try await plan("FORMAT json")
        #expect(estimated.nodes.contains { $0.name.contains("GROUP_BY") } && estimated.seconds == nil)
        #expect(
            estimated.nodes.allSatisfy { $0.isEstimate }
                && estimated.nodes.last?.depth == estimated.nodes.map(\.depth).max())
        let measured = try await plan("ANALYZE, FORMAT json")
        #expect(measured.nodes.contains { $0.rows == 989 && !$0.isEstimate } && measured.seconds != nil)
        #expect(measured.nodes.first?.depth == 0 && measured.nodes.allSatisfy { $0.seconds != nil })
        #expect(throws: Problem.self) { try QueryPlan(json: "no") }
    }
}
