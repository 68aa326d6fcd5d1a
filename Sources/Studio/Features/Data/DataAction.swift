import Profiling
import Registry
import Screen
import Shaping
import Tabular

/// What can happen in the Data place.
enum DataAction: Sendable, Equatable {
    // Tabs
    case open([SourceLocation])
    /// The same at the start: the first one is shown.
    case start([SourceLocation])
    case openQuery(String)
    /// Reads the source of a tab another way.
    case readAs(Int, ReadingOptions)
    case selectTab(Int)
    case nextTab(Int)
    case closeTab
    /// Shows two tables, one above the other; or one again.
    case split(Bool)
    /// Goes to the other of the two.
    case otherHalf

    // Results of work, with the tab (and the revision of what it showed) that they are for
    /// What the files looked like when a table was opened.
    case stamped(Int, FileStamp)
    case opened(Int, OpenedTable)
    case openFailed(Int, Problem)
    case remedy(RemedyAction)
    case page(Int, revision: Int, Tile, TablePage)
    case pageFailed(Int, revision: Int, Problem)
    case counted(Int, revision: Int, Int)
    case loaded(Int, OpenedTable)
    case loadFailed(Int, Problem)
    case found(Int, revision: Int, row: Int?, wrapped: Bool)
    case searchFailed(Int, Problem)
    case profiled(Int, ColumnProfile)
    case profileFailed(Int, column: String, Problem)
    /// What steps have made of the table, checked by the engine.
    case shaped(Int, TableView)
    case shapeFailed(Int)

    /// Looks whether the files of the table on the screen have changed.
    case checkFiles
    case filesChanged(Int, String)

    // Steps
    /// Does one thing more to the table.
    case step(Step)
    /// Does other things to the table: from the journal.
    case chain(Chain)
    /// Opens what a step makes of the table as a tab of its own.
    case derive([Step], title: String, drill: [String])
    /// Finds out on what another table could be joined.
    case proposeJoin(ProposeJoin)
    /// Goes from a group to its rows.
    case drillIn
    /// Does another step in the place of one, or before one.
    case editStep(StepPlace, Step)
    /// Changes columns for the eyes only.
    case arrange(ArrangeAction)
    case selection(SelectionAction)
    /// Marks the row under the cursor, or takes its mark away.
    case mark
    /// A row's values have come for its mark.
    case marked(Int, RowMark)
    /// Goes to a marked row, wherever it is shown now.
    case toMark(RowMark)
    /// What was kept about the table the last time.
    case remembered(Int, TabMemory)
    /// Opens the list of columns, and asks for quick profiles of those in sight.
    case listColumns
    case profileColumns([String])

    // The grid
    case move(GridCursor.Move)
    case sort(descending: Bool, adding: Bool)
    case filter(String)
    case filterByCell(excluding: Bool)
    case filterByPattern(String)
    case clearFilters
    case clearSort
    case undo
    case redo
    case refresh
    case search(String, forward: Bool)
    case searchAgain(reversed: Bool)
    case endSearch
    case copyCell
    case copyRow
    case showRecord
    /// A nested value as a tree.
    case showNested
    case showProfiles

    // Panes
    case focus(DataPane)
    /// A click on a cell, and on a column's name.
    case point(row: Int, column: Int)
    case sortColumn(Int)
    case focusNext(Int)
    case togglePane(DataPane)
    case tree(TreeAction)
    case look(LookAction)
    /// The mouse takes hold of something or lets it go, and moves it.
    case drag(Drag?)
    case dragTo(Point)
}

/// What the eyes do to columns.
enum ArrangeAction: Sendable, Equatable {
    case hide
    case showAll
    /// Moves the column under the cursor.
    case move(Int)
    case freeze
    /// Makes it wider or narrower, in cells.
    case resize(Int)
    /// The width fits what has been seen; again: the usual bounds.
    case fit
    case fitAll
    /// The same for a column by name.
    case fitColumn(String)
    /// Fewer or more digits after the point, for the eyes.
    case digits(Int)
    case thousands
    /// A column by name: shown or not, and how wide.
    case setHidden(String, Bool)
    case setWidth(String, Int)
}

/// The panes of the Data place.
enum DataPane: Sendable, Hashable, CaseIterable {
    case tree, grid, profile
}

/// What can happen in the sources tree.
enum TreeAction: Sendable, Equatable {
    case move(Int)
    case moveTo(Int)
    case enter
    case collapse
    case refresh
    case listedTables([WorkspaceTable], readOnlyReason: String?)
    case listedFiles(folder: String, [FileEntry])
    case listedModels([ModelVersion])
    /// The tables in a workbook or database.
    case listedParts(String, [SourcePart])
    case partsFailed(String, Problem)
    case failed(SourceTree.Section, Problem)
}
