public import Scoring
public import Tabular

/// A feature matrix with what is to be learned.
public struct LabelledRows: Sendable {
    public var features: NumericMatrix
    /// One label per row: the class's number for classification, the value itself for regression.
    public var labels: [Float]

    public init(features: NumericMatrix, labels: [Float]) {
        self.features = features
        self.labels = labels
    }
}

/// What to learn, and how.
public struct LearnerSettings: Sendable, Hashable, Codable {
    public var task: LearningTask
    /// The number of classes; 2 for binary, 1 for regression.
    public var classCount: Int
    public var metric: Metric
    /// The most boosting rounds.
    public var rounds: Int
    /// Stop after so many rounds without a better metric on the validation rows; 0: never.
    public var patience: Int
    public var learningRate: Double
    public var leaves: Int
    public var minimumRowsInLeaf: Int
    public var seed: Int
    /// 0: as many threads as the machine has cores.
    public var threads: Int

    public init(
        task: LearningTask, classCount: Int, metric: Metric, rounds: Int = 500, patience: Int = 30,
        learningRate: Double = 0.1, leaves: Int = 31, minimumRowsInLeaf: Int = 20, seed: Int = 1, threads: Int = 0
    ) {
        self.task = task
        self.classCount = classCount
        self.metric = metric
        self.rounds = rounds
        self.patience = patience
        self.learningRate = learningRate
        self.leaves = leaves
        self.minimumRowsInLeaf = minimumRowsInLeaf
        self.seed = seed
        self.threads = threads
    }
}

/// The state of training after a round.
public struct RoundReport: Sendable, Hashable, Codable {
    /// From 1.
    public var round: Int
    /// The watched metric on the training rows, when it was computed.
    public var training: Double?
    /// The watched metric on the validation rows.
    public var validation: Double?

    public init(round: Int, training: Double?, validation: Double?) {
        self.round = round
        self.training = training
        self.validation = validation
    }
}

/// Something that learns. It works on a thread of its own; cancelling the task stops it between two rounds.
public protocol Learner: Sendable {
    /// The name kept in the registry: "LightGBM 4.7.0".
    var name: String { get }
    /// - Parameters:
    ///   - training: one or more parts with the same columns.
    ///   - validation: rows for early stopping; nil trains all rounds.
    ///   - preparation: how the columns became features; its categorical features are treated as categories.
    func fit(
        training: [LabelledRows], validation: LabelledRows?, preparation: Preparation, settings: LearnerSettings,
        progress: @escaping @Sendable (RoundReport) -> Void
    ) async throws -> any FittedModel
}

/// A model that has learned.
public protocol FittedModel: Sendable {
    /// The number of rounds that the model keeps (the best, with early stopping).
    var rounds: Int { get }
    /// The total gain of each feature, in the order of `Preparation.featureNames`.
    var importance: [Double] { get }
    /// The parameters that were used, as text.
    var parameters: [String: String] { get }
    /// Predictions: probabilities of class 1 (binary), `rows * classCount` probabilities row by row (multiclass), or values.
    func predict(_ features: NumericMatrix) async throws -> [Double]
    /// The whole model as one ONNX graph, raw columns in (see `PreparedColumn.input`).
    /// Outputs: classification `label` (string, or int64 when all labels are integers) and `probability` ([N, 1]: of the
    /// second class for binary, [N, k] for multiclass); regression `prediction` (float or double, by precision).
    /// - Parameters:
    ///   - classLabels: the name of each class, in order; empty for regression.
    ///   - target: what is predicted; kept in the graph's description.
    func onnx(preparation: Preparation, classLabels: [String], labelsAreIntegers: Bool, target: String) throws
        -> [UInt8]
}
