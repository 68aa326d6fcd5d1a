public import Profiling
public import Tabular

extension DuckDBConnection: PictureMaker {
    public func chart(_ spec: ChartSpec, of relation: Relation, schema: Schema) async throws -> ChartData {
        try await perform(workspace: workspace(for: relation)) {
            try ChartBuilder(spec, relation: relation, schema: schema, session: $0).build()
        }
    }

    public func strength(
        of first: Column, and second: Column, in relation: Relation
    ) async throws -> PairStrength? {
        try await perform(workspace: workspace(for: relation)) {
            try $0.strength(of: first, and: second, in: relation)
        }
    }

    public func correlations(
        of relation: Relation, schema: Schema, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> CorrelationMatrix {
        try await perform(workspace: workspace(for: relation)) {
            try $0.correlations(of: relation, schema: schema, progress: progress)
        }
    }

    public func missingness(of relation: Relation, schema: Schema) async throws -> Missingness {
        try await perform(workspace: workspace(for: relation)) { try $0.missingness(of: relation, schema: schema) }
    }

    public func drift(
        of column: String, from first: ComparedTable, to second: ComparedTable
    ) async throws -> ColumnDrift {
        try await perform(workspace: workspace(for: first.relation, second.relation)) {
            try DriftTask(column, from: first, to: second, session: $0).drift()
        }
    }

    /// What it takes to understand two relations: the more of the two.
    private func workspace(for first: Relation, _ second: Relation) -> WorkspaceUse {
        switch (workspace(for: first), workspace(for: second)) {
        case (.required, _), (_, .required): .required
        case (.wanted, _), (_, .wanted): .wanted
        default: .none
        }
    }
}
