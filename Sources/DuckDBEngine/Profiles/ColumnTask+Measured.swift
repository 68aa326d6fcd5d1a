import Foundation
import Profiling
import Tabular

extension ColumnTask {
    /// Numbers and times with very many distinct values: two passes in constant memory. The number of distinct values
    /// and the quantiles are estimates; all else is exact.
    func measured() throws(Problem) -> ColumnProfile {
        let number = column.type.isTemporal ? "epoch(\(name))" : name
        let isReal = column.type.kind == .real
        let finite = isReal || column.type.kind == .date || column.type.kind == .timestamp
        let filter = finite ? " FILTER (isfinite(\(name)))" : ""
        let shares = Quantiles.shares.map { String($0) }.joined(separator: ", ")
        let quantiles = "approx_quantile(CAST(\(number) AS DOUBLE), [\(shares)])\(filter)"
        let parts = (1...Quantiles.shares.count).map { "q[\($0)]" }.joined(separator: ", ")
        let row =
            try session.rows(
                """
                SELECT * EXCLUDE (q), \(parts) FROM (
                    SELECT count(*), count(\(name)), count(\(name))\(filter),
                        \(isReal ? "count(*) FILTER (isnan(\(name)))" : "0"),
                        min(\(name))\(filter), max(\(name))\(filter), approx_count_distinct(\(name)), \(quantiles) AS q
                    FROM \(source.all))
                """
            ).first ?? []
        let (rows, values, finiteValues, nans) = (row[0].whole, row[1].whole, row[2].whole, row[3].whole)
        var profile = ColumnProfile(
            column: column, basis: basis, rows: rows, nulls: rows - values, distinct: min(row[6].whole, values),
            distinctIsEstimate: true, minimum: row[4], maximum: row[5])
        profile.nans = nans
        profile.infinities = values - finiteValues - nans
        guard finiteValues > 0, let ends = try ends(profile) else { return profile }
        let estimates = zip(Quantiles.shares, row[7...]).map { ($0, $1.number ?? .nan) }
        let estimated = Quantiles { share in
            let value = estimates.first { $0.0 == share }?.1 ?? .nan
            return value.isNaN ? value : min(max(value, ends.lowerBound), ends.upperBound)
        }
        try bin(&profile, ends, estimated)
        profile.sentinels = try sentinels(ends)
        return profile
    }

    /// The smallest and the largest value as numbers.
    private func ends(_ profile: ColumnProfile) throws(Problem) -> ClosedRange<Double>? {
        let answer = try session.stream(
            "SELECT CAST(\(SQL.literal(profile.minimum ?? "")) AS \(column.type.name)), "
                + "CAST(\(SQL.literal(profile.maximum ?? "")) AS \(column.type.name))")
        guard let chunk = try answer.next() else { return nil }
        let fill = MatrixFill<Double>(chunk: chunk)
        let low = fill.numbers(0)[0] * column.secondsPerUnit, high = fill.numbers(1)[0] * column.secondsPerUnit
        return low <= high ? low...high : nil
    }

    /// Reads the column once more, for the bins, the moments and the calendar.
    private func bin(
        _ profile: inout ColumnProfile, _ ends: ClosedRange<Double>, _ quantiles: Quantiles
    ) throws(Problem) {
        let isWhole = column.type.kind == .integer
        var histogram = Histogram(
            of: column, from: ends.lowerBound, to: ends.upperBound, atMost: bins, isWhole: isWhole)
        var moments = Moments(origin: quantiles.p50.isFinite ? quantiles.p50 : ends.lowerBound)
        var calendar = TimeTally(
            column, low: ends.lowerBound, high: ends.upperBound, now: Date().timeIntervalSince1970)
        let isTime = column.type.isTemporal
        var (zeros, negatives) = (0, 0)
        // What lies outside is NULL, NaN or infinite.
        try session.eachNumber(of: column, in: source.all) { value in
            guard value >= ends.lowerBound && value <= ends.upperBound else { return }
            histogram.add(value)
            moments.add(value)
            if isTime {
                calendar.add(value)
            } else if value <= 0 {
                if value == 0 { zeros += 1 } else { negatives += 1 }
            }
        }
        profile.histogram = histogram
        profile.times = isTime ? calendar.summary() : nil
        profile.numbers = NumberSummary(
            minimum: ends.lowerBound, maximum: ends.upperBound, mean: moments.mean,
            standardDeviation: moments.standardDeviation, quantiles: quantiles, quantilesAreEstimates: true,
            skewness: moments.skewness, kurtosis: moments.kurtosis, zeros: isTime ? nil : zeros,
            negatives: isTime ? nil : negatives)
    }

    /// Marks for "missing" at the ends; only where an end may be one, the column is read again.
    private func sentinels(_ ends: ClosedRange<Double>) throws(Problem) -> [TopValue] {
        let marks = Set([ends.lowerBound, ends.upperBound]).filter { Sentinel.isMark($0, column) }
        guard !marks.isEmpty else { return [] }
        var counts: [Double: Int] = [:]
        var (low, high, count) = (Double.infinity, -Double.infinity, 0)
        try session.eachNumber(of: column, in: source.all) { value in
            guard value >= ends.lowerBound && value <= ends.upperBound else { return }
            if marks.contains(value) {
                counts[value, default: 0] += 1
            } else {
                (low, high, count) = (min(low, value), max(high, value), count + 1)
            }
        }
        guard count > 0 else { return [] }
        return marks.sorted().compactMap { mark in
            let suspect = Sentinel.Suspect(
                value: mark, count: counts[mark] ?? 0, others: low...high, otherValues: count, meanCount: 1)
            guard Sentinel.isApart(suspect, column) else { return nil }
            return TopValue(CellValue(column.text(mark)), count: suspect.count)
        }
    }
}

extension Session {
    /// Streams a column of numbers or times as doubles (times in seconds). NULL comes as NaN, and infinite times lie
    /// beyond all others.
    func eachNumber(of column: Column, in source: String, _ body: (Double) -> Void) throws(Problem) {
        let scale = column.secondsPerUnit
        let answer = try stream("SELECT \(SQL.identifier(column.name)) FROM \(source)")
        while let chunk = try answer.next() {
            for number in MatrixFill<Double>(chunk: chunk).numbers(0) { body(number * scale) }
        }
    }
}
