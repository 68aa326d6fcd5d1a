public import Shaping
public import Tabular

/// What a chain of steps makes of an opened table.
public struct ShapedTable: Sendable, Hashable {
    /// The steps, with the other tables that they name opened.
    public var chain: Chain
    /// The table that the steps up to the last query made; nil when none makes other rows.
    public var stage: OpenedTable?
    /// The columns after all steps.
    public var schema: Schema
}

extension TableConnection {
    /// Does a chain of steps to a table: what makes other rows is run, the rest is checked.
    /// - Parameter made: what the same steps up to the last query made before, to be used again.
    /// - Throws: the engine's `Problem` with a step that cannot be.
    public func shape(
        _ table: OpenedTable, by chain: Chain, made: OpenedTable? = nil,
        progress: @escaping @Sendable (WorkProgress) -> Void = { _ in }
    ) async throws -> ShapedTable {
        let chain = try await prepared(try await opening(chain), table, made)
        var stage = made
        if stage == nil, let query = chain.made(from: table.relation) {
            let relation = Relation(query: query)
            let opened = OpenedTable(
                location: table.location, format: .query, relation: relation,
                schema: try await schema(of: relation), needsLoading: true, fingerprint: query)
            stage = try await load(opened, progress: progress)
        }
        let base = stage ?? table
        let seen = chain.seen(of: base.relation, schema: base.schema)
        return ShapedTable(chain: chain, stage: stage, schema: try await schema(of: seen.unsorted))
    }

    /// The same steps, their names checked, with the values that become columns found: the engine does not look for
    /// them while it prepares.
    /// - Parameter made: the table that the steps up to the last query made, when they were done before.
    private func prepared(_ chain: Chain, _ table: OpenedTable, _ made: OpenedTable?) async throws -> Chain {
        var chain = chain
        var names = table.schema.names
        let known = made == nil ? nil : chain.lastQuery
        for (index, step) in chain.steps.enumerated() {
            if index > known ?? -1 { try step.check(columns: names, others: try await otherColumns(of: step)) }
            chain.steps[index] = try await findingValues(of: step, after: Chain(Array(chain.steps[..<index])), table)
            if let made, index == known {
                names = made.schema.names
            } else if index > known ?? -1, !step.isQuery {
                names = step.names(after: names)
            } else if index > known ?? -1, index + 1 < chain.steps.count {
                // What a query yields is known to the engine; it is asked only when steps follow.
                let query = Chain(Array(chain.steps[...index])).sql(over: table.relation, schema: table.schema)
                names = try await schema(of: Relation(query: query)).names
            }
        }
        return chain
    }

    /// The columns of the table that a step joins.
    private func otherColumns(of step: Step) async throws -> [String]? {
        guard let source = step.other?.source else { return nil }
        return try await schema(of: Relation(source: source)).names
    }

    private func findingValues(of step: Step, after before: Chain, _ table: OpenedTable) async throws -> Step {
        guard case .pivot(var pivot) = step, pivot.values == nil else { return step }
        let rows = before.sql(over: table.relation, schema: table.schema)
        let name = SQL.identifier(pivot.column)
        // In the order of the values themselves: 9 before 10.
        let query =
            "SELECT CAST(\(name) AS VARCHAR) FROM (\(rows)) GROUP BY \(name) "
            + "ORDER BY \(name) NULLS LAST"
        let page = try await self.query(query, limit: Pivot.most + 1)
        guard page.rows.count <= Pivot.most else {
            throw Problem(
                "\(pivot.column) has more than \(Pivot.most) different values, too many to become columns",
                hint: "Pivot a column with fewer values, or filter first.", kind: .usage)
        }
        var seen: Set<String?> = []
        pivot.values = page.rows.compactMap { $0.first.map(\.text) }.filter { seen.insert($0).inserted }
        return .pivot(pivot)
    }

    /// The same steps with the other tables that they name opened: files become what reads them.
    private func opening(_ chain: Chain) async throws -> Chain {
        var chain = chain
        for (index, step) in chain.steps.enumerated() {
            if let other = step.other { chain.steps[index] = step.naming(try await opened(other)) }
        }
        return chain
    }

    private func opened(_ other: OtherTable) async throws -> OtherTable {
        guard other.source == nil, !other.name.hasPrefix("(") else { return other }
        return OtherTable(name: other.name, source: try await open(SourceLocation(other.name)).relation.source)
    }
}

extension OpenedTable {
    /// The table after steps, as a table of its own.
    /// - Parameter steps: lines such as `where a > 1`; see `Step`.
    public func shaped(by steps: [String], on connection: any TableConnection) async throws -> OpenedTable {
        guard !steps.isEmpty else { return self }
        var chain = Chain()
        for step in steps { chain.append(try Step(step)) }
        let made = try await connection.shape(self, by: chain)
        let base = made.stage ?? self
        var table = self
        table.relation = chain.seen(of: base.relation, schema: base.schema)
        table.schema = made.schema
        table.rowCount = table.relation.hasAllRows ? base.rowCount : nil
        table.needsLoading = base.needsLoading
        table.steps = chain.steps.map(\.description)
        for (index, step) in chain.steps.enumerated() {
            let before = Chain(Array(made.chain.steps[..<index])).sql(over: relation, schema: schema)
            if let loss = try await connection.loss(by: step, in: Relation(query: before)) {
                table.notes.append(loss.text)
            }
        }
        return table
    }

    /// The words of a command line that do the steps: `--where` and `--step` options.
    var stepWords: [String] {
        let steps = steps.isEmpty ? relation.filters.map { "where " + $0 } : steps
        let conditions = steps.filter { $0.hasPrefix("where ") }
        if conditions.count == steps.filter({ !$0.hasPrefix("sort ") }).count {
            return conditions.map { "--where=" + $0.dropFirst("where ".count) }
        }
        return steps.map { "--step=" + $0 }
    }
}
