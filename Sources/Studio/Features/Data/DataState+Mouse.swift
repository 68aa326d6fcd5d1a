import Screen
import Tabular

extension DataState {
    /// What the mouse does in a pane.
    func mouse(_ event: MouseEvent, size: Size) -> Action? {
        let layout = DataLayout(self, size)
        if let titles = layout.titles, let grid = layout.grid, titles.contains(event.point), event.action == .press {
            let room = Rect(x: grid.x, y: titles.y, width: grid.width, height: 1)
            let view = DataPlaceView(state: self, size: size, isActive: true)
            let tabs = view.tabs(width: room.width)
            return tabs.strip.tab(at: event.point, in: room).map { .data(.selectTab($0 + tabs.first)) }
        }
        if let grid = layout.grid, grid.contains(event.point) { return gridMouse(event, grid) }
        if let tree = layout.tree, tree.contains(event.point) { return treeMouse(event, tree) }
        if let profile = layout.profile, profile.contains(event.point) {
            switch event.action {
            case .press: return .data(.focus(.profile))
            case .wheelDown: return .data(.scrollProfile(1))
            case .wheelUp: return .data(.scrollProfile(-1))
            default: return nil
            }
        }
        return nil
    }

    private func gridMouse(_ event: MouseEvent, _ rect: Rect) -> Action? {
        guard let tab, tab.phase == .ready else { return nil }
        switch event.action {
        case .wheelDown: return .data(.move(.scroll(3)))
        case .wheelUp: return .data(.move(.scroll(-3)))
        case .wheelLeft: return .data(.move(.columns(-1)))
        case .wheelRight: return .data(.move(.columns(1)))
        case .press: break
        default: return nil
        }
        let window = tab.window(in: rect, withRows: true)
        switch window.view.hit(event.point, in: rect) {
        case .cell(let row, let column):
            let column = column + window.offset
            // A second click on the cell goes in.
            if focus == .grid, row == tab.cursor.row, column == tab.cursor.column { return .data(.showRecord) }
            return .data(.point(row: row, column: column))
        case .header(let column): return .data(.sortColumn(column + window.offset))
        case nil: return .data(.focus(.grid))
        }
    }

    private func treeMouse(_ event: MouseEvent, _ rect: Rect) -> Action? {
        switch event.action {
        case .wheelDown: return .data(.tree(.move(3)))
        case .wheelUp: return .data(.tree(.move(-3)))
        case .press:
            guard
                let row = TreePane(tree: tree, open: nil, isFocused: true).view(.builtIn, width: rect.width).row(
                    at: event.point, in: rect)
            else {
                return .data(.focus(.tree))
            }
            return .data(.tree(focus == .tree && row == tree.cursor ? .enter : .moveTo(row)))
        default: return nil
        }
    }
}
