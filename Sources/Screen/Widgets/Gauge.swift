/// How far work has come, with words over or beside it.
public struct Gauge: Widget {
    /// From 0 to 1; nil when nobody knows, which draws a moving piece.
    public var share: Double?
    /// At the right: `12,000 of 336,776 rows`.
    public var label: String
    /// Turns the moving piece; any number that goes up.
    public var tick: Int

    public init(_ share: Double?, label: String = "", tick: Int = 0) {
        self.share = share
        self.label = label
        self.tick = tick
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var room = rect.row(0)
        let percent = share.map { " " + String(Int((min(1, max(0, $0)) * 100).rounded(.down))) + "%" } ?? ""
        let words = label.isEmpty ? percent : percent + "  " + label
        let width = max(percent.isEmpty ? 0 : 5, TextWidth.of(words))
        if width > 0, room.width > 12 {
            let place = room.cut(right: min(width + 1, room.width - 10))
            frame.line(words, in: place, .plain, ellipsis: theme.glyphs.ellipsis)
        }
        guard !room.isEmpty else { return }
        let (from, to) = done(room.width)
        for x in 0..<room.width {
            let isDone = 2 * x + 1 >= from && 2 * x < to
            let isTip = isDone && 2 * x + 1 == to && theme.glyphs.gaugeTip != nil
            let glyph =
                isTip
                ? theme.glyphs.gaugeTip ?? theme.glyphs.gaugeDone
                : isDone ? theme.glyphs.gaugeDone : theme.glyphs.gaugeLeft
            let style = theme[isDone ? .gauge : .gaugeTrack].withoutBackground
            frame.put(glyph, at: Point(x: room.x + x, y: room.y), style, clip: room)
        }
    }

    /// The done part of a line of so many columns, in half columns.
    private func done(_ width: Int) -> (from: Int, to: Int) {
        if let share {
            let halves = Int((min(1, max(0, share)) * Double(2 * width)).rounded())
            return (0, share > 0 ? max(1, halves) : 0)
        }
        let length = max(2, width / 5), travel = max(1, width - length)
        let phase = abs(tick) % (2 * travel), start = phase < travel ? phase : 2 * travel - phase
        return (2 * start, 2 * (start + length))
    }
}

/// A small picture that turns.
public struct Spinner {
    /// The picture for a tick.
    public static func text(_ tick: Int, _ glyphs: Glyphs) -> String {
        glyphs.spinner[abs(tick) % glyphs.spinner.count]
    }
}
