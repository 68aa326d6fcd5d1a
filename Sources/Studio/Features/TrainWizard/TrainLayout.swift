import Screen

/// Where the wizard's parts are. Narrow screens give the list all the width, low ones leave the frame out.
struct TrainLayout {
    /// The frame around all; empty when there is no room for one.
    var panel: Rect
    var steps: Rect
    var content: Rect
    /// The line at the bottom: what is wrong, or how far the reading is.
    var foot: Rect

    init(_ size: Size) {
        var room = ChromeLayout(size).body
        panel = Rect(x: 0, y: 0, width: 0, height: 0)
        if room.height >= 9, room.width >= 40 {
            panel = room
            room = room.inset(2, 1)
        }
        steps = room.cut(top: room.height >= 3 ? 1 : 0)
        foot = room.cut(bottom: room.height >= 2 ? 1 : 0)
        if room.height > 8 { _ = room.cut(top: 1) }
        if room.height > 24 { _ = room.cut(bottom: 1) }
        content = room
    }

    private var isWide: Bool { content.width >= 70 }

    /// The first step: a field to type in, the columns, and what is known about the one under the cursor.
    var field: Rect {
        var left = left
        return left.cut(top: content.height >= 3 ? 1 : 0)
    }

    var list: Rect {
        var left = left
        _ = left.cut(top: content.height >= 3 ? 1 : 0)
        if left.height > 8 { _ = left.cut(top: 1) }
        if !isWide { _ = left.cut(bottom: below) }
        return left
    }

    /// Beside the list, or below it.
    var about: Rect {
        var room = content
        if !isWide { return room.cut(bottom: below) }
        _ = room.cut(left: left.width + 3)
        return room
    }

    /// Rows below the list where there is no room beside it.
    private var below: Int { content.height >= 8 ? 4 : 0 }

    private var left: Rect {
        var room = content
        return isWide ? room.cut(left: max(30, min(44, content.width * 2 / 5))) : room
    }

    /// The second step: a line of counts, then the list.
    var summary: Rect {
        var room = content
        return room.cut(top: content.height >= 4 ? 1 : 0)
    }

    var features: Rect {
        var room = content
        _ = room.cut(top: content.height >= 4 ? 1 : 0)
        if room.height > 8 { _ = room.cut(top: 1) }
        return room
    }

    /// The third and fourth step.
    var form: Rect {
        var room = content
        if room.height > 8 { _ = room.cut(top: 2) }
        return room
    }
}
