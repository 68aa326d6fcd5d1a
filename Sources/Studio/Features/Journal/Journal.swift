import Screen
import Shaping
import Tabular

/// What can happen in the journal.
enum JournalAction: Sendable, Equatable {
    case move(Int)
    case moveTo(Int)
    /// Opens the chosen step's text for editing.
    case edit
    /// Opens a new step's text, to stand behind the chosen one.
    case insert
    case remove
    /// Moves the chosen step towards the end or the beginning.
    case shift(Int)
}

/// The steps of the table on the screen, from its source on: each can be edited, removed, moved and undone.
struct Journal: Sendable, Equatable {
    let tab: Int
    /// The chosen line: 0 is the source, 1 the first step.
    var cursor: Int
    /// Why the last change could not be.
    var problem: Message?

    init(tab: TableTab) {
        self.tab = tab.id
        cursor = tab.view.chain.steps.count
    }
}

extension AppState {
    mutating func reduceJournal(_ action: JournalAction) -> [Effect] {
        guard let tab = data.tab else { return [] }
        let chain = tab.view.chain
        return updateModal(.journal) { modal in
            guard case .journal(var journal) = modal else { return [] }
            defer { modal = .journal(journal) }
            return journal.reduce(action, chain)
        }
    }
}

extension Journal {
    mutating func reduce(_ action: JournalAction, _ chain: Chain) -> [Effect] {
        let count = chain.steps.count
        cursor = min(cursor, count)
        let step = cursor - 1
        problem = nil
        switch action {
        case .move(let by): cursor = max(0, min(cursor + by, count))
        case .moveTo(let line): cursor = max(0, min(line, count))
        case .edit:
            guard chain.steps.indices.contains(step) else { return [] }
            var prompt = Prompt(.step, text: chain.steps[step].description)
            prompt.place = .replacing(step)
            return [.action(.present(.prompt(prompt)))]
        case .insert:
            var prompt = Prompt(.step)
            prompt.place = .before(cursor)
            return [.action(.present(.prompt(prompt)))]
        case .remove:
            guard chain.steps.indices.contains(step) else { return [] }
            var changed = chain
            changed.steps.remove(at: step)
            cursor = min(cursor, changed.steps.count)
            return [.action(.data(.chain(changed)))]
        case .shift(let by):
            guard chain.steps.indices.contains(step), chain.steps.indices.contains(step + by) else { return [] }
            var changed = chain
            changed.steps.swapAt(step, step + by)
            cursor += by
            return [.action(.data(.chain(changed)))]
        }
        return []
    }
}

extension Journal: ModalFeature {
    var modal: Modal { .journal(self) }
    var awaitsSteps: Bool { true }
    var closesWhenTaken: Bool { false }

