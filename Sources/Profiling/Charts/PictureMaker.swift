public import Tabular

/// Something that can make the numbers of pictures. Cancelling the task interrupts the engine.
public protocol PictureMaker: Sendable {
    /// The numbers of a chart over a relation with these columns.
    /// - Throws: a `Problem` (usage) when the columns cannot be drawn that way.
    func chart(_ spec: ChartSpec, of relation: Relation, schema: Schema) async throws -> ChartData
    /// How strongly two columns go together; nil for columns that cannot be measured.
    func strength(of first: Column, and second: Column, in relation: Relation) async throws -> PairStrength?
    /// Every column against every other, from a sample of large relations.
    func correlations(
        of relation: Relation, schema: Schema, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> CorrelationMatrix
    /// What is missing where.
    func missingness(of relation: Relation, schema: Schema) async throws -> Missingness
    /// How one column has moved from one table to another.
    func drift(of column: String, from first: ComparedTable, to second: ComparedTable) async throws -> ColumnDrift
}
