/// The question that a model answers.
public enum LearningTask: String, Sendable, Hashable, Codable, CaseIterable {
    case binary, multiclass, regression

    /// The metric that training watches unless told otherwise.
    public var defaultMetric: Metric {
        switch self {
        case .binary: .auc
        case .multiclass: .logLoss
        case .regression: .rmse
        }
    }

    /// The metrics that make sense for the task, the default first.
    public var metrics: [Metric] {
        switch self {
        case .binary: [.auc, .logLoss, .accuracy]
        case .multiclass: [.logLoss, .accuracy]
        case .regression: [.rmse, .mae]
        }
    }
}

/// A figure of how good a model is.
public enum Metric: String, Sendable, Hashable, Codable, CaseIterable {
    case auc
    case logLoss = "log_loss"
    case accuracy
    case rmse, mae
    case r2

    public var higherIsBetter: Bool {
        switch self {
        case .auc, .accuracy, .r2: true
        case .logLoss, .rmse, .mae: false
        }
    }

    /// The name that people write: "AUC", "log loss".
    public var label: String {
        switch self {
        case .auc: "AUC"
        case .logLoss: "log loss"
        case .accuracy: "accuracy"
        case .rmse: "RMSE"
        case .mae: "MAE"
        case .r2: "R²"
        }
    }
}

/// How the rows that a model is judged on are kept apart from those it learns from.
public enum Validation: Sendable, Hashable, Codable {
    /// A share of the rows, never seen in training.
    case holdout(share: Double)
    /// Each fold is judged once by a model trained on the others; the registered model learns from all but a part.
    case kFold(Int)
}

extension Validation: CustomStringConvertible {
    /// `holdout 20%` or `5 folds`.
    public var description: String {
        switch self {
        case .holdout(let share): "holdout \(Int((share * 100).rounded()))%"
        case .kFold(let folds): "\(folds) folds"
        }
    }
}
