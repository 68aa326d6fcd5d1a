/// A frame of lines with a title, and a rectangle inside for what it holds.
public struct Panel: Widget {
    public var title: String
    /// At the right of the title's line: a count, a state.
    public var note: String
    public var isFocused: Bool

    public init(_ title: String = "", note: String = "", isFocused: Bool = false) {
        self.title = title
        self.note = note
        self.isFocused = isFocused
    }

    /// The room inside the lines.
    public func inside(_ rect: Rect) -> Rect { rect.inset(1, 1) }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        frame.fill(rect, theme[.panel])
        frame.box(rect, theme[isFocused ? .borderFocused : .border], theme.glyphs)
        var top = rect.row(0).inset(2)
        guard rect.width > 5, rect.height > 1 else { return }
        if !note.isEmpty, TextWidth.of(note) + TextWidth.of(title) + 5 <= top.width {
            let place = top.cut(right: TextWidth.of(note) + 2)
            frame.line(" " + note + " ", in: place, theme[.muted], .right, ellipsis: theme.glyphs.ellipsis)
        }
        if !title.isEmpty, top.width > 3 {
            let style = theme[isFocused ? .panelTitleFocused : .panelTitle]
            let shown = TextLayout.truncate(title, to: max(0, top.width - 2), ellipsis: theme.glyphs.ellipsis)
            frame.line(" " + shown + " ", in: top, style)
        }
    }
}

extension Frame {
    /// Lines around the edge of a rectangle.
    public mutating func box(_ rect: Rect, _ style: Style, _ glyphs: Glyphs) {
        guard rect.width > 1, rect.height > 1 else { return }
        horizontalLine(rect.row(0), style, glyphs)
        horizontalLine(rect.row(rect.height - 1), style, glyphs)
        verticalLine(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), style, glyphs)
        verticalLine(Rect(x: rect.right - 1, y: rect.y, width: 1, height: rect.height), style, glyphs)
        put(glyphs.topLeft, at: rect.origin, style)
        put(glyphs.topRight, at: Point(x: rect.right - 1, y: rect.y), style)
        put(glyphs.bottomLeft, at: Point(x: rect.x, y: rect.bottom - 1), style)
        put(glyphs.bottomRight, at: Point(x: rect.right - 1, y: rect.bottom - 1), style)
    }

    /// A line along the first row of a rectangle.
    public mutating func horizontalLine(_ rect: Rect, _ style: Style, _ glyphs: Glyphs) {
        for x in rect.x..<rect.right { put(glyphs.horizontal, at: Point(x: x, y: rect.y), style, clip: rect) }
    }

    /// A line down the first column of a rectangle.
    public mutating func verticalLine(_ rect: Rect, _ style: Style, _ glyphs: Glyphs) {
        for y in rect.y..<rect.bottom { put(glyphs.vertical, at: Point(x: rect.x, y: y), style, clip: rect) }
    }
}
