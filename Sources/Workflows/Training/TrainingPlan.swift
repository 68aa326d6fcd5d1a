public import Learning
public import Tabular

/// All that is chosen before training begins. The wizard edits one; the command line fills one from its options.
public struct TrainingPlan: Sendable, Hashable {
    public var table: OpenedTable
    public var target: Column
    public var task: LearningTask
    public var features: [FeatureProposal]
    public var validation: Validation
    public var settings: LearnerSettings
    /// The registered model's name.
    public var name: String
    /// Remarks about the proposal, a sentence each.
    public var notes: [String]

    public static let mostClasses = 100
    /// The share of the rows that is held out unless told otherwise.
    public static let usualShare = 0.2

    public init(
        table: OpenedTable, target: Column, task: LearningTask, features: [FeatureProposal],
        validation: Validation = .holdout(share: TrainingPlan.usualShare), settings: LearnerSettings, name: String,
        notes: [String] = []
    ) {
        self.table = table
        self.target = target
        self.task = task
        self.features = features
        self.validation = validation
        self.settings = settings
        self.name = name
        self.notes = notes
    }

    public var usedFeatures: [FeatureProposal] { features.filter(\.isUsed) }

    /// The command line that does the same.
    public var command: String {
        var words = ["atelier", "train", "--data"] + table.location.arguments + table.location.reading.arguments
        words += ["--target", target.name, "--name", name, "--task", task.rawValue]
        words += ["--features", usedFeatures.map(\.column.name).joined(separator: ",")]
        words += ["--metric", settings.metric.rawValue, "--rounds", String(settings.rounds)]
        words += ["--seed", String(settings.seed)]
        switch validation {
        case .kFold(let folds): words += ["--folds", String(folds)]
        case .holdout(let share): if share != Self.usualShare { words += ["--holdout", String(share)] }
        }
        let usual = LearnerSettings(task: task, classCount: 1, metric: settings.metric)
        if settings.learningRate != usual.learningRate { words += ["--learning-rate", String(settings.learningRate)] }
        if settings.leaves != usual.leaves { words += ["--leaves", String(settings.leaves)] }
        if settings.patience != usual.patience { words += ["--patience", String(settings.patience)] }
        words += table.stepWords
        return ShellWords.line(words)
    }
}

/// What training tells while it works.
public enum TrainingEvent: Sendable, Hashable {
    /// A new step began: "reading 336,776 rows".
    case phase(String)
    case reading(WorkProgress)
    /// A boosting round ended; `fold` counts from 1, and is 1 of 1 with a holdout.
    case round(RoundReport, fold: Int, folds: Int)
}

extension TrainingPlan {
    /// Learns from exactly these columns.
    /// - Throws: a usage `Problem` for a name that is no column, is the target, or cannot be learned from.
    public mutating func use(only names: [String]) throws(Problem) {
        for name in names {
            guard let feature = features.first(where: { $0.column.name.lowercased() == name.lowercased() }) else {
                let near = EditDistance.nearest(to: name, among: features.map(\.column.name))
                let what =
                    name.lowercased() == target.name.lowercased()
                    ? "the target '\(name)' cannot be a feature" : "there is no column '\(name)'"
                throw Problem(what, hint: near.map { "Did you mean '\($0)'?" } ?? "", kind: .usage)
            }
            if feature.parts.isEmpty {
                throw Problem("the column '\(name)' cannot be a feature: \(feature.reason)", kind: .usage)
            }
        }
        let chosen = Set(names.map { $0.lowercased() })
        for index in features.indices {
            features[index].isUsed = chosen.contains(features[index].column.name.lowercased())
        }
    }
}