    mutating func refuse(_ problem: Problem) { self.problem = Message(problem) }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        guard let tab = state.data.tab, tab.id == self.tab, let table = tab.table else { return }
        let steps = tab.view.chain.steps
        let body = ChromeLayout(frame.size).body
        let size = Size(width: min(body.width, 100), height: min(body.height, max(10, steps.count + 9)))
        var inside = frame.openBox("Journal of \(tab.title)", size: size, in: body, theme)
        let note = inside.cut(bottom: min(2, inside.height / 3))
        let statement = inside.cut(bottom: min(4, inside.height / 3))
        drawSteps(table, tab.view, into: &frame, in: inside, theme)
        drawStatement(tab, table, into: &frame, in: statement, theme)
        let text = problem.map { [$0.text, $0.hint].filter { !$0.isEmpty }.joined(separator: " · ") }
        let line = text ?? (tab.isShaping ? "working… Ctrl-C stops" : summary(tab))
        for (y, part) in TextLayout.wrap(line, to: max(1, note.width)).prefix(note.height).enumerated() {
            frame.line(part, in: note.row(y), theme[problem == nil ? .muted : .error].withoutBackground)
        }
    }

    private func summary(_ tab: TableTab) -> String {
        var parts = [
            Count.of(tab.view.chain.steps.count, "step"),
            tab.rowCount.map { Count.of($0, "row") } ?? "rows being counted",
        ]
        if !tab.undo.isEmpty { parts.append("u undoes") }
        if !tab.redo.isEmpty { parts.append("Ctrl-R redoes") }
        return parts.joined(separator: " · ")
    }

    private func drawSteps(
        _ table: OpenedTable, _ view: TableView, into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        let lines = ["from " + table.location.arguments.joined(separator: " ")] + view.chain.steps.map(\.description)
        let chosen = min(cursor, lines.count - 1)
        let first = Scrolling.offset(first: 0, selected: chosen, count: lines.count, room: max(1, rect.height))
        for index in first..<min(lines.count, first + rect.height) {
            var line = rect.row(index - first)
            if index == chosen { frame.fill(line, theme[.selection]) }
            frame.line(
                index == 0 ? "" : String(index), in: line.cut(left: 3), theme[.rowNumber].withoutBackground, .right)
            _ = line.cut(left: 1)
            let text = lines[index].replacing("\n", with: " ")
            let verb = String(text.prefix { $0.isLetter })
            var styled = StyledText(verb, theme[.key].withoutBackground)
            styled.append(String(text.dropFirst(verb.count)), theme[index == 0 ? .muted : .text].withoutBackground)
            frame.line(styled, in: line, ellipsis: theme.glyphs.ellipsis)
        }
    }

    /// The SQL of the chosen step over what stands before it.
    private func drawStatement(
        _ tab: TableTab, _ table: OpenedTable, into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        guard rect.height > 1 else { return }
        let chain = tab.view.chain
        let index = min(cursor, chain.steps.count) - 1
        let sql =
            index < 0
            ? "FROM \(table.relation.source)" : chain.steps[index].sql(from: index == 0 ? "source" : "step\(index)")
        var room = rect
        _ = room.cut(top: 1)
        let lines = TextLayout.wrap(tab.readable(sql).replacing("\n", with: " "), to: max(1, room.width))
        for (y, part) in lines.prefix(room.height).enumerated() {
            frame.line(part, in: room.row(y), theme[.sqlLine].withoutBackground)
        }
    }

    static let commands: [Command] = [
        journal("close", "Go back", hint: "back", keys: "Esc q L C-c", .dismiss),
        journal("edit", "Edit the step", hint: "edit", keys: "Enter e", .journal(.edit)),
        journal("insert", "A step more, behind this one", hint: "new", keys: "a o", .journal(.insert)),
        journal("remove", "Take the step away", hint: "remove", keys: "d x Delete", .journal(.remove)),
        journal("later", "Do the step later", hint: "move", keys: "J S-Down", .journal(.shift(1))),
        journal("sooner", "Do the step sooner", keys: "K S-Up", .journal(.shift(-1))),
        journal("undo", "Undo", hint: "undo", keys: "u", .data(.undo)),
        journal("redo", "Redo", keys: "C-r", .data(.redo)),
        Command(
            "journal.save", "Save what the steps make, or the steps", hint: "save", keys: "w", in: .modal(.journal)
        ) { state in state.data.tab.map { .present(.picker(.save($0))) } },
        Command("journal.copy", "Copy the whole statement", keys: "y", in: .modal(.journal)) { state in
            state.data.tab?.statement.map { .copy($0, what: "the statement") }
        },
        journal("down", "Down", keys: "j Down", .journal(.move(1))),
        journal("up", "Up", keys: "k Up", .journal(.move(-1))),
        journal("first", "To the source", keys: "g Home", .journal(.moveTo(0))),
        journal("last", "To the last step", keys: "G End", .journal(.moveTo(.max / 2))),
    ]

    private static func journal(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("journal." + name), title, hint: hint, keys: keys, in: .modal(.journal), action)
    }
}
