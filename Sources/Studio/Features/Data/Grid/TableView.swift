import Shaping
import Tabular

/// How an opened table is seen: what undo and redo go through.
struct TableView: Sendable, Hashable {
    /// What was done to the table.
    var chain = Chain()
    /// The table that the steps up to the last query made; nil: the opened one.
    var stage: OpenedTable?
    /// The columns after the steps; nil: those of the stage.
    var schema: Schema?

    var filters: [String] { chain.filters }
    var sort: [SortKey] { chain.sort }

    /// What the steps after the last query are about.
    func base(_ table: OpenedTable) -> OpenedTable { stage ?? table }

    /// What is shown of an opened table.
    func relation(of table: OpenedTable) -> Relation {
        let base = base(table)
        return chain.seen(of: base.relation, schema: base.schema)
    }

    /// All columns that there are, hidden ones too.
    func schema(of table: OpenedTable) -> Schema { schema ?? base(table).schema }

    /// The number of rows, when no step since the last query has changed it.
    func rowCount(of table: OpenedTable) -> Int? { filters.isEmpty ? base(table).rowCount : nil }
}
