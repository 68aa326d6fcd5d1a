import Tabular

extension ColumnProfile {
    /// What a person should know about the column, worst first. Nothing is said of a sample: the rest may differ.
    public var warnings: [ProfileWarning] {
        guard basis == .exact, rows > 0 else { return [] }
        guard values > 0 else {
            return [warn(.noValues, .serious, "no values", "all \(WarningText.of(rows, "row")) NULL")]
        }
        let all = [constant, nearlyUnique, mostlyMissing, notFiniteValues, sentinelValues, skewed, futureDates]
        return (all + textWarnings).compactMap { $0 }.sorted { $0.severity > $1.severity }
    }

    var name: String { SQL.identifier(column.name) }

    func warn(
        _ kind: ProfileWarning.Kind, _ severity: ProfileWarning.Severity, _ title: String, _ evidence: String,
        where condition: String? = nil
    ) -> ProfileWarning {
        ProfileWarning(kind, severity, column: column.name, title, evidence: evidence, condition: condition)
    }

    private var constant: ProfileWarning? {
        guard distinct == 1, !distinctIsEstimate, values > 1 else { return nil }
        let only = WarningText.quoted(minimum ?? top.first?.value.text)
        let rest = nulls == 0 ? "in all \(WarningText.of(rows, "row"))" : "wherever it is not NULL"
        return warn(.constant, .warning, "constant", "\(only) \(rest)")
    }

    private var canIdentify: Bool {
        switch column.type.kind {
        case .integer, .text, .binary, .other: true
        default: false
        }
    }

    private var nearlyUnique: ProfileWarning? {
        guard let distinct, values >= 20, canIdentify else { return nil }
        guard Double(distinct) >= 0.98 * Double(values) else { return nil }
        if !distinctIsEstimate, distinct == values {
            return warn(.nearlyUnique, .note, "unique", "each of \(WarningText.count(values)) values occurs once")
        }
        let mark = distinctIsEstimate ? "≈" : ""
        return warn(
            .nearlyUnique, .note, "nearly unique",
            "\(mark)\(WarningText.count(distinct)) different among \(WarningText.of(values, "value"))")
    }

    private var mostlyMissing: ProfileWarning? {
        guard nulls * 2 >= rows else { return nil }
        let isNearlyAll = Double(nulls) >= 0.95 * Double(rows)
        return warn(
            .mostlyMissing, isNearlyAll ? .serious : .warning, "mostly missing",
            "\(WarningText.share(nulls, of: rows)) NULL, \(WarningText.of(values, "value"))", where: "\(name) IS NULL")
    }

    private var notFiniteValues: ProfileWarning? {
        guard notFinite > 0 else { return nil }
        let parts = [
            infinities > 0 ? WarningText.count(infinities) + " infinite" : nil,
            nans > 0 ? WarningText.count(nans) + " NaN" : nil,
        ].compactMap { $0 }
        return warn(
            .notFinite, .serious, "not finite", parts.joined(separator: ", ") + "; the figures leave them out",
            where: "NOT isfinite(\(name))")
    }

    private var sentinelValues: ProfileWarning? {
        guard !sentinels.isEmpty else { return nil }
        let isText = column.type.kind == .text
        let literals = sentinels.compactMap(\.value.text).map {
            isText ? SQL.literal($0) : "CAST(\(SQL.literal($0)) AS \(column.type.name))"
        }
        return warn(
            .sentinel, .warning, sentinels.count == 1 ? "a mark for missing?" : "marks for missing?",
            WarningText.list(sentinels, quoted: isText), where: "\(name) IN (\(literals.joined(separator: ", ")))")
    }

    private var skewed: ProfileWarning? {
        guard let numbers, let skew = numbers.skewness, column.type.isNumeric, abs(skew) >= 3, values >= 30,
            sentinels.isEmpty, (distinct ?? 0) > 10
        else { return nil }
        let end =
            skew > 0
            ? "largest \(WarningText.number(numbers.maximum))" : "smallest \(WarningText.number(numbers.minimum))"
        let median = (numbers.quantilesAreEstimates ? "≈" : "") + WarningText.number(numbers.quantiles.p50)
        return warn(
            .skewed, .note, "skewed",
            "skewness \(WarningText.number((skew * 10).rounded() / 10)); mean \(WarningText.number(numbers.mean)), "
                + "median \(median), \(end)")
    }

    private var futureDates: ProfileWarning? {
        guard let times, times.future > 0, let maximum else { return nil }
        // What is meant to last for ever is told as a mark.
        let marks = sentinels.filter { ($0.value.text ?? "") > "2099" }.reduce(0) { $0 + $1.count }
        guard times.future > marks else { return nil }
        return warn(
            .futureDates, .note, "in the future",
            "\(WarningText.of(times.future - marks, "value")) later than this moment, the last \(maximum)",
            where: Histogram.condition(column, after: times.moment))
    }
}
