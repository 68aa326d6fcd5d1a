import Learning
import Registry
import Tabular

/// A trained model, and what it predicted for rows that it had not seen.
struct ModelFit: Sendable {
    var model: any FittedModel
    var curve: [Double]
    var heldOutLabels: [Float]
    var heldOutPredictions: [Double]
    /// What the constant baseline is taken from.
    var trainingLabels: [Float]
    var trainingRows: Int
    var validationRows: Int
    /// Time that the kept model's learning took, without reading, judging and exporting.
    var duration: Duration

    static func fit(
        _ plan: TrainingPlan, data: TrainingData, learner: any Learner,
        events: @escaping @Sendable (TrainingEvent) -> Void
    ) async throws -> ModelFit {
        var settings = plan.settings
        settings.task = plan.task
        settings.classCount = plan.task == .regression ? 1 : data.classes.count
        switch plan.validation {
        case .holdout: return try await holdout(data: data, settings: settings, learner: learner, events: events)
        case .kFold: return try await folds(data: data, settings: settings, learner: learner, events: events)
        }
    }

    private static func holdout(
        data: TrainingData, settings: LearnerSettings, learner: any Learner,
        events: @escaping @Sendable (TrainingEvent) -> Void
    ) async throws -> ModelFit {
        events(.phase("training"))
        let curve = Curve()
        let began = ContinuousClock.now
        let model = try await learner.fit(
            training: [data.parts[0]], validation: data.parts[1], preparation: data.preparation, settings: settings
        ) { report in
            curve.add(report.validation)
            events(.round(report, fold: 1, folds: 1))
        }
        let duration = ContinuousClock.now - began
        events(.phase("evaluating"))
        return ModelFit(
            model: model, curve: curve.values, heldOutLabels: data.parts[2].labels,
            heldOutPredictions: try await model.predict(data.parts[2].features), trainingLabels: data.parts[0].labels,
            trainingRows: data.parts[0].labels.count, validationRows: data.parts[1].labels.count,
            duration: duration)
    }

    /// Judges each fold with a model trained on the others, one of which says when to stop; the model that is kept learns
    /// from all rows, for as many rounds as those models kept on average.
    private static func folds(
        data: TrainingData, settings: LearnerSettings, learner: any Learner,
        events: @escaping @Sendable (TrainingEvent) -> Void
    ) async throws -> ModelFit {
        let count = data.parts.count
        var labels: [Float] = []
        var predictions: [Double] = []
        var rounds = 0
        let curve = Curve()
        for fold in 0..<count {
            events(.phase("training fold \(fold + 1) of \(count)"))
            // The fold that judges must not say when to stop; with two folds none is left for that.
            let watched = count > 2 ? (fold + 1) % count : nil
            let others = data.parts.enumerated().filter { $0.offset != fold && $0.offset != watched }.map(\.element)
            let model = try await learner.fit(
                training: others, validation: watched.map { data.parts[$0] }, preparation: data.preparation,
                settings: settings
            ) { report in
                if fold == 0 { curve.add(report.validation) }
                events(.round(report, fold: fold + 1, folds: count))
            }
            rounds += model.rounds
            labels += data.parts[fold].labels
            predictions += try await model.predict(data.parts[fold].features)
        }
        events(.phase("training on all rows"))
        var final = settings
        final.rounds = max(1, Int((Double(rounds) / Double(count)).rounded()))
        final.patience = 0
        let began = ContinuousClock.now
        let model = try await learner.fit(
            training: data.parts, validation: nil, preparation: data.preparation, settings: final
        ) { _ in }
        let duration = ContinuousClock.now - began
        let all = data.parts.flatMap(\.labels)
        return ModelFit(
            model: model, curve: curve.values, heldOutLabels: labels, heldOutPredictions: predictions,
            trainingLabels: all, trainingRows: all.count, validationRows: 0, duration: duration)
    }
}
