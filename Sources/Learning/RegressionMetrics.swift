import Foundation

/// Figures of how far predicted values are from what happened.
public enum RegressionMetrics {
    /// The root of the mean squared error.
    public static func rmse(actual: [Float], predicted: [Double]) -> Double? {
        mean(zip(actual, predicted).map { pow(Double($0) - $1, 2) }).map { $0.squareRoot() }
    }

    /// The mean absolute error.
    public static func mae(actual: [Float], predicted: [Double]) -> Double? {
        mean(zip(actual, predicted).map { abs(Double($0) - $1) })
    }

    /// The share of the variance that is explained (coefficient of determination). nil when all values are the same.
    public static func r2(actual: [Float], predicted: [Double]) -> Double? {
        guard let center = mean(actual.map(Double.init)) else { return nil }
        let total = actual.reduce(0) { $0 + pow(Double($1) - center, 2) }
        let left = zip(actual, predicted).reduce(0) { $0 + pow(Double($1.0) - $1.1, 2) }
        return total > 0 ? 1 - left / total : nil
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
