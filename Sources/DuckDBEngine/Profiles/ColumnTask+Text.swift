import Profiling
import Tabular

extension ColumnTask {
    /// Texts, from the counts of their distinct values: every figure is exact.
    /// - Parameter first: gets the profile before its content is looked at.
    func texts(_ first: (ColumnProfile) -> Void) throws(Problem) -> ColumnProfile {
        let groups = try TextGroups(
            "SELECT \(value) AS v, count(*) AS n FROM \(source.all) GROUP BY 1", session: session)
        let row = try session.rows(
            """
            SELECT count(v), coalesce(sum(n), 0), coalesce(sum(n) FILTER (v IS NULL), 0), min(v), max(v),
                count(v) FILTER (n = 1), \(Self.lengths)
            FROM (SELECT v, n, \(TextShape.trimmed("v")) AS b FROM \(groups.name))
            """)[0]
        var profile = ColumnProfile(
            column: column, basis: basis, rows: row[1].whole, nulls: row[2].whole, distinct: row[0].whole,
            minimum: row[3], maximum: row[4])
        profile.once = row[5].whole
        profile.text = Self.summary(row[6...])
        let ranks = try groups.ranks(top: Self.topCount, rare: Self.rareCount)
        profile.rank(ranks.top, ranks.rare)
        profile.awaitsMore = true
        first(profile)
        try finish(&profile, groups, basis: .exact)
        return profile
    }

    /// Texts of which very many differ: one pass in constant memory, and the content of a sample.
    func measuredTexts(_ first: (ColumnProfile) -> Void) throws(Problem) -> ColumnProfile {
        let row = try session.rows(
            """
            SELECT approx_count_distinct(v), count(*), count(*) - count(v), min(v), max(v), \(Self.lengths)
            FROM (SELECT v, 1 AS n, \(TextShape.trimmed("v")) AS b FROM (SELECT \(value) AS v FROM \(source.all)))
            """)[0]
        var profile = ColumnProfile(
            column: column, basis: basis, rows: row[1].whole, nulls: row[2].whole,
            distinct: min(row[0].whole, row[1].whole - row[2].whole), distinctIsEstimate: true, minimum: row[3],
            maximum: row[4])
        profile.text = Self.summary(row[5...])
        profile.awaitsMore = true
        first(profile)
        let groups = try TextGroups(
            """
            SELECT v, count(*) AS n FROM (SELECT v FROM (SELECT \(value) AS v FROM \(source.all))
                USING SAMPLE reservoir(\(TextGroups.sample) ROWS) REPEATABLE (1)) GROUP BY 1
            """, session: session)
        try finish(&profile, groups, basis: .sample(rows: TextGroups.sample))
        return profile
    }

    private var value: String { column.type.name == "VARCHAR" ? name : "CAST(\(name) AS VARCHAR)" }

    /// Of values `v` that occur `n` times, and `b` without outer space.
    private static let lengths = """
        min(length(v)), max(length(v)), sum(length(v) * n) / sum(n) FILTER (v IS NOT NULL),
        coalesce(sum(n) FILTER (v = ''), 0), coalesce(sum(n) FILTER (v <> '' AND b = ''), 0),
        coalesce(sum(n) FILTER (b <> v AND b <> ''), 0)
        """

    private static func summary(_ row: ArraySlice<String?>) -> TextSummary? {
        let row = Array(row)
        guard let shortest = row[0], let mean = row[2].number else { return nil }
        return TextSummary(
            shortest: Int(shortest) ?? 0, longest: row[1].whole, meanLength: mean, empty: row[3].whole,
            blank: row[4].whole, padded: row[5].whole)
    }

    private func finish(
        _ profile: inout ColumnProfile, _ groups: TextGroups, basis: ColumnProfile.Basis
    ) throws(Problem) {
        profile.text?.content = try groups.content(basis: basis)
        profile.sentinels = try groups.sentinels(patterns: profile.text?.content?.patterns ?? [])
        profile.awaitsMore = false
    }
}
