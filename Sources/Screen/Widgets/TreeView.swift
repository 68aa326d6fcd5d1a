/// A line of a tree, as it is seen: closed branches leave their inside out.
public struct TreeRow: Sendable, Hashable {
    /// How deep it lies, from 0.
    public var depth: Int
    public var text: StyledText
    public var note: String
    /// nil for a leaf; else whether the branch is open.
    public var isOpen: Bool?

    public init(depth: Int, _ text: StyledText, note: String = "", isOpen: Bool? = nil) {
        self.depth = depth
        self.text = text
        self.note = note
        self.isOpen = isOpen
    }
}

/// Branches and leaves, one line each.
public struct TreeView: Widget {
    public var rows: [TreeRow]
    public var selected: Int?
    public var first: Int
    public var isFocused: Bool
    public var empty: String

    public init(_ rows: [TreeRow], selected: Int? = nil, first: Int = 0, isFocused: Bool = true, empty: String = "") {
        self.rows = rows
        self.selected = selected
        self.first = first
        self.isFocused = isFocused
        self.empty = empty
    }

    /// The row under a point, for clicks.
    public func row(at point: Point, in rect: Rect) -> Int? { list(.builtIn).item(at: point, in: rect) }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        list(theme).draw(into: &frame, in: rect, theme: theme)
    }

    private func list(_ theme: Theme) -> ListView {
        let items = rows.map { row in
            var text = StyledText(String(repeating: "  ", count: row.depth))
            let mark = row.isOpen.map { $0 ? theme.glyphs.open : theme.glyphs.closed } ?? " "
            text.append(mark + " ", theme[.muted].withoutBackground)
            return ListItem(text + row.text, note: row.note)
        }
        return ListView(items, selected: selected, first: first, isFocused: isFocused, empty: empty)
    }
}
