/// One line of a list.
public struct ListItem: Sendable, Hashable {
    public var text: StyledText
    /// At the right, in a quieter style: a count, a key, a type.
    public var note: String
    /// A heading or a rule that cannot be chosen.
    public var isHeading: Bool

    public init(_ text: StyledText, note: String = "", isHeading: Bool = false) {
        self.text = text
        self.note = note
        self.isHeading = isHeading
    }

    public init(_ text: String, note: String = "", isHeading: Bool = false) {
        self.init(StyledText(text), note: note, isHeading: isHeading)
    }
}

/// Lines one under another, one of them selected.
public struct ListView: Widget {
    public var items: [ListItem]
    public var selected: Int?
    /// The first item in sight; it moves by itself when the selected one would be out of sight.
    public var first: Int
    public var isFocused: Bool
    /// Said when there is nothing to list.
    public var empty: String

    public init(_ items: [ListItem], selected: Int? = nil, first: Int = 0, isFocused: Bool = true, empty: String = "") {
        self.items = items
        self.selected = selected
        self.first = first
        self.isFocused = isFocused
        self.empty = empty
    }

    /// The first item that will be in sight in so many rows.
    public func offset(rows: Int) -> Int {
        Scrolling.offset(first: first, selected: selected ?? first, count: items.count, room: rows)
    }

    /// The item under a point, for clicks.
    public func item(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point) else { return nil }
        let i = offset(rows: rect.height) + point.y - rect.y
        return items.indices.contains(i) ? i : nil
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard !items.isEmpty else {
            EmptyNote(empty).draw(into: &frame, in: rect, theme: theme)
            return
        }
        let start = offset(rows: rect.height)
        var room = rect
        if items.count > rect.height { _ = room.cut(right: 1) }
        for y in 0..<min(rect.height, items.count - start) {
            draw(items[start + y], isSelected: start + y == selected, into: &frame, in: room.row(y), theme)
        }
        ScrollBar(first: start, room: rect.height, count: items.count).draw(into: &frame, in: rect, theme: theme)
    }

    private func draw(_ item: ListItem, isSelected: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        if isSelected { frame.fill(rect, theme[isFocused ? .selection : .selectionInactive]) }
        var room = rect.inset(1)
        let noteWidth = TextWidth.of(item.note)
        if noteWidth > 0, noteWidth + 6 <= room.width {
            let place = room.cut(right: noteWidth)
            frame.line(item.note, in: place, isSelected ? .plain : theme[.muted].withoutBackground)
            _ = room.cut(right: 1)
        }
        let over: Style = item.isHeading ? theme[.muted].withoutBackground : .plain
        let text = item.isHeading ? StyledText(item.text.spans.map { .init($0.text, over) }) : item.text
        frame.line(text, in: room, ellipsis: theme.glyphs.ellipsis)
    }
}

/// A quiet sentence in the middle of an empty place.
public struct EmptyNote: Widget {
    public var text: String
    public init(_ text: String) { self.text = text }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let lines = TextLayout.wrap(text, to: max(1, rect.width - 4)).prefix(rect.height)
        let top = max(0, (rect.height - lines.count) / 3)
        for (i, line) in lines.enumerated() {
            frame.line(line, in: rect.row(top + i), theme[.muted].withoutBackground, .center)
        }
    }
}
