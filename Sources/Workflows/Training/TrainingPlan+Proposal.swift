public import Learning
public import Profiling
public import Tabular

extension TrainingPlan {
    /// What is proposed for a target, from profiles of all columns of the table.
    /// - Parameter task: taken instead of the proposed one.
    /// - Throws: a `Problem` when nothing can be learned from the target, or no column is worth learning from.
    public init(
        table: OpenedTable, target: Column, task chosen: LearningTask? = nil, modelName: String,
        profiles: [ColumnProfile]
    ) throws(Problem) {
        guard let profile = profiles.first(where: { $0.column == target }) else {
            throw Problem("the target '\(target.name)' could not be profiled")
        }
        let proposed = try LearningTask.proposed(for: profile)
        let task = chosen ?? proposed
        let features = profiles.filter { $0.column != target }.map(FeatureProposal.init(profile:))
        guard features.contains(where: \.isUsed) else {
            throw Problem(
                "no column of \(table.location.label) is worth learning from",
                detail: features.map { "\($0.column.name): \($0.reason)" }.joined(separator: "\n"),
                hint: "Choose another table, or name features with --features.")
        }
        var notes = table.notes
        if profile.nulls > 0 {
            notes.append("\(profile.nulls) rows have no \(target.name): they are left out")
        }
        let settings = LearnerSettings(task: task, classCount: 1, metric: task.defaultMetric)
        self.init(
            table: table, target: target, task: task, features: features, settings: settings, name: modelName,
            notes: notes)
    }

    /// The column that a person means as the target.
    /// - Throws: a `Problem` (usage) that names the nearest column.
    public static func column(_ name: String, of table: OpenedTable) throws(Problem) -> Column {
        if let column = table.schema[name] { return column }
        let near = EditDistance.nearest(to: name, among: table.schema.names)
        throw Problem(
            "\(table.location.label) has no column '\(name)'",
            hint: near.map { "Did you mean '\($0)'?" }
                ?? "Its columns are \(table.schema.names.prefix(20).joined(separator: ", ")).",
            kind: .usage)
    }
}
