public import Shaping
public import Tabular

/// What a change of type did to values: some cannot be of the type and are NULL now, others were rounded or cut.
public struct ConversionLoss: Sendable, Hashable {
    /// Values of which some are told by an example.
    public struct Share: Sendable, Hashable {
        public var count: Int
        public var example: String

        var values: String { count == 1 ? "1 value" : "\(count) values" }
    }

    public var column: String
    public var type: String
    public var missing: Share?
    public var changed: Share?

    /// A sentence that says so.
    public var text: String {
        var parts: [String] = []
        if let missing {
            let verb = missing.count == 1 ? "is" : "are"
            parts.append(
                "\(missing.values) of \(column) cannot be \(type) and \(verb) NULL now, for example '\(missing.example)'"
            )
        }
        if let changed {
            let of = parts.isEmpty ? " of \(column)" : ""
            parts.append("\(changed.values)\(of) changed on the way to \(type), for example \(changed.example)")
        }
        return parts.joined(separator: "; ")
    }
}

extension TableConnection {
    /// What a step's change of type cannot convert, or makes another value of; nil when nothing is lost.
    public func loss(by step: Step, in relation: Relation) async throws -> ConversionLoss? {
        guard case .cast(let column, let type) = step else { return nil }
        let name = SQL.identifier(column)
        let new = "TRY_CAST(\(name) AS \(type))"
        let text = { (value: String) in "CAST(\(value) AS VARCHAR)" }
        var loss = ConversionLoss(column: column, type: type)
        loss.missing = try await share(text(name), where: "\(name) IS NOT NULL AND \(new) IS NULL", in: relation)
        let kind = try await schema(of: relation)[column]?.type.kind
        if let kind, [.real, .decimal, .integer, .timestamp].contains(kind) {
            // Not everything can be compared with what it became: a time of day has no day.
            let changed = "\(new) <> \(name) AND \(text(new)) <> \(text(name))"
            do {
                loss.changed = try await share(
                    "\(text(name)) || ' to ' || \(text(new))", where: changed, in: relation)
            } catch let problem as Problem where problem.kind == .interrupted {
                throw problem
            } catch is Problem {}
        }
        return loss.missing == nil && loss.changed == nil ? nil : loss
    }

    private func share(
        _ example: String, where condition: String, in relation: Relation
    ) async throws -> ConversionLoss.Share? {
        let query = "SELECT count(*), min(\(example)) FROM (\(relation.sql)) WHERE \(condition)"
        let row = try await self.query(query, limit: 1).rows.first ?? []
        guard row.count == 2, let count = row[0].text.flatMap({ Int($0) }), count > 0 else { return nil }
        return ConversionLoss.Share(count: count, example: row[1].text ?? "")
    }
}
