import Foundation
import Learning
import Registry
import Scoring
import Tabular

extension ModelCard {
    /// The card of a model that was just trained.
    init(
        signature: ModelSignature, plan: TrainingPlan, data: TrainingData, fit: ModelFit, agreement: Agreement,
        framework: String, seconds: Double
    ) {
        let report = MetricsReport(
            task: plan.task, classCount: max(1, data.classes.count), labels: fit.heldOutLabels,
            predictions: fit.heldOutPredictions, trainingLabels: fit.trainingLabels)
        var parameters = fit.model.parameters
        parameters["rounds_kept"] = String(fit.model.rounds)
        parameters["precision"] = data.preparation.precision.rawValue
        parameters["validation"] = plan.validation.description
        var notes = plan.notes
        if !agreement.holds {
            notes.insert(
                "THE EXPORTED MODEL DOES NOT AGREE WITH ITS TRAINER: \(agreement.flippedLabels) of \(agreement.rows) labels "
                    + "differ, largest difference \(agreement.largestDifference)", at: 0)
        }
        notes += plan.features.filter { !$0.isUsed && !$0.reason.isEmpty }.map {
            "left out \($0.column.name): \($0.reason)"
        }
        self.init(
            signature: signature, task: plan.task.rawValue, target: plan.target.name, framework: framework,
            metrics: report.values, parameters: parameters,
            data: DataSeen(
                source: plan.table.location.arguments.joined(separator: " "), fingerprint: plan.table.fingerprint,
                rows: data.rowCount, rowsWithoutTarget: data.rowsWithoutTarget, trainingRows: fit.trainingRows,
                validationRows: fit.validationRows, testRows: fit.heldOutLabels.count),
            trainingSeconds: seconds, agreement: agreement,
            evaluation: Evaluation(plan: plan, data: data, fit: fit), notes: notes)
    }
}

extension Evaluation {
    init(plan: TrainingPlan, data: TrainingData, fit: ModelFit) {
        let total = fit.model.importance.reduce(0, +)
        let importance = zip(data.preparation.featureNames, fit.model.importance)
            .map { FeatureImportance($0, share: total > 0 ? $1 / total : 0) }
            .sorted { ($1.share, $0.feature) < ($0.share, $1.feature) }
        self.init(
            classes: data.classes, importance: importance, curve: fit.curve, curveMetric: plan.settings.metric.rawValue)
        if plan.task == .regression {
            bin(residuals: zip(fit.heldOutLabels, fit.heldOutPredictions).map { Double($0) - $1 })
        } else {
            let predicted = ClassificationMetrics.predictedClasses(
                probabilities: fit.heldOutPredictions, rows: fit.heldOutLabels.count)
            confusion = ClassificationMetrics.confusion(
                labels: fit.heldOutLabels, predicted: predicted, classCount: data.classes.count)
        }
    }

    /// Forty bins between the smallest and the largest residual.
    private mutating func bin(residuals: [Double]) {
        guard let low = residuals.min(), let high = residuals.max(), low < high else { return }
        residualLower = low
        residualUpper = high
        residualBins = [Int](repeating: 0, count: 40)
        for residual in residuals {
            residualBins[min(39, Int((residual - low) / (high - low) * 40))] += 1
        }
    }
}
