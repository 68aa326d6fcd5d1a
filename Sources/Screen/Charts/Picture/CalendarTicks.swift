#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A labelled place on an axis.
public struct Tick: Sendable, Hashable {
    public var value: Double
    public var label: String

    public init(_ value: Double, _ label: String) {
        self.value = value
        self.label = label
    }
}

extension Ticks {
    /// Labels of an axis whose numbers are powers of ten.
    static func decades(_ span: ClosedRange<Double>, count: Int) -> [Tick] {
        let whole =
            Int(
                span.lowerBound.rounded(.up))...max(
                Int(span.lowerBound.rounded(.up)), Int(span.upperBound.rounded(.down)))
        if whole.count >= 3 {
            let step = max(1, (whole.count + count - 1) / count)
            return stride(from: whole.lowerBound, through: whole.upperBound, by: step).map {
                Tick(Double($0), short(pow(10, Double($0))))
            }
        }
        let plain = nice(pow(10, span.lowerBound), pow(10, span.upperBound), count: count)
        return zip(plain, labels(plain)).filter { $0.0 > 0 }.map { Tick(log10($0), $1) }
    }
}

/// Round moments along an axis of seconds since 1970 UTC.
public enum CalendarTicks {
    /// At most about `count` labels: years, months, days or times of day, as the span asks for.
    public static func ticks(_ span: ClosedRange<Double>, count: Int) -> [Tick] {
        let low = span.lowerBound, high = span.upperBound
        guard low.isFinite, high.isFinite, high > low, abs(low) < 1e13, abs(high) < 1e13 else { return [] }
        let raw = (high - low) / Double(max(1, count))
        let day = 86_400.0
        if raw > 200 * day { return years(low, high, every: raw / (365.25 * day)) }
        if raw > 20 * day { return months(low, high, every: raw / (30.4 * day)) }
        let steps: [Double] = [
            1, 5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 10800, 21600, 43200, day, 2 * day, 7 * day,
        ]
        let step = steps.first { $0 >= raw } ?? 14 * day
        var ticks: [Tick] = [], at = (low / step).rounded(.up) * step
        // Weeks begin on a Monday.
        if step == 7 * day { at = ((low - 4 * day) / step).rounded(.up) * step + 4 * day }
        while at <= high, ticks.count < 200 {
            ticks.append(Tick(at, step >= day ? Self.day(at) : clock(at, step)))
            at += step
        }
        return ticks
    }

    private static func years(_ low: Double, _ high: Double, every: Double) -> [Tick] {
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].first { Double($0) >= every } ?? 2000
        var year = civil(low).year / step * step, ticks: [Tick] = []
        while ticks.count < 200 {
            let at = seconds(year: year, month: 1)
            if at > high { break }
            if at >= low { ticks.append(Tick(at, String(year))) }
            year += step
        }
        return ticks
    }

    private static func months(_ low: Double, _ high: Double, every: Double) -> [Tick] {
        let step = [1, 2, 3, 6].first { Double($0) >= every } ?? 12
        let start = civil(low)
        var month = start.year * 12, ticks: [Tick] = []
        while ticks.count < 400 {
            let at = seconds(year: month / 12, month: month % 12 + 1)
            if at > high { break }
            if at >= low {
                let name = names[month % 12]
                ticks.append(Tick(at, month % 12 == 0 || ticks.isEmpty ? "\(name) \(month / 12)" : name))
            }
            month += step
        }
        return ticks
    }

    private static let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func day(_ seconds: Double) -> String {
        let date = civil(seconds)
        return "\(date.day) \(names[date.month - 1])"
    }

    private static func clock(_ seconds: Double, _ step: Double) -> String {
        let day = (seconds / 86_400).rounded(.down)
        let rest = Int(seconds - day * 86_400)
        if rest == 0 { return Self.day(seconds) }
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let text = two(rest / 3600) + ":" + two(rest / 60 % 60)
        return step < 60 ? text + ":" + two(rest % 60) : text
    }

    /// The date of a moment, by the proleptic Gregorian calendar.
    static func civil(_ seconds: Double) -> (year: Int, month: Int, day: Int) {
        let days = Int((seconds / 86_400).rounded(.down)) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let ofEra = days - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * ofYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The first moment of a month.
    static func seconds(year: Int, month: Int) -> Double {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
        let ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear
        return Double(era * 146_097 + ofEra - 719_468) * 86_400
    }
}
