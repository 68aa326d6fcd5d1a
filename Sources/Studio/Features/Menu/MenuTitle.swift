/// The menus of the bar, and which commands are in them.
enum MenuTitle: String, Sendable, Hashable, CaseIterable {
    case file, view, rows, columns, shape, see, query, model, help

    var text: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// Commands in their order, with `-` for a line between groups. Commands that stand in no list come after these.
    private var order: [CommandID] {
        switch self {
        case .file:
            [
                "app.open", "app.sql", "grid.save", "-", "grid.refresh", "tree.refresh", "grid.copy", "grid.copy-row",
                "-",
                "app.jobs",
                "app.stop-job", "app.stop", "-", "data.close", "app.suspend", "app.quit",
            ]
        case .view:
            [
                "place.data", "place.models", "place.runs", "-", "data.toggle-tree", "data.toggle-profile", "-",
                "data.tabs", "data.next-tab", "data.previous-tab", "-", "app.theme", "app.mouse", "app.repaint",
            ]
        case .query:
            [
                "place.sql", "-", "sql.run", "sql.run-all", "sql.explain", "sql.explain-analyze", "sql.history",
                "sql.messages", "sql.dialect", "-",
                "sql.new", "sql.open", "sql.rename", "sql.close", "-", "sql.complete", "sql.format", "sql.comment",
                "sql.external", "-", "sql.find", "sql.replace", "sql.line", "-", "sql.keys", "sql.read-only",
            ]
        case .rows:
            [
                "grid.sort-up", "grid.sort-down", "grid.add-sort-up", "grid.add-sort-down", "grid.unsort", "-",
                "grid.filter", "grid.filter-like", "grid.filter-unlike", "grid.pattern", "grid.unfilter", "-",
                "grid.search",
                "grid.next-match", "grid.previous-match", "grid.row", "-", "grid.undo", "grid.redo", "-", "grid.select",
                "grid.mark",
            ]
        case .columns:
            [
                "grid.column", "-", "grid.hide", "grid.show-all", "grid.move-left", "grid.move-right", "grid.freeze",
                "-",
                "grid.fit", "grid.fit-all", "grid.narrower", "grid.wider", "grid.fewer-digits", "grid.more-digits",
                "grid.group-digits", "-", "grid.add-column", "grid.transform", "grid.rename", "grid.cast", "grid.drop",
                "grid.keep",
            ]
        case .shape:
            [
                "grid.journal", "grid.step", "grid.replay", "-", "grid.group", "grid.pivot", "grid.unpivot", "-",
                "grid.join", "grid.append", "-", "grid.sample", "grid.distinct",
            ]
        case .see:
            ["grid.frequency", "grid.record", "grid.value", "grid.edit-value", "-", "data.profiles", "data.about"]
        case .model: ["train.open", "training.show", "-", "score.begin", "score.runs"]
        case .help: ["app.help", "app.tour", "app.palette", "-", "app.details"]
        }
    }

    /// The menu that a command is in; nil for movements and what belongs to dialogs.
    static func of(_ command: Command) -> MenuTitle? {
        if let named = placed[command.id] { return named }
        if case .modal = command.scope { return nil }
        return command.isInPalette ? guessed(command) : nil
    }

    private static let placed: [CommandID: MenuTitle] = Dictionary(
        allCases.flatMap { title in title.order.filter { $0 != "-" }.map { ($0, title) } },
        uniquingKeysWith: { first, _ in first })

    /// Where a command is looked for that no list names: by its feature, then by what it speaks of.
    private static func guessed(_ command: Command) -> MenuTitle {
        switch command.id.name.prefix(while: { $0 != "." }) {
        case "train", "training", "score", "models", "runs": return .model
        case "tree": return .file
        case "sql": return .query
        default: break
        }
        let title = command.title.lowercased()
        func speaks(of words: String...) -> Bool { words.contains { title.contains($0) } }
        if speaks(of: "export", "save", "write ", "copy") { return .file }
        if speaks(of: "chart", "profile", "describe", "compare", "frequenc", "value", "drift") { return .see }
        if speaks(of: "column", "pivot", "freeze", "wide", "narrow") { return .columns }
        if speaks(of: "row", "sort", "filter", "mark", "select", "sample", "group", "join", "append") { return .rows }
        return command.scope == .global || command.scope == .always ? .view : .see
    }

    /// The menu's lines: nil is a line between groups.
    func items(_ commands: CommandTable) -> [Command?] {
        let mine = commands.commands.filter { MenuTitle.of($0) == self }
        let others = mine.filter { MenuTitle.placed[$0.id] == nil }
        var out: [Command?] = []
        func rule() { if case .some(.some) = out.last { out.append(nil) } }
        for id in order {
            if id == "-" { rule() } else if let command = mine.first(where: { $0.id == id }) { out.append(command) }
        }
        if !others.isEmpty { rule() }
        out += others.map { $0 }
        if case .some(.none) = out.last { out.removeLast() }
        return out
    }
}
