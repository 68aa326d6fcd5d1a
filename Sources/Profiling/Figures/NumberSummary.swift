/// Mean, spread, shape and quantiles of a column of numbers or times.
public struct NumberSummary: Sendable, Hashable, Codable {
    public var minimum: Double
    public var maximum: Double
    public var mean: Double
    /// The sample standard deviation (divisor n - 1); nil for fewer than two values.
    public var standardDeviation: Double?
    /// The adjusted skewness (G1) and excess kurtosis (G2); nil where all values are equal or too few.
    public var skewness: Double?
    public var kurtosis: Double?
    public var quantiles: Quantiles
    /// Whether the quantiles are estimates (t-digest).
    public var quantilesAreEstimates: Bool
    /// Values that are 0, and values below it; nil for times.
    public var zeros: Int?
    public var negatives: Int?

    public init(
        minimum: Double, maximum: Double, mean: Double, standardDeviation: Double?, quantiles: Quantiles,
        quantilesAreEstimates: Bool = false, skewness: Double? = nil, kurtosis: Double? = nil, zeros: Int? = nil,
        negatives: Int? = nil
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.quantiles = quantiles
        self.quantilesAreEstimates = quantilesAreEstimates
        self.skewness = skewness
        self.kurtosis = kurtosis
        self.zeros = zeros
        self.negatives = negatives
    }

    /// The 25th, 50th and 75th percentile.
    public var quartiles: [Double] { [quantiles.p25, quantiles.p50, quantiles.p75] }
}

/// Seven percentiles, interpolated between neighbours.
public struct Quantiles: Sendable, Hashable, Codable {
    public var p1, p5, p25, p50, p75, p95, p99: Double

    /// The shares that they stand for.
    public static let shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]

    /// The quantiles that a function of the share gives.
    public init(_ value: (Double) -> Double) {
        let all = Self.shares.map(value)
        (p1, p5, p25, p50, p75, p95, p99) = (all[0], all[1], all[2], all[3], all[4], all[5], all[6])
    }

    public var all: [Double] { [p1, p5, p25, p50, p75, p95, p99] }
}

/// The sums from which mean, spread and shape follow, as seen from a value in their midst: that keeps the digits.
public struct Moments: Sendable {
    public let origin: Double
    private var count = 0.0
    private var sums = (CompensatedSum(), CompensatedSum(), CompensatedSum(), CompensatedSum())

    public init(origin: Double) { self.origin = origin }

    public mutating func add(_ value: Double, times: Double = 1) {
        let distance = value - origin
        let square = distance * distance
        count += times
        sums.0.add(distance * times)
        sums.1.add(square * times)
        sums.2.add(square * distance * times)
        sums.3.add(square * square * times)
    }

    private var shift: Double { sums.0.value / count }

    public var mean: Double { origin + shift }

    /// The sum of squared distances from the mean.
    private var squares: Double { max(0, sums.1.value - sums.0.value * shift) }

    public var standardDeviation: Double? {
        guard count > 1 else { return nil }
        let deviation = (squares / (count - 1)).squareRoot()
        return deviation.isFinite ? deviation : nil
    }

    public var skewness: Double? {
        let (m, variance) = (shift, squares / count)
        guard count > 2, variance > 0 else { return nil }
        let third = (sums.2.value - 3 * m * sums.1.value) / count + 2 * m * m * m
        let skew = third / (variance * variance.squareRoot()) * (count * (count - 1)).squareRoot() / (count - 2)
        return skew.isFinite ? skew : nil
    }

    public var kurtosis: Double? {
        let (m, variance) = (shift, squares / count)
        guard count > 3, variance > 0 else { return nil }
        let fourth = (sums.3.value - 4 * m * sums.2.value + 6 * m * m * sums.1.value) / count - 3 * m * m * m * m
        let excess = fourth / (variance * variance) - 3
        let adjusted = (count - 1) / ((count - 2) * (count - 3)) * ((count + 1) * excess + 6)
        return adjusted.isFinite ? adjusted : nil
    }
}

/// Adds many numbers with the error of adding two (Neumaier).
public struct CompensatedSum: Sendable {
    private var sum = 0.0
    private var rest = 0.0

    public init() {}

    public mutating func add(_ value: Double) {
        let next = sum + value
        rest += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
        sum = next
    }

    public var value: Double { (sum + rest).isFinite ? sum + rest : sum }
}
