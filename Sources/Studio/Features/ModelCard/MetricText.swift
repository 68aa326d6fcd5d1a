import Learning
import Registry
import Screen

/// Metrics as people read them.
enum MetricText {
    static func value(_ value: Double) -> String { Ticks.short(value, digits: 4) }

    /// The name that people write; unknown ones as they are.
    static func label(_ name: String) -> String { Metric(rawValue: name)?.label ?? name }

    /// Differences are told by their size: `2.4e-07`.
    static func difference(_ value: Double) -> String { value == 0 ? "0" : Ticks.short(value, digits: 2) }
}

extension ModelCard {
    /// A metric on held-out rows beside what a constant prediction gets.
    struct Score: Sendable, Hashable {
        var name: String
        var value: Double
        var baseline: Double?

        var label: String { MetricText.label(name) }

        /// Whether the model does better than a constant; nil when there is nothing to compare with.
        var isBetter: Bool? {
            guard let baseline, let metric = Metric(rawValue: name) else { return nil }
            return metric.higherIsBetter ? value > baseline : value < baseline
        }
    }

    /// All metrics, the one that training watched first.
    var scores: [Score] {
        let watched = evaluation?.curveMetric ?? ""
        let names = metrics.keys.filter { !$0.hasPrefix("baseline.") }.sorted { a, b in
            (a == watched ? 0 : 1, a) < (b == watched ? 0 : 1, b)
        }
        return names.compactMap { name in
            metrics[name].map { Score(name: name, value: $0, baseline: metrics["baseline." + name]) }
        }
    }

    /// The best value of the watched metric's curve and its round, counted from 1.
    var bestRound: (round: Int, value: Double)? {
        guard let curve = evaluation?.curve, !curve.isEmpty else { return nil }
        let rises = Metric(rawValue: evaluation?.curveMetric ?? "")?.higherIsBetter ?? false
        let finite = curve.enumerated().filter { $0.element.isFinite }
        let best = finite.min { a, b in rises ? a.element > b.element : a.element < b.element }
        return best.map { ($0.offset + 1, $0.element) }
    }
}

extension MetricText {
    /// Percent with one decimal: `12.3 %`.
    static func share(_ percent: Double) -> String {
        let tenths = Int((percent * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

/// Lengths of time as people say them.
enum Elapsed {
    /// `0.4 s`, `12 s`, `2 min 5 s`, `1 h 3 min`.
    static func text(seconds: Double) -> String {
        let seconds = max(0, seconds)
        if seconds < 9.95 {
            let tenths = Int((seconds * 10).rounded())
            return "\(tenths / 10).\(tenths % 10) s"
        }
        let whole = Int(seconds.rounded())
        switch whole {
        case ..<60: return "\(whole) s"
        case ..<3600: return "\(whole / 60) min \(whole % 60) s"
        default: return "\(whole / 3600) h \(whole / 60 % 60) min"
        }
    }
}
