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
        let target = try TrainingPlan.column(name, of: table)
        let profiles = try await connection.profiles(
            of: table.schema.columns, in: table.relation.unsorted, bins: 8, progress: progress)
        return try TrainingPlan(table: table, target: target, task: chosen, modelName: modelName, profiles: profiles)
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
            run.metrics["seconds.training"] = fit.duration / .seconds(1)
            run.parameters = card.parameters
            return version
        }
    }
}
