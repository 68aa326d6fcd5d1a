import Foundation
import Querying
import Tabular

/// A statement on its way to the engine.
struct RunStep: Sendable, Hashable {
    /// Its number in the run, from 1.
    var number: Int
    /// With the values of its parameters.
    var sql: String
    var statement: SQLStatement
    var isScan: Bool
    /// The tab that shows its rows, for those that give some.
    var tab: Int?
}

extension Lane {
    /// Each script has a connection of its own: what it sets, begins or makes for a while is there for its next run.
    static func script(_ id: Int) -> Lane { Lane(name: "script \(id)", priority: .foreground) }
}

/// Runs statements one after another. The first mistake ends it.
struct RunStatements: Work {
    var script: Int
    var steps: [RunStep]

    /// The most rows of an answer that cannot be kept as a table.
    private static let mostRows = 5_000

    func run(_ context: EffectContext) async throws -> Action? {
        try? await context.registerModels()
        let clock = ContinuousClock()
        let start = clock.now
        var changed: Int?
        for step in steps {
            let began = clock.now
            var ran = RanStatement(sql: step.sql, when: Date().timeIntervalSince1970, seconds: 0)
            do {
                ran.rows = try await run(step, context)
                ran.seconds = (clock.now - began) / .seconds(1)
                if step.tab == nil, let rows = ran.rows { changed = (changed ?? 0) + rows }
                context.send(.sql(.ran(script: script, ran, tab: step.tab)))
                QueryHistory.append(ran, context.environment.workspacePath)
            } catch {
                let problem = Task.isCancelled ? Problem.cancelled : Problem(error)
                ran.seconds = (clock.now - began) / .seconds(1)
                ran.problem = problem.title
                QueryHistory.append(ran, context.environment.workspacePath)
                if let tab = step.tab { context.send(.data(.openFailed(tab, problem))) }
                return .sql(
                    .stopped(
                        script: script, problem, statement: step.statement, number: steps.count > 1 ? step.number : 0))
            }
        }
        return .sql(
            .finished(
                script: script, statements: steps.count, seconds: (clock.now - start) / .seconds(1), changed: changed))
    }

    func failure(_ problem: Problem) -> Action? { .sql(.failed(problem)) }

    /// Runs one. Returns the rows that it gave or changed, where that is known.
    private func run(_ step: RunStep, _ context: EffectContext) async throws -> Int? {
        switch step.statement.kind {
        case .query: return try await query(step, context)
        case .call: return try await small(step, context)
        case .change(let returns) where returns: return try await small(step, context)
        case .change: return try await context.withConnection(.script(script)) { try await $0.execute(step.sql) }
        case .other:
            try await context.withConnection(.script(script)) { try await $0.execute(step.sql) }
            return nil
        case .explain(let analyzes):
            let inner = SQLText(step.sql).explained
            let explain = "EXPLAIN (\(analyzes ? "ANALYZE, " : "")FORMAT json) "
            let page = try await context.withConnection(.script(script)) {
                try await $0.query(explain + inner, limit: 10)
            }
            let json = page.rows.last?.last?.text ?? ""
            context.send(.sql(.explained(script: script, try QueryPlan(json: json))))
            return nil
        }
    }

    /// Copies a query's answer into the session, so that its rows stay what they are. Plain reading shows its first
    /// rows before the copy is whole.
    private func query(_ step: RunStep, _ context: EffectContext) async throws -> Int? {
        guard let tab = step.tab else { return nil }
        let relation = Relation(query: step.sql)
        let schema = try await context.withConnection(.script(script)) { try await $0.schema(of: relation) }
        let table = OpenedTable(
            location: SourceLocation(step.sql), format: .query, relation: relation, schema: schema, needsLoading: true,
            fingerprint: step.sql)
        if step.isScan { context.send(.data(.opened(tab, table))) }
        do {
            let loaded = try await context.withConnection(.script(script)) { connection in
                try await connection.load(table) { context.progress($0) }
            }
            context.send(.data(step.isScan ? .loaded(tab, loaded) : .opened(tab, loaded)))
            return loaded.rowCount
        } catch let problem as Problem where problem.detail.contains("has already modified") {
            // A transaction that has changed the workspace may not fill a table of the session.
            return try await small(step, context)
        } catch let problem as Problem where step.isScan && Problem(problem).kind == .interrupted {
            context.send(.data(.loadFailed(tab, .cancelled)))
            throw problem
        }
    }

    /// Shows the first rows of what runs only by itself.
    private func small(_ step: RunStep, _ context: EffectContext) async throws -> Int? {
        let page = try await context.withConnection(.script(script)) {
            try await $0.query(step.sql, limit: Self.mostRows + 1)
        }
        guard let tab = step.tab else { return page.rows.count }
        guard !page.columns.isEmpty else {
            context.send(.data(.openFailed(tab, Problem("the statement gave no rows"))))
            return 0
        }
        let isWhole = page.rows.count <= Self.mostRows
        let rows = page.rows.prefix(Self.mostRows)
        let table = OpenedTable(
            location: SourceLocation(step.sql), format: .query,
            relation: Relation(query: TablePage(columns: page.columns, rows: Array(rows)).sql),
            schema: Schema(page.columns), rowCount: rows.count,
            notes: isWhole
                ? [] : ["only the first \(Self.mostRows) rows are kept: the statement cannot be asked again"],
            fingerprint: step.sql)
        context.send(.data(.opened(tab, table)))
        return isWhole ? rows.count : nil
    }
}

extension TablePage {
    /// The rows as a query of literals.
    fileprivate var sql: String {
        let names = columns.map { SQL.identifier($0.name) }.joined(separator: ", ")
        func list(_ row: [CellValue]) -> String {
            zip(row, columns).map { cell, column in
                "CAST(\(cell.text.map(SQL.literal) ?? "NULL") AS \(column.type.name))"
            }.joined(separator: ", ")
        }
        let values = rows.map { "(\(list($0)))" }.joined(separator: ", ")
        if rows.isEmpty {
            return
                "SELECT \(columns.map { "CAST(NULL AS \($0.type.name)) AS \(SQL.identifier($0.name))" }.joined(separator: ", ")) WHERE false"
        }
        return "SELECT * FROM (VALUES \(values)) AS answer(\(names))"
    }
}
