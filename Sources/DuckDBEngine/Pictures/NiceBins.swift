import Foundation

/// Bins whose edges are round numbers.
struct NiceBins {
    var start: Double
    var width: Double
    var count: Int

    /// Half-open bins that cover a range, about as many as wanted; `isWhole` keeps whole numbers together.
    init(_ low: Double, _ high: Double, wanted: Int, isWhole: Bool = false) {
        guard low.isFinite, high.isFinite, high > low else {
            let value = low.isFinite ? low : 0
            (start, width, count) = (value - 0.5, 1, 1)
            return
        }
        let raw = (high - low) / Double(max(1, wanted))
        let power = pow(10, floor(log10(raw)))
        var width = ([1, 2, 2.5, 5, 10].first { $0 * power >= raw * 0.999 } ?? 10) * power
        if isWhole { width = width <= 1 ? 1 : width.rounded(.up) }
        self.width = width
        // Single whole numbers stand in the middle of their bins.
        start = isWhole && width == 1 ? low.rounded() - 0.5 : (low / width + 1e-9).rounded(.down) * width
        count = max(1, Int(((high - start) / width).rounded(.down)) + 1)
    }

    var edges: [Double] { (0...count).map { clean(start + Double($0) * width) } }

    /// A SQL expression of the number of the bin that a value is in.
    func key(_ value: String) -> String {
        let shifted =
            start == 0 ? value : start < 0 ? "(\(value) + \(Self.sql(-start)))" : "(\(value) - \(Self.sql(start)))"
        let scaled = width == 1 ? shifted : "\(shifted) / \(Self.sql(width))"
        return "CAST(greatest(0, least(\(count - 1), floor(\(scaled)))) AS INTEGER)"
    }

    /// Edges as people write them, without the last digit's dust.
    private func clean(_ value: Double) -> Double {
        let scale = pow(10, max(0, 3 - floor(log10(width))))
        let rounded = (value * scale).rounded() / scale
        return rounded.isFinite && abs(rounded - value) < width * 1e-6 ? rounded : value
    }

    /// Names of the bins: `0–20`; single whole numbers by themselves.
    var labels: [String] {
        let edges = edges
        return (0..<count).map { index in
            width == 1 && start != start.rounded()
                ? Self.text(edges[index] + 0.5) : "\(Self.text(edges[index]))–\(Self.text(edges[index + 1]))"
        }
    }

    /// All digits, and no point behind whole numbers.
    private static func sql(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return String(format: "%.6g", value)
    }
}
