import EngineSupport
import Foundation
public import Registry
import Scoring
public import Tabular

/// From a model version and a table to a scored table.
public struct ScoreWorkflow: Sendable {
    let engines: Engines

    public init(engines: Engines) { self.engines = engines }

    /// What scoring did.
    public struct Outcome: Sendable, Hashable {
        public var written: WrittenTable
        /// Values that were there but could not be read as the model's type, by column.
        public var unreadable: [String: Int]
        /// Rows without an answer: a value was missing that the model has no marker for.
        public var unanswered = 0
        public var seconds: Double
        public var runID: String
    }

    /// The first rows as they would be scored.
    public func preview(_ plan: ScoringPlan, rows: Int = 10, connection: any WorkConnection) async throws -> TablePage {
        if let problem = plan.problems.first { throw problem }
        var sample = plan
        sample.table.relation = Relation(query: plan.table.relation.sql + " LIMIT \(rows)")
        try await PredictFunctions(loader: engines.loader).register(plan.model, on: connection)
        return try await connection.query(sample.sql, limit: rows)
    }

    /// Scores all rows; progress is told in rows. Cancelling the task stops the engine and leaves nothing behind.
    public func score(
        _ plan: ScoringPlan, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> Outcome {
        if let problem = plan.problems.first { throw problem }
        let title = "score \(plan.table.location.label) with \(plan.model.id)"
        return try await RunLog(registry: engines.registry).record(.score, title: title, command: plan.command) { run in
            let began = Date()
            run.model = plan.model.id
            run.parameters = [
                "destination": plan.destination.name, "source": plan.table.location.arguments.joined(separator: " "),
                "fingerprint": plan.table.fingerprint,
            ]
            let connection = try await engines.connect()
            try await PredictFunctions(loader: engines.loader).register(plan.model, on: connection)
            let unreadable = try await countUnreadable(plan, connection: connection)
            let total = plan.table.rowCount
            let written = try await connection.write(plan.sql, to: plan.destination) {
                progress(WorkProgress(done: $0.done, total: total ?? $0.total))
            }
            let seconds = Date().timeIntervalSince(began)
            // A view has not been read yet: what was counted is of another statement.
            let unanswered = written.rowCount == nil ? 0 : connection.rowsUnanswered
            if unanswered > 0 { run.metrics["rows_unanswered"] = Double(unanswered) }
            run.metrics["seconds"] = seconds
            if let rows = written.rowCount {
                run.metrics["rows"] = Double(rows)
                run.metrics["rows_per_second"] = Double(rows) / max(seconds, 1e-9)
            }
            for (column, count) in unreadable { run.metrics["unreadable.\(column)"] = Double(count) }
            return Outcome(
                written: written, unreadable: unreadable, unanswered: unanswered, seconds: seconds, runID: run.id)
        }
    }

    /// How many values of text columns are no number or time: they go in as missing, and that is said.
    private func countUnreadable(_ plan: ScoringPlan, connection: any WorkConnection) async throws -> [String: Int] {
        let risky = plan.bindings.filter(\.mayLoseValues)
        guard !risky.isEmpty else { return [:] }
        let counts = risky.map { binding in
            "count(*) FILTER (\(SQL.identifier(binding.column?.name ?? "")) IS NOT NULL AND \(binding.sql) IS NULL)"
        }
        let relation = plan.table.relation
        let page = try await connection.query(
            "SELECT \(counts.joined(separator: ", ")) FROM \(relation.source)\(relation.whereClause)", limit: 1)
        guard let row = page.rows.first else { return [:] }
        var result: [String: Int] = [:]
        for (binding, cell) in zip(risky, row) {
            if let count = cell.text.flatMap({ Int($0) }), count > 0 { result[binding.column?.name ?? ""] = count }
        }
        return result
    }
}
