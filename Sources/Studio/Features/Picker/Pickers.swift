import Screen
import Tabular

extension Picker {
    /// Every command that can be done now.
    static func palette(_ state: AppState) -> Picker {
        let items = state.commands.palette(state).map {
            Item(title: $0.title, note: $0.keysText, action: .run($0.id))
        }
        return Picker(
            title: "Commands", placeholder: "type to find, or a row number", items: items, takesRowNumber: true)
    }

    /// The columns of the table on the screen.
    static func columns(_ tab: TableTab) -> Picker {
        let items = tab.schema.columns.enumerated().map { index, column in
            Item(
                title: column.name, note: TypeLabel.short(column.type), action: .data(.move(.toColumn(index))))
        }
        return Picker(title: "Go to column", placeholder: "letters of its name", items: items)
    }

    static func themes(_ state: AppState) -> Picker {
        let auto = Item(
            title: Looks.automatic, note: "light or dark, as the terminal is", action: .setTheme(Looks.automatic))
        let items =
            [auto]
            + state.looks.themes.map {
                Item(title: $0.name, note: $0.about, action: .setTheme($0.name))
            }
        return Picker(title: "Theme", placeholder: "a theme's name", items: items)
    }

    /// Running jobs; choosing one stops it.
    static func jobs(_ state: AppState) -> Picker {
        let items = state.jobs.running.map {
            Item(title: "Stop: " + $0.title, note: $0.summary, action: .cancel($0.id))
        }
        return Picker(title: "Which job?", placeholder: "a job to stop", items: items)
    }

    static func tabs(_ data: DataState) -> Picker {
        let items = data.shownTabs.map { ($0, data.tabs[$0]) }.map { index, tab in
            Item(
                title: tab.title, note: tab.rowCount.map { Count.text($0) + " rows" } ?? "",
                action: .data(.selectTab(index)))
        }
        return Picker(title: "Open tables", placeholder: "a table's name", items: items)
    }
}
