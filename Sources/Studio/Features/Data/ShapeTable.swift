import Shaping
import Tabular
import Workflows

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
        var result = TableView(chain: shaped.chain, stage: shaped.stage)
        result.schema = shaped.schema == result.base(table).schema ? nil : shaped.schema
        return .data(.shaped(tab, result))
    }

    func failure(_ problem: Problem) -> Action? { .shapeFailed(tab: tab, problem) }
}
