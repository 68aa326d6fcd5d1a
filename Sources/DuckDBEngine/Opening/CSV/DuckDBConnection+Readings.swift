public import Tabular

extension DuckDBConnection {
    public func readings(of source: SourceLocation) async throws -> [ReadingCandidate] { [] }
}
