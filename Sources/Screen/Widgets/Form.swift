/// One line of a form: a label, a value, and a word about it.
public struct FormRow: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
        /// Something being typed.
        case field(TextEdit, placeholder: String)
        /// One of several, changed with Left and Right.
        case choice(String)
        case toggle(Bool)
        /// Only to be read.
        case fixed(String)
    }

    public var label: String
    public var value: Value
    /// At the right, quiet: a reason, a unit.
    public var note: String
    /// The role of the note: `.error` when the value will not do.
    public var noteRole: Role

    public init(_ label: String, _ value: Value, note: String = "", noteRole: Role = .muted) {
        self.label = label
        self.value = value
        self.note = note
        self.noteRole = noteRole
    }
}

/// Rows of labels and values, one of them being changed.
public struct Form: Widget {
    public var rows: [FormRow]
    public var selected: Int?
    public var first: Int
    /// Columns of the values; by default what is left, at most 32.
    public var valueWidth: Int?

    public init(_ rows: [FormRow], selected: Int? = nil, first: Int = 0, valueWidth: Int? = nil) {
        self.rows = rows
        self.selected = selected
        self.first = first
        self.valueWidth = valueWidth
    }

    /// The row under a point.
    public func row(at point: Point, in rect: Rect) -> Int? {
        guard rect.contains(point) else { return nil }
        let i = offset(rect.height) + point.y - rect.y
        return rows.indices.contains(i) ? i : nil
    }

    private func offset(_ room: Int) -> Int {
        Scrolling.offset(first: first, selected: selected ?? first, count: rows.count, room: room)
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let start = offset(rect.height)
        let labels = min(rect.width / 2, (rows.map { TextWidth.of($0.label) }.max() ?? 0) + 4)
        for y in 0..<min(rect.height, rows.count - start) {
            let i = start + y
            var line = rect.row(y)
            let label = line.cut(left: labels)
            let isSelected = i == selected
            if isSelected {
                frame.put(theme.glyphs.pointer, at: label.origin, theme[.accent].withoutBackground, clip: label)
            }
            var words = label
            _ = words.cut(left: 2)
            frame.line(
                rows[i].label, in: words, theme[isSelected ? .strong : .muted].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
            let value = line.cut(left: min(valueWidth ?? 32, line.width))
            draw(rows[i].value, isSelected, into: &frame, in: value, theme)
            _ = line.cut(left: 2)
            frame.line(
                rows[i].note, in: line, theme[rows[i].noteRole].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func draw(
        _ value: FormRow.Value, _ isSelected: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        switch value {
        case .field(let edit, let placeholder):
            frame.fill(rect, theme[isSelected ? .fieldFocused : .field])
            TextField(edit, placeholder: placeholder, isFocused: isSelected).draw(
                into: &frame, in: rect.inset(2), theme: theme)
        case .choice(let text):
            let style = theme[isSelected ? .fieldFocused : .field]
            frame.fill(rect, style)
            if isSelected, rect.width > 4 {
                frame.line(theme.glyphs.arrowLeft, in: rect, theme[.accent].withoutBackground)
                frame.line(theme.glyphs.arrowRight, in: rect, theme[.accent].withoutBackground, .right)
            }
            frame.line(text, in: rect.inset(2), style.withoutBackground, ellipsis: theme.glyphs.ellipsis)
        case .toggle(let on):
            let box = on ? theme.glyphs.checkedBox : theme.glyphs.emptyBox
            frame.line(box, in: rect.inset(2), on ? theme[.accent].withoutBackground : theme[.muted].withoutBackground)
        case .fixed(let text):
            frame.line(text, in: rect.inset(2), .plain, ellipsis: theme.glyphs.ellipsis)
        }
    }
}
