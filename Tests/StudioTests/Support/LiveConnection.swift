public import DuckDBEngine
public import Profiling
public import Scoring
public import Tabular
public import Workflows

extension DuckDBConnection: WorkConnection, ColumnProfiler, PredictHost {
    public func quickProfile(of column: Column, in relation: Relation, rows: Int, bins: Int) async throws -> ColumnProfile { throw Problem("soon") }
    public func profile(of column: Column, in relation: Relation, bins: Int) async throws -> ColumnProfile { throw Problem("soon") }
    public func profiles(of columns: [Column], in relation: Relation, bins: Int, progress: @escaping @Sendable (WorkProgress) -> Void) async throws -> [ColumnProfile] { throw Problem("soon") }
    public func registerPredict(_ name: String, signature: ModelSignature, scorer: @escaping @Sendable () throws(Problem) -> any BatchScorer) async throws {}
    public nonisolated var rowsScored: Int { 0 }
}
