import Foundation
import Learning
import Registry
import Screen
import Tabular
import Workflows

/// What can happen to a training once it has been started.
enum TrainingAction: Sendable, Equatable {
    case begin(TrainingPlan, TrainWizard)

    // From the work
    case event(Int, TrainingEvent, seconds: Double)
    case trained(Int, ModelVersion, seconds: Double)
    case failed(Int, Problem)

    /// Shows a training; nil: the running one, or the latest.
    case show(Int?)
    case scroll(Int)
    case scrollTo(Int)
    case stop
    /// Back to the wizard with everything as it was.
    case again
    case showModel
    case score
}

/// Trains, from the table to the registered model.
struct TrainModel: Work {
    var session: Int
    var plan: TrainingPlan

    func run(_ context: EffectContext) async throws -> Action? {
        let began = Date()
        let engines = try await context.engines()
        let version = try await Trainer(engines: engines).train(plan) { event in
            context.send(.training(.event(session, event, seconds: Date().timeIntervalSince(began))))
            if let progress = plan.progress(event) { context.progress(progress) }
        }
        return .training(.trained(session, version, seconds: Date().timeIntervalSince(began)))
    }

    func failure(_ problem: Problem) -> Action? { .training(.failed(session, problem)) }
}

extension TrainingPlan {
    /// How far a training is after an event, in rounds of all folds.
    fileprivate func progress(_ event: TrainingEvent) -> WorkProgress? {
        guard case .round(let report, let fold, let folds) = event else { return nil }
        return WorkProgress(done: (fold - 1) * settings.rounds + report.round, total: folds * settings.rounds)
    }
}
