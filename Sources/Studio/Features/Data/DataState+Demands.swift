import Profiling
import Screen
import Tabular

extension TableTab {
    /// Moves the cursor. It never waits: rows that are not here yet show as dots.
    mutating func move(_ move: GridCursor.Move, _ layout: DataLayout) -> [Effect] {
        guard phase == .ready else { return [] }
        wantsLastRow = false
        var move = move
        if case .toColumnNamed(let name) = move { move = .toColumn(schema.names.firstIndex(of: name) ?? cursor.column) }
        if move == .lastRow, rowCount == nil {
            wantsLastRow = true
            return [.action(.message(Message("Counting the rows to find the last one…")))]
        }
        cursor.move(move, rows: reachableRows, columns: schema.count, height: layout.gridRows)
        return []
    }

    /// Keeps cursor and scroll inside the table and the screen.
    mutating func fit(_ layout: DataLayout) {
        guard phase == .ready else { return }
        cursor.clamp(rows: max(reachableRows, 1), columns: schema.count, height: layout.gridRows)
        guard let grid = layout.grid else { return }
        // Far jumps start near their goal: a step from each column to the next would take long in a wide table.
        cursor.left = min(cursor.column, max(cursor.left, cursor.column - grid.width / GridColumn.widths.lowerBound))
        let window = window(in: grid, withRows: false)
        cursor.left = window.offset + window.view.firstColumn(showing: cursor.column - window.offset, in: grid)
    }

    /// What the screen lacks: the table itself, pages, the count, the loaded copy, the profile.
    mutating func demands(_ layout: DataLayout) -> [Effect] {
        if phase == .waiting {
            phase = .opening
            return [.start(effect("open"), OpenTable(tab: id, location: location))]
        }
        guard phase == .ready, let relation else { return [] }
        var effects = fetch(relation, layout)
        // Nothing else may stand between a person and the first rows.
        guard !tiles.isEmpty || rowCount == 0 else { return effects }
        effects += load()
        effects += count(relation)
        if let bins = layout.bins { effects += followProfile(relation, bins: bins) }
        return effects
    }

    private mutating func fetch(_ relation: Relation, _ layout: DataLayout) -> [Effect] {
        guard trouble == nil else { return [] }
        let visible = visibleTiles(layout)
        if let pending, visible.contains(pending) { return [] }
        let wanted = visible + neighbours(visible)
        guard let next = wanted.first(where: { !tiles.has($0) }), next != pending else { return [] }
        if pending != nil, !visible.contains(next) { return [] }
        pending = next
        let all = schema.count <= Tile.columns && columns.isPlain
        let names = all ? nil : schema.columns[next.columnRange(of: schema.count)].map(\.name)
        return [
            .start(
                effect("page"),
                FetchTile(tab: id, revision: revision, relation: relation, tile: next, columns: names))
        ]
    }

    /// Tiles on the screen, the cursor's first.
    private func visibleTiles(_ layout: DataLayout) -> [Tile] {
        let last = rowCount ?? (cursor.top + layout.gridRows)
        let rows = cursor.top..<max(cursor.top + 1, min(last, cursor.top + layout.gridRows))
        let columns = layout.grid.map(visibleColumns) ?? cursor.left..<min(schema.count, cursor.left + 1)
        if rowCount == 0 || columns.isEmpty { return [] }
        let here = Tile(row: cursor.row, column: cursor.column)
        let frozen = self.columns.frozenCount(schema)
        var all = Tile.covering(rows: rows, columns: columns)
        if frozen > 0 { all += Tile.covering(rows: rows, columns: 0..<frozen).filter { !all.contains($0) } }
        return all.filter { $0 == here } + all.filter { $0 != here }
    }

    /// Tiles below, above and beside the screen, fetched when nothing else is to be done.
    private func neighbours(_ visible: [Tile]) -> [Tile] {
        guard let first = visible.first else { return [] }
        let lastBlock = rowCount.map { max(0, $0 - 1) / Tile.rows } ?? (tiles.lastRow / Tile.rows)
        let lastColumns = max(0, schema.count - 1) / Tile.columns
        return [(1, 0), (-1, 0), (0, 1)].compactMap { rows, columns in
            let tile = Tile(rowBlock: first.rowBlock + rows, columnBlock: first.columnBlock + columns)
            let exists = (0...lastBlock).contains(tile.rowBlock) && (0...lastColumns).contains(tile.columnBlock)
            return exists ? tile : nil
        }
    }

    private mutating func load() -> [Effect] {
        guard let table, table.needsLoading, !isLoading, !wasLoadCancelled else { return [] }
        isLoading = true
        return [.job(effect("load"), title: "Load \(title)", LoadTable(tab: id, table: table))]
    }

    private mutating func count(_ relation: Relation) -> [Effect] {
        guard rowCount == nil, !isCounting, !(isLoading && view.filters.isEmpty && view.stage == nil) else { return [] }
        isCounting = true
        return [.start(effect("count"), CountRows(tab: id, revision: revision, relation: relation))]
    }

    private mutating func followProfile(_ relation: Relation, bins: Int) -> [Effect] {
        guard let column = currentColumn, profiles.asked != column.name, !profiles.isExact(column.name),
            profiles.problem(column.name) == nil
        else { return [] }
        profiles.describe(relation)
        profiles.asked = column.name
        let isSmall = rowCount.map { $0 <= ProfileColumn.quickRows } ?? false
        let hasQuick = profiles[column.name] != nil
        // What is being loaded is described by its first rows until it is there: once through a large text is enough.
        if isLoading, hasQuick { return [] }
        let work = ProfileColumn(
            tab: id, column: column, relation: relation.unsorted, quickFirst: !isSmall && !hasQuick,
            quickOnly: isLoading, bins: bins)
        return [.start("profile", work)]
    }
}
