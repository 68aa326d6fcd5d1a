import Screen
import Tabular

/// Two open tables, by their tabs' ids.
struct Split: Sendable, Hashable {
    var upper: Int
    var lower: Int
}

extension DataState {
    /// The table in the half that is not the current one.
    var otherHalf: TableTab? {
        guard let split, let tab, tab.id == split.upper || tab.id == split.lower else { return nil }
        let other = tab.id == split.upper ? split.lower : split.upper
        return tabs.first { $0.id == other }
    }

    mutating func setSplit(_ wanted: Bool) -> [Effect] {
        split = nil
        guard wanted, let tab else { return [] }
        let shown = shownTabs
        guard shown.count > 1, let place = shown.firstIndex(of: current) else {
            return [.action(.message(Message("There is only one open table", hint: "o opens another.")))]
        }
        split = Split(upper: tab.id, lower: tabs[shown[(place + 1) % shown.count]].id)
        return []
    }

    /// Asks for what the other half lacks.
    mutating func settleOtherHalf(_ layout: DataLayout) -> [Effect] {
        guard let rect = layout.other, let other = otherHalf else { return [] }
        var half = layout
        half.grid = rect
        half.profile = nil
        return withTab(id: other.id) { tab in
            tab.fit(half)
            return tab.demands(half)
        }
    }

    /// What the mouse does in the other half: it becomes the current one.
    func otherMouse(_ event: MouseEvent) -> Action? {
        guard event.action == .press, let other = otherHalf,
            let index = tabs.firstIndex(where: { $0.id == other.id })
        else { return nil }
        return .data(.selectTab(index))
    }
}
