import Tabular

/// Commands of the grid.
enum GridCommands {
    static let all: [Command] = looking + shaping + arranging + moving

    private static let looking: [Command] = [
        Command(
            "grid.drill", "See the rows of this group", hint: "rows", keys: "Enter", in: .pane(.grid),
            when: { $0.data.canDrill }, .data(.drillIn)),
        Command(
            "grid.record", "See the whole row", hint: "row", keys: "Enter", in: .pane(.grid),
            when: { DataCommands.isReady($0) && !$0.data.canDrill }, .data(.showRecord)),
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
        grid("column", "List the columns: go to, hide, show", keys: "c", .listColumns),
        Command("grid.value", "See the whole value", keys: "Space", in: .pane(.grid), when: DataCommands.isReady) {
            state in
            state.data.tab.flatMap(Self.showValue)
        },
        Command(
            "grid.edit-value", "Open the value in your editor", keys: "e", in: .pane(.grid), when: DataCommands.isReady
        ) { state in
            guard let value = state.data.tab?.currentValue else { return nil }
            let text = value.text ?? ""
            return .edit(
                EditRequest(text: text, name: text.first.map { "{[".contains($0) } == true ? "value.json" : "value.txt")
            )
        },
        grid("copy", "Copy the value", keys: "y", .copyCell),
        grid("copy-row", "Copy the row", keys: "Y", .copyRow),
        grid("select", "Select this row, or not", keys: "x", .selection(.toggle)),
        Command(
            "grid.selection", "What to do with the selected rows", keys: "X", in: .pane(.grid),
            when: { $0.data.tab != nil }
        ) { state in
            guard let tab = state.data.tab, !tab.selection.isEmpty else {
                let hint = "x selects the row under the cursor; another order, filter or step lets rows go."
                return .message(Message("No row is selected", hint: hint))
            }
            return .present(.picker(.selection(tab)))
        },
        grid("mark", "Mark this row, or take the mark away", keys: "m", .mark),
        Command(
            "grid.marks", "Go to a mark", keys: "'", in: .pane(.grid), when: { $0.data.tab?.marks.isEmpty == false }
        ) { state in state.data.tab.map { .present(.picker(.marks($0))) } },
    ]

    /// JSON opens as a tree, everything else as text.
    private static func showValue(_ tab: TableTab) -> Action? {
        guard let column = tab.currentColumn, let value = tab.currentValue else { return nil }
        let title = "\(column.name)  \(TypeLabel.short(column.type))"
        if column.type.kind == .nested, !value.isNull { return .data(.showNested) }
        if let text = value.text, let tree = JSONTree(text) {
            return .present(.valueTree(ValueTree(title: title, tree: tree, text: text)))
        }
        return .present(.reader(.value(column, value)))
    }

    private static let shaping: [Command] = [
        grid("add-sort-up", "Sort by this column too", keys: "M-s", .sort(descending: false, adding: true)),
        grid(
            "add-sort-down", "Sort by this column too, largest first", keys: "M-S",
            .sort(descending: true, adding: true)),
        grid("unsort", "Back to the table's own order", keys: "", .clearSort),
        grid("filter-like", "Only rows with this value", keys: "= ,", .filterByCell(excluding: false)),
        grid("filter-unlike", "No rows with this value", keys: "!", .filterByCell(excluding: true)),
        grid("unfilter", "All rows again", keys: "M-f", .clearFilters),
        grid("undo", "Undo the last step", keys: "u", .undo),
        grid("redo", "Redo", keys: "C-r", .redo),
        grid("refresh", "Read the table anew", keys: "r", .refresh),
    ]

    private static let arranging: [Command] = [
        grid("hide", "Hide this column", keys: "-", .arrange(.hide)),
        grid("show-all", "Show all columns", keys: "z+v", .arrange(.showAll)),
        grid("move-left", "Move this column to the left", keys: "<", .arrange(.move(-1))),
        grid("move-right", "Move this column to the right", keys: ">", .arrange(.move(1))),
        grid("freeze", "Freeze the columns up to this one, or let them go", keys: "z+f", .arrange(.freeze)),
        grid("fit", "Fit this column to its values", keys: "_", .arrange(.fit)),
        grid("fit-all", "Fit all columns to their values", keys: "z+_", .arrange(.fitAll)),
        grid("narrower", "Make this column narrower", keys: "{", .arrange(.resize(-2))),
        grid("wider", "Make this column wider", keys: "}", .arrange(.resize(2))),
        grid("fewer-digits", "Show fewer digits after the point", keys: "z+,", .arrange(.digits(-1))),
        grid("more-digits", "Show more digits after the point", keys: "z+.", .arrange(.digits(1))),
        grid("group-digits", "Group digits by thousands, or not", keys: "z+t", .arrange(.thousands)),
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
