public import Shaping
public import Tabular

/// Values that a change of type made NULL, because they cannot be of that type.
public struct ConversionLoss: Sendable, Hashable {
    public var count: Int
    public var column: String
    public var type: String
    /// One of the values.
    public var example: String

    /// A sentence that says so.
    public var text: String {
        let values = count == 1 ? "1 value of \(column)" : "\(count) values of \(column)"
        return "\(values) cannot be \(type) and \(count == 1 ? "is" : "are") NULL now, for example '\(example)'"
    }
}

extension TableConnection {
    /// What a step's change of type cannot convert; nil when nothing is lost.
    public func loss(by step: Step, in relation: Relation) async throws -> ConversionLoss? {
        guard case .cast(let column, let type) = step else { return nil }
        let name = SQL.identifier(column)
        let query =
            "SELECT count(*), min(CAST(\(name) AS VARCHAR)) FROM (\(relation.sql)) "
            + "WHERE \(name) IS NOT NULL AND TRY_CAST(\(name) AS \(type)) IS NULL"
        let row = try await self.query(query, limit: 1).rows.first ?? []
        guard row.count == 2, let count = row[0].text.flatMap({ Int($0) }), count > 0 else { return nil }
        return ConversionLoss(count: count, column: column, type: type, example: row[1].text ?? "")
    }
}
