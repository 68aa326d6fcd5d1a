import Foundation
import Learning
import Registry
import Screen
import Tabular
import Workflows

/// The fourth step: how it is learned, and what the model is called.
struct SettingsChoice: Sendable, Equatable {
    enum Row: Int, Sendable, Hashable, CaseIterable { case metric, rounds, learningRate, leaves, patience, name }

    private static let usual = LearnerSettings(task: .binary, classCount: 2, metric: .auc)

    var cursor = Row.metric
    /// Metrics that were chosen, by task.
    var metrics: [LearningTask: Metric] = [:]
    var rounds = TextEdit(String(usual.rounds))
    var learningRate = TextEdit(String(usual.learningRate))
    var leaves = TextEdit(String(usual.leaves))
    var patience = TextEdit(String(usual.patience))
    /// nil as long as the proposed name has not been changed.
    var ownName: TextEdit?

    func metric(_ task: LearningTask) -> Metric { metrics[task] ?? task.defaultMetric }

    mutating func turnMetric(_ step: Int, _ task: LearningTask) {
        let all = task.metrics
        let at = all.firstIndex(of: metric(task)) ?? 0
        metrics[task] = all[(at + step + all.count) % all.count]
    }

    func chosen(_ task: LearningTask) throws(Problem) -> LearnerSettings {
        var settings = LearnerSettings(task: task, classCount: 1, metric: metric(task))
        settings.rounds = try FieldText.whole(rounds.text, in: 1...100_000, "the number of rounds")
        settings.learningRate = try rate()
        settings.leaves = try FieldText.whole(leaves.text, in: 2...4_096, "the number of leaves")
        settings.patience = try FieldText.whole(patience.text, in: 0...100_000, "the patience")
        return settings
    }

    private func rate() throws(Problem) -> Double {
        try FieldText.number(learningRate.text, in: 0.0001...1, "the learning rate")
    }

    func name(proposed: String) throws(Problem) -> String {
        let name = (ownName?.text ?? proposed).trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty else { throw Problem("the model needs a name") }
        try ModelReference.validate(name: name)
        return name
    }

    /// The field under the cursor; nil on a choice.
    func edit(proposedName: String) -> TextEdit? {
        switch cursor {
        case .metric: nil
        case .rounds: rounds
        case .learningRate: learningRate
        case .leaves: leaves
        case .patience: patience
        case .name: ownName ?? TextEdit(proposedName)
        }
    }

    mutating func set(_ edit: TextEdit) {
        switch cursor {
        case .metric: break
        case .rounds: rounds = edit
        case .learningRate: learningRate = edit
        case .leaves: leaves = edit
        case .patience: patience = edit
        case .name: ownName = edit
        }
    }

    /// - Parameter versions: the newest version of every model, when it is known.
    func rows(_ task: LearningTask, proposedName: String, versions: [String: Int]?) -> [FormRow] {
        let direction = metric(task).higherIsBetter ? "higher is better" : "lower is better"
        return [
            FormRow("Metric", .choice(metric(task).label), note: "watched; " + direction),
            FormRow(
                "Rounds", .field(rounds, placeholder: "500"), note: "trees at most",
                check: { () throws(Problem) in
                    _ = try FieldText.whole(rounds.text, in: 1...100_000, "the number of rounds")
                }),
            FormRow(
                "Learning rate", .field(learningRate, placeholder: "0.1"), note: "smaller: slower, often better",
                check: { () throws(Problem) in
                    _ = try rate()
                }),
            FormRow(
                "Leaves", .field(leaves, placeholder: "31"), note: "of each tree",
                check: { () throws(Problem) in
                    _ = try FieldText.whole(leaves.text, in: 2...4_096, "the number of leaves")
                }),
            FormRow(
                "Patience", .field(patience, placeholder: "30"), note: patienceNote,
                check: { () throws(Problem) in
                    _ = try FieldText.whole(patience.text, in: 0...100_000, "the patience")
                }),
            FormRow(
                "Model name", .field(ownName ?? TextEdit(proposedName), placeholder: proposedName),
                note: nameNote(proposedName, versions),
                check: { () throws(Problem) in
                    _ = try name(proposed: proposedName)
                }),
        ]
    }

    private var patienceNote: String {
        patience.text == "0" ? "0: trains all rounds" : "rounds without gain before it stops"
    }

    private func nameNote(_ proposed: String, _ versions: [String: Int]?) -> String {
        guard let name = try? name(proposed: proposed), let versions else { return "" }
        return versions[name].map { "exists: this will be version \($0 + 1)" } ?? "a new model"
    }
}
