import Screen

/// Where the parts of the wizard are. A function of the size alone, so that drawing and the mouse agree.
struct ScoreLayout: Sendable, Equatable {
    /// The border; nil where there is no room for one.
    var panel: Rect?
    var steps: Rect?
    var content: Rect

    init(_ size: Size) {
        content = ChromeLayout(size).body
        if content.height >= 10, content.width >= 40 {
            panel = content
            content = content.inset(2, 1)
        }
        if content.height >= 3 {
            steps = content.cut(top: 1)
            if content.height >= 12 { _ = content.cut(top: 1) }
        }
    }

    /// The first step: what is typed, the list, and what is known about the one under the cursor.
    var model: (filter: Rect, list: Rect, rule: Rect?, details: Rect?) {
        var room = content
        let filter = room.cut(top: room.height >= 2 ? 1 : 0)
        if room.width >= 100 {
            let details = room.cut(right: min(42, room.width * 2 / 5))
            let rule = room.cut(right: 2)
            return (filter, room, Rect(x: rule.x, y: rule.y, width: 1, height: rule.height), details)
        }
        guard room.height >= 10 else { return (filter, room, nil, nil) }
        let list = room.cut(top: max(4, room.height * 2 / 5))
        return (filter, list, room.cut(top: 1), room)
    }

    /// The second step: the lines, and what is to be said about the one under the cursor.
    var columns: (lines: Rect, note: Rect?) {
        var room = content
        guard room.height >= 6 else { return (room, nil) }
        let note = room.cut(bottom: 2)
        return (room, note)
    }

    /// The third step: one line for each kind, then the name.
    var destination: (kinds: Rect, field: Rect, status: Rect, completions: Rect) {
        var room = content
        let kinds = room.cut(top: room.height >= 6 ? DestinationChoice.Kind.allCases.count : max(0, room.height - 2))
        if room.height >= 6 { _ = room.cut(top: 1) }
        let field = room.cut(top: 1)
        let status = room.cut(top: min(2, room.height))
        return (kinds, field, status, room)
    }

    /// The last step: a line that sums up, the text, and the preview.
    func review(lines: Int) -> (summary: Rect, text: Rect, title: Rect, preview: Rect) {
        var room = content
        let summary = room.cut(top: room.height >= 3 ? 1 : 0)
        if room.height >= 16 { _ = room.cut(top: 1) }
        // The preview takes ten rows under names and types; the text gets at least half of what is left.
        let wanted = PreviewScore.rows + 3
        let text = room.cut(
            top: room.height < 6 ? room.height : min(lines + 1, max(room.height / 2, room.height - wanted)))
        let title = room.cut(top: 1)
        let preview = room.cut(top: wanted - 1)
        return (summary, text, title, preview)
    }
}
