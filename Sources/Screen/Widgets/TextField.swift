/// A one-line field that shows a `TextEdit`, scrolled so that the cursor is in sight.
public struct TextField: Widget {
    public var edit: TextEdit
    public var placeholder: String
    public var isFocused: Bool
    /// Shown before the text: `/`, `:`.
    public var prompt: String

    public init(_ edit: TextEdit, placeholder: String = "", prompt: String = "", isFocused: Bool = true) {
        self.edit = edit
        self.placeholder = placeholder
        self.prompt = prompt
        self.isFocused = isFocused
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var room = rect.row(0)
        let style = theme[isFocused ? .fieldFocused : .field]
        frame.fill(room, style)
        if !prompt.isEmpty {
            let width = frame.put(prompt, at: room.origin, theme[.accent].withoutBackground, clip: room)
            _ = room.cut(left: width)
        }
        guard !room.isEmpty else { return }
        if edit.isEmpty, !placeholder.isEmpty {
            frame.line(placeholder, in: room, theme[.placeholder].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
        let before = TextWidth.of(edit.beforeCursor)
        // One column stays free for the cursor at the end.
        let hidden = isFocused ? max(0, before - (room.width - 1)) : 0
        frame.put(edit.text, at: Point(x: room.x - hidden, y: room.y), style, clip: room)
        if hidden > 0 { frame.line(theme.glyphs.ellipsis, in: room, theme[.muted].withoutBackground) }
        if isFocused { frame.cursor = Point(x: room.x + before - hidden, y: room.y) }
    }

    /// The character under a column of the field, for clicks.
    public func position(at point: Point, in rect: Rect) -> Int {
        let width = rect.width - TextWidth.of(prompt)
        let hidden = isFocused ? max(0, TextWidth.of(edit.beforeCursor) - (width - 1)) : 0
        let wanted = point.x - rect.x - TextWidth.of(prompt) + hidden
        var column = 0
        for (i, character) in edit.text.enumerated() {
            column += TextWidth.of(String(character))
            if column > wanted { return i }
        }
        return edit.text.count
    }
}
