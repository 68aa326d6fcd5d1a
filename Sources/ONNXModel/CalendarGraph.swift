import Scoring

/// Years, months, days, weekdays, hours and minutes of instants, in integers, in the proleptic Gregorian calendar.
///
/// Days and months follow from counting in cycles of 400 years (146,097 days) that begin on a first of March, so that
/// the leap day comes last; see Howard Hinnant, "chrono-compatible low-level date algorithms".
struct CalendarGraph {
    static let microsecondsPerDay: Int64 = 86_400_000_000
    /// Cycles added before dividing, so that no day of a 32-bit day count is negative: integer division in ONNX rounds
    /// towards zero.
    private static let addedCycles: Int64 = 15_000
    private static let daysPerCycle: Int64 = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let epochOffset: Int64 = 719_468

    /// Days since 1970-01-01, a column per date or timestamp.
    let days: GraphValue
    /// Microseconds since midnight; the same columns.
    let microseconds: GraphValue
    private var known: MarchDate?

    init(days: GraphValue, microseconds: GraphValue) {
        self.days = days
        self.microseconds = microseconds
    }

    /// The value of a part, as integers of the shape of `days`.
    mutating func part(_ part: FeaturePart, in graph: inout GraphBuilder) -> GraphValue? {
        switch part {
        case .year: year(in: &graph)
        case .month: month(in: &graph)
        case .day: day(in: &graph)
        // 1970-01-01 was a Thursday.
        case .weekday: graph.remainder(graph.add(days, 4), 7)
        case .hour: graph.quotient(microseconds, 3_600_000_000)
        case .minute: graph.remainder(graph.quotient(microseconds, 60_000_000), 60)
        case .value, .category: nil
        }
    }

    /// What year, month and day are computed from.
    private struct MarchDate {
        /// The cycle, `addedCycles` too large; the year in it, 0..<400; the day in the year and the month, from March.
        var cycle, yearOfCycle, dayOfYear, month: GraphValue
    }

    private mutating func marchDate(in graph: inout GraphBuilder) -> MarchDate {
        if let known { return known }
        let shifted = graph.add(days, Self.epochOffset + Self.addedCycles * Self.daysPerCycle)
        let cycle = graph.quotient(shifted, Self.daysPerCycle)
        let dayOfCycle = graph.remainder(shifted, Self.daysPerCycle)
        // Take the leap days out: one every 4 years (1,461 days), none every 100 (36,524), one every 400.
        var withoutLeapDays = graph.difference(dayOfCycle, graph.quotient(dayOfCycle, 1460))
        withoutLeapDays = graph.sum(withoutLeapDays, graph.quotient(dayOfCycle, 36_524))
        withoutLeapDays = graph.difference(withoutLeapDays, graph.quotient(dayOfCycle, 146_096))
        let year = graph.quotient(withoutLeapDays, 365)
        var daysBefore = graph.sum(graph.times(year, 365), graph.quotient(year, 4))
        daysBefore = graph.difference(daysBefore, graph.quotient(year, 100))
        let dayOfYear = graph.difference(dayOfCycle, daysBefore)
        // Five months from March on have 153 days.
        let month = graph.quotient(graph.add(graph.times(dayOfYear, 5), 2), 153)
        let date = MarchDate(cycle: cycle, yearOfCycle: year, dayOfYear: dayOfYear, month: month)
        known = date
        return date
    }

    private mutating func day(in graph: inout GraphBuilder) -> GraphValue {
        let date = marchDate(in: &graph)
        let daysBefore = graph.quotient(graph.add(graph.times(date.month, 153), 2), 5)
        return graph.add(graph.difference(date.dayOfYear, daysBefore), 1)
    }

    /// March is month 0, so January and February are 10 and 11.
    private mutating func month(in graph: inout GraphBuilder) -> GraphValue {
        graph.add(graph.remainder(graph.add(marchDate(in: &graph).month, 2), 12), 1)
    }

    /// January and February belong to the next year.
    private mutating func year(in graph: inout GraphBuilder) -> GraphValue {
        let date = marchDate(in: &graph)
        let ofMarch = graph.sum(date.yearOfCycle, graph.times(graph.add(date.cycle, -Self.addedCycles), 400))
        return graph.sum(ofMarch, graph.quotient(date.month, 10))
    }
}
