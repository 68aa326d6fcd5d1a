import Tabular

extension DataState {
    mutating func reduceTabs(_ action: DataAction) -> [Effect] {
        switch action {
        case .open(let locations):
            show(scope: nil)
            for location in locations { open(location) }
            return []
        case .start(let locations):
            for location in locations { _ = addTab(location) }
            return []
        case .openQuery(let query): return openQuery(query)
        case .selectTab(let index):
            if tabs.indices.contains(index) { current = index }
            return []
        case .nextTab(let step):
            let shown = shownTabs
            if let place = shown.firstIndex(of: current) {
                current = shown[(place + step + shown.count) % shown.count]
            }
            return []
        case .closeTab: return closeTab()
        case .split(let wanted): return setSplit(wanted)
        case .otherHalf:
            if let other = otherHalf, let index = tabs.firstIndex(where: { $0.id == other.id }) { current = index }
            return []
        default: return []
        }
    }

    /// Shows a source: the tab that has it already, read anew because it may have been written since, or a new one.
    private mutating func open(_ location: SourceLocation) {
        focus = .grid
        if let index = tabs.firstIndex(where: { $0.location == location && !$0.isQuery && $0.owner == scope }) {
            current = index
            if tabs[index].phase != .opening { _ = tabs[index].refresh() }
            return
        }
        _ = addTab(location)
        current = tabs.count - 1
    }

    private mutating func openQuery(_ query: String) -> [Effect] {
        let id = addTab(SourceLocation(query), title: "query \(tabs.filter(\.isQuery).count + 1)")
        current = tabs.count - 1
        focus = .grid
        return withTab(id: id) { tab in
            tab.phase = .opening
            return [.start(tab.effect("open"), OpenQuery(tab: id, query: query))]
        }
    }

    private mutating func closeTab() -> [Effect] { tab.map { removeTab($0.id) } ?? [] }

    /// Takes a tab away. One that stood on another's rows gives the place back to it.
    mutating func removeTab(_ id: Int) -> [Effect] {
        guard let index = tabs.firstIndex(where: { $0.id == id }) else { return [] }
        let tab = tabs.remove(at: index)
        if index == current, let parent = tab.drill?.tab, let place = tabs.firstIndex(where: { $0.id == parent }) {
            current = place
        } else if index == current {
            let shown = shownTabs
            current = shown.first { $0 >= index } ?? shown.last ?? -1
        } else if current > index {
            current -= 1
        }
        let used = Set(tabs.flatMap(\.stages))
        let unused = Set(tab.stages).subtracting(used).sorted()
        let drop: [Effect] = unused.isEmpty ? [] : [.start(tab.effect("drop"), DropStages(tables: unused))]
        return TableTab.work.map { .cancel(tab.effect($0)) } + drop
    }
}

extension TableTab {
    /// The names of everything that a tab may have running.
    static let work = ["open", "page", "count", "load", "find", "shape", "profiles", "files"]

    var isQuery: Bool { owner != nil || title.hasPrefix("query ") }

    var hasFailed: Bool {
        if case .failed = phase { true } else { false }
    }
}
