import Foundation
import Profiling
import Tabular

/// How a column cuts the rows into groups along an axis or by colour.
struct Dimension {
    enum Shape {
        /// Values by name.
        case category([String])
        /// Bins with these edges.
        case bins(NiceBins, isLog: Bool)
        /// Steps of time, which begin at these seconds; the last one is an end.
        case steps([Double], ChartGranularity)
        /// Every number for itself.
        case values
    }

    var column: Column
    var shape: Shape
    /// The SQL expression of the group.
    var key: String
    /// What a row must satisfy to be in a group; nil: nothing.
    var condition: String?
    var notes: [String] = []

    static let missing = "(missing)"

    /// The names of the groups; empty when every number is one.
    var labels: [String] {
        switch shape {
        case .category(let labels): return labels
        case .bins(let bins, _): return bins.labels
        case .steps(let starts, let step): return starts.dropLast().map { TimeLabel.text($0, step) }
        case .values: return []
        }
    }

    /// The edges of the groups along an axis; nil for categories.
    var edges: [Double]? {
        switch shape {
        case .bins(let bins, _): bins.edges
        case .steps(let starts, _): starts
        case .category, .values: nil
        }
    }

    var axis: ChartAxis {
        switch shape {
        case .category(let labels): ChartAxis(column.name, .category(labels))
        case .bins(_, let isLog): ChartAxis(column.axisTitle, isLog ? .log : .number)
        case .steps: ChartAxis(column.name, .time)
        case .values: ChartAxis(column.axisTitle)
        }
    }

    /// Finds groups by what the engine answers.
    func index() -> (String?) -> Int? {
        switch shape {
        case .category(let labels):
            let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            return { places[$0 ?? Self.missing] }
        case .bins: return { $0.flatMap { Int($0) } }
        case .steps(let starts, _):
            let places = Dictionary(starts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            return { $0.flatMap { Double($0) }.flatMap { places[$0] } }
        case .values: return { _ in nil }
        }
    }
}

/// Times as labels, as fine as a step.
enum TimeLabel {
    static func text(_ seconds: Double, _ step: ChartGranularity) -> String {
        let date = Date(timeIntervalSince1970: seconds)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let day = String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        switch step {
        case .year: return String(day.prefix(4))
        case .quarter: return day.prefix(4) + " Q\(((parts.month ?? 1) - 1) / 3 + 1)"
        case .month: return String(day.prefix(7))
        case .week, .day: return day
        case .hour, .minute: return day.dropFirst(5) + String(format: " %02d:%02d", parts.hour ?? 0, parts.minute ?? 0)
        case .second:
            return String(format: "%02d:%02d:%02d", parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0)
        }
    }
}
