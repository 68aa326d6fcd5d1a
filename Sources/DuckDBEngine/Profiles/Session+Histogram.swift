import Profiling
import Tabular

extension Session {
    /// The bars of a column of numbers or times; nil when no value has a place.
    func histogram(
        of column: Column, in relation: Relation, _ request: HistogramRequest
    ) throws(Problem) -> Histogram? {
        try check()
        guard column.isMeasured else { return nil }
        let source = try ProfileSource(relation, columns: [column], sample: nil, session: self)
        guard var histogram = try bars(of: column, in: source.all, request) else { return nil }
        try eachNumber(of: column, in: source.all) { histogram.add($0) }
        return histogram
    }

    private func bars(
        of column: Column, in source: String, _ request: HistogramRequest
    ) throws(Problem) -> Histogram? {
        let isWhole = request.isWhole || column.type.kind == .integer
        let isLogarithmic = request.scale == .logarithmic && !column.type.isTemporal
        var range = request.range
        if range == nil || (isLogarithmic && (range?.lowerBound ?? 0) <= 0) {
            let limit = request.range
            var (low, high) = (Double.infinity, -Double.infinity)
            try eachNumber(of: column, in: source) { value in
                guard value.isFinite, abs(value) < 9.2e12 || !column.type.isTemporal else { return }
                guard !isLogarithmic || value > 0, limit?.contains(value) ?? true else { return }
                (low, high) = (min(low, value), max(high, value))
            }
            guard low <= high else { return nil }
            range = low...high
        }
        guard let range else { return nil }
        // What is asked for ends where the next bar would begin.
        let isOpen = request.range?.upperBound == range.upperBound && (isWhole || column.type.isTemporal)
        let high = isOpen ? max(range.lowerBound, range.upperBound.nextDown) : range.upperBound
        if isLogarithmic {
            return Histogram(logarithmsFrom: range.lowerBound, to: high, atMost: request.bins, isWhole: isWhole)
        }
        return Histogram(of: column, from: range.lowerBound, to: high, atMost: request.bins, isWhole: isWhole)
    }
}
