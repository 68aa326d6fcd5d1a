import Screen
import Shaping
import Tabular

/// What can happen in the view of a nested value.
enum ValueTreeAction: Sendable, Equatable {
    case move(Int)
    case moveTo(Int)
    /// Folds or unfolds the line under the cursor.
    case toggle
    case fold(Bool)
    case foldAll(Bool)
}

/// A nested value or JSON text, as a tree that folds.
struct ValueTree: Sendable, Equatable {
    var title: String
    var tree: JSONTree
    /// The JSON text.
    var text: String
    var cursor = 0
    var top = 0
}

/// Fetches a nested value as JSON, and shows it.
struct ShowValue: Work {
    var title: String
    var column: Column
    var row: Int
    var relation: Relation

    func run(_ context: EffectContext) async throws -> Action? {
        let name = "json of " + column.name
        var relation = relation
        relation.layers += relation.filters.map { .filter($0) }
        relation.layers.append(.add(name: name, expression: "to_json(\(SQL.identifier(column.name)))"))
        relation.filters = []
        let found = relation
        let page = try await context.withConnection(.browse) { try await $0.rows([row], of: found, columns: [name]) }
        guard let text = page.rows.first?.first?.text, let tree = JSONTree(text) else { return nil }
        return .present(.valueTree(ValueTree(title: title, tree: tree, text: text)))
    }
}

extension AppState {
    mutating func reduceValueTree(_ action: ValueTreeAction) -> [Effect] {
        let height = max(1, ChromeLayout(size).body.height - 2)
        return updateModal(.valueTree) { modal in
            guard case .valueTree(var view) = modal else { return [] }
            view.reduce(action, height: height)
            modal = .valueTree(view)
            return []
        }
    }
}

extension ValueTree {
    mutating func reduce(_ action: ValueTreeAction, height: Int) {
        let lines = tree.lines
        switch action {
        case .move(let step): cursor += step
        case .moveTo(let line): cursor = line
        case .toggle:
            if lines.indices.contains(cursor) { setFolded(lines[cursor], !tree.folded.contains(lines[cursor].path)) }
        case .fold(let isFolded): if lines.indices.contains(cursor) { fold(lines, isFolded) }
        case .foldAll(let isFolded): if isFolded { tree.foldAll() } else { tree.unfoldAll() }
        }
        cursor = max(0, min(cursor, tree.lines.count - 1))
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
    }

    private mutating func setFolded(_ line: JSONTree.Line, _ isFolded: Bool) {
        guard line.count != nil else { return }
        if isFolded { tree.folded.insert(line.path) } else { tree.folded.remove(line.path) }
    }

    /// Folding a plain value goes to what it is part of.
    private mutating func fold(_ lines: [JSONTree.Line], _ isFolded: Bool) {
        let line = lines[cursor]
        if isFolded, line.count == nil || tree.folded.contains(line.path) {
            cursor = lines[..<cursor].lastIndex { $0.depth < line.depth } ?? 0
        } else {
            setFolded(line, isFolded)
        }
    }
}

extension ValueTree: ModalFeature {
    var modal: Modal { .valueTree(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard case .mouse(let event) = key else { return [] }
        let height = max(1, ChromeLayout(state.size).body.height - 2)
        switch event.action {
        case .wheelDown: reduce(.move(3), height: height)
        case .wheelUp: reduce(.move(-3), height: height)
        default: break
        }
        return []
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let lines = tree.lines
        let size = Size(width: min(body.width, 90), height: min(body.height, lines.count + 2))
        let inside = frame.openBox(title, size: size, in: body, theme)
        let first = max(0, min(top, lines.count - inside.height))
        for (y, line) in lines[first...].prefix(inside.height).enumerated() {
            var room = inside.row(y)
            if first + y == cursor { frame.fill(room, theme[.selection]) }
            _ = room.cut(left: min(room.width, line.depth * 2))
            let mark =
                line.count == nil
                ? "  " : (tree.folded.contains(line.path) ? theme.glyphs.closed : theme.glyphs.open) + " "
            var text = StyledText(mark, theme[.muted].withoutBackground)
            if !line.label.isEmpty { text.append(line.label + ": ", theme[.key].withoutBackground) }
            text.append(line.text, theme[line.count == nil ? .text : .faint].withoutBackground)
            frame.line(text, in: room, ellipsis: theme.glyphs.ellipsis)
        }
        if lines.count > inside.height {
            let edge = Rect(x: inside.right + 1, y: inside.y, width: 1, height: inside.height)
            ScrollBar(first: first, room: inside.height, count: lines.count).draw(into: &frame, in: edge, theme: theme)
        }
    }

    static let commands: [Command] = [
        tree("close", "Go back", hint: "back", keys: "Esc q C-c", .dismiss),
        tree("toggle", "Fold or unfold", hint: "fold", keys: "Enter Space", .valueTree(.toggle)),
        tree("unfold", "Unfold", keys: "l Right", .valueTree(.fold(false))),
        tree("fold", "Fold, or go to what it is part of", keys: "h Left", .valueTree(.fold(true))),
        tree("unfold-all", "Unfold everything", hint: "all", keys: "E", .valueTree(.foldAll(false))),
        tree("fold-all", "Fold everything", keys: "C", .valueTree(.foldAll(true))),
        tree("down", "Down", keys: "j Down", .valueTree(.move(1))),
        tree("up", "Up", keys: "k Up", .valueTree(.move(-1))),
        tree("page-down", "A page down", keys: "PgDn C-d C-f", .valueTree(.move(15))),
        tree("page-up", "A page up", keys: "PgUp C-u C-b", .valueTree(.move(-15))),
        tree("first", "To the first line", keys: "g Home", .valueTree(.moveTo(0))),
        tree("last", "To the last line", keys: "G End", .valueTree(.moveTo(.max / 2))),
        Command("value-tree.copy", "Copy the value as JSON", hint: "copy", keys: "y", in: .modal(.valueTree)) { state in
            guard case .valueTree(let view)? = state.modals.last else { return nil }
            return .copy(view.text, what: "the value")
        },
    ]

    private static func tree(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: Action)
        -> Command
    {
        Command(CommandID("value-tree." + name), title, hint: hint, keys: keys, in: .modal(.valueTree), action)
    }
}
