/// A box in the middle of the screen that stands over everything, with a question and its answers.
public struct Dialog: Widget {
    public var title: String
    /// Wrapped to the width of the box.
    public var message: String
    public var buttons: [String]
    public var selected: Int
    /// `.error` and `.warning` colour the title.
    public var role: Role

    public init(
        _ title: String, message: String = "", buttons: [String] = ["OK"], selected: Int = 0, role: Role = .accent
    ) {
        self.title = title
        self.message = message
        self.buttons = buttons
        self.selected = selected
        self.role = role
    }

    /// Clears a box of at most that size in the middle and draws its border.
    /// - Returns: the room inside, for whatever a dialog of another kind holds.
    @discardableResult
    public static func open(
        _ title: String, size: Size, over frame: inout Frame, in rect: Rect, _ theme: Theme, role: Role = .accent
    ) -> Rect {
        let box = rect.centred(size)
        let shadow = Rect(x: box.x + 2, y: box.y + 1, width: box.width, height: box.height).intersection(rect)
        if theme[.shadow].background != nil { frame.restyle(shadow, theme[.shadow]) }
        frame.fill(box, theme[.dialog])
        frame.box(box, theme[.borderFocused].withoutBackground, theme.glyphs)
        if !title.isEmpty, box.width > 6 {
            let shown = TextLayout.truncate(title, to: box.width - 6, ellipsis: theme.glyphs.ellipsis)
            frame.line(" \(shown) ", in: box.row(0).inset(2), theme[role].withoutBackground.bold)
        }
        return box.width > 8 ? box.inset(2, 1) : box.inset(1, 1)
    }

    private var buttonsWidth: Int { buttons.reduce(-2) { $0 + TextWidth.of($1) + 6 } }

    private func layout(in rect: Rect) -> (size: Size, lines: [String]) {
        let longest = message.split(separator: "\n").map(TextWidth.of).max() ?? 0
        let width = min(rect.width, max(24, min(68, max(longest, TextWidth.of(title) + 2, buttonsWidth) + 6)))
        let lines = message.isEmpty ? [] : TextLayout.wrap(message, to: max(1, width - 4))
        return (Size(width: width, height: lines.count + (buttons.isEmpty ? 3 : 5)), lines)
    }

    /// Where the buttons are, for clicks.
    public func buttonPlaces(in rect: Rect) -> [Rect] {
        let inside = rect.centred(layout(in: rect).size).inset(2, 1)
        var x = inside.right - buttonsWidth
        return buttons.map { button in
            let width = TextWidth.of(button) + 4
            defer { x += width + 2 }
            return Rect(x: x, y: inside.bottom - 1, width: width, height: 1)
        }
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let (size, lines) = layout(in: rect)
        var inside = Dialog.open(title, size: size, over: &frame, in: rect, theme, role: role)
        let places = buttonPlaces(in: rect)
        _ = inside.cut(bottom: buttons.isEmpty ? 0 : 1)
        for (i, line) in lines.prefix(max(0, inside.height - 1)).enumerated() {
            frame.put(line, at: Point(x: inside.x, y: inside.y + 1 + i), .plain, clip: inside)
        }
        for (i, place) in places.enumerated() {
            let style = theme[i == selected ? .buttonFocused : .button]
            frame.fill(place.intersection(rect), style)
            frame.line(buttons[i], in: place.intersection(rect), style, .center)
        }
    }
}
