import Shaping
import Tabular

/// Commands that do steps. Most open the step's text, made for the column under the cursor: what it is can be read,
/// mended and learned.
enum ShapeCommands {
    static let all: [Command] = [
        shape("journal", "Show the journal of steps", hint: "steps", keys: "L") {
            .present(.journal(Journal(tab: $0)))
        },
        shape("save", "Save, export or copy", hint: "save", keys: "w") { .present(.picker(.save($0))) },
        Command(
            "grid.frequency", "Count the values of this column", hint: "count", keys: "F", in: .pane(.grid),
            when: DataCommands.isReady
        ) { state in state.data.tab?.currentColumn.map { .data(.frequency(of: [$0.name])) } },
        shape("add-column", "Add a column by an expression", keys: "a") { _ in .present(.prompt(Prompt(.addColumn))) },
        shape("transform", "Transform this column", keys: "T") { tab in
            tab.currentColumn.map { .present(.picker(.transformations(of: $0, in: tab))) }
        },
        shape("group", "Group and aggregate", keys: "A") { Self.derive(StepText.group($0)) },
        shape("pivot", "Make the values of this column columns (pivot)", keys: "W") { Self.derive(StepText.pivot($0)) },
        shape("unpivot", "Make columns rows (unpivot)", keys: "U") { Self.derive(StepText.unpivot($0)) },
        Command("grid.join", "Join with another table", keys: "M", in: .pane(.grid), when: DataCommands.isReady) {
            state in
            .present(.picker(.otherTables(state, title: "Join with", ProposeJoin.action)))
        },
        Command(
            "grid.append", "Append the rows of another table", keys: "+", in: .pane(.grid), when: DataCommands.isReady
        ) { state in
            .present(.picker(.otherTables(state, title: "Append") { _, other, _ in Self.prompt("append \(other)") }))
        },
        shape("sample", "Take a sample of the rows", keys: "R") { _ in Self.prompt("sample 10000 rows seed 42") },
        shape("distinct", "Drop duplicate rows", keys: "D") { tab in
            Self.prompt("distinct")
        },
        shape("rename", "Rename this column", keys: "z+r") { tab in
            tab.currentColumn.map { Self.prompt("rename \(Step.word($0.name)) to ") }
        },
        shape("cast", "Change this column's type", keys: "z+c") { tab in
            tab.currentColumn.map { Self.prompt("cast \(Step.word($0.name)) to ") }
        },
        shape("drop", "Drop this column", keys: "z+x") { tab in
            tab.currentColumn.map { .data(.step(.drop([$0.name]))) }
        },
        shape("keep", "Keep only the columns that are shown, in this order", keys: "z+k") { tab in
            .data(.step(.keep(tab.schema.names)))
        },
        shape("pattern", "Only rows whose value here matches a pattern", keys: "~") { _ in
            .present(.prompt(Prompt(.pattern)))
        },
        shape("step", "Do a step that is typed", keys: "z+s") { _ in .present(.prompt(Prompt(.step))) },
        shape("replay", "Run a script of steps on this table", keys: "") { _ in .present(.prompt(Prompt(.replay))) },
        shape("search-back", "Search for text backwards", keys: "M-/") { _ in .present(.prompt(Prompt(.searchBack))) },
    ]

    private static func shape(
        _ name: String, _ title: String, hint: String? = nil, keys: String,
        action: @escaping @Sendable (TableTab) -> Action?
    ) -> Command {
        Command(CommandID("grid." + name), title, hint: hint, keys: keys, in: .pane(.grid), when: DataCommands.isReady)
        {
            $0.data.tab.flatMap(action)
        }
    }

    static func prompt(_ text: String) -> Action { .present(.prompt(Prompt(.step, text: text))) }

    /// What makes another table opens as a tab of its own.
    private static func derive(_ text: String) -> Action {
        var prompt = Prompt(.step, text: text)
        prompt.place = .ownTab
        return .present(.prompt(prompt))
    }
}

/// Steps proposed for the table on the screen, as text.
enum StepText {
    static func group(_ tab: TableTab) -> String {
        guard let column = tab.currentColumn else { return "group " }
        let name = Step.word(column.name)
        let number = tab.schema.columns.first { $0.type.isNumeric && $0.name != column.name }
        let mean = number.map { ", avg(\(quoted($0.name))) as \(Step.word("mean_" + $0.name))" } ?? ""
        return "group \(name): count(*) as rows\(mean)"
    }

    static func pivot(_ tab: TableTab) -> String {
        guard let column = tab.currentColumn else { return "pivot " }
        let other =
            tab.schema.columns.first { !$0.type.isNumeric && $0.name != column.name }
            ?? tab.schema.columns.first { $0.name != column.name }
        return "pivot \(Step.word(column.name)) by \(other.map { Step.word($0.name) } ?? ""): count(*)"
    }

    /// The columns of the cursor's kind, which belong together more often than not.
    static func unpivot(_ tab: TableTab) -> String {
        guard let column = tab.currentColumn else { return "unpivot " }
        let alike = tab.schema.columns.filter { $0.type.name == column.type.name }.map { Step.word($0.name) }
        return "unpivot \(alike.joined(separator: ", ")) into name, value"
    }

    /// A name in an expression.
    static func quoted(_ name: String) -> String { SQL.identifier(name) }
}
