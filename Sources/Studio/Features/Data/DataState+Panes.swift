import Screen
import Tabular

extension DataState {
    mutating func reducePanes(_ action: DataAction, _ size: Size) -> [Effect] {
        switch action {
        case .focus(let pane):
            focus = pane
        case .focusNext(let step):
            let panes = DataPane.allCases.filter { $0 == .grid || isWanted($0, size) || size.width >= 60 }
            let index = panes.firstIndex(of: focus) ?? 0
            focus = panes[(index + step + panes.count) % panes.count]
        case .togglePane(let pane):
            let shown = DataLayout(self, size).rect(of: pane) != nil
            setWanted(pane, !shown)
            if shown, focus == pane { focus = .grid }
        case .point(let row, let column):
            focus = .grid
            let layout = DataLayout(self, size)
            return withTab { $0.move(.toRow(row), layout) + $0.move(.toColumn(column), layout) }
        case .sortColumn(let column):
            focus = .grid
            return withTab { $0.sortByClick(column) }
        default: break
        }
        return []
    }

    private func isWanted(_ pane: DataPane, _ size: Size) -> Bool { DataLayout(self, size).rect(of: pane) != nil }

    private mutating func setWanted(_ pane: DataPane, _ wanted: Bool) {
        switch pane {
        case .tree: wantsTree = wanted
        case .profile: wantsProfile = wanted
        case .grid: break
        }
    }

    /// Work on the screen that Ctrl-C stops, if some is going on.
    func interruptible(_ running: Set<EffectID>, _ size: Size) -> [EffectID] {
        guard let tab else { return [] }
        var names = ["find", "open", "shape", "count"]
        let layout = DataLayout(self, size)
        if tab.phase == .ready,
            tab.tiles.value(row: tab.cursor.row, column: tab.cursor.column) == nil || layout.grid == nil
        {
            names.append("page")
        }
        let ids = names.map(tab.effect) + (tab.profiles.asked == nil ? [] : ["profile"])
        return ids.filter(running.contains)
    }
}
