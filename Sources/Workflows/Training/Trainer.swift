import Foundation
public import Learning
import Profiling
public import Registry
import Scoring
public import Tabular

/// From a table to a registered model.
public struct Trainer: Sendable {
    let engines: Engines

    public init(engines: Engines) { self.engines = engines }

    /// Proposes task and features for a target, from exact profiles of all columns.
    /// - Parameters:
    ///   - task: taken instead of the proposed one.
    ///   - progress: columns profiled.
    /// - Throws: a `Problem` when the target does not exist or nothing can be learned from it.
    public func propose(
        table: OpenedTable, target name: String, task chosen: LearningTask? = nil, modelName: String,
        connection: any WorkConnection, progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) async throws -> TrainingPlan {
        guard let target = table.schema[name] else {
            let near = EditDistance.nearest(to: name, among: table.schema.names)
            throw Problem(
                "\(table.location.label) has no column '\(name)'",
                hint: near.map { "Did you mean '\($0)'?" }
                    ?? "Its columns are \(table.schema.names.prefix(20).joined(separator: ", ")).",
                kind: .usage)
        }
        let profiles = try await connection.profiles(
            of: table.schema.columns, in: table.relation.unsorted, bins: 8, progress: progress)
        guard let targetProfile = profiles.first(where: { $0.column == target }) else {
            throw Problem("the target '\(name)' could not be profiled")
        }
        let proposed = try LearningTask.proposed(for: targetProfile)
        let task = chosen ?? proposed
        let features = profiles.filter { $0.column != target }.map(FeatureProposal.init(profile:))
        guard features.contains(where: \.isUsed) else {
            throw Problem(
                "no column of \(table.location.label) is worth learning from",
                detail: features.map { "\($0.column.name): \($0.reason)" }.joined(separator: "\n"),
                hint: "Choose another table, or name features with --features.")
        }
        var notes = table.notes
        if targetProfile.nulls > 0 {
            notes.append("\(targetProfile.nulls) rows have no \(target.name): they are left out")
        }
        let settings = LearnerSettings(task: task, classCount: 1, metric: task.defaultMetric)
        return TrainingPlan(
            table: table, target: target, task: task, features: features, settings: settings, name: modelName,
            notes: notes)
    }

    /// Trains, evaluates, exports, checks and registers. Cancelling the task stops between two rounds and leaves nothing.
    public func train(
        _ plan: TrainingPlan, events: @escaping @Sendable (TrainingEvent) -> Void
    ) async throws -> ModelVersion {
        try ModelReference.validate(name: plan.name)
        let title = "train \(plan.name) on \(plan.table.location.label)"
        return try await RunLog(registry: engines.registry).record(.train, title: title, command: plan.command) { run in
            let began = Date()
            let learner = try engines.learner()
            let connection = try await engines.connect()
            events(.phase("preparing"))
            let data = try await TrainingData.read(plan, connection: connection, events: events)
            let fit = try await ModelFit.fit(plan, data: data, learner: learner, events: events)
            events(.phase("exporting and checking"))
            let bytes = try fit.model.onnx(
                preparation: data.preparation, classLabels: data.classes,
                labelsAreIntegers: plan.target.type.kind == .integer, target: plan.target.name)
            let check = AgreementCheck(plan: plan, data: data, loader: engines.loader)
            let (agreement, signature) = try await check.compare(bytes, with: fit.model, connection: connection)
            let card = ModelCard(
                signature: signature, plan: plan, data: data, fit: fit, agreement: agreement,
                framework: learner.name, seconds: Date().timeIntervalSince(began))
            try Task.checkCancellation()
            events(.phase("registering"))
            let version = try await engines.registry.register(bytes, name: plan.name, card: card, runID: run.id)
            run.model = version.id
            run.metrics = card.metrics
            run.parameters = card.parameters
            return version
        }
    }
}
