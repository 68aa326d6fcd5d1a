import Shaping
import Tabular

extension DataState {
    mutating func reduceView(_ action: DataAction) -> [Effect] {
        withTab { tab in
            switch action {
            case .sort(let descending, let adding):
                guard let column = tab.currentColumn else { return [] }
                return tab.show { $0.toggleSort(column.name, descending: descending, adding: adding) }
            case .filter(let condition): return tab.propose { $0.append(.filter(condition)) }
            case .step(let step): return tab.propose { $0.append(step) }
            case .chain(let chain): return tab.propose { $0 = chain }
            case .filterByCell(let excluding): return tab.filterByCell(excluding: excluding)
            case .filterByPattern(let pattern):
                guard let column = tab.currentColumn else { return [] }
                let value = "CAST(\(SQL.identifier(column.name)) AS VARCHAR)"
                return tab.propose { $0.append(.filter("regexp_matches(\(value), \(SQL.literal(pattern)))")) }
            case .clearFilters: return tab.show { $0.removeFilters() }
            case .clearSort: return tab.show { $0.removeSort() }
            case .undo: return tab.step(from: \.undo, to: \.redo, "There is nothing to undo")
            case .redo: return tab.step(from: \.redo, to: \.undo, "There is nothing to redo")
            case .refresh: return tab.refresh()
            default: return []
            }
        }
    }
}

extension TableTab {
    /// Shows the table another way at once, and remembers the way back. The change must be one that cannot fail and
    /// keeps the columns.
    mutating func show(_ change: (inout Chain) -> Void) -> [Effect] {
        var changed = view
        change(&changed.chain)
        guard phase == .ready, changed != view else { return [] }
        show(changed)
        return []
    }

    /// Asks the engine what other steps would show; the table stays as it is until it has answered.
    mutating func propose(_ change: (inout Chain) -> Void) -> [Effect] {
        guard let table, phase == .ready else { return [] }
        var chain = view.chain
        change(&chain)
        let work = ShapeTable(tab: id, table: table, view: view, chain: chain)
        isShaping = true
        let title = chain.steps.last.map { String($0.description.prefix(40)) } ?? title
        return [work.makesRows ? .job(effect("shape"), title: title, work) : .start(effect("shape"), work)]
    }

    /// Shows the table another way, and remembers the way back.
    mutating func show(_ other: TableView) {
        undo.append(view)
        redo = []
        restore(other)
    }

    /// Shows the table in a way that was shown before.
    mutating func restore(_ other: TableView) {
        let isSameRows =
            other.filters == view.filters && other.stage == view.stage
            && (other.schema == nil) == (view.schema == nil)
        if !isSameRows { (cursor.row, cursor.top) = (0, 0) }
        selection = []
        if !isSameRows || rowCount == nil { rowCount = table.flatMap(other.rowCount(of:)) }
        let before = Set(schema.names)
        view = other
        revision += 1
        showColumns()
        // A column that a step has made is what a person wants to see.
        let new = schema.names.indices.filter { !before.contains(schema.names[$0]) }
        if new.count == 1, !before.isEmpty { cursor.column = new[0] }
        forgetRows()
    }

    /// Drops what was fetched; what the screen needs is asked for anew.
    mutating func forgetRows() {
        tiles.removeAll()
        pending = nil
        trouble = nil
        wantsLastRow = false
        isCounting = false
        search?.isRunning = false
        if let relation { profiles.describe(relation) }
    }

    fileprivate mutating func step(
        from: WritableKeyPath<TableTab, [TableView]>, to: WritableKeyPath<TableTab, [TableView]>, _ nothing: String
    ) -> [Effect] {
        guard let other = self[keyPath: from].popLast() else { return [.action(.message(Message(nothing)))] }
        self[keyPath: to].append(view)
        restore(other)
        return []
    }

    /// A click on a name: ascending, then descending, then the table's own order.
    mutating func sortByClick(_ column: Int) -> [Effect] {
        guard schema.columns.indices.contains(column) else { return [] }
        let name = schema.columns[column].name
        cursor.column = column
        let key = view.sort.first { $0.column == name }
        if key?.descending == true { return show { $0.removeSort() } }
        return show { $0.append(.sort([SortKey(name, descending: key != nil)])) }
    }

    fileprivate mutating func filterByCell(excluding: Bool) -> [Effect] {
        guard let column = currentColumn, let value = currentValue else { return [] }
        let condition = excluding ? CellFilter.excluding(column, value) : CellFilter.matching(column, value)
        return show { $0.append(.filter(condition)) }
    }

    /// Opens the source anew: a file may have changed.
    mutating func refresh() -> [Effect] {
        guard !isQuery else {
            revision += 1
            rowCount = nil
            forgetRows()
            return []
        }
        phase = .waiting
        staleness = nil
        wasLoadCancelled = false
        revision += 1
        forgetRows()
        profiles = ProfileCache()
        return []
    }
}
