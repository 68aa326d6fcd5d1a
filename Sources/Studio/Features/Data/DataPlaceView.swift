import Screen
import Tabular

/// Draws the Data place.
struct DataPlaceView {
    let state: DataState
    let size: Size
    /// False while something lies over the panes.
    let isActive: Bool

    func draw(into frame: inout Frame, theme: Theme) {
        let layout = DataLayout(state, size)
        drawTitles(into: &frame, layout, theme)
        if let tree = layout.tree {
            TreePane(tree: state.tree, open: state.tab?.location, isFocused: isFocused(.tree))
                .draw(into: &frame, in: tree, theme: theme)
        }
        if let grid = layout.grid {
            GridPane(tab: state.tab, isFocused: isFocused(.grid)).draw(into: &frame, in: grid, theme: theme)
        }
        if let other = layout.other, let tab = state.otherHalf {
            GridPane(tab: tab, isFocused: false).draw(into: &frame, in: other, theme: theme)
        }
        if let line = layout.otherTitle { drawHalves(line, into: &frame, theme) }
        if let profile = layout.profile {
            ProfilePane(tab: state.tab, look: state.look, isFocused: isFocused(.profile))
                .draw(into: &frame, in: profile, theme: theme)
        }
        for rule in layout.rules { drawRule(rule, into: &frame, layout, theme) }
        if let sql = layout.sql { drawStatement(into: &frame, in: sql, theme) }
    }

    private func isFocused(_ pane: DataPane) -> Bool { isActive && state.focus == pane }

    private func drawRule(_ rule: Rect, into frame: inout Frame, _ layout: DataLayout, _ theme: Theme) {
        for y in rule.y..<rule.bottom {
            frame.put(theme.glyphs.vertical, at: Point(x: rule.x, y: y), theme[.border].withoutBackground)
        }
    }

    private func drawTitles(into frame: inout Frame, _ layout: DataLayout, _ theme: Theme) {
        if let line = layout.treeTitle {
            frame.fill(line, theme[.statusBar])
            title("Sources", .tree, into: &frame, over: line, line, theme)
        }
        guard let line = layout.titles else { return }
        frame.fill(line, theme[.statusBar])
        if let tree = layout.tree, layout.treeTitle == nil {
            title("Sources", .tree, into: &frame, over: tree, line, theme)
        }
        if let profile = layout.profile {
            title(state.tab?.currentColumn?.name ?? "Column", .profile, into: &frame, over: profile, line, theme)
        }
        guard let grid = layout.grid else { return }
        var room = Rect(x: grid.x, y: line.y, width: grid.width, height: 1)
        let position = position
        if TextWidth.of(position) + 12 < room.width {
            frame.line(
                position + " ", in: room.cut(right: TextWidth.of(position) + 2), theme[.keyHint].withoutBackground,
                .right)
        }
        frame.draw(tabs(width: room.width).strip, in: room, theme)
    }

    /// The line between two tables: the name of the lower one.
    private func drawHalves(_ line: Rect, into frame: inout Frame, _ theme: Theme) {
        guard let split = state.split, let lower = state.tabs.first(where: { $0.id == split.lower }) else { return }
        frame.fill(line, theme[.statusBar])
        let role: Role = state.tab?.id == split.lower ? .panelTitleFocused : .panelTitle
        let rows = lower.rowCount.map { " · " + Count.of($0, "row") } ?? ""
        frame.line(" " + lower.title + rows, in: line, theme[role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
    }

    private func title(
        _ text: String, _ pane: DataPane, into frame: inout Frame, over rect: Rect, _ line: Rect, _ theme: Theme
    ) {
        let room = Rect(x: rect.x, y: line.y, width: rect.width, height: 1).inset(1)
        let role: Role = isFocused(pane) ? .panelTitleFocused : .panelTitle
        frame.line(text, in: room, theme[role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        guard pane == .profile, let column = state.tab?.currentColumn else { return }
        let type = TypeLabel.short(column.type)
        if TextWidth.of(text) + TextWidth.of(type) + 2 <= room.width {
            frame.line(type, in: room, theme[.headerType].withoutBackground, .right)
        }
    }

    private func title(_ tab: TableTab) -> String {
        TextLayout.truncate(tab.title, to: 28) + (tab.staleness == nil ? "" : " (changed)")
    }

    /// The titles of the open tables: all of them, or from the first one that leaves room for the current one.
    func tabs(width available: Int) -> (strip: TabStrip, first: Int) {
        let shown = state.shownTabs
        let titles = shown.map { TabStrip.Tab(title(state.tabs[$0])) }
        let current = shown.firstIndex(of: state.current) ?? 0
        func width(_ range: Range<Int>) -> Int { range.reduce(0) { $0 + TextWidth.of(titles[$1].title) + 2 } }
        var first = 0
        while first < current, width(first..<current + 1) > available { first += 1 }
        return (TabStrip(Array(titles[min(first, titles.count)...]), current: current - first), first)
    }

    /// `12 of 336,776 · 3/19`: the row and the column under the cursor, and how many columns are hidden.
    private var position: String {
        guard let tab = state.tab, tab.phase == .ready, tab.schema.count > 0 else { return "" }
        let total = tab.rowCount.map(Count.text) ?? "…"
        let row = tab.rowCount == 0 ? "0" : Count.text(tab.cursor.row + 1)
        let hidden = tab.fullSchema.count - tab.schema.count
        return "\(row) of \(total) · \(tab.cursor.column + 1)/\(tab.schema.count)"
            + (hidden > 0 ? " · \(hidden) hidden" : "")
    }

    private func drawStatement(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        frame.fill(rect, theme[.sqlLine])
        guard let tab = state.tab, let statement = tab.statement else { return }
        var text = StyledText("SQL ", theme[.key].withoutBackground)
        text.append(tab.readable(statement).replacing("\n", with: " "), theme[.sqlLine].withoutBackground)
        var room = rect.inset(1)
        if let activity = tab.activity, room.width > 50 {
            frame.line(
                activity, in: room.cut(right: TextWidth.of(activity) + 1), theme[.accent].withoutBackground, .right)
        }
        frame.line(text, in: room, ellipsis: theme.glyphs.ellipsis)
    }
}
