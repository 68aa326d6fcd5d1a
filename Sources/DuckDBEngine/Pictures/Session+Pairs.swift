import Profiling
import Tabular

extension Session {
    /// Ranks are made of so many rows at most.
    private static let rankedRows = 1_000_000

    /// How strongly two columns go together.
    func strength(of first: Column, and second: Column, in relation: Relation) throws(Problem) -> PairStrength? {
        let from = "(\(relation.unsorted.sql)) AS data"
        let isCategory = (first.chartRole == .category, second.chartRole == .category)
        guard first.type.kind != .nested, second.type.kind != .nested else { return nil }
        switch isCategory {
        case (true, true):
            return try cramer(
                first, second,
                rows: "SELECT \(first.label) AS a, \(second.label) AS b FROM \(from) "
                    + "WHERE \(first.quoted) IS NOT NULL AND \(second.quoted) IS NOT NULL")
        case (true, false), (false, true):
            let (category, number) = isCategory.0 ? (first, second) : (second, first)
            return try ratio(
                first, second,
                rows: "SELECT \(category.label) AS a, \(number.plotted) AS b FROM \(from) "
                    + "WHERE \(category.quoted) IS NOT NULL AND \(number.isPlottable)")
        case (false, false):
            let rows =
                "SELECT \(first.plotted) AS a, \(second.plotted) AS b FROM \(from) "
                + "WHERE \(first.isPlottable) AND \(second.isPlottable)"
            return try pearson(first, second, rows: rows)
        }
    }

    /// Pearson's and Spearman's correlation of the columns a and b of a query.
    private func pearson(_ first: Column, _ second: Column, rows query: String) throws(Problem) -> PairStrength {
        let row = try rows("SELECT corr(a, b), count(*) FROM (\(query))").first ?? []
        let count = row.count > 1 ? row[1].flatMap { Int($0) } ?? 0 : 0
        var result = PairStrength(
            first: first.name, second: second.name, measure: .pearson, value: Self.number(row.first ?? nil), rows: count
        )
        let sample = count > Self.rankedRows ? " USING SAMPLE reservoir(\(Self.rankedRows) ROWS) REPEATABLE (7)" : ""
        result.rank = try rank("SELECT * FROM (\(query))\(sample)")
        return result
    }

    /// Spearman's rank correlation of the columns a and b of a query; equal values share their mean rank.
    func rank(_ query: String) throws(Problem) -> Double? {
        let answer = try rows(
            """
            WITH d AS MATERIALIZED (\(query)),
            ra AS (SELECT a, sum(n) OVER (ORDER BY a) - (n - 1) / 2 AS r FROM (SELECT a, count(*) AS n FROM d GROUP BY a)),
            rb AS (SELECT b, sum(n) OVER (ORDER BY b) - (n - 1) / 2 AS r FROM (SELECT b, count(*) AS n FROM d GROUP BY b))
            SELECT corr(CAST(ra.r AS DOUBLE), CAST(rb.r AS DOUBLE)) FROM d JOIN ra USING (a) JOIN rb USING (b)
            """)
        return Self.number(answer.first?.first ?? nil)
    }

    /// The correlation ratio η: how much of the spread of b lies between the groups of a.
    func ratio(_ first: Column, _ second: Column, rows query: String) throws(Problem) -> PairStrength {
        let row =
            try rows(
                """
                WITH d AS MATERIALIZED (\(query)),
                g AS (SELECT count(*) AS n, avg(b) AS m FROM d GROUP BY a),
                t AS (SELECT avg(b) AS m, var_pop(b) * count(*) AS total, count(*) AS n FROM d)
                SELECT sqrt(sum(g.n * (g.m - t.m) ^ 2) / nullif(any_value(t.total), 0)), any_value(t.n) FROM g, t
                """
            ).first ?? [nil, nil]
        return PairStrength(
            first: first.name, second: second.name, measure: .ratio, value: Self.number(row[0]).map { min(1, $0) },
            rows: row[1].flatMap { Int($0) } ?? 0)
    }

    /// Cramér's V of the columns a and b of a query, without correction for bias.
    func cramer(_ first: Column, _ second: Column, rows query: String) throws(Problem) -> PairStrength {
        let row =
            try rows(
                """
                WITH o AS MATERIALIZED (SELECT a, b, CAST(count(*) AS DOUBLE) AS n FROM (\(query)) GROUP BY ALL),
                ra AS (SELECT a, sum(n) AS n FROM o GROUP BY a),
                rb AS (SELECT b, sum(n) AS n FROM o GROUP BY b)
                SELECT sum(o.n * o.n / (ra.n * rb.n)) - 1, count(DISTINCT a), count(DISTINCT b), CAST(sum(o.n) AS BIGINT)
                FROM o JOIN ra USING (a) JOIN rb USING (b)
                """
            ).first ?? [nil, nil, nil, nil]
        let groups = min(Double(row[1] ?? "") ?? 0, Double(row[2] ?? "") ?? 0)
        let value = groups > 1 ? Self.number(row[0]).map { min(1, (max(0, $0) / (groups - 1)).squareRoot()) } : nil
        return PairStrength(
            first: first.name, second: second.name, measure: .cramer, value: value,
            rows: row[3].flatMap { Int($0) } ?? 0)
    }

    /// A finite number from text.
    static func number(_ text: String?) -> Double? {
        text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }
}
