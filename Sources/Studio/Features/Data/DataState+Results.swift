import Profiling
import Screen
import Shaping
import Tabular

extension DataState {
    mutating func reduceResult(_ action: DataAction, _ size: Size) -> [Effect] {
        let layout = DataLayout(self, size)
        switch action {
        case .stamped(let id, let stamp):
            return withTab(id: id) { tab in
                (tab.stamp, tab.staleness) = (stamp, nil)
                return []
            }
        case .checkFiles: return withTab { $0.checkFiles() }
        case .filesChanged(let id, let what): return withTab(id: id) { $0.filesChanged(what) }
        case .opened(let id, let table): return withTab(id: id) { $0.opened(table) }
        case .openFailed(let id, let problem): return withTab(id: id) { $0.failed(problem) }
        case .page(let id, let revision, let tile, let page):
            return withTab(id: id) { $0.arrived(page, at: tile, revision: revision, layout) }
        case .pageFailed(let id, let revision, let problem):
            return withTab(id: id) { $0.pageFailed(revision: revision, problem) }
        case .counted(let id, let revision, let count):
            return withTab(id: id) { $0.counted(count, revision: revision, layout) }
        case .loaded(let id, let table): return withTab(id: id) { $0.loaded(table) }
        case .loadFailed(let id, let problem): return withTab(id: id) { $0.loadFailed(problem) }
        case .found(let id, let revision, let row, let wrapped):
            return withTab(id: id) { $0.found(row, wrapped: wrapped, revision: revision, layout) }
        case .searchFailed(let id, let problem):
            return withTab(id: id) { tab in
                tab.search?.isRunning = false
                return [.action(.message(Message(problem)))]
            }
        case .profiled(let id, let profile):
            return withTab(id: id) { tab in
                tab.profiles.insert(profile)
                if tab.profiles.isExact(profile.column.name), tab.profiles.asked == profile.column.name {
                    tab.profiles.asked = nil
                }
                return []
            }
        case .profileFailed(let id, let column, let problem):
            return withTab(id: id) { tab in
                if tab.profiles.asked == column { tab.profiles.asked = nil }
                tab.profiles.failed(column, Message(problem))
                return []
            }
        case .shaped(let id, let view):
            return withTab(id: id) { tab in
                tab.isShaping = false
                if tab.phase == .opening {
                    tab.phase = .ready
                    tab.restore(view)
                } else if view != tab.view {
                    tab.show(view)
                }
                return [.action(.shapeAccepted)]
            }
        case .shapeFailed(let id):
            let wasNew = tabs.first { $0.id == id }?.phase == .opening
            if wasNew { return removeTab(id) }
            return withTab(id: id) { tab in
                tab.isShaping = false
                return []
            }
        default: return []
        }
    }
}

extension TableTab {
    mutating func opened(_ table: OpenedTable) -> [Effect] {
        // Rows that steps have made are of what was read before, and steps may not fit other columns.
        let isStale = view.stage != nil || (self.table.map { $0.schema != table.schema } ?? false)
        let chain = isStale ? view.chain : Chain()
        if isStale { (view, undo, redo) = (TableView(), [], []) }
        self.table = table
        phase = .ready
        rowCount = view.rowCount(of: table)
        showColumns()
        forgetRows()
        return (table.remark.map { [.action(.message($0))] } ?? []) + repeatSteps(chain)
    }

    /// Does the steps of the table as it was before.
    private mutating func repeatSteps(_ chain: Chain) -> [Effect] { chain.isEmpty ? [] : propose { $0 = chain } }

    mutating func failed(_ problem: Problem) -> [Effect] {
        phase = .failed(Message(problem))
        return problem.offer(for: location, tab: id)
    }

    mutating func arrived(_ page: TablePage, at tile: Tile, revision: Int, _ layout: DataLayout) -> [Effect] {
        guard revision == self.revision else { return [] }
        pending = nil
        tiles.insert(page, at: tile)
        ColumnWidths.widen(&widths, with: page, firstColumn: tile.columnBlock * Tile.columns)
        if rowCount == nil, page.rows.count < Tile.rows, tile.rowBlock == 0 || !page.rows.isEmpty {
            return counted(page.range.upperBound, revision: revision, layout)
        }
        if let search, search.wantsColumn { showMatch() }
        return []
    }

    mutating func pageFailed(revision: Int, _ problem: Problem) -> [Effect] {
        guard revision == self.revision else { return [] }
        pending = nil
        // What was asked for and stopped before it showed anything is taken back.
        if problem.kind == .interrupted, tiles.isEmpty, let before = undo.popLast() {
            restore(before)
            return [.action(.message(Message("Stopped; back to what was shown before")))]
        }
        trouble = Message(problem)
        return [.action(.message(Message(problem)))] + checkFiles()
    }

    mutating func counted(_ count: Int, revision: Int, _ layout: DataLayout) -> [Effect] {
        guard revision == self.revision else { return [] }
        rowCount = count
        if wantsLastRow {
            wantsLastRow = false
            return move(.lastRow, layout)
        }
        return []
    }

    /// Goes on with the loaded copy of the same rows.
    mutating func loaded(_ loaded: OpenedTable) -> [Effect] {
        guard let before = table else { return [] }
        table = loaded
        isLoading = false
        if view.filters.isEmpty { rowCount = view.rowCount(of: loaded) }
        revision += 1
        showColumns()
        forgetRows()
        let keep: [Effect] =
            loaded.format == .csv || loaded.format == .json
            ? [.start(effect("keep"), KeepLoaded(table: loaded))] : []
        return keep + (loaded.remark(after: before).map { [.action(.message($0))] } ?? [])
    }

    mutating func loadFailed(_ problem: Problem) -> [Effect] {
        isLoading = false
        wasLoadCancelled = true
        profiles.asked = nil
        guard problem.kind == .interrupted else { return [.action(.message(Message(problem)))] }
        return [.action(.message(Message("Loading stopped: the table is read from its file, page by page")))]
    }

    mutating func found(_ row: Int?, wrapped: Bool, revision: Int, _ layout: DataLayout) -> [Effect] {
        guard revision == self.revision, let search else { return [] }
        self.search?.isRunning = false
        guard let row else {
            return [.action(.message(Message("'\(search.text)' is not in these rows", kind: .warning)))]
        }
        let effects = move(.toRow(row), layout)
        self.search?.wantsColumn = true
        showMatch()
        let note = search.forward ? "Search went on from the first row" : "Search went on from the last row"
        return effects + (wrapped ? [.action(.message(Message(note)))] : [])
    }

    /// Puts the cursor on the first cell of its row that contains what was looked for.
    private mutating func showMatch() {
        guard let search, tiles.has(Tile(row: cursor.row, column: 0)) else { return }
        self.search?.wantsColumn = false
        let hit = schema.columns.indices.first { column in
            tiles.value(row: cursor.row, column: column)?.text?.localizedContains(search.text) ?? false
        }
        if let hit { cursor.column = hit }
    }
}

extension String {
    /// Whether the text is in here, ignoring case.
    func localizedContains(_ text: String) -> Bool { lowercased().contains(text.lowercased()) }
}
