import CDuckDB
import Profiling
import Tabular

/// The profile of one column.
struct ColumnTask {
    let column: Column
    let source: ProfileSource
    let bins: Int
    let basis: ColumnProfile.Basis
    let session: Session

    private static let topCount = 10
    /// Numbers with at most so many distinct values have their most frequent ones shown.
    private static let fewValues = 50

    private var name: String { SQL.identifier(column.name) }

    /// Numbers and times, from the counts of their distinct values: every figure is exact.
    func counted() throws(Problem) -> ColumnProfile {
        let answer = try session.stream("SELECT \(name), count(*) FROM \(source.all) GROUP BY 1")
        var counts = NumberCounts()
        var extremes = Extremes()
        var top: [TopValue] = []
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
                if counts.distinct <= Self.fewValues {
                    top.append(TopValue(CellValue(reader.text(at: row)), count: count))
                }
            }
        }
        counts.sort()
        var profile = ColumnProfile(
            column: column, basis: basis, rows: counts.total + counts.notFinite + counts.nulls, nulls: counts.nulls,
            distinct: counts.distinct, minimum: extremes.minimum?.text, maximum: extremes.maximum?.text,
            numbers: counts.summary, histogram: counts.histogram(bins: bins, of: column), notFinite: counts.notFinite)
        if counts.distinct <= Self.fewValues { profile.top = Self.most(top) }
        return profile
    }

    private static func most(_ values: [TopValue]) -> [TopValue] {
        let sorted = values.sorted { ($1.count, $0.value.text ?? "") < ($0.count, $1.value.text ?? "") }
        return Array(sorted.prefix(topCount))
    }

    /// Texts, booleans and all else: counts, and the most frequent values.
    func described() throws(Problem) -> ColumnProfile {
        let hasOrder = column.type.kind == .text || column.type.kind == .boolean || column.type.kind == .time
        let isOpaque = ["GEOMETRY", "VARIANT", "BIGNUM", "UNION"].contains { column.type.name.hasPrefix($0) }
        let value = column.type.kind == .nested || isOpaque ? "CAST(\(name) AS VARCHAR)" : name
        let ends = hasOrder ? "CAST(min(v) AS VARCHAR), CAST(max(v) AS VARCHAR)" : "NULL, NULL"
        let rows = try session.rows(
            """
            WITH g AS MATERIALIZED (SELECT \(value) AS v, count(*) AS n FROM \(source.all) GROUP BY 1)
            (SELECT CAST(v AS VARCHAR), n, NULL, NULL FROM g WHERE v IS NOT NULL
             ORDER BY n DESC, v LIMIT \(Self.topCount))
            UNION ALL (SELECT CAST(count(v) AS VARCHAR), sum(n), \(ends) FROM g)
            UNION ALL (SELECT NULL, coalesce(sum(n), 0), NULL, NULL FROM g WHERE v IS NULL)
            """)
        let figures = rows[rows.count - 2]
        return ColumnProfile(
            column: column, basis: basis, rows: Int(figures[1] ?? "") ?? 0,
            nulls: Int(rows[rows.count - 1][1] ?? "") ?? 0,
            distinct: Int(figures[0] ?? ""), minimum: figures[2], maximum: figures[3],
            top: rows.dropLast(2).map { TopValue(CellValue($0[0]), count: Int($0[1] ?? "") ?? 0) })
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
    fileprivate func isInfiniteTime(_ row: Int) -> Bool {
        guard case .plain(let id, _) = type else { return false }
        switch id {
        case CDUCK_DATE: return vector.load(row, as: Int32.self).map { $0 == .max || $0 == -.max } ?? false
        case CDUCK_TIMESTAMP, CDUCK_TIMESTAMP_TZ, CDUCK_TIMESTAMP_S, CDUCK_TIMESTAMP_MS, CDUCK_TIMESTAMP_NS:
            return vector.load(row, as: Int64.self).map { $0 == .max || $0 == -.max } ?? false
        default: return false
        }
    }
}
