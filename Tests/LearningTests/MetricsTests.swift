import Learning
import Testing

/// Expected figures are scikit-learn's for the same numbers.
@Suite struct MetricsTests {
    let labels: [Float] = [0, 1, 1, 0, 1, 0, 1, 0]
    let scores = [0.1, 0.8, 0.4, 0.4, 0.9, 0.35, 0.4, 0.6]

    private func near(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) < 1e-12 } ?? false
    }

    @Test func binary() {
        #expect(near(ClassificationMetrics.auc(labels: labels, scores: scores), 0.8125))
        #expect(
            near(
                ClassificationMetrics.logLoss(labels: labels, probabilities: scores, classCount: 2), 0.5155431647638464)
        )
        let classes = ClassificationMetrics.predictedClasses(probabilities: scores, rows: 8)
        #expect(near(ClassificationMetrics.accuracy(labels: labels, predicted: classes), 0.625))
        #expect(
            ClassificationMetrics.confusion(labels: labels, predicted: classes, classCount: 2) == [[3, 1], [2, 2]])
    }

    @Test func multiclass() {
        let rows = [0.7, 0.2, 0.1, 0.1, 0.5, 0.4, 0.3, 0.3, 0.4, 0.2, 0.6, 0.2]
        #expect(
            near(
                ClassificationMetrics.logLoss(labels: [0, 1, 2, 0], probabilities: rows, classCount: 3),
                0.8938876922017334))
        #expect(ClassificationMetrics.predictedClasses(probabilities: rows, rows: 4) == [0, 1, 2, 1])
    }

    @Test func regression() {
        let actual: [Float] = [1.5, 2, -3, 4.25]
        let predicted = [1, 2.5, -2, 5]
        #expect(near(RegressionMetrics.rmse(actual: actual, predicted: predicted), 0.7180703308172536))
        #expect(near(RegressionMetrics.mae(actual: actual, predicted: predicted), 0.6875))
        #expect(near(RegressionMetrics.r2(actual: actual, predicted: predicted), 0.9254658385093167))
    }

    @Test func whatIsUndefinedIsNil() {
        #expect(ClassificationMetrics.auc(labels: [1, 1], scores: [0.1, 0.2]) == nil)
        #expect(RegressionMetrics.r2(actual: [2, 2], predicted: [1, 3]) == nil)
        #expect(RegressionMetrics.rmse(actual: [], predicted: []) == nil)
    }

    @Test func theBaselineIsAConstant() {
        let report = MetricsReport(
            task: .binary, classCount: 2, labels: labels, predictions: scores, trainingLabels: [0, 0, 0, 1])
        #expect(report.values["baseline.auc"] == 0.5)
        #expect(report.values["baseline.accuracy"] == 0.5)
        #expect(near(report.values["auc"], 0.8125))
    }
}
