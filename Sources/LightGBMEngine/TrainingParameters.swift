import Learning
import Scoring
import Tabular

/// The settings of a learner in LightGBM's words.
struct TrainingParameters {
    /// Name and value of every parameter.
    let values: [String: String]
    /// The number of trees a round adds, which is the number of outputs.
    let outputCount: Int

    /// Throws a usage `Problem` for settings that LightGBM does not take.
    init(_ settings: LearnerSettings, preparation: Preparation) throws(Problem) {
        try Self.check(settings)
        outputCount = settings.task == .multiclass ? settings.classCount : 1
        var values = [
            "objective": Self.objective(settings.task),
            "metric": Self.metric(settings),
            "learning_rate": String(settings.learningRate),
            "num_leaves": String(settings.leaves),
            "min_data_in_leaf": String(settings.minimumRowsInLeaf),
            "seed": String(settings.seed),
            "num_threads": String(settings.threads),
            // The same rows and seed give the same trees, however busy the machine is.
            "deterministic": "true",
            "force_col_wise": "true",
            "verbosity": "-1",
        ]
        if settings.task == .multiclass { values["num_class"] = String(settings.classCount) }
        let categorical = preparation.categoricalFeatures
        if !categorical.isEmpty {
            values["categorical_feature"] = categorical.map(String.init).joined(separator: ",")
        }
        self.values = values
    }

    /// `name=value` separated by spaces, in a fixed order.
    var text: String { values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }

    /// LightGBM prints what it refuses to the terminal, so its limits are looked at before it sees the settings.
    private static func check(_ settings: LearnerSettings) throws(Problem) {
        func require(_ holds: Bool, _ rule: String) throws(Problem) {
            if !holds { throw Problem("LightGBM needs \(rule)", hint: "change the training settings", kind: .usage) }
        }
        try require(settings.rounds >= 1, "at least one round")
        try require((2...131_072).contains(settings.leaves), "2 to 131072 leaves in a tree")
        try require(settings.learningRate > 0 && settings.learningRate.isFinite, "a learning rate above 0")
        try require(settings.minimumRowsInLeaf >= 0, "a number of rows in a leaf that is not negative")
        try require((0...1024).contains(settings.threads), "0 to 1024 threads")
        try require(settings.seed.magnitude <= UInt(Int32.max), "a seed of at most \(Int32.max)")
        try require(settings.task == .regression || settings.classCount >= 2, "at least two classes")
    }

    private static func objective(_ task: LearningTask) -> String {
        switch task {
        case .binary: "binary"
        case .multiclass: "multiclass"
        case .regression: "regression"
        }
    }

    private static func metric(_ settings: LearnerSettings) -> String {
        let isMulticlass = settings.task == .multiclass
        return switch settings.metric {
        case .auc: isMulticlass ? "auc_mu" : "auc"
        case .logLoss: isMulticlass ? "multi_logloss" : "binary_logloss"
        case .accuracy: isMulticlass ? "multi_error" : "binary_error"
        case .rmse, .r2: "rmse"
        case .mae: "l1"
        }
    }
}

/// A metric as LightGBM computes it, and as people read it.
struct WatchedMetric {
    private let metric: Metric
    /// Mean squared distance of the judged labels from their mean; only for R².
    private let variance: Double

    init(_ metric: Metric, labels: [Float]) {
        self.metric = metric
        variance = metric == .r2 ? Self.variance(labels) : 0
    }

    /// Whether LightGBM's own figure is a score, not a loss.
    var higherIsBetter: Bool { metric == .auc }

    /// LightGBM's figure as the metric that was asked for.
    func reading(_ raw: Double) -> Double {
        switch metric {
        case .accuracy: 1 - raw
        case .r2: 1 - raw * raw / variance
        case .auc, .logLoss, .rmse, .mae: raw
        }
    }

    private static func variance(_ labels: [Float]) -> Double {
        let count = Double(labels.count)
        let mean = labels.reduce(0) { $0 + Double($1) } / count
        return labels.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
    }
}
