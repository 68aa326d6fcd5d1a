/// Which part of a long thing is in sight.
public enum Scrolling {
    /// The first item to show so that the selected one is in sight, moving as little as can be.
    /// - Parameters:
    ///   - first: what is first now.
    ///   - margin: items that stay in sight around the selected one where there is room.
    public static func offset(first: Int, selected: Int, count: Int, room: Int, margin: Int = 0) -> Int {
        guard room > 0, count > room else { return 0 }
        let edge = min(margin, (room - 1) / 2)
        var offset = first
        if selected - edge < offset { offset = selected - edge }
        if selected + edge >= offset + room { offset = selected + edge - room + 1 }
        return max(0, min(offset, count - room))
    }
}

/// A bar at the right edge that says where in a long thing one is. Draws nothing when all is in sight.
public struct ScrollBar: Widget {
    public var first: Int
    public var room: Int
    public var count: Int

    public init(first: Int, room: Int, count: Int) {
        self.first = first
        self.room = room
        self.count = count
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard count > room, room > 0, rect.height > 1 else { return }
        let length = max(1, rect.height * room / count)
        let travel = rect.height - length
        let start = count == room ? 0 : (travel * min(first, count - room) + (count - room) / 2) / (count - room)
        for y in 0..<rect.height {
            let on = y >= start && y < start + length
            let point = Point(x: rect.right - 1, y: rect.y + y)
            if on { frame.put(theme.glyphs.thumb, at: point, theme[.muted].withoutBackground, clip: rect) }
        }
    }
}
