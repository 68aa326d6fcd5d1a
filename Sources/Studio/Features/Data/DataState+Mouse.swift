import Screen
import Tabular

extension DataState {
    /// What the mouse does in a pane.
    func mouse(_ event: MouseEvent, size: Size) -> Action? {
        let layout = DataLayout(self, size)
        if let dragging { return dragged(dragging, event) }
        if event.action == .press, let pane = layout.pane(besideRuleAt: event.point) {
            return .data(.drag(.edge(of: pane)))
        }
        if let titles = layout.titles, let grid = layout.grid, titles.contains(event.point), event.action == .press {
            let room = Rect(x: grid.x, y: titles.y, width: grid.width, height: 1)
            let view = DataPlaceView(state: self, size: size, isActive: true)
            let tabs = view.tabs(width: room.width)
            let shown = shownTabs
            return tabs.strip.tab(at: event.point, in: room).flatMap { hit in
                shown.indices.contains(hit + tabs.first) ? .data(.selectTab(shown[hit + tabs.first])) : nil
            }
        }
        if let other = layout.other, other.contains(event.point) { return otherMouse(event) }
        if let grid = layout.grid, grid.contains(event.point) { return gridMouse(event, grid) }
        if let tree = layout.tree, tree.contains(event.point) { return treeMouse(event, tree) }
        if let profile = layout.profile, profile.contains(event.point) {
            let action = ProfilePane(tab: tab, look: look, isFocused: true).mouse(event, in: profile)
            return action.map { .data(.look($0)) } ?? (event.action == .press ? .data(.focus(.profile)) : nil)
        }
        return nil
    }

    /// What the mouse does while it holds an edge.
    private func dragged(_ drag: Drag, _ event: MouseEvent) -> Action? {
        switch event.action {
        case .drag: .data(.dragTo(event.point))
        case .release, .press, .double: .data(.drag(nil))
        default: nil
        }
    }

    private func gridMouse(_ event: MouseEvent, _ rect: Rect) -> Action? {
        guard let tab, tab.phase == .ready else { return nil }
        switch event.action {
        case .wheelDown: return .data(.move(.scroll(3)))
        case .wheelUp: return .data(.move(.scroll(-3)))
        case .wheelLeft: return .data(.move(.columns(-1)))
        case .wheelRight: return .data(.move(.columns(1)))
        case .press, .double: break
        default: return nil
        }
        let window = tab.window(in: rect, withRows: true)
        if let edge = window.edge(at: event.point, in: rect) {
            let name = tab.schema.columns[edge.column].name
            return event.action == .press
                ? .data(.drag(.column(name, left: edge.left))) : .data(.arrange(.fitColumn(name)))
        }
        switch window.view.hit(event.point, in: rect) {
        case .cell(let row, let column):
            let column = column + window.offset
            // A double click goes in, as Enter does; its first half has put the cursor there.
            if event.action == .double { return .data(.showRecord) }
            return .data(.point(row: row, column: column))
        case .header(let column): return event.action == .press ? .data(.sortColumn(column + window.offset)) : nil
        case nil: return .data(.focus(.grid))
        }
    }

    private func treeMouse(_ event: MouseEvent, _ rect: Rect) -> Action? {
        switch event.action {
        case .wheelDown: return .data(.tree(.move(3)))
        case .wheelUp: return .data(.tree(.move(-3)))
        case .press, .double:
            guard
                let row = TreePane(tree: tree, open: nil, isFocused: true).view(.builtIn, width: rect.width).row(
                    at: event.point, in: rect)
            else {
                return .data(.focus(.tree))
            }
            return .data(.tree(event.action == .double && row == tree.cursor ? .enter : .moveTo(row)))
        default: return nil
        }
    }
}

/// What the mouse holds.
enum Drag: Sendable, Hashable {
    /// The line between a side pane and the grid.
    case edge(of: DataPane)
    /// The right edge of a column by name, whose values begin at `left`.
    case column(String, left: Int)
}

extension TableTab.Window {
    /// The column whose right edge is under a point of the line of names, and where its values begin.
    fileprivate func edge(at point: Point, in rect: Rect) -> (column: Int, left: Int)? {
        let layout = view.layout(in: rect)
        guard layout.header.contains(point) else { return nil }
        // The blanks between two columns are the edge.
        let place = layout.places.first { $0.isWhole && (0...1).contains(point.x - $0.x - $0.width) }
        return place.map { ($0.column + offset, $0.x) }
    }
}

extension DataState {
    mutating func reduceDrag(_ action: DataAction, _ size: Size) -> [Effect] {
        switch action {
        case .drag(let drag): dragging = drag
        case .dragTo(let point):
            switch dragging {
            case .edge(let pane): setWidth(pane, pane == .tree ? point.x : size.width - point.x - 1, size)
            case .column(let name, let left): return withTab { $0.arrange(.setWidth(name, point.x - left)) }
            case nil: break
            }
        default: break
        }
        return []
    }

    /// A side pane's width as a person wants it, within what leaves the grid enough.
    private mutating func setWidth(_ pane: DataPane, _ width: Int, _ size: Size) {
        let width = max(DataLayout.leastSide, min(width, size.width - DataLayout.leastGrid))
        if pane == .tree { treeWidth = width } else { profileWidth = width }
    }
}
