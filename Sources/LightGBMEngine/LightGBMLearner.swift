import EngineSupport
public import Learning
public import Scoring
public import Tabular

/// Gradient-boosted trees by LightGBM. Every call of `fit` works on a thread of its own.
public struct LightGBMLearner: Learner {
    private let library: LightGBMLibrary

    /// Loads LightGBM; throws a `Problem` when it is not installed.
    public init() throws(Problem) { library = try .shared() }

    public var name: String { library.name }

    /// Throws a `Problem` for labels and shapes that cannot be learned from, and `Problem.cancelled`.
    public func fit(
        training: [LabelledRows], validation: LabelledRows?, preparation: Preparation, settings: LearnerSettings,
        progress: @escaping @Sendable (RoundReport) -> Void
    ) async throws -> any FittedModel {
        try check(training + (validation.map { [$0] } ?? []), preparation)
        let parameters = try TrainingParameters(settings, preparation: preparation)
        let worker = BoosterWorker(library: library, settings: settings, parameters: parameters)
        let outcome = try await withCancelFlag { cancel in
            try await worker.train(training, validation: validation, cancel: cancel, progress: progress)
        }
        return LightGBMModel(worker: worker, outcome: outcome, settings: settings, parameters: parameters)
    }

    private func check(_ parts: [LabelledRows], _ preparation: Preparation) throws(Problem) {
        let expected = preparation.featureNames.count
        for part in parts where part.features.columnCount != expected {
            throw Problem("\(expected) features were prepared, but the rows have \(part.features.columnCount)")
        }
    }
}
