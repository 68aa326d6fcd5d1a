/// The steps of a wizard in a line: `1 Model › 2 Columns › 3 Destination › 4 Review`.
public struct StepStrip: Widget {
    public var steps: [String]
    public var current: Int

    public init(_ steps: [String], current: Int) {
        self.steps = steps
        self.current = current
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var text = StyledText()
        for (i, step) in steps.enumerated() {
            if i > 0 { text.append(" \(theme.glyphs.separator) ", theme[.faint].withoutBackground) }
            let role: Role = i == current ? .stepActive : i < current ? .stepDone : .step
            let mark = i < current ? theme.glyphs.check : "\(i + 1)"
            text.append("\(mark) \(step)", theme[role])
        }
        if text.width > rect.width, steps.indices.contains(current) {
            // No room for all: where we are is what counts.
            text = StyledText("\(current + 1)/\(steps.count) \(steps[current])", theme[.stepActive])
        }
        frame.line(text, in: rect, ellipsis: theme.glyphs.ellipsis)
    }
}

/// Places side by side, one of them current: the tabs of the top line or of a pane.
public struct TabStrip: Widget {
    public struct Tab: Sendable, Hashable {
        public var title: String
        /// The key that goes there, shown before the title.
        public var key: String

        public init(_ title: String, key: String = "") {
            self.title = title
            self.key = key
        }
    }

    public var tabs: [Tab]
    public var current: Int

    public init(_ tabs: [Tab], current: Int) {
        self.tabs = tabs
        self.current = current
    }

    private func label(_ tab: Tab, short: Bool) -> String {
        if short, !tab.key.isEmpty { return " \(tab.key) " }
        return tab.key.isEmpty ? " \(tab.title) " : " \(tab.key) \(tab.title) "
    }

    /// Where each tab is drawn, for clicks. Where there is no room, only the current one keeps its title.
    public func places(in rect: Rect) -> [Rect] {
        let full = tabs.reduce(0) { $0 + TextWidth.of(label($1, short: false)) }
        var x = rect.x
        return tabs.enumerated().map { i, tab in
            let width = TextWidth.of(label(tab, short: full > rect.width && i != current))
            defer { x += width }
            return Rect(x: x, y: rect.y, width: width, height: 1).intersection(rect)
        }
    }

    /// The tab under a point.
    public func tab(at point: Point, in rect: Rect) -> Int? { places(in: rect).firstIndex { $0.contains(point) } }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        for (i, place) in places(in: rect).enumerated() where !place.isEmpty {
            let full = label(tabs[i], short: false)
            let text = TextWidth.of(full) <= place.width ? full : label(tabs[i], short: true)
            frame.line(
                text, in: place, theme[i == current ? .titleBarActive : .titleBar], ellipsis: theme.glyphs.ellipsis)
            if i != current, !tabs[i].key.isEmpty {
                frame.restyle(
                    Rect(x: place.x + 1, y: place.y, width: TextWidth.of(tabs[i].key), height: 1), theme[.titleBarMuted]
                )
            }
        }
    }
}

/// The keys that matter here, most important first; those that do not fit are left out whole.
public struct KeyHints: Widget {
    public struct Hint: Sendable, Hashable {
        public var key: String
        public var meaning: String

        public init(_ key: String, _ meaning: String) {
            self.key = key
            self.meaning = meaning
        }
    }

    public var hints: [Hint]

    public init(_ hints: [Hint]) { self.hints = hints }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        frame.fill(rect.row(0), theme[.statusBar])
        var room = rect.row(0).inset(1)
        for hint in hints {
            let width = TextWidth.of(hint.key) + 1 + TextWidth.of(hint.meaning)
            guard width <= room.width else { break }
            frame.put(hint.key, at: room.origin, theme[.key].withoutBackground, clip: room)
            _ = room.cut(left: TextWidth.of(hint.key) + 1)
            frame.put(hint.meaning, at: room.origin, theme[.keyHint].withoutBackground, clip: room)
            _ = room.cut(left: TextWidth.of(hint.meaning) + 2)
        }
    }
}
