import Tabular

extension DataState {
    mutating func reduceSearch(_ action: DataAction) -> [Effect] {
        withTab { tab in
            switch action {
            case .search(let text, let forward):
                guard !text.isEmpty else { return [] }
                tab.search = TableSearch(text: text, forward: forward)
                return tab.find(forward: forward)
            case .searchAgain(let reversed):
                guard let search = tab.search else {
                    return [.action(.message(Message("Nothing has been searched for yet", hint: "Press / to search.")))]
                }
                return tab.find(forward: search.forward != reversed)
            case .endSearch:
                tab.search = nil
                return [.cancel(tab.effect("find"))]
            default: return []
            }
        }
    }
}

extension TableTab {
    fileprivate mutating func find(forward: Bool) -> [Effect] {
        guard let relation, let text = search?.text else { return [] }
        search?.isRunning = true
        let work = FindText(
            tab: id, revision: revision, text: text, relation: relation, columns: schema.names, row: cursor.row,
            forward: forward, rowCount: rowCount)
        return [.start(effect("find"), work)]
    }
}
