import EngineSupport
public import Learning
public import Scoring
public import Tabular

/// A trained booster.
public struct LightGBMModel: FittedModel {
    public let rounds: Int
    public let importance: [Double]
    public let parameters: [String: String]
    /// The model in LightGBM's own text format, as `lightgbm.Booster(model_str=…)` reads it.
    public let text: String
    private let worker: BoosterWorker
    private let settings: LearnerSettings

    init(
        worker: BoosterWorker, outcome: BoosterWorker.Outcome, settings: LearnerSettings, parameters: TrainingParameters
    ) {
        self.worker = worker
        self.settings = settings
        rounds = outcome.rounds
        importance = outcome.importance
        text = outcome.text
        self.parameters = parameters.values.merging(
            ["num_iterations": String(settings.rounds), "early_stopping_round": String(settings.patience)]
        ) { own, _ in own }
    }

    /// Throws `Problem.cancelled` when the task is cancelled.
    public func predict(_ features: NumericMatrix) async throws -> [Double] {
        try await withCancelFlag { cancel in try await worker.predict(features, cancel: cancel) }
    }

    /// The model's trees.
    public func ensemble() throws(Problem) -> TreeEnsemble { try TreeEnsemble(modelText: text) }

    public func onnx(
        preparation: Preparation, classLabels: [String], labelsAreIntegers: Bool, target: String
    ) throws -> [UInt8] {
        let graph = ModelGraph(
            ensemble: try ensemble(), preparation: preparation, classLabels: classLabels,
            labelsAreIntegers: labelsAreIntegers, target: target)
        return try graph.bytes()
    }
}
