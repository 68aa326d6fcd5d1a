import Profiling
import Registry
import Tabular
import Workflows

/// Describes all columns exactly: what every proposal is made from.
struct ProfileForTraining: Work {
    var table: OpenedTable

    func run(_ context: EffectContext) async throws -> Action? {
        let profiles = try await context.withConnection(.wizard) { connection in
            try await connection.profiles(
                of: table.schema.columns, in: table.relation.unsorted, bins: ProfileColumn.bins
            ) {
                context.send(.train(.profiling($0)))
            }
        }
        return .train(.profiled(profiles))
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .train(.profilingFailed(problem))
    }
}

/// Asks which models there are, to say what version a name will be.
struct NameModels: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        let versions = try await context.registry().versions()
        return .train(.named(Dictionary(versions.map { ($0.name, $0.version) }, uniquingKeysWith: max)))
    }

    /// Only a remark depends on it: training itself will tell what is wrong.
    func failure(_ problem: Problem) -> Action? { nil }
}
