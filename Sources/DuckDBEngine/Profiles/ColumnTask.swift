import CDuckDB
import Foundation
import Profiling
import Tabular

/// The profile of one column.
struct ColumnTask {
    let column: Column
    let source: ProfileSource
    let bins: Int
    let basis: ColumnProfile.Basis
    let session: Session

    static let topCount = 10
    static let rareCount = 5

    var name: String { SQL.identifier(column.name) }

    /// Numbers and times, from the counts of their distinct values: every figure is exact.
    func counted() throws(Problem) -> ColumnProfile {
        let answer = try session.stream("SELECT \(name), count(*) FROM \(source.all) GROUP BY 1")
        var counts = NumberCounts()
        var extremes = Extremes()
        var top = RankedValues(room: Self.topCount, mostFirst: true)
        var rare = RankedValues(room: Self.rareCount, mostFirst: false)
        while let chunk = try answer.next() {
            let values = MatrixFill<Double>(chunk: chunk).numbers(0)
            let reader = chunk.types[0].reader(of: chunk.vector(0))
            let numbers = chunk.vector(1).data?.assumingMemoryBound(to: Int64.self)
            for row in 0..<chunk.count {
                let count = Int(numbers?[row] ?? 0)
                guard reader.vector.isValid(row) else {
                    counts.addNulls(count)
                    continue
                }
                let value = reader.isInfiniteTime(row) ? .infinity : values[row] * column.secondsPerUnit
                counts.add(value, count: count)
                if value.isFinite { extremes.add(value, reader, row) }
                top.add(value, count: count) { reader.text(at: row) }
                rare.add(value, count: count) { reader.text(at: row) }
            }
        }
        counts.sort()
        var profile = ColumnProfile(
            column: column, basis: basis, rows: counts.rows, nulls: counts.nulls, distinct: counts.distinct,
            minimum: extremes.minimum?.text, maximum: extremes.maximum?.text, numbers: counts.summary(of: column),
            histogram: counts.histogram(bins: bins, of: column))
        (profile.nans, profile.infinities, profile.once) = (counts.nans, counts.infinities, counts.once)
        profile.rank(top.values, rare.values)
        profile.times = counts.times(of: column, now: Date().timeIntervalSince1970)
        profile.sentinels = counts.sentinels(of: column).map {
            TopValue(CellValue(column.text($0.value)), count: $0.count)
        }
        return profile
    }

    /// Booleans and all else: counts, and the most frequent values.
    func described() throws(Problem) -> ColumnProfile {
        let hasOrder = column.type.kind == .boolean || column.type.kind == .time || column.type.kind == .interval
        let isOpaque = ["GEOMETRY", "VARIANT", "BIGNUM", "UNION"].contains { column.type.name.hasPrefix($0) }
        let value = column.type.kind == .nested || isOpaque ? "CAST(\(name) AS VARCHAR)" : name
        let ends = hasOrder ? "CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR)" : "NULL, NULL"
        let rows = try session.rows(
            """
            WITH g AS MATERIALIZED (SELECT \(value) AS v, count(*) AS n FROM \(source.all) GROUP BY 1)
            (SELECT CAST(v AS VARCHAR), n, NULL, NULL, NULL, 0 AS part FROM g WHERE v IS NOT NULL
             ORDER BY n DESC, v LIMIT \(Self.topCount))
            UNION ALL (SELECT CAST(v AS VARCHAR), n, NULL, NULL, NULL, 1 FROM g WHERE v IS NOT NULL
             ORDER BY n, v LIMIT \(Self.rareCount))
            UNION ALL (SELECT CAST(count(v) AS VARCHAR), coalesce(sum(n), 0), \(ends),
                count(v) FILTER (n = 1), 2 FROM g)
            UNION ALL (SELECT NULL, coalesce(sum(n), 0), NULL, NULL, NULL, 3 FROM g WHERE v IS NULL)
            """)
        func part(_ number: String) -> [[String?]] { rows.filter { $0[5] == number } }
        let figures = part("2").first ?? []
        var profile = ColumnProfile(
            column: column, basis: basis, rows: figures[1].whole, nulls: (part("3").first ?? [])[1].whole,
            distinct: figures[0].whole, minimum: figures[2], maximum: figures[3])
        profile.once = figures[4].whole
        profile.rank(part("0").map(TopValue.init(row:)), part("1").map(TopValue.init(row:)))
        if column.type.kind == .boolean {
            profile.trues = profile.top.first { $0.value.text == "true" }?.count ?? 0
        }
        return profile
    }
}

extension ColumnProfile {
    /// Takes over the most and the least frequent values, where they tell something.
    mutating func rank(_ most: [TopValue], _ least: [TopValue]) {
        // Of values that all differ, none is frequent and none is rare; a handful may be shown all the same.
        guard (distinct ?? 0) <= ColumnTask.topCount || (most.first?.count ?? 0) > 1 else { return }
        top = most
        rare = least.filter { !most.contains($0) }
    }
}

extension TopValue {
    /// The first two values of a row of an answer.
    init(row: [String?]) { self.init(CellValue(row[0]), count: row[1].whole) }
}

extension String? {
    /// As a whole number; 0 when it is none.
    var whole: Int { flatMap { Int($0) } ?? 0 }
    var number: Double? { flatMap { Double($0) } }
}

extension Column {
    /// A value told as a double, as text.
    func text(_ value: Double) -> String {
        guard type.isTemporal else {
            return value == value.rounded() && abs(value) < 0x1p63 ? String(Int(value)) : String(value)
        }
        let day = CivilDay(number: Int((value / 86_400).rounded(.down))).text
        return type.kind == .date ? day : day + " 00:00:00"
    }
}

/// The smallest and the largest value, told apart exactly where doubles are equal.
private struct Extremes {
    struct End {
        var value: Double
        var exact: Int128?
        var text: String?
    }

    private(set) var minimum: End?
    private(set) var maximum: End?

    mutating func add(_ value: Double, _ reader: ColumnReader, _ row: Int) {
        let isLow = minimum.map { value <= $0.value } ?? true
        let isHigh = maximum.map { value >= $0.value } ?? true
        guard isLow || isHigh else { return }
        let end = End(value: value, exact: reader.digits(row), text: reader.text(at: row))
        if isLow, minimum.map({ end.value < $0.value || (end.exact ?? 0) < ($0.exact ?? 0) }) ?? true { minimum = end }
        if isHigh, maximum.map({ end.value > $0.value || (end.exact ?? 0) > ($0.exact ?? 0) }) ?? true { maximum = end }
    }
}

extension ColumnReader {
    /// The digits of a whole number or decimal.
    fileprivate func digits(_ row: Int) -> Int128? {
        switch type {
        case .plain(let id, _): integer(id, row)
        case .decimal(_, _, let storage): integer(storage, row)
        default: nil
        }
    }

    /// Dates and timestamps have infinities of their own.
    func isInfiniteTime(_ row: Int) -> Bool {
        guard case .plain(let id, _) = type else { return false }
        switch id {
        case CDUCK_DATE: return vector.load(row, as: Int32.self).map { $0 == .max || $0 == -.max } ?? false
        case CDUCK_TIMESTAMP, CDUCK_TIMESTAMP_TZ, CDUCK_TIMESTAMP_S, CDUCK_TIMESTAMP_MS, CDUCK_TIMESTAMP_NS:
            return vector.load(row, as: Int64.self).map { $0 == .max || $0 == -.max } ?? false
        default: return false
        }
    }
}
