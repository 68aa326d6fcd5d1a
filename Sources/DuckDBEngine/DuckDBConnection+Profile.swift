public import Profiling
public import Tabular

/// Figures describe the finite values of a column; NaN and infinities are counted apart.
extension DuckDBConnection: ColumnProfiler {
    public func quickProfile(
        of column: Column, in relation: Relation, rows: Int, bins: Int
    ) async throws -> ColumnProfile {
        try await profile(of: [column], in: relation, bins: bins, sample: rows) { _ in }[0]
    }

    public func profile(
        of column: Column, in relation: Relation, bins: Int, first: @escaping @Sendable (ColumnProfile) -> Void
    ) async throws -> ColumnProfile {
        try await perform(workspace: workspace(for: relation)) {
            try $0.profiles(of: [column], in: relation, bins: bins, first: first)[0]
        }
    }

    public func histogram(
        of column: Column, in relation: Relation, _ request: HistogramRequest
    ) async throws -> Histogram? {
        try await perform(workspace: workspace(for: relation)) { try $0.histogram(of: column, in: relation, request) }
    }

    public func findings(about profiles: [ColumnProfile], in relation: Relation) async throws -> TableFindings {
        try await perform(workspace: workspace(for: relation)) { try $0.findings(about: profiles, in: relation) }
    }

    public func profiles(
        of columns: [Column], in relation: Relation, bins: Int, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [ColumnProfile] {
        try await profile(of: columns, in: relation, bins: bins, sample: nil, progress)
    }

    private func profile(
        of columns: [Column], in relation: Relation, bins: Int, sample: Int?,
        _ progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [ColumnProfile] {
        try await perform(workspace: workspace(for: relation)) {
            try $0.profiles(of: columns, in: relation, bins: bins, sample: sample, progress: progress)
        }
    }
}
