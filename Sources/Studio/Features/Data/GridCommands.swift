import Tabular

/// Commands of the grid.
enum GridCommands {
    static let all: [Command] = looking + shaping + moving

    private static let looking: [Command] = [
        grid("record", "See the whole row", hint: "row", keys: "Enter", .showRecord),
        grid("sort-up", "Sort by this column", hint: "sort", keys: "s", .sort(descending: false, adding: false)),
        grid("sort-down", "Sort by this column, largest first", keys: "S", .sort(descending: true, adding: false)),
        prompt("filter", "Filter by a condition", hint: "filter", keys: "f &", .filter),
        prompt("search", "Search for text", hint: "search", keys: "/", .search),
        grid("next-match", "The next row with the text", keys: "n", .searchAgain(reversed: false)),
        grid("previous-match", "The row with the text before", keys: "N", .searchAgain(reversed: true)),
        Command(
            "grid.end-search", "End the search", keys: "Esc", in: .pane(.grid), inPalette: false,
            when: { $0.data.tab?.search != nil }, .data(.endSearch)),
        prompt("row", "Go to a row", keys: "C-g", .row),
        Command("grid.column", "Go to a column", keys: "c", in: .pane(.grid), when: DataCommands.isReady) { state in
            state.data.tab.map { .present(.picker(.columns($0))) }
        },
        Command("grid.value", "See the whole value", keys: "Space", in: .pane(.grid), when: DataCommands.isReady) {
            state in
            guard let tab = state.data.tab, let column = tab.currentColumn, let value = tab.currentValue else {
                return nil
            }
            return .present(.reader(.value(column, value)))
        },
        grid("copy", "Copy the value", keys: "y", .copyCell),
        grid("copy-row", "Copy the row", keys: "Y", .copyRow),
    ]

    private static let shaping: [Command] = [
        grid("add-sort-up", "Sort by this column too", keys: "M-s", .sort(descending: false, adding: true)),
        grid(
            "add-sort-down", "Sort by this column too, largest first", keys: "M-S",
            .sort(descending: true, adding: true)),
        grid("unsort", "Back to the table's own order", keys: "", .clearSort),
        grid("filter-like", "Only rows with this value", keys: "= ,", .filterByCell(excluding: false)),
        grid("filter-unlike", "No rows with this value", keys: "!", .filterByCell(excluding: true)),
        grid("unfilter", "All rows again", keys: "F", .clearFilters),
        grid("undo", "Undo the last sort or filter", keys: "u", .undo),
        grid("redo", "Redo", keys: "C-r", .redo),
        grid("refresh", "Read the table anew", keys: "r", .refresh),
    ]

    private static let moving: [Command] = [
        move("down", "Down", keys: "j Down", .rows(1)),
        move("up", "Up", keys: "k Up", .rows(-1)),
        move("left", "Left", keys: "h Left", .columns(-1)),
        move("right", "Right", keys: "l Right", .columns(1)),
        move("page-down", "A page down", keys: "PgDn C-f", .pages(1)),
        move("page-up", "A page up", keys: "PgUp C-b", .pages(-1)),
        move("half-down", "Half a page down", keys: "C-d", .halfPages(1)),
        move("half-up", "Half a page up", keys: "C-u", .halfPages(-1)),
        move("first-row", "To the first row", keys: "g C-Home", .firstRow),
        move("last-row", "To the last row", keys: "G C-End", .lastRow),
        move("first-column", "To the first column", keys: "0 Home", .firstColumn),
        move("last-column", "To the last column", keys: "$ End", .lastColumn),
    ]

    private static func grid(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: DataAction)
        -> Command
    {
        Command(
            CommandID("grid." + name), title, hint: hint, keys: keys, in: .pane(.grid), when: DataCommands.isReady,
            .data(action))
    }

    private static func prompt(
        _ name: String, _ title: String, hint: String? = nil, keys: String, _ purpose: Prompt.Purpose
    ) -> Command {
        Command(CommandID("grid." + name), title, hint: hint, keys: keys, in: .pane(.grid), when: DataCommands.isReady)
        {
            .present(.prompt(Prompt(purpose, history: $0.histories[purpose] ?? [])))
        }
    }

    private static func move(_ name: String, _ title: String, keys: String, _ move: GridCursor.Move) -> Command {
        Command(
            CommandID("grid." + name), title, keys: keys, in: .pane(.grid), inPalette: false,
            when: DataCommands.isReady,
            .data(.move(move)))
    }
}
