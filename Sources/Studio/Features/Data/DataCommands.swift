import Tabular

/// Commands of the Data place, whatever pane is in focus.
enum DataCommands {
    static let all: [Command] = [
        Command(
            "data.next-pane", "Go to the next pane", keys: "Tab", in: .place(.data), inPalette: false,
            .data(.focusNext(1))),
        Command(
            "data.previous-pane", "Go to the pane before", keys: "S-Tab", in: .place(.data), inPalette: false,
            .data(.focusNext(-1))),
        Command(
            "data.grid", "Go back to the grid", keys: "Esc", in: .place(.data), inPalette: false,
            when: { $0.data.focus != .grid }, .data(.focus(.grid))),
        Command(
            "data.toggle-tree", "Show or hide the sources", keys: "\\ F2", in: .place(.data), .data(.togglePane(.tree))),
        Command(
            "data.toggle-profile", "Show or hide the column's profile", keys: "| F3", in: .place(.data),
            .data(.togglePane(.profile))),
        Command(
            "data.next-tab", "The next open table", keys: "]", in: .place(.data), when: hasTabs, .data(.nextTab(1))),
        Command(
            "data.previous-tab", "The open table before", keys: "[", in: .place(.data), when: hasTabs,
            .data(.nextTab(-1))),
        Command(
            "data.split", "Show two tables, one above the other", keys: "z+2", in: .place(.data), when: hasTabs,
            .data(.split(true))),
        Command(
            "data.unsplit", "Show one table", keys: "z+1", in: .place(.data), when: { $0.data.split != nil },
            .data(.split(false))),
        Command(
            "data.other-half", "Go to the other table", keys: "z+w", in: .place(.data),
            when: { $0.data.otherHalf != nil }, .data(.otherHalf)),
        Command("data.tabs", "Choose an open table", keys: "b", in: .place(.data), when: hasTabs) {
            .present(.picker(.tabs($0.data)))
        },
        Command("data.close", "Close this table (the last one leaves)", keys: "q", in: .place(.data)) {
            $0.data.tabs.count > 1 ? .data(.closeTab) : .leave(force: false)
        },
        Command(
            "data.profiles", "Describe all columns", hint: "describe", keys: "P", in: .place(.data), when: isReady,
            .data(.showProfiles)),
        Command(
            "data.about", "How this table is read, and other ways", keys: "i", in: .place(.data), when: isReady,
            .readings(.open)),
    ]

    @Sendable static func hasTabs(_ state: AppState) -> Bool { state.data.shownTabs.count > 1 }
    @Sendable static func isReady(_ state: AppState) -> Bool { state.data.tab?.phase == .ready }
}

/// Commands of the sources tree.
enum TreeCommands {
    static let all: [Command] = [
        tree("open", "Open, or go into", hint: "open", keys: "Enter l Right", .enter),
        tree("down", "Down", keys: "j Down", .move(1)),
        tree("up", "Up", keys: "k Up", .move(-1)),
        tree("page-down", "A page down", keys: "PgDn C-d C-f", .move(10)),
        tree("page-up", "A page up", keys: "PgUp C-u C-b", .move(-10)),
        tree("top", "To the first line", keys: "g Home", .moveTo(0)),
        tree("bottom", "To the last line", keys: "G End", .moveTo(.max / 2)),
        tree("collapse", "Close the section", keys: "h Left", .collapse),
        tree("refresh", "List the sources anew", hint: "refresh", keys: "r", .refresh),
    ]

    private static func tree(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: TreeAction)
        -> Command
    {
        Command(
            CommandID("tree." + name), title, hint: hint, keys: keys, in: .pane(.tree), inPalette: name == "refresh",
            .data(.tree(action)))
    }
}
