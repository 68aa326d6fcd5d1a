import Foundation
import Registry
import Screen
import Tabular

/// The Runs place: what was done in the workspace, newest first.
struct RunsState: Sendable, Equatable {
    /// nil until they have been listed.
    var runs: [Run]?
    var problem: Message?
    var cursor = 0
    /// The first line of the details in sight.
    var top = 0
    var wasAsked = false
    /// Seconds east of UTC, for times of day.
    var offset = TimeZone.current.secondsFromGMT()

    var current: Run? {
        guard let runs, runs.indices.contains(cursor) else { return nil }
        return runs[cursor]
    }
}

/// What can happen in the Runs place.
enum RunsAction: Sendable, Equatable {
    case listed([Run])
    case failed(Problem)
    case refresh
    case interrupted([Run])
    case move(Int)
    case moveTo(Int)
    case scroll(Int)
    case open
    case opened(ModelVersion)
    case copyCommand
}

/// Lists all runs.
struct ListRuns: Work {
    func run(_ context: EffectContext) async throws -> Action? { .runs(.listed(try await context.registry().runs())) }
    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .runs(.failed(problem)) }
}

/// Finds runs whose process is gone, once, after the first rows are on the screen.
struct MarkInterruptedRuns: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        .runs(.interrupted(try await context.registry().markInterruptedRuns()))
    }

    /// Not in the way of who opens a table: the Runs place tells.
    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .runs(.failed(problem)) }
}

/// Fetches the model of a run.
struct FindRunModel: Work {
    var reference: String

    func run(_ context: EffectContext) async throws -> Action? {
        .runs(.opened(try await context.registry().version(ModelReference(reference))))
    }
}
