extension CommandTable {
    /// The page of all keys, in Markdown.
    var markdown: String {
        var lines = [
            "# Keys", "",
            "Every command, by where its keys work. `:` or `Ctrl-P` lists the commands of the moment, `?` shows the keys of",
            "the pane. The program writes this page from its table of commands: `atelier reference`.",
        ]
        for (title, scope) in Self.sections {
            let group = commands.filter { $0.scope == scope }
            guard !group.isEmpty else { continue }
            lines += ["", "## " + title, "", "| Keys | Command | Name |", "| --- | --- | --- |"]
            lines += group.map { command in
                let keys = command.keys.map { "`" + KeyText.of($0).replacing("|", with: "\\|") + "`" }.joined(
                    separator: " ")
                return "| \(keys) | \(command.title) | \(command.id) |"
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static var sections: [(String, CommandScope)] {
        [("Everywhere", .always), ("In every place", .global)]
            + Place.allCases.map { ("The \($0.title) place", .place($0)) }
            + [
                ("The text of a script", .editor), ("The grid", .pane(.grid)), ("The sources tree", .pane(.tree)),
                ("The column's profile", .pane(.profile)),
            ]
            + Modal.Kind.allCases.map { ($0.heading, .modal($0)) }
    }
}

extension Modal.Kind {
    fileprivate var heading: String {
        switch self {
        case .plan: "The plan of a statement"
        case .prompt: "A prompt"
        case .picker: "A list to choose from, such as the palette"
        case .reader: "A page to read, such as the help"
        case .confirm: "A question"
        case .record: "The record view"
        case .profiles: "The profile of all columns"
        case .readings: "How a table is read"
        case .inspect: "The profile of one column"
        case .jobs: "The list of jobs"
        case .train: "The train wizard"
        case .training: "A training"
        case .score: "The score wizard"
        case .scoreRun: "A scoring"
        case .modelDetails: "A model's card"
        case .menu: "The menus"
        case .tour: "The tour"
        case .valueTree: "A nested value"
        case .journal: "The journal of steps"
        case .columnList: "The list of columns"
        case .chart: "The chart place"
        case .pairs: "The correlations"
        case .missing: "The missing values"
        case .drift: "Two tables compared"
        }
    }
}
