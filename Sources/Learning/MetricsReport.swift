/// All metrics of a task at once, and what a constant prediction would have got.
public struct MetricsReport: Sendable, Hashable {
    /// Metric values by `Metric.rawValue`; `baseline.<metric>` is the constant prediction's.
    public var values: [String: Double]

    /// - Parameters:
    ///   - predictions: as `FittedModel.predict` gives them.
    ///   - trainingLabels: what the constant prediction is taken from: class shares, or the mean.
    public init(
        task: LearningTask, classCount: Int, labels: [Float], predictions: [Double], trainingLabels: [Float]
    ) {
        values = Self.measure(task: task, classCount: classCount, labels: labels, predictions: predictions)
        let constant = Self.baseline(
            task: task, classCount: classCount, trainingLabels: trainingLabels, rows: labels.count)
        for (name, value) in Self.measure(
            task: task, classCount: classCount, labels: labels, predictions: constant)
        {
            values["baseline." + name] = value
        }
    }

    private static func measure(
        task: LearningTask, classCount: Int, labels: [Float], predictions: [Double]
    ) -> [String: Double] {
        var found: [Metric: Double] = [:]
        switch task {
        case .regression:
            found[.rmse] = RegressionMetrics.rmse(actual: labels, predicted: predictions)
            found[.mae] = RegressionMetrics.mae(actual: labels, predicted: predictions)
            found[.r2] = RegressionMetrics.r2(actual: labels, predicted: predictions)
        case .binary, .multiclass:
            let classes = ClassificationMetrics.predictedClasses(probabilities: predictions, rows: labels.count)
            found[.accuracy] = ClassificationMetrics.accuracy(labels: labels, predicted: classes)
            found[.logLoss] = ClassificationMetrics.logLoss(
                labels: labels, probabilities: predictions, classCount: classCount)
            if task == .binary { found[.auc] = ClassificationMetrics.auc(labels: labels, scores: predictions) }
        }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.key.rawValue, $0.value) })
    }

    private static func baseline(
        task: LearningTask, classCount: Int, trainingLabels: [Float], rows: Int
    ) -> [Double] {
        let count = Double(max(1, trainingLabels.count))
        switch task {
        case .regression:
            let mean = trainingLabels.reduce(0.0) { $0 + Double($1) } / count
            return [Double](repeating: mean, count: rows)
        case .binary:
            let share = trainingLabels.reduce(0.0) { $0 + Double($1) } / count
            return [Double](repeating: share, count: rows)
        case .multiclass:
            var shares = [Double](repeating: 0, count: classCount)
            for label in trainingLabels { shares[Int(label)] += 1 / count }
            return (0..<rows).flatMap { _ in shares }
        }
    }
}
