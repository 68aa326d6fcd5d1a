import Profiling
import Screen
import Shaping
import Tabular

/// A table that is open, and how it is looked at.
struct TableTab: Sendable, Equatable, Identifiable {
    enum Phase: Sendable, Equatable {
        /// Named but not yet asked for: tabs open when they are first looked at.
        case waiting
        case opening
        case ready
        case failed(Message)
    }

    let id: Int
    let location: SourceLocation
    /// The script whose answer it is; nil for tables of the Data place.
    var owner: Int?
    var title: String
    var phase = Phase.waiting
    var table: OpenedTable?
    /// What its files looked like when it was opened; nil when they are not looked at.
    var stamp: FileStamp?
    /// How the files are different from what was read, once that is known.
    var staleness: String?
    var view = TableView()
    var undo: [TableView] = []
    var redo: [TableView] = []
    /// Hidden, moved, frozen and resized columns.
    var columns = ColumnArrangement()
    /// The columns as they are shown.
    private(set) var schema = Schema([])
    /// The tab whose rows the rows here sum up, and the columns that tell them: Enter goes there.
    var drill: Drill?
    /// Numbers of the selected rows of what is shown.
    var selection: Set<Int> = []
    var marks: [RowMark] = []
    /// Whether the engine is looking at steps that were asked for.
    var isShaping = false
    var cursor = GridCursor()
    /// The exact number of rows of what is shown, once it is known.
    var rowCount: Int?
    /// Counts changes of what is shown: answers for an older one are late.
    var revision = 0
    var tiles = TileCache()
    /// The tile that has been asked for.
    var pending: Tile?
    /// Why no more rows come, until something changes.
    var trouble: Message?
    /// Fitted column widths in cells, by number of the shown column.
    var widths: [Int] = []
    var search: TableSearch?
    var profiles = ProfileCache()
    /// Whether the cursor goes to the last row as soon as it is known.
    var wantsLastRow = false
    var isLoading = false
    /// Whether a person stopped the loading; it is not begun again by itself.
    var wasLoadCancelled = false
    var isCounting = false

    init(id: Int, location: SourceLocation, title: String? = nil) {
        self.id = id
        self.location = location
        self.title = title ?? location.label
    }

    /// All columns, hidden ones too.
    var fullSchema: Schema { table.map(view.schema(of:)) ?? Schema([]) }

    /// The columns that are not shown, in the table's order.
    var hiddenNames: [String] { fullSchema.names.filter { !schema.names.contains($0) } }

    /// What is shown as a table of its own: what wizards and writers work on.
    var shapedTable: OpenedTable? {
        guard var shaped = table else { return nil }
        shaped.relation = view.relation(of: shaped)
        shaped.needsLoading = view.base(shaped).needsLoading
        shaped.schema = fullSchema
        shaped.rowCount = rowCount
        shaped.steps = view.chain.steps.map(\.description)
        return shaped
    }

    /// Arranges the columns anew. The cursor stays on its column.
    mutating func arrange(_ change: (inout ColumnArrangement) -> Void) {
        let name = currentColumn?.name
        change(&columns)
        showColumns()
        if let index = name.flatMap({ schema.names.firstIndex(of: $0) }) { cursor.column = index }
    }

    /// Puts the columns on the screen after they, or their arrangement, have changed.
    mutating func showColumns() {
        let old = Dictionary(zip(schema.columns, widths).map { ($0, $1) }) { first, _ in first }
        let new = columns.shown(fullSchema)
        guard new != schema || widths.count != new.count else { return }
        let wasThere = schema.count > 0
        schema = new
        widths = zip(new.columns, ColumnWidths.header(of: new)).map { max(old[$0] ?? 0, $1) }
        guard wasThere else { return }
        tiles.removeAll()
        pending = nil
        revision += 1
    }

    /// What is shown, as a relation; nil until the table is open.
    var relation: Relation? { table.map(view.relation(of:)) }

    /// The statement that the grid is, from its source on.
    var statement: String? {
        guard let table, var relation else { return nil }
        if table.format == .query, view.stage == nil, table.relation.base.hasPrefix("session.") {
            // The copy of an answer stands for the query that gave it.
            let query = table.location.arguments.joined(separator: " ")
            if relation == table.relation { return query }
            relation.base = "(\(query))"
        }
        return view.stage == nil ? relation.sql : view.chain.sql(over: table.relation, schema: table.schema)
    }

    /// A statement as people read it: a copy in the session by the name of its source.
    func readable(_ statement: String) -> String {
        guard let base = table?.relation.base, base.hasPrefix("session."), location.arguments.count == 1 else {
            return statement
        }
        return statement.replacing(base, with: SQL.literal(location.arguments[0]))
    }

    /// Rows that the cursor may go to: all of them, or as far as is known while they are being counted.
    var reachableRows: Int { rowCount ?? (tiles.lastRow + (pending == nil ? 0 : Tile.rows)) }

    var currentColumn: Column? {
        schema.columns.indices.contains(cursor.column) ? schema.columns[cursor.column] : nil
    }

    /// The value under the cursor; nil when there is none yet.
    var currentValue: CellValue? { tiles.value(row: cursor.row, column: cursor.column) }

    /// What a person waits for, if it may take long.
    var activity: String? {
        if isShaping { return "working… Ctrl-C stops" }
        if search?.isRunning == true { return "searching… Ctrl-C stops" }
        if !view.sort.isEmpty, tiles.isEmpty, pending != nil { return "sorting… Ctrl-C stops" }
        return nil
    }

    func effect(_ name: String) -> EffectID { EffectID(name, id) }
}

/// Where the rows of a table of groups come from.
struct Drill: Sendable, Hashable {
    /// The tab with the rows.
    var tab: Int
    /// The columns whose values make a group.
    var columns: [String]
}

/// The text that `n` and `N` look for.
struct TableSearch: Sendable, Hashable {
    var text: String
    var forward = true
    /// Whether the engine is looking now.
    var isRunning = false
    /// Whether the cursor still has to go to the column of the hit.
    var wantsColumn = false
}
