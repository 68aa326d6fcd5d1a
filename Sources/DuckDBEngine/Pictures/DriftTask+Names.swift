import Profiling
import Tabular

extension DriftTask {
    /// Values that are told apart, and those that the picture names.
    private static let named = 50
    private static let shown = 12

    /// Categories: shares of values, new ones and lost ones. Of numbers with few values only the latter.
    func named(_ drift: inout ColumnDrift, _ a: PictureSource, _ b: PictureSource) throws(Problem) {
        let table = "temp." + SQL.identifier("picture \(session.core.nextNumber())")
        defer { session.afterwards { () throws(Problem) in _ = try session.run("DROP TABLE IF EXISTS " + table) } }
        _ = try session.run(
            """
            CREATE TEMP TABLE \(table) AS
            SELECT v, CAST(sum(x) AS BIGINT) AS x, CAST(sum(y) AS BIGINT) AS y FROM (
                SELECT \(before.label) AS v, count(*) AS x, 0 AS y FROM \(a.from) GROUP BY 1
                UNION ALL SELECT \(after.label) AS v, 0, count(*) FROM \(b.from) GROUP BY 1)
            WHERE v IS NOT NULL GROUP BY v
            """)
        drift.newCount = try session.integer("SELECT count(*) FROM \(table) WHERE x = 0")
        drift.lostCount = try session.integer("SELECT count(*) FROM \(table) WHERE y = 0")
        drift.new = try values("SELECT v, y FROM \(table) WHERE x = 0 ORDER BY y DESC, v LIMIT 20")
        drift.lost = try values("SELECT v, x FROM \(table) WHERE y = 0 ORDER BY x DESC, v LIMIT 20")
        guard drift.distribution == nil else { return }
        let totals = try session.rows("SELECT sum(x), sum(y), count(*) FROM \(table)").first ?? []
        let first = Double(totals[0] ?? "") ?? 0, second = Double(totals[1] ?? "") ?? 0
        let distinct = Int(totals[2] ?? "") ?? 0
        let rows = try session.rows(
            """
            SELECT v, x, y FROM \(table)
            ORDER BY greatest(x / \(max(1, first)), y / \(max(1, second))) DESC, v LIMIT \(Self.named)
            """)
        func counts(_ column: Int, _ limit: Int, _ total: Double) -> [Double] {
            let named = rows.prefix(limit).map { $0[column].flatMap { Double($0) } ?? 0 }
            return distinct > limit ? named + [total - named.reduce(0, +)] : named
        }
        drift.psi = Self.index(counts(1, Self.named, first), counts(2, Self.named, second))
        if distinct > Self.named {
            drift.notes.append(
                "the index is over the \(Self.named) most frequent of \(PictureSource.grouped(distinct)) values and the others together"
            )
        }
        var labels = rows.prefix(Self.shown).map { $0[0] ?? "" }
        if distinct > Self.shown { labels.append("other (\(PictureSource.grouped(distinct - Self.shown)) values)") }
        drift.distribution = ColumnDrift.Distribution(
            edges: [], labels: labels, isTime: false, first: Self.shares(counts(1, Self.shown, first)),
            second: Self.shares(counts(2, Self.shown, second)))
    }

    private func values(_ sql: String) throws(Problem) -> [ColumnDrift.Value] {
        var values: [ColumnDrift.Value] = []
        for row in try session.rows(sql) {
            values.append(ColumnDrift.Value(row[0] ?? "", rows: row[1].flatMap { Int($0) } ?? 0))
        }
        return values
    }
}
