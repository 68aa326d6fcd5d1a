import Tabular

/// Commands that open pictures of the table on the screen.
enum PictureCommands {
    static let all: [Command] = [
        Command(
            "picture.chart", "Draw a chart", hint: "chart", keys: "C", in: .place(.data), when: DataCommands.isReady,
            .chart(.open)),
        Command(
            "picture.against", "See this column against another", keys: "", in: .place(.data),
            when: DataCommands.isReady
        ) { state in
            state.data.tab.map { .present(.picker(.against($0))) }
        },
        Command(
            "picture.correlations", "See what goes together: all correlations", keys: "", in: .place(.data),
            when: DataCommands.isReady, .pairs(.open)),
        Command(
            "picture.missing", "See what is missing where", keys: "", in: .place(.data), when: DataCommands.isReady,
            .missing(.open)),
        Command(
            "picture.compare", "Compare with another table: what has moved", keys: "V", in: .place(.data),
            when: DataCommands.isReady
        ) { .present(.picker(.comparison($0.data))) },
    ]

    /// Writes the picture of a modal into a file.
    static func write(_ name: String, in kind: Modal.Kind) -> Command {
        Command(
            CommandID(name + ".write"), "Write the picture as SVG or PNG", hint: "write", keys: "w", in: .modal(kind),
            action: { .present(.prompt(Prompt(.pictureFile, history: $0.histories[.pictureFile] ?? []))) })
    }
}

extension Picker {
    /// The columns that the one under the cursor can be seen against.
    static func against(_ tab: TableTab) -> Picker {
        let items = tab.schema.columns.filter { $0.name != tab.currentColumn?.name }.map {
            Item(title: $0.name, note: TypeLabel.short($0.type), action: .chart(.against($0.name)))
        }
        return Picker(
            title: "\(tab.currentColumn?.name ?? "This column") against", placeholder: "letters of its name",
            items: items)
    }

    /// The tables that the one on the screen can be compared with.
    static func comparison(_ data: DataState) -> Picker {
        // A tab that nobody has looked at yet has not been opened: its source is.
        var items = data.tabs.filter { $0.id != data.tab?.id }.map {
            Item(
                title: $0.title, note: $0.rowCount.map { Count.text($0) + " rows" } ?? "open",
                action: .drift(.compare($0.relation == nil ? .source($0.location) : .tab($0.id))))
        }
        items.append(Item(title: "A file or another table…", action: .present(.prompt(Prompt(.compareSource)))))
        return Picker(title: "What has moved since…", placeholder: "an open table's name", items: items)
    }
}
