import Screen

/// Commands in the profile of one column, in its pane and on the whole screen.
enum LookCommands {
    static let all: [Command] = pane + full

    private static let pane =
        commands("profile", in: .pane(.profile)) + [
            Command(
                "profile.drop", "Pick nothing", keys: "Esc", in: .pane(.profile), inPalette: false,
                when: { $0.data.look.picked != nil }, .data(.look(.drop)))
        ]

    private static let full =
        commands("inspect", in: .modal(.inspect)) + [
            Command(
                "inspect.drop", "Pick nothing", keys: "Esc", in: .modal(.inspect), inPalette: false,
                when: { $0.data.look.picked != nil }, .data(.look(.drop))),
            Command(
                "inspect.close", "Go back", hint: "back", keys: "Esc q C-c", in: .modal(.inspect), inPalette: false,
                .data(.look(.close))),
        ]

    private static func commands(_ prefix: String, in scope: CommandScope) -> [Command] {
        func command(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: LookAction)
            -> Command
        {
            Command(
                CommandID(prefix + "." + name), title, hint: hint, keys: keys, in: scope, inPalette: false,
                .data(.look(action)))
        }
        let write = Command(
            CommandID(prefix + ".write"), "Write the picture as SVG or PNG", keys: "w", in: scope, inPalette: false,
            when: { $0.data.profilePicture != nil },
            action: { .present(.prompt(Prompt(.pictureFile, history: $0.histories[.pictureFile] ?? []))) })
        return [
            write,
            command(
                "choose", "Show the rows of what is picked, or all about the column", hint: "filter", keys: "Enter",
                .choose),
            command("right", "The next bar", hint: "pick bars", keys: "Right", .bar(1, extending: false)),
            command("left", "The bar before", keys: "Left", .bar(-1, extending: false)),
            command("extend-right", "Pick the next bar too", keys: "S-Right", .bar(1, extending: true)),
            command("extend-left", "Pick the bar before too", keys: "S-Left", .bar(-1, extending: true)),
            command("hold", "Hold: moving picks more bars", hint: "hold", keys: "Space", .hold),
            command("first", "To the first bar", keys: "Home g", .end(first: true)),
            command("last", "To the last bar", keys: "End G", .end(first: false)),
            command("zoom-in", "Go into the picked bars", hint: "zoom", keys: "+ = z", .zoomIn),
            command("zoom-out", "Go out again", keys: "-", .zoomOut),
            command("log", "Logarithmic counts, values, both, neither", hint: "log", keys: "l", .log),
            command("down", "To the next value or warning", keys: "j Down", .target(1)),
            command("up", "To the value or warning before", keys: "k Up", .target(-1)),
            command("page-down", "Scroll down", keys: "PgDn C-d C-f", .scroll(10)),
            command("page-up", "Scroll up", keys: "PgUp C-u C-b", .scroll(-10)),
            command("next-column", "The next column", hint: "column", keys: "n", .column(1)),
            command("previous-column", "The column before", keys: "N", .column(-1)),
        ]
    }
}
