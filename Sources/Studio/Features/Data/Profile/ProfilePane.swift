import Profiling
import Screen
import Tabular

/// The pane on the right: what the column under the cursor holds.
struct ProfilePane {
    let tab: TableTab?
    let look: ColumnLook
    let isFocused: Bool

    /// Where the parts of the pane are.
    struct Layout {
        var picture: Rect?
        var lines: Rect
        var basis: Rect
        /// All lines, and the first one in sight.
        var all: [ProfileLines.Line]
        var first: Int
    }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard let tab, let column = tab.currentColumn else { return }
        let room = rect.inset(1)
        if let problem = tab.profiles.problem(column.name) {
            frame.draw(
                EmptyNote(problem.kind == .info ? "Stopped. Move on and come back to ask again." : problem.text),
                in: room, theme)
            return
        }
        guard let profile = tab.profiles[column.name], let layout = layout(in: rect) else {
            frame.line("·", in: room, theme[.muted].withoutBackground)
            return
        }
        frame.line(
            basisText(profile, tab), in: layout.basis,
            theme[profile.basis == .exact ? .muted : .warning].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        if let picture = layout.picture, let drawing = drawing(of: profile) {
            drawing.draw(into: &frame, in: picture, theme: theme)
        }
        let shown = Array(layout.all.dropFirst(layout.first).prefix(layout.lines.height))
        frame.draw(ProfileLinesView(lines: shown, target: isFocused ? look.target : nil), in: layout.lines, theme)
        if layout.all.count > layout.lines.height {
            let edge = Rect(x: layout.lines.right, y: layout.lines.y, width: 1, height: layout.lines.height)
            frame.draw(
                ScrollBar(first: layout.first, room: layout.lines.height, count: layout.all.count), in: edge, theme)
        }
    }

    /// nil while nothing is known of the column.
    func layout(in rect: Rect) -> Layout? {
        guard let tab, let column = tab.currentColumn, let profile = tab.profiles[column.name] else { return nil }
        var room = rect.inset(1)
        let basis = room.cut(bottom: room.height > 4 ? 1 : 0)
        let all = ProfileLines(
            profile: profile, warnings: tab.profiles.warnings(of: column.name), width: room.width
        ).lines
        var picture: Rect?
        if look.histogram(profile) != nil, room.height > 5 {
            // The figures get what they need, the picture what they leave, within bounds.
            picture = room.cut(top: max(6, min(11, room.height - all.count - 1, room.height / 2)))
            _ = room.cut(top: 1)
        }
        let selected = isFocused ? all.lastIndex { $0.target != nil && $0.target == look.target } : nil
        let scroll = max(0, min(look.scroll, all.count - room.height))
        let first = Scrolling.offset(first: scroll, selected: selected ?? scroll, count: all.count, room: room.height)
        return Layout(picture: picture, lines: room, basis: basis, all: all, first: first)
    }

    func drawing(of profile: ColumnProfile) -> ProfilePicture? {
        look.histogram(profile).map {
            ProfilePicture(
                profile: profile, histogram: $0, look: look, value: tab?.currentValue?.text, isFocused: isFocused)
        }
    }

    /// What a click in the pane does.
    func mouse(_ event: MouseEvent, in rect: Rect) -> LookAction? {
        switch event.action {
        case .wheelDown: return .scroll(1)
        case .wheelUp: return .scroll(-1)
        default: break
        }
        guard let tab, let name = tab.currentColumn?.name, let profile = tab.profiles[name],
            let layout = layout(in: rect)
        else { return nil }
        if let place = layout.picture, place.contains(event.point),
            let bar = drawing(of: profile)?.bar(at: event.point, in: place)
        {
            switch event.action {
            case .press: return .press(bar)
            case .drag: return .drag(bar)
            case .double: return .choose
            default: return nil
            }
        }
        guard layout.lines.contains(event.point), event.action == .press || event.action == .double else { return nil }
        let index = layout.first + event.point.y - layout.lines.y
        guard layout.all.indices.contains(index), let target = layout.all[index].target else { return nil }
        return event.action == .double ? .choose : .pick(target)
    }

    private func basisText(_ profile: ColumnProfile, _ tab: TableTab) -> String {
        let isWorking = tab.profiles.asked == profile.column.name
        switch profile.basis {
        case .exact:
            let rows = tab.view.filters.isEmpty ? "all rows" : "all rows of the filter"
            return rows + (isWorking && profile.awaitsMore ? ", looking closer…" : "")
        case .sample(let rows): return "first \(Count.of(rows, "row"))" + (isWorking ? ", counting all…" : "")
        }
    }
}
