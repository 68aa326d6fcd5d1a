import Tabular

extension DataState {
    /// Reads a table another way, in its tab.
    mutating func readAs(_ id: Int, _ options: ReadingOptions) -> [Effect] {
        withTab(id: id) { tab in
            let location = SourceLocation(tab.location.arguments, reading: options)
            let cancels = TableTab.work.map { Effect.cancel(tab.effect($0)) }
            tab = TableTab(id: tab.id, location: location, title: tab.title)
            return cancels
        }
    }
}

extension OpenedTable {
    /// What is said once when the table is opened: what is unusual about how it was read.
    var remark: Message? {
        if let reading, reading.isUnusual {
            return Message(reading.summary, kind: .warning, hint: "i shows how it is read, and other ways.")
        }
        return notes.first.map { Message($0, kind: .warning) }
    }

    /// What is said when all of it has been looked at: what was not known before.
    func remark(after before: OpenedTable) -> Message? {
        let hint = "i shows how it is read."
        if let new = notes.first(where: { !before.notes.contains($0) }) {
            return Message(new, kind: .warning, hint: hint)
        }
        guard let reading, reading.differingLines > before.reading?.differingLines ?? 0 else { return nil }
        return Message(reading.summary, kind: .warning, hint: hint)
    }
}
