import Registry
import Screen
import Tabular

/// The Data place: sources on the left, open tables in the middle, the column under the cursor on the right.
struct DataState: Sendable, Equatable {
    var tree: SourceTree
    var tabs: [TableTab] = []
    var current = 0
    var focus = DataPane.grid
    /// Whether a side pane is wanted; nil: when there is room.
    var wantsTree: Bool?
    var wantsProfile: Bool?
    /// How the current column's profile is looked at.
    var look = ColumnLook()
    /// Widths of the side panes that were chosen with the mouse.
    var treeWidth: Int?
    var profileWidth: Int?
    /// What the mouse holds now.
    var dragging: Drag?
    private(set) var nextTab = 1
    /// The script whose answers are shown; nil for the tables of the Data place.
    private(set) var scope: Int?
    /// The tab that each scope shows, while another one is on the screen.
    private var left: [Int?: Int] = [:]
    /// Lines at the top that belong to something else: the editor over its answers.
    var upper = 0
    /// Two tables that are shown one above the other, while one of them is the current one.
    var split: Split?

    init(folder: String) { tree = SourceTree(folder: folder) }

    var tab: TableTab? { tabs.indices.contains(current) ? tabs[current] : nil }

    /// Changes the tab on the screen, if there is one.
    mutating func withTab(_ body: (inout TableTab) -> [Effect]) -> [Effect] {
        guard tabs.indices.contains(current) else { return [] }
        return body(&tabs[current])
    }

    /// Changes the tab with an id, if it is still open.
    mutating func withTab(id: Int, _ body: (inout TableTab) -> [Effect]) -> [Effect] {
        guard let index = tabs.firstIndex(where: { $0.id == id }) else { return [] }
        return body(&tabs[index])
    }

    /// Sets numbers of tabs aside, for work that will open some. Gives the first.
    mutating func reserveTabs(_ count: Int) -> Int {
        defer { nextTab += count }
        return nextTab
    }

    /// - Parameter reserved: a number that was set aside.
    mutating func addTab(_ location: SourceLocation, title: String? = nil, id reserved: Int? = nil) -> Int {
        let id = reserved ?? reserveTabs(1)
        tabs.append(TableTab(id: id, location: location, title: title))
        tabs[tabs.count - 1].owner = scope
        return id
    }

    /// Indices of the tabs that belong together on the screen.
    var shownTabs: [Int] { tabs.indices.filter { tabs[$0].owner == scope } }

    /// Shows the answers of a script, or (nil) the tables of the Data place.
    mutating func show(scope: Int?) {
        guard scope != self.scope else { return }
        left[self.scope] = tab?.id
        self.scope = scope
        let shown = shownTabs
        current = shown.first { tabs[$0].id == left[scope] } ?? shown.last ?? -1
        if focus == .tree, scope != nil { focus = .grid }
    }
}

extension DataState {
    /// Applies an action, then asks for whatever the screen now lacks.
    mutating func reduce(_ action: DataAction, size: Size) -> [Effect] {
        var effects = apply(action, size)
        effects += settle(size)
        return effects
    }

    private mutating func apply(_ action: DataAction, _ size: Size) -> [Effect] {
        switch action {
        case .readAs(let id, let options): readAs(id, options)
        case .start, .open, .openQuery, .selectTab, .nextTab, .closeTab, .split, .otherHalf: reduceTabs(action)
        case .stamped, .checkFiles, .filesChanged: reduceResult(action, size)
        case .opened, .openFailed, .page, .pageFailed, .counted, .loaded, .loadFailed, .found, .searchFailed,
            .profiled, .profileFailed, .shaped, .shapeFailed:
            reduceResult(action, size)
        case .move(let move): moveCursor(move, size)
        case .sort, .filter, .filterByCell, .filterByPattern, .clearFilters, .clearSort, .undo, .redo, .refresh, .step,
            .chain:
            reduceView(action)
        case .derive, .drillIn, .proposeJoin: reduceDeriving(action)
        case .editStep(let place, let step): reduceEdit(place, step)
        case .selection(let action): reduceSelection(action, size)
        case .mark, .marked, .toMark, .remembered, .profileColumns, .listColumns: reduceRemembering(action)
        case .arrange(let action): withTab { $0.arrange(action) + [$0.remember()] }
        case .search, .searchAgain, .endSearch: reduceSearch(action)
        case .copyCell, .copyRow, .showRecord, .showNested, .showProfiles: reduceReading(action)
        case .focus, .focusNext, .togglePane, .point, .sortColumn: reducePanes(action, size)
        case .remedy(let action): reduceRemedy(action)
        case .look(let action): reduceLook(action, size)
        case .tree(let action): reduceTree(action, size)
        case .drag, .dragTo: reduceDrag(action, size)
        }
    }

    private mutating func moveCursor(_ move: GridCursor.Move, _ size: Size) -> [Effect] {
        let layout = DataLayout(self, size)
        return withTab { $0.move(move, layout) }
    }

    /// Derives from the state what has to be fetched: called after every action, it asks for nothing twice.
    mutating func settle(_ size: Size) -> [Effect] {
        let layout = DataLayout(self, size)
        // The profile follows the cursor of one tab: what another one waited for has been cancelled.
        for index in tabs.indices where index != current { tabs[index].profiles.asked = nil }
        var effects = withTab { tab in
            tab.fit(layout)
            return tab.demands(layout)
        }
        effects += settleOtherHalf(layout)
        effects += settleLook(size)
        let hasPainted = tab.map { $0.phase != .waiting && $0.phase != .opening && $0.pending == nil } ?? true
        if hasPainted { effects += listSources() }
        return effects
    }
}
