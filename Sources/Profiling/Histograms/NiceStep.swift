import Foundation

/// A round width: 1, 2, 2.5 or 5 times a power of ten, of which multiples are the doubles nearest to their decimals.
struct NiceStep: Hashable {
    let mantissa: Int
    let exponent: Int

    var size: Double { multiple(1) }

    /// `index` times the step.
    func multiple(_ index: Double) -> Double {
        let whole = index * Double(mantissa)
        // Powers of ten up to 22 are exact, and so a division by one rounds once.
        return exponent < 0 ? whole / pow(10, Double(-exponent)) : whole * pow(10, Double(exponent))
    }

    /// The indices of the edges around a range. The last lies beyond the highest value where bins are of whole numbers.
    func span(_ low: Double, _ high: Double, isWhole: Bool) -> (first: Double, last: Double) {
        var first = (low / size).rounded(.down)
        if multiple(first) > low { first -= 1 }
        if multiple(first + 1) <= low { first += 1 }
        var last = (high / size).rounded(isWhole ? .down : .up)
        if isWhole {
            last += 1
        } else if multiple(last) < high {
            last += 1
        } else if multiple(last - 1) >= high {
            last -= 1
        }
        return (first, max(last, first + 1))
    }

    /// Steps that part a span into so many pieces and fewer, finest first.
    static func steps(for span: Double, pieces: Int, isWhole: Bool) -> [NiceStep] {
        let raw = span / Double(pieces)
        let power = raw > 0 ? Int(floor(log10(raw))) : 0
        let all = (power...(power + 2)).flatMap { power in
            [(1, power), (2, power), (25, power - 1), (5, power)].map { NiceStep(mantissa: $0, exponent: $1) }
        }
        return all.filter {
            $0.size.isFinite && $0.size >= raw * 0.999 && (!isWhole || ($0.size >= 1 && $0.size == $0.size.rounded()))
        }
    }
}

extension Histogram {
    /// Empty bins for numbers from `low` to `high`: at most `bins`, and of the round widths the one that fills a row of
    /// so many columns best.
    public init(numbersFrom low: Double, to high: Double, atMost bins: Int, isWhole: Bool) {
        let bins = max(1, bins)
        if low == high, !isWhole || abs(low) >= 0x1p53 {
            self.init(edges: [low, high], counts: [0])
            return
        }
        // Halved, so that the widest range is still finite.
        let span = min((high / 2 - low / 2) * 2 + (isWhole ? 1 : 0), .greatestFiniteMagnitude)
        let choices = NiceStep.steps(for: span, pieces: bins, isWhole: isWhole).compactMap { step -> [Double]? in
            let (first, last) = step.span(low, high, isWhole: isWhole)
            guard abs(first) < 0x1p50, abs(last) < 0x1p50, last - first <= Double(bins) else { return nil }
            let limit = Double.greatestFiniteMagnitude
            return (0...Int(last - first)).map { min(max(step.multiple(first + Double($0)), -limit), limit) }
        }
        let best = Self.best(choices, columns: bins, isWhole: isWhole)
        let edges = best ?? Self.equal(low, high, bins)
        self.init(edges: edges, counts: [Int](repeating: 0, count: edges.count - 1), isWhole: isWhole && best != nil)
    }

    /// The finest, or one not much coarser whose bars, all of one width, fill a row of columns better.
    private static func best(_ choices: [[Double]], columns: Int, isWhole: Bool) -> [Double]? {
        guard let finest = choices.first else { return nil }
        if isWhole, finest[1] - finest[0] == 1 { return finest }
        func used(_ edges: [Double]) -> Int { (edges.count - 1) * (columns / (edges.count - 1)) }
        let rivals = choices.filter { Double($0.count - 1) >= 0.6 * Double(finest.count - 1) }
        return rivals.max { used($0) < used($1) || (used($0) == used($1) && $0.count < $1.count) }
    }

    /// Edges of equal distance where no round ones can be told apart.
    private static func equal(_ low: Double, _ high: Double, _ bins: Int) -> [Double] {
        var edges = [low]
        for index in 1..<max(2, bins) {
            let edge = low + (high / Double(bins) - low / Double(bins)) * Double(index)
            if let last = edges.last, edge > last, edge < high { edges.append(edge) }
        }
        return edges + [high]
    }

    /// Empty bins for numbers above zero whose edges grow by a factor: the preferred numbers 1, 1.6, 2.5, 4, 6.3 and
    /// the like, rounded up to whole ones where values are whole.
    public init(logarithmsFrom low: Double, to high: Double, atMost bins: Int, isWhole: Bool) {
        let first = Int(floor(log10(low))), last = Int(floor(log10(high))) + 1
        let series: [[Double]] = [
            [1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9],
            [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8], [1, 1.6, 2.5, 4, 6.3], [1, 2, 5], [1],
        ]
        var edges: [Double] = []
        for parts in series {
            var all = (first...last).flatMap { power in parts.map { Self.decimal($0, power) } }.filter(\.isFinite)
            if isWhole { all = all.map { $0.rounded(.up) } }
            all = all.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
            let start = (all.lastIndex { $0 <= low } ?? 0),
                end = all.firstIndex { $0 > high || ($0 == high && !isWhole) } ?? all.count - 1
            edges = Array(all[start...max(start, end)])
            if edges.count - 1 <= max(1, bins) { break }
        }
        if edges.count < 2 { edges = [low, high] }
        self.init(
            edges: edges, counts: [Int](repeating: 0, count: edges.count - 1), scale: .logarithmic, isWhole: isWhole)
    }

    /// A number of three digits times a power of ten, nearest to its decimal.
    private static func decimal(_ number: Double, _ power: Int) -> Double {
        let whole = (number * 100).rounded(), power = power - 2
        return power < 0 ? whole / pow(10, Double(-power)) : whole * pow(10, Double(power))
    }
}
