import Profiling
import Screen
import Tabular

/// All about the column under the cursor, on the whole screen. How it is looked at is `DataState.look`.
struct ColumnView: Sendable, Equatable {
    private static let columnWidth = 34

    /// Where the picture and the lines are.
    struct Layout {
        var frame: Rect
        var picture: Rect?
        /// Columns of lines, left to right.
        var columns: [Rect]
        var basis: Rect
        var all: [ProfileLines.Line]
        var first: Int
    }

    static func layout(_ state: DataState, _ size: Size) -> Layout? {
        guard let (profile, warnings) = state.lookedAt else { return nil }
        let body = ChromeLayout(size).body
        var room = body.height >= 6 ? body.inset(2, 1) : body
        let basis = room.cut(bottom: room.height > 6 ? 1 : 0)
        var picture: Rect?
        if state.look.histogram(profile) != nil, room.height > 5 {
            picture = room.cut(top: max(6, min(16, room.height * 2 / 5)))
            _ = room.cut(top: 1)
        }
        let count = max(1, (room.width + 3) / (columnWidth + 3))
        let columns = room.columns(count, gap: 3)
        let width = columns.first?.width ?? room.width
        let all = ProfileLines(profile: profile, warnings: warnings, width: width).lines
        let shown = max(1, room.height * count)
        let selected = all.lastIndex { $0.target != nil && $0.target == state.look.target }
        let scroll = max(0, min(state.look.scroll, all.count - shown))
        let first = Scrolling.offset(first: scroll, selected: selected ?? scroll, count: all.count, room: shown)
        return Layout(frame: body, picture: picture, columns: columns, basis: basis, all: all, first: first)
    }
}

extension ColumnView: ModalFeature {
    var modal: Modal { .inspect(self) }

    func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard case .mouse(let event) = key, let layout = Self.layout(state.data, state.size) else { return [] }
        switch event.action {
        case .wheelDown: return [.action(.data(.look(.scroll(1))))]
        case .wheelUp: return [.action(.data(.look(.scroll(-1))))]
        case .press, .drag, .double: break
        default: return []
        }
        if let place = layout.picture, place.contains(event.point), let (profile, _) = state.data.lookedAt,
            let bar = picture(profile, state.data)?.bar(at: event.point, in: place)
        {
            return [.action(.data(.look(event.action == .drag ? .drag(bar) : .press(bar))))]
        }
        guard event.action == .press, let index = layout.columns.firstIndex(where: { $0.contains(event.point) })
        else { return [] }
        let rows = layout.columns[index].height
        let line = layout.first + index * rows + event.point.y - layout.columns[index].y
        guard layout.all.indices.contains(line), let target = layout.all[line].target else { return [] }
        return [.action(.data(.look(.pick(target))))]
    }

    private func picture(_ profile: ColumnProfile, _ data: DataState) -> ProfilePicture? {
        data.look.histogram(profile).map {
            ProfilePicture(profile: profile, histogram: $0, look: data.look, isFocused: true)
        }
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.panel])
        guard let tab = state.data.tab, let column = tab.currentColumn else { return }
        if body.height >= 6 {
            let note = TypeLabel.short(column.type) + "  \(tab.cursor.column + 1)/\(tab.schema.count)"
            frame.draw(Panel(column.name, note: note, isFocused: true), in: body, theme)
        }
        guard let (profile, _) = state.data.lookedAt, let layout = Self.layout(state.data, frame.size) else {
            frame.draw(
                EmptyNote(tab.profiles.problem(column.name)?.text ?? "reading the column…"), in: body.inset(2, 2), theme
            )
            return
        }
        if let place = layout.picture { picture(profile, state.data)?.draw(into: &frame, in: place, theme: theme) }
        for (index, place) in layout.columns.enumerated() {
            let lines = layout.all.dropFirst(layout.first + index * place.height).prefix(place.height)
            frame.draw(ProfileLinesView(lines: Array(lines), target: state.data.look.target), in: place, theme)
        }
        let basis: String
        switch profile.basis {
        case .exact: basis = tab.view.filters.isEmpty ? "all rows" : "all rows of the filter"
        case .sample(let rows): basis = "first \(Count.of(rows, "row"))"
        }
        frame.line(basis, in: layout.basis, theme[profile.basis == .exact ? .muted : .warning].withoutBackground)
    }
}
