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
        for x in room.x..<room.right {
            frame.put(theme.glyphs.horizontal, at: Point(x: x, y: room.y), theme[.gaugeTrack].withoutBackground, clip: room)
        }
        if let share {
            Bars.right(share, into: &frame, in: room, theme[.gauge].withoutBackground, theme.glyphs)
        } else {
            let length = max(2, room.width / 5), travel = max(1, room.width - length)
            let phase = abs(tick) % (2 * travel), start = phase < travel ? phase : 2 * travel - phase
            let piece = Rect(x: room.x + start, y: room.y, width: length, height: 1)
            Bars.right(1, into: &frame, in: piece.intersection(room), theme[.gauge].withoutBackground, theme.glyphs)
        }
    }
}

/// A small picture that turns.
public struct Spinner {
    /// The picture for a tick.
    public static func text(_ tick: Int, _ glyphs: Glyphs) -> String {
        glyphs.spinner[abs(tick) % glyphs.spinner.count]
    }
}
