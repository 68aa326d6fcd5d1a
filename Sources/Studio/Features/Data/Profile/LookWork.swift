import Profiling
import Tabular

extension Lane {
    /// Bars that a person zooms into, while the profile itself goes on.
    static let bars = Lane(name: "bars")
}

/// Counts the bars of a range, or on another scale.
struct FetchBars: Work {
    var subject: Subject
    var column: Column
    var relation: Relation
    var request: HistogramRequest

    /// Whose bars they are.
    struct Subject: Sendable, Hashable {
        var tab: Int
        var rows: Relation?
    }

    private var look: ColumnLook.Subject {
        ColumnLook.Subject(tab: subject.tab, column: column.name, rows: subject.rows)
    }

    func run(_ context: EffectContext) async throws -> Action? {
        let bars = try await context.withConnection(.bars) {
            try await $0.histogram(of: column, in: relation, request)
        }
        return .data(.look(.barsArrived(look, request, bars)))
    }

    func failure(_ problem: Problem) -> Action? {
        problem.kind == .interrupted ? nil : .data(.look(.barsFailed(look, problem)))
    }
}
