import Shaping
import Tabular
import Workflows

/// Drops tables of the session that steps have made and no tab shows any more.
struct DropStages: Work {
    /// Quoted names.
    var tables: [String]

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.shape) { connection in
            for table in tables { try await connection.execute("DROP TABLE IF EXISTS " + table) }
        }
        return nil
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

extension TableTab {
    /// The tables that steps have made for this tab, also those that undo and redo go back to.
    var stages: [String] {
        (undo + [view] + redo).compactMap { $0.stage?.relation.base }.filter { $0.hasPrefix("session.main.") }
    }
}

/// Finds out what a chain of steps makes of a table: checks it with the engine, and runs what makes other rows.
struct ShapeTable: Work {
    var tab: Int
    /// The opened table.
    var table: OpenedTable
    /// How it is seen now: what has been made already is not made again.
    var view: TableView
    var chain: Chain

    /// Whether rows have to be made, which may take long.
    var makesRows: Bool { !chain.stages.made.isEmpty && !reusesRows }

    private var reusesRows: Bool { view.stage != nil && chain.stages.made == view.chain.stages.made }

    func run(_ context: EffectContext) async throws -> Action? {
        let shaped = try await context.withConnection(.shape) { connection in
            try await connection.shape(table, by: chain, made: reusesRows ? view.stage : nil) { context.progress($0) }
        }
        if let note = try await lost(shaped.chain, context) { context.send(.message(note)) }
        var result = TableView(chain: shaped.chain, stage: shaped.stage)
        result.schema = shaped.schema == result.base(table).schema ? nil : shaped.schema
        return .data(.shaped(tab, result))
    }

    /// What a change of type could not convert, counted.
    private func lost(_ chain: Chain, _ context: EffectContext) async throws -> Message? {
        guard let step = chain.steps.last, case .cast = step, chain != view.chain else { return nil }
        let before = TableView(chain: Chain(chain.steps.dropLast()), stage: makesRows ? nil : view.stage)
        let relation = before.relation(of: table).unsorted
        let loss = try await context.withConnection(.shape) { try await $0.loss(by: step, in: relation) }
        return loss.map { Message($0.text, kind: .warning) }
    }

    func failure(_ problem: Problem) -> Action? { .shapeFailed(tab: tab, problem) }
}
