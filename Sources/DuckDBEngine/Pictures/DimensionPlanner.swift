import Foundation
import Profiling
import Tabular

/// Decides how columns are cut into groups.
struct DimensionPlanner {
    let source: PictureSource
    let spec: ChartSpec

    /// A column along an axis where any kind of group will do.
    func groups(_ column: Column, bins: Int, steps: Int) throws(Problem) -> Dimension {
        switch column.chartRole {
        case .category: return try categories(column, limit: spec.limit)
        case .time: return try self.steps(column, most: steps)
        case .number:
            if spec.bins == nil, source[column].distinct <= 12, source[column].notFinite == 0, !spec.log.hasX {
                return try categories(column, limit: 14)
            }
            return self.bins(column, wanted: spec.bins ?? bins, isLog: spec.log.hasX)
        }
    }

    /// The most frequent values by name, and the others together.
    func categories(_ column: Column, limit: Int) throws(Problem) -> Dimension {
        let counts = try source.session.rows(
            """
            WITH g AS MATERIALIZED (SELECT \(column.label) AS v, count(*) AS n FROM \(source.from) GROUP BY 1)
            (SELECT v, n FROM g WHERE v IS NOT NULL ORDER BY n DESC, v LIMIT \(limit + 1))
            UNION ALL (SELECT NULL, count(v) FROM g) UNION ALL (SELECT NULL, count(*) FROM g WHERE v IS NULL)
            """)
        let distinct = counts[counts.count - 2][1].flatMap { Int($0) } ?? 0
        let hasMissing = counts[counts.count - 1][1] != "0"
        var labels = counts.dropLast(2).compactMap { $0[0] }
        let isCut = distinct > limit + 1
        if isCut { labels = Array(labels.prefix(limit)) }
        if column.type.isNumeric || column.type.kind == .time || column.type.kind == .boolean {
            labels.sort { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
        }
        var key = column.label, notes: [String] = []
        if isCut {
            let other = "other (\(PictureSource.grouped(distinct - limit)) values)"
            let list = labels.map { SQL.literal($0) }.joined(separator: ", ")
            key = "CASE WHEN \(key) IN (\(list)) THEN \(key) WHEN \(column.quoted) IS NOT NULL "
            key += "THEN \(SQL.literal(other)) END"
            labels.append(other)
            notes.append(
                "\(column.name): the \(limit) most frequent of \(PictureSource.grouped(distinct)) values by name")
        }
        if hasMissing { labels.append(Dimension.missing) }
        return Dimension(column: column, shape: .category(labels), key: key, notes: notes)
    }

    /// Bins of round numbers.
    func bins(_ column: Column, wanted: Int, isLog: Bool = false) -> Dimension {
        let facts = source[column]
        let notes = source.leftOut(column, log: isLog)
        if isLog, facts.positive > 0 {
            let bins = NiceBins(log10(facts.positiveLow), log10(facts.high), wanted: wanted)
            return Dimension(
                column: column, shape: .bins(bins, isLog: true), key: bins.key("log10(\(column.plotted))"),
                condition: "\(column.isPlottable) AND \(column.plotted) > 0", notes: notes)
        }
        let bins = NiceBins(facts.low, facts.high, wanted: wanted, isWhole: column.type.kind == .integer)
        return Dimension(
            column: column, shape: .bins(bins, isLog: false), key: bins.key(column.plotted),
            condition: column.isPlottable, notes: notes)
    }

    /// Steps of the calendar.
    func steps(_ column: Column, most: Int) throws(Problem) -> Dimension {
        let facts = source[column]
        guard facts.plottable > 0 else { return bins(column, wanted: 1) }
        var step = spec.granularity ?? .fitting(facts.high - facts.low, most: most)
        if column.type.kind == .date, step.seconds < 86_400 { step = .day }
        // More steps than a picture can hold are none that anyone asked for.
        var notes = source.leftOut(column)
        if (facts.high - facts.low) / step.seconds > 4_000 {
            step = .fitting(facts.high - facts.low, most: 4_000)
            notes.append("steps of a \(step.rawValue): finer ones would be more than 4,000")
        }
        let key = "epoch(date_trunc('\(step.rawValue)', \(utc(column))))"
        let starts = try source.session.rows(
            """
            SELECT epoch(unnest(generate_series(date_trunc('\(step.rawValue)', make_timestamp(\(micro(facts.low)))),
                date_trunc('\(step.rawValue)', make_timestamp(\(micro(facts.high)))) + INTERVAL 1 \(step.rawValue),
                INTERVAL 1 \(step.rawValue))))
            """)
        return Dimension(
            column: column, shape: .steps(starts.compactMap { $0[0].flatMap { Double($0) } }, step), key: key,
            condition: column.isPlottable, notes: notes)
    }

    /// Colours: few values by name, or few bins.
    func colors(_ column: Column) throws(Problem) -> Dimension {
        if column.chartRole == .number, source[column].distinct > 6 {
            var dimension = bins(column, wanted: 5)
            // Rows without a colour are still rows.
            dimension.condition = column.isPlottable
            return dimension
        }
        if column.chartRole == .time {
            let narrow = DimensionPlanner(source: source, spec: ChartSpec(spec.kind, x: spec.x))
            return try narrow.steps(column, most: 6)
        }
        return try categories(column, limit: 5)
    }

    private func micro(_ seconds: Double) -> String { String(Int64((seconds * 1e6).rounded(.down))) }

    /// A time with a zone as the same moment in UTC.
    private func utc(_ column: Column) -> String {
        column.type.name.contains("ZONE") ? "make_timestamp(epoch_us(\(column.quoted)))" : column.quoted
    }
}
