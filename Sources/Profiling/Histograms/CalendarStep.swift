public import Tabular

/// A width on the calendar: so many of a unit, beginning where people begin to count.
struct CalendarStep {
    let unit: Histogram.Unit
    let every: Int

    static let all: [CalendarStep] =
        [1, 2, 5, 10, 15, 30].map { CalendarStep(unit: .second, every: $0) }
        + [1, 2, 5, 10, 15, 30].map { CalendarStep(unit: .minute, every: $0) }
        + [1, 2, 3, 6, 12].map { CalendarStep(unit: .hour, every: $0) }
        + [CalendarStep(unit: .day, every: 1), CalendarStep(unit: .week, every: 1)]
        + [CalendarStep(unit: .month, every: 1), CalendarStep(unit: .quarter, every: 1)]
        + [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].map { CalendarStep(unit: .year, every: $0) }

    private var seconds: Double? {
        switch unit {
        case .second: Double(every)
        case .minute: Double(every) * 60
        case .hour: Double(every) * 3_600
        case .day: 86_400
        case .week: 604_800
        case .month, .quarter, .year: nil
        }
    }

    private var months: Int { unit == .year ? every * 12 : unit == .quarter ? 3 : 1 }

    /// The edges around a range of seconds since 1970, the last beyond `high`; nil when there would be more than `limit`.
    func edges(_ low: Double, _ high: Double, limit: Int) -> [Double]? {
        if let seconds {
            // Weeks begin on Monday, and 1970-01-05 was one.
            let origin = unit == .week ? 345_600.0 : 0
            let first = ((low - origin) / seconds).rounded(.down), last = ((high - origin) / seconds).rounded(.down) + 1
            guard last - first <= Double(limit) else { return nil }
            return (0...Int(last - first)).map { origin + (first + Double($0)) * seconds }
        }
        func part(_ time: Double) -> Int {
            let month = CivilDay(number: Int((time / 86_400).rounded(.down))).monthNumber
            return (month >= 0 ? month : month - months + 1) / months
        }
        let first = part(low), last = part(high) + 1
        guard last - first <= limit else { return nil }
        return (first...last).map { Double(CivilDay(monthNumber: $0 * months).number) * 86_400 }
    }
}

extension Histogram {
    /// Empty bins for the values of a column: units of the calendar for times, round numbers for numbers.
    public init(of column: Column, from low: Double, to high: Double, atMost bins: Int, isWhole: Bool) {
        guard column.type.isTemporal, abs(low) < 1e15, abs(high) < 1e15 else {
            self.init(numbersFrom: low, to: high, atMost: bins, isWhole: isWhole)
            return
        }
        let isDate = column.type.kind == .date, isTimeOfDay = column.type.kind == .time
        for step in CalendarStep.all {
            if isDate, [.second, .minute, .hour].contains(step.unit) { continue }
            if isTimeOfDay, ![.second, .minute, .hour].contains(step.unit) { continue }
            // Within a few seconds, values lie on fractions of one.
            if step.unit == .second, step.every == 1, high - low < Double(min(bins, 8)), !isDate, low != high { break }
            if let edges = step.edges(low, high, limit: max(1, bins)) {
                self.init(edges: edges, counts: [Int](repeating: 0, count: edges.count - 1), unit: step.unit)
                return
            }
        }
        self.init(numbersFrom: low, to: high, atMost: bins, isWhole: false)
    }
}
