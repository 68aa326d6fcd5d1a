import Profiling
import Registry
import Screen
import Tabular

/// What can happen in the Data place.
enum DataAction: Sendable, Equatable {
    // Tabs
    case open([SourceLocation])
    /// The same at the start: the first one is shown.
    case start([SourceLocation])
    case openQuery(String)
    case selectTab(Int)
    case nextTab(Int)
    case closeTab

    // Results of work, with the tab (and the revision of what it showed) that they are for
    case opened(Int, OpenedTable)
    case openFailed(Int, Problem)
    case page(Int, revision: Int, Tile, TablePage)
    case pageFailed(Int, revision: Int, Problem)
    case counted(Int, revision: Int, Int)
    case loaded(Int, OpenedTable)
    case loadFailed(Int, Problem)
    case found(Int, revision: Int, row: Int?, wrapped: Bool)
    case searchFailed(Int, Problem)
    case profiled(Int, ColumnProfile)
    case profileFailed(Int, column: String, Problem)
    case filterAccepted(Int, String)

    // The grid
    case move(GridCursor.Move)
    case sort(descending: Bool, adding: Bool)
    case filter(String)
    case filterByCell(excluding: Bool)
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
    case showProfiles

    // Panes
    case focus(DataPane)
    /// A click on a cell, and on a column's name.
    case point(row: Int, column: Int)
    case sortColumn(Int)
    case focusNext(Int)
    case togglePane(DataPane)
    case tree(TreeAction)
    case scrollProfile(Int)
    /// The mouse takes hold of something or lets it go, and moves it.
    case drag(Drag?)
    case dragTo(Point)
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
    case failed(SourceTree.Section, Problem)
}
