public import Tabular

/// Counts times as they come, in any order and in constant memory.
public struct TimeTally: Sendable {
    private static let day = 86_400.0
    private static let longest = 4_000_000
    private static let buckets = 4_096

    private let low: Double
    private let high: Double
    private let now: Double
    private let isTimeOfDay: Bool
    private let hasHours: Bool
    private let firstDay: Int
    /// One byte a day of the span; empty where days mean nothing.
    private var days: [UInt8]
    /// The first and the last value in equal parts of the span.
    private var firsts: [Double]
    private var lasts: [Double]
    private let perSecond: Double
    private var weekdays = [Int](repeating: 0, count: 7)
    private var hours = [Int](repeating: 0, count: 24)
    private var future = 0

    /// - Parameter now: seconds since 1970.
    public init(_ column: Column, low: Double, high: Double, now: Double) {
        self.low = low
        self.high = high
        self.now = now
        isTimeOfDay = column.type.kind == .time
        hasHours = column.type.kind != .date
        let isFar = abs(low) > 1e15 || abs(high) > 1e15
        firstDay = isFar ? 0 : Int((low / Self.day).rounded(.down))
        let count = isFar ? .max : Int((high / Self.day).rounded(.down)) - firstDay + 1
        days = isTimeOfDay || count > Self.longest ? [] : [UInt8](repeating: 0, count: count)
        firsts = [Double](repeating: .infinity, count: Self.buckets)
        lasts = [Double](repeating: -.infinity, count: Self.buckets)
        perSecond = high > low ? Double(Self.buckets) / (high - low) : 0
    }

    /// - Parameter value: between the ends.
    public mutating func add(_ value: Double, count: Int = 1) {
        let bucket = min(Self.buckets - 1, Int((value - low) * perSecond))
        if value < firsts[bucket] { firsts[bucket] = value }
        if value > lasts[bucket] { lasts[bucket] = value }
        if value > now, !isTimeOfDay { future += count }
        let whole = (value / Self.day).rounded(.down)
        if !days.isEmpty {
            let day = Int(whole)
            days[day - firstDay] = 1
            // 1970-01-01 was a Thursday.
            weekdays[((day + 3) % 7 + 7) % 7] += count
        }
        if hasHours { hours[min(23, Int((value - whole * Self.day) / 3_600))] += count }
    }

    /// - Parameter gap: the largest gap, where it is known already.
    public func summary(gap: TimeSummary.Gap? = nil) -> TimeSummary {
        let isMidnight = hours.dropFirst().allSatisfy { $0 == 0 }
        return TimeSummary(
            span: high - low, days: coverage, months: months, largestGap: gap ?? largestGap,
            weekdays: days.isEmpty ? [] : weekdays, hours: hasHours && !isMidnight ? hours : [], moment: now,
            future: future)
    }

    private var coverage: TimeSummary.Coverage? {
        days.isEmpty ? nil : .init(filled: days.reduce(0) { $0 + Int($1) }, of: days.count)
    }

    private var months: TimeSummary.Coverage? {
        guard !days.isEmpty else { return nil }
        var filled = 0
        var last = Int.min
        for (index, mark) in days.enumerated() where mark == 1 {
            let month = CivilDay(number: firstDay + index).monthNumber
            if month != last { filled += 1 }
            last = month
        }
        let first = CivilDay(number: firstDay).monthNumber
        return .init(filled: filled, of: CivilDay(number: firstDay + days.count - 1).monthNumber - first + 1)
    }

    /// A gap wider than a bucket crosses the edge of one: the widest such is the widest of all.
    private var largestGap: TimeSummary.Gap? {
        var largest: TimeSummary.Gap?
        var last = Double.infinity
        for index in firsts.indices where firsts[index].isFinite {
            if last.isFinite, firsts[index] - last > largest?.seconds ?? 0 {
                largest = .init(from: last, to: firsts[index])
            }
            last = lasts[index]
        }
        guard let largest, largest.seconds * perSecond > 1 else { return nil }
        return largest
    }
}
