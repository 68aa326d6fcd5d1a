import Profiling
import Tabular

extension ColumnTask {
    /// Numbers and times with very many distinct values: two passes in constant memory. The number of distinct values
    /// and the quartiles are estimates; all else is exact.
    func measured() throws(Problem) -> ColumnProfile {
        let name = SQL.identifier(column.name)
        let number = column.type.isTemporal ? "epoch(\(name))" : name
        let finite = column.type.kind == .real || column.type.kind == .date || column.type.kind == .timestamp
        let filter = finite ? " FILTER (isfinite(\(name)))" : ""
        let row =
            try session.rows(
                """
                SELECT count(*), count(\(name)), count(\(name))\(filter), min(\(name))\(filter), max(\(name))\(filter),
                    approx_count_distinct(\(name)), CAST(approx_quantile(\(number), 0.25)\(filter) AS DOUBLE),
                    CAST(approx_quantile(\(number), 0.5)\(filter) AS DOUBLE),
                    CAST(approx_quantile(\(number), 0.75)\(filter) AS DOUBLE)
                FROM \(source.all)
                """
            ).first ?? []
        let numbers = row.map { $0.flatMap { Int($0) } ?? 0 }
        var profile = ColumnProfile(
            column: column, basis: basis, rows: numbers[0], nulls: numbers[0] - numbers[1], distinct: numbers[5],
            distinctIsEstimate: true, minimum: row[3], maximum: row[4], notFinite: numbers[1] - numbers[2])
        guard numbers[2] > 0 else { return profile }
        let quartiles = row[6...8].map { $0.flatMap { Double($0) } ?? .nan }
        try bin(&profile, quartiles: quartiles)
        return profile
    }

    /// Reads the column once more, for the bins and the moments.
    private func bin(_ profile: inout ColumnProfile, quartiles: [Double]) throws(Problem) {
        let name = SQL.identifier(column.name)
        let ends = try session.stream(
            "SELECT CAST(\(SQL.literal(profile.minimum ?? "")) AS \(column.type.name)), "
                + "CAST(\(SQL.literal(profile.maximum ?? "")) AS \(column.type.name))")
        guard let chunk = try ends.next() else { return }
        let scale = column.secondsPerUnit
        let low = MatrixFill<Double>(chunk: chunk).numbers(0)[0] * scale
        let high = MatrixFill<Double>(chunk: chunk).numbers(1)[0] * scale
        var histogram = Histogram(from: low, to: high, bins: bins, step: column.histogramStep)
        var moments = Moments(origin: quartiles[1].isFinite ? quartiles[1] : low)
        let answer = try session.stream("SELECT \(name) FROM \(source.all)")
        while let chunk = try answer.next() {
            // What lies outside is NULL, NaN or infinite.
            for number in MatrixFill<Double>(chunk: chunk).numbers(0) {
                let value = number * scale
                guard value >= low && value <= high else { continue }
                histogram.counts[histogram.bin(of: value)] += 1
                moments.add(value)
            }
        }
        profile.histogram = histogram
        profile.numbers = NumberSummary(
            minimum: low, maximum: high, mean: moments.mean, standardDeviation: moments.standardDeviation,
            quartiles: quartiles.map { min(max($0, low), high) }, quartilesAreEstimates: true)
    }
}

/// Mean and spread of a stream of values, as seen from a value in their midst: that keeps the digits.
private struct Moments {
    let origin: Double
    private var count = 0
    private var sum = CompensatedSum()
    private var squares = CompensatedSum()

    init(origin: Double) { self.origin = origin }

    mutating func add(_ value: Double) {
        let distance = value - origin
        count += 1
        sum.add(distance)
        squares.add(distance * distance)
    }

    var mean: Double { origin + sum.value / Double(count) }

    var standardDeviation: Double? {
        guard count > 1 else { return nil }
        let variance = (squares.value - sum.value * sum.value / Double(count)) / Double(count - 1)
        let deviation = max(0, variance).squareRoot()
        return deviation.isFinite ? deviation : nil
    }
}
