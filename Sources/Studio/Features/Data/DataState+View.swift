import Tabular

extension DataState {
    mutating func reduceView(_ action: DataAction) -> [Effect] {
        withTab { tab in
            switch action {
            case .sort(let descending, let adding):
                guard let column = tab.currentColumn else { return [] }
                return tab.show { $0.toggleSort(column.name, descending: descending, adding: adding) }
            case .filter(let condition): return tab.check(condition)
            case .filterByCell(let excluding): return tab.filterByCell(excluding: excluding)
            case .clearFilters: return tab.show { $0.filters = [] }
            case .clearSort: return tab.show { $0.sort = [] }
            case .undo: return tab.step(from: \.undo, to: \.redo, "There is nothing to undo")
            case .redo: return tab.step(from: \.redo, to: \.undo, "There is nothing to redo")
            case .refresh: return tab.refresh()
            default: return []
            }
        }
    }
}

extension TableTab {
    /// Shows the table another way, and remembers the way back.
    mutating func show(_ change: (inout RowsView) -> Void) -> [Effect] {
        var changed = view
        change(&changed)
        guard phase == .ready, changed != view else { return [] }
        undo.append(view)
        redo = []
        restore(changed)
        return []
    }

    /// Shows the table in a way that was shown before.
    mutating func restore(_ other: RowsView) {
        if other.filters != view.filters {
            rowCount = other.filters.isEmpty ? table?.rowCount : nil
            (cursor.row, cursor.top) = (0, 0)
        }
        view = other
        revision += 1
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
        from: WritableKeyPath<TableTab, [RowsView]>, to: WritableKeyPath<TableTab, [RowsView]>, _ nothing: String
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
        if key?.descending == true { return show { $0.sort = [] } }
        return show { $0.sort = [SortKey(name, descending: key != nil)] }
    }

    fileprivate func check(_ condition: String) -> [Effect] {
        guard let relation else { return [] }
        return [.start(effect("filter"), CheckFilter(tab: id, relation: relation, condition: condition))]
    }

    fileprivate mutating func filterByCell(excluding: Bool) -> [Effect] {
        guard let column = currentColumn, let value = currentValue else { return [] }
        let condition = excluding ? CellFilter.excluding(column, value) : CellFilter.matching(column, value)
        return show { $0.add(filter: condition) }
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
        wasLoadCancelled = false
        revision += 1
        forgetRows()
        profiles = ProfileCache()
        return []
    }
}
