import Foundation
import Profiling
import Tabular

/// Compares one column of two tables.
struct DriftTask {
    let name: String
    let first: ComparedTable
    let second: ComparedTable
    let session: Session
    let before: Column
    let after: Column

    /// Shares below this are taken as this, so that the index stays finite.
    static let least = 1e-4
    /// Beyond so many rows quantiles are estimated.
    private static let exactRows = 5_000_000

    init(
        _ name: String, from first: ComparedTable, to second: ComparedTable, session: Session
    ) throws(Problem) {
        guard let before = first.schema[name], let after = second.schema[before.name] else {
            throw Problem("column '\(name)' is not in both tables", kind: .usage)
        }
        self.name = before.name
        (self.first, self.second, self.session, self.before, self.after) = (first, second, session, before, after)
    }

    func drift() throws(Problem) -> ColumnDrift {
        let a = try PictureSource(first.relation, [before], session: session)
        let b = try PictureSource(second.relation, [after], session: session)
        func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
        var drift = ColumnDrift(
            column: name, firstType: before.type, secondType: after.type,
            firstMissing: share(a[before].missing, a.rowCount), secondMissing: share(b[after].missing, b.rowCount))
        let areMeasured = before.chartRole == after.chartRole && before.chartRole != .category
        if before.chartRole != after.chartRole { drift.notes.append("the types differ: compared as text") }
        guard a.rowCount > a[before].missing, b.rowCount > b[after].missing else {
            drift.notes.append("a table has no values")
            return drift
        }
        if areMeasured, a[before].plottable > 0, b[after].plottable > 0 {
            try measured(&drift, a, b)
            if max(a[before].distinct, b[after].distinct) <= 12 { try named(&drift, a, b) }
        } else {
            try named(&drift, a, b)
        }
        return drift
    }

    /// Σ (b - a) ln(b / a) over shares.
    static func index(_ a: [Double], _ b: [Double]) -> Double {
        func shares(_ counts: [Double]) -> [Double] {
            let total = counts.reduce(0, +)
            return counts.map { max(least, total > 0 ? $0 / total : 0) }
        }
        return zip(shares(a), shares(b)).reduce(0) { $0 + ($1.1 - $1.0) * log($1.1 / $1.0) }
    }

    // MARK: Numbers and times

    private func measured(_ drift: inout ColumnDrift, _ a: PictureSource, _ b: PictureSource) throws(Problem) {
        let leftOut = a[before].notFinite + b[after].notFinite
        if leftOut > 0 { drift.notes.append("left out: \(PictureSource.counted(leftOut, "NaN or infinite value"))") }
        let tenths = try quantiles(a, before, (1...9).map { Double($0) / 10 }, &drift)
        var edges: [Double] = []
        for edge in tenths where edge != edges.last { edges.append(edge) }
        let key = edges.isEmpty ? "0" : edges.map { "CAST(v >= \($0) AS INTEGER)" }.joined(separator: " + ")
        let counts = try self.counts(a, b, key: key, bins: edges.count + 1)
        drift.psi = Self.index(counts.first, counts.second)
        drift.ks = try distance(a, b)
        let ends = [0.005, 0.995]
        let outer = try quantiles(a, before, ends, &drift) + quantiles(b, after, ends, &drift)
        let low = outer.min() ?? 0, high = outer.max() ?? 0
        let bins = NiceBins(low, high, wanted: 24, isWhole: before.type.kind == .integer)
        let picture = try self.counts(a, b, key: bins.key("v"), bins: bins.count)
        drift.distribution = ColumnDrift.Distribution(
            edges: bins.edges, labels: [], isTime: before.chartRole == .time, first: Self.shares(picture.first),
            second: Self.shares(picture.second))
        if min(a[before].low, b[after].low) < low || max(a[before].high, b[after].high) > high {
            drift.notes.append("the picture's first and last bar hold what lies beyond the middle 99 %")
        }
    }

    private func values(_ source: PictureSource, _ column: Column) -> String {
        "(SELECT \(column.plotted) AS v FROM \(source.from) WHERE \(column.isPlottable))"
    }

    private func quantiles(
        _ source: PictureSource, _ column: Column, _ shares: [Double], _ drift: inout ColumnDrift
    ) throws(Problem) -> [Double] {
        let isLarge = source.rowCount > Self.exactRows
        let list = shares.map { String($0) }.joined(separator: ", ")
        let note = "quantiles are estimates (t-digest)"
        if isLarge, !drift.notes.contains(note) { drift.notes.append(note) }
        let function = isLarge ? "approx_quantile" : "quantile_cont"
        let answer = try session.rows("SELECT unnest(\(function)(v, [\(list)])) FROM \(values(source, column))")
        return answer.compactMap { Session.number($0[0]) }
    }

    private func counts(
        _ a: PictureSource, _ b: PictureSource, key: String, bins: Int
    ) throws(Problem) -> (first: [Double], second: [Double]) {
        var found = [[Double]](repeating: [Double](repeating: 0, count: bins), count: 2)
        let sql = """
            SELECT 0, \(key), count(*) FROM \(values(a, before)) GROUP BY ALL
            UNION ALL SELECT 1, \(key), count(*) FROM \(values(b, after)) GROUP BY ALL
            """
        for row in try session.rows(sql) {
            guard let side = row[0].flatMap({ Int($0) }), let bin = row[1].flatMap({ Int($0) }), bin < bins else {
                continue
            }
            found[side][bin] = row[2].flatMap { Double($0) } ?? 0
        }
        return (found[0], found[1])
    }

    /// The largest distance between the two cumulative shares.
    private func distance(_ a: PictureSource, _ b: PictureSource) throws(Problem) -> Double? {
        let sql = """
            WITH g AS (
                SELECT v, sum(x) AS x, sum(y) AS y FROM (
                    SELECT v, count(*) AS x, 0 AS y FROM \(values(a, before)) GROUP BY v
                    UNION ALL SELECT v, 0, count(*) FROM \(values(b, after)) GROUP BY v)
                GROUP BY v),
            c AS (SELECT sum(x) OVER w / sum(x) OVER () AS p, sum(y) OVER w / sum(y) OVER () AS q
                FROM g WINDOW w AS (ORDER BY v))
            SELECT max(abs(p - q)) FROM c
            """
        return Session.number(try session.rows(sql).first?.first ?? nil)
    }

    static func shares(_ counts: [Double]) -> [Double] {
        let total = counts.reduce(0, +)
        return counts.map { total > 0 ? $0 / total : 0 }
    }
}
