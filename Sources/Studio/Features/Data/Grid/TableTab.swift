import Profiling
import Screen
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
    var title: String
    var phase = Phase.waiting
    var table: OpenedTable?
    var view = RowsView()
    var undo: [RowsView] = []
    var redo: [RowsView] = []
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
    /// Column widths in cells, by column number.
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

    var schema: Schema { table?.schema ?? Schema([]) }

    /// What is shown, as a relation; nil until the table is open.
    var relation: Relation? { table.map(view.relation(of:)) }

    /// Rows that the cursor may go to: all of them, or as far as is known while they are being counted.
    var reachableRows: Int { rowCount ?? (tiles.lastRow + (pending == nil ? 0 : Tile.rows)) }

    var currentColumn: Column? {
        schema.columns.indices.contains(cursor.column) ? schema.columns[cursor.column] : nil
    }

    /// The value under the cursor; nil when there is none yet.
    var currentValue: CellValue? { tiles.value(row: cursor.row, column: cursor.column) }

    /// What a person waits for, if it may take long.
    var activity: String? {
        if search?.isRunning == true { return "searching… Ctrl-C stops" }
        if !view.sort.isEmpty, tiles.isEmpty, pending != nil { return "sorting… Ctrl-C stops" }
        return nil
    }

    func effect(_ name: String) -> EffectID { EffectID(name, id) }
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
