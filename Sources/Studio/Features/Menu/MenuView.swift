import Screen

/// Where the menu bar and the open menu are, and how they look.
struct MenuView {
    let menu: Menu
    let state: AppState

    private var bar: Rect { Rect(Size(width: state.size.width, height: min(1, state.size.height))) }

    /// The menus' names along the bar.
    private var titles: [(title: MenuTitle, place: Rect)] {
        var room = bar
        _ = room.cut(left: 1)
        return MenuTitle.allCases.map { title in (title, room.cut(left: TextWidth.of(title.text) + 2)) }
    }

    private var items: [Command?] { menu.items(state) }

    /// The open menu with its border.
    var box: Rect {
        var body = Rect(state.size)
        _ = body.cut(top: 1)
        if body.height > 3 { _ = body.cut(bottom: 1) }
        let width = min(body.width, contentWidth + 4)
        let left = titles.first { $0.title == menu.title }?.place.x ?? 0
        return Rect(
            x: max(0, min(left, body.width - width)), y: body.y, width: width, height: min(body.height, items.count + 2)
        )
    }

    private var contentWidth: Int {
        items.map { item in
            item.map { TextWidth.of($0.title) + (keys($0).isEmpty ? 0 : TextWidth.of(keys($0)) + 3) } ?? 0
        }.max() ?? 0
    }

    /// At most two: the menu is for finding, the keys' page for knowing all.
    private func keys(_ command: Command) -> String { KeyText.of(Array(command.keys.prefix(2))) }

    private var inside: Rect { box.inset(1, 1) }
    private var first: Int {
        Scrolling.offset(first: 0, selected: menu.selected, count: items.count, room: inside.height)
    }

    func title(at point: Point) -> MenuTitle? { titles.first { $0.place.contains(point) }?.title }

    /// The command's line under a point.
    func line(at point: Point) -> Int? {
        guard inside.contains(point) else { return nil }
        let line = first + point.y - inside.y
        return items.indices.contains(line) && items[line] != nil ? line : nil
    }

    func draw(into frame: inout Frame, theme: Theme) {
        frame.fill(bar, theme[.titleBar])
        for (title, place) in titles {
            let style = title == menu.title ? theme[.titleBarActive] : theme[.titleBar]
            frame.line(" " + title.text, in: place, style)
        }
        frame.fill(box, theme[.dialog])
        frame.box(box, theme[.borderFocused].over(theme[.dialog]), theme.glyphs)
        for (y, line) in items.enumerated().dropFirst(first).prefix(inside.height).enumerated() {
            let row = inside.row(y)
            guard let command = line.element else {
                frame.horizontalLine(row, theme[.border].over(theme[.dialog]), theme.glyphs)
                continue
            }
            draw(command, isSelected: line.offset == menu.selected, into: &frame, in: row, theme)
        }
        let edge = Rect(x: box.right - 1, y: inside.y, width: 1, height: inside.height)
        frame.draw(ScrollBar(first: first, room: inside.height, count: items.count), in: edge, theme)
    }

    private func draw(_ command: Command, isSelected: Bool, into frame: inout Frame, in row: Rect, _ theme: Theme) {
        let isAvailable = Menu.isAvailable(command, state)
        if isSelected { frame.fill(row, theme[isAvailable ? .selection : .selectionInactive]) }
        var room = row.inset(1)
        let keys = keys(command)
        let style: Style = isAvailable ? .plain : theme[.faint].withoutBackground
        let place = room.cut(right: TextWidth.of(keys))
        frame.line(keys, in: place, isAvailable && !isSelected ? theme[.key].withoutBackground : style)
        _ = room.cut(right: keys.isEmpty ? 0 : 1)
        frame.line(command.title, in: room, style, ellipsis: theme.glyphs.ellipsis)
    }
}
