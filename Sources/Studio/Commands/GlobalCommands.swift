import Screen

/// Commands that work in every place.
enum GlobalCommands {
    static let all: [Command] =
        places + [
            Command("app.palette", "Show all commands", hint: "all", keys: ": C-p", in: .global, inPalette: false) {
                .present(.picker(.palette($0)))
            },
            Command("app.help", "Show the keys of this pane", hint: "keys", keys: "? F1", in: .global) {
                .present(.reader(.help($0)))
            },
            Command("app.open", "Open a file or a table", hint: "open", keys: "o", in: .global) {
                .present(.prompt(Prompt(.open, history: $0.histories[.open] ?? [])))
            },
            Command("app.sql", "Run a query", hint: "query", keys: "v", in: .global) {
                .present(.prompt(Prompt(.sql, history: $0.histories[.sql] ?? [])))
            },
            Command("app.jobs", "Show the jobs", keys: "J", in: .global, .present(.jobs(JobsView()))),
            Command("app.stop-job", "Stop a job", keys: "", in: .global, when: { !$0.jobs.running.isEmpty }) {
                .present(.picker(.jobs($0)))
            },
            Command("app.theme", "Choose a theme", keys: "F9", in: .global) { .present(.picker(.themes($0))) },
            Command("app.mouse", "Switch the mouse on or off", keys: "F4", in: .global) { .setMouse(!$0.usesMouse) },
            Command("app.details", "Show what the last problem was", keys: "E", in: .global, .showDetails),
            Command("app.quit", "Leave", keys: "Q", in: .global, .leave(force: false)),
            Command(
                "app.stop", "Stop the work in progress", keys: "C-c", in: .always, when: { $0.modals.isEmpty },
                .cancelWork),
            Command("app.suspend", "Go back to the shell for a while", keys: "C-z", in: .always, .suspend),
            Command("app.repaint", "Draw the screen again", keys: "C-l", in: .always, .repaint),
        ]

    private static let places = Place.allCases.enumerated().map { index, place in
        Command(
            CommandID("place." + place.rawValue), "Go to \(place.title)", keys: "\(index + 1) M-\(index + 1)",
            in: .global,
            .go(place))
    }
}

/// Commands of what lies over the panes.
enum ModalCommands {
    static let all: [Command] = prompt + picker + reader + confirm

    private static let prompt = [
        Command("prompt.submit", "Take what is typed", keys: "Enter", in: .modal(.prompt), .prompt(.submit)),
        Command("prompt.complete", "Complete", keys: "Tab", in: .modal(.prompt), .prompt(.complete(1))),
        Command(
            "prompt.complete-back", "The completion before", keys: "S-Tab", in: .modal(.prompt), .prompt(.complete(-1))),
        Command("prompt.edit", "Write it in your editor", keys: "C-x+C-e", in: .modal(.prompt)) { state in
            guard case .prompt(let prompt)? = state.modals.last else { return nil }
            let name = prompt.purpose == .sql || prompt.purpose == .filter ? "line.sql" : "line.txt"
            return .edit(EditRequest(text: prompt.edit.text, name: name, use: .prompt))
        },
        Command("prompt.close", "Go back", keys: "Esc C-c C-g", in: .modal(.prompt), .dismiss),
    ]

    private static let picker = [
        Command(
            "picker.choose", "Take the chosen one", hint: "choose", keys: "Enter", in: .modal(.picker), .picker(.choose)
        ),
        Command("picker.down", "The next one", keys: "Down C-n Tab", in: .modal(.picker), .picker(.move(1))),
        Command("picker.up", "The one before", keys: "Up C-p S-Tab", in: .modal(.picker), .picker(.move(-1))),
        Command("picker.page-down", "A page down", keys: "PgDn", in: .modal(.picker), .picker(.move(10))),
        Command("picker.page-up", "A page up", keys: "PgUp", in: .modal(.picker), .picker(.move(-10))),
        Command("picker.close", "Go back", hint: "back", keys: "Esc C-c C-g", in: .modal(.picker), .dismiss),
    ]

    private static let reader = [
        Command("reader.edit", "Open it in your editor", hint: "editor", keys: "e", in: .modal(.reader)) { state in
            guard case .reader(let reader)? = state.modals.last else { return nil }
            return .edit(EditRequest(text: reader.wholeText, name: "text.txt"))
        },
        Command("reader.close", "Go back", hint: "back", keys: "Esc q Enter ? C-c", in: .modal(.reader), .dismiss),
    ]

    private static let confirm = [
        Command(
            "confirm.close", "Go back and change nothing", hint: "back", keys: "Esc q C-c", in: .modal(.confirm),
            .dismiss)
    ]
}
