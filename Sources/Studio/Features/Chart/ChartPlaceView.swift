import Profiling
import Screen
import Tabular
import Workflows

/// Where the parts of the chart place are.
struct ChartLayout {
    var title: Rect
    var menu: Rect?
    var picture: Rect
    var notes: Rect
    var statement: Rect?

    init(_ size: Size, notes: Int) {
        var body = ChromeLayout(size).body
        title = body.cut(top: 1)
        statement = body.height > 12 ? body.cut(bottom: 1) : nil
        if body.width >= 56 {
            menu = body.cut(left: min(30, body.width / 3))
            _ = body.cut(left: 2)
        }
        _ = body.cut(right: 1)
        self.notes = body.cut(bottom: min(notes, max(1, body.height / 4)))
        if body.height > 14 { _ = body.cut(top: 1) }
        picture = body
    }
}

extension ChartPlace: PictureModal {
    var modal: Modal { .chart(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard case .mouse(let event) = key, let menu = layout(state.size).menu else { return [] }
        switch event.action {
        case .wheelDown: return [.action(.chart(.move(1)))]
        case .wheelUp: return [.action(.chart(.move(-1)))]
        case .press:
            guard let hit = list(.builtIn).item(at: event.point, in: menu) else { return [] }
            // Between the settings and the saved charts is a heading.
            let index = hit > settings.count ? hit - 1 : hit
            if index == line { return [.action(.chart(.pick))] }
            return [.action(.chart(.moveTo(index)))]
        default: return []
        }
    }

    private func layout(_ size: Size) -> ChartLayout {
        let width = max(20, size.width - 34)
        return ChartLayout(size, notes: notes(width).count)
    }

    private func notes(_ width: Int) -> [String] {
        guard let picture else { return [] }
        return TextLayout.wrap(picture.notes.joined(separator: " · "), to: width)
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let layout = layout(frame.size)
        frame.fill(ChromeLayout(frame.size).body, theme[.text])
        drawTitle(into: &frame, in: layout.title, theme)
        if let menu = layout.menu {
            frame.draw(list(theme), in: menu, theme)
            for y in menu.y..<menu.bottom {
                frame.put(theme.glyphs.vertical, at: Point(x: menu.right, y: y), theme[.border].withoutBackground)
            }
        }
        drawPicture(into: &frame, layout, theme)
        guard let statement = layout.statement else { return }
        frame.fill(statement, theme[.sqlLine])
        var text = StyledText("SQL ", theme[.key].withoutBackground)
        let whole = data?.statement ?? ""
        let sql = (state.data.tab?.readable(whole) ?? whole).split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        text.append(sql, theme[.sqlLine].withoutBackground)
        frame.line(text, in: statement.inset(1), ellipsis: theme.glyphs.ellipsis)
    }

    private func drawTitle(into frame: inout Frame, in line: Rect, _ theme: Theme) {
        frame.fill(line, theme[.statusBar])
        var room = line.inset(1)
        let right = isWorking ? "drawing\(theme.glyphs.ellipsis)" : title
        if TextWidth.of(right) + 20 < room.width {
            let role: Role = isWorking ? .accent : .muted
            frame.line(right, in: room.cut(right: TextWidth.of(right)), theme[role].withoutBackground)
            _ = room.cut(right: 2)
        }
        let name = name.map { "\($0): " } ?? ""
        frame.line(
            name + spec.title, in: room, theme[.panelTitleFocused].withoutBackground, ellipsis: theme.glyphs.ellipsis)
    }

    private func drawPicture(into frame: inout Frame, _ layout: ChartLayout, _ theme: Theme) {
        if let problem {
            let text = [problem.text, problem.hint].filter { !$0.isEmpty }.joined(separator: ". ")
            frame.draw(EmptyNote(text), in: layout.picture, theme)
            return
        }
        guard let picture else {
            frame.draw(EmptyNote(theme.glyphs.middleDot), in: layout.picture, theme)
            return
        }
        frame.draw(picture, in: layout.picture, theme)
        for (index, note) in notes(layout.notes.width).prefix(layout.notes.height).enumerated() {
            frame.line(
                note, in: layout.notes.row(index), theme[.muted].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func list(_ theme: Theme) -> ListView {
        var items = settings.map { setting in
            var text = StyledText(TextLayout.pad(setting.title, to: 7), theme[.muted].withoutBackground)
            text.append(setting.value(spec))
            return ListItem(text, note: setting == self.setting ? theme.glyphs.arrowLeft + theme.glyphs.arrowRight : "")
        }
        if !saved.isEmpty {
            items.append(ListItem("Saved with this table", isHeading: true))
            items += saved.map { ListItem("  " + $0.name, note: $0.name == name ? theme.glyphs.check : "") }
        }
        let selected = line < settings.count ? line : line + 1
        return ListView(items, selected: selected)
    }

    static let commands: [Command] = [
        chart("close", "Go back to the table", hint: "back", keys: "Esc q C-c", .close),
        chart("pick", "Choose from all, or show the saved chart", hint: "choose", keys: "Enter", .pick),
        chart("next", "The next choice", hint: "change", keys: "Right l Space", .change(1)),
        chart("previous", "The choice before", keys: "Left h", .change(-1)),
        chart("down", "Down", keys: "j Down Tab", .move(1)),
        chart("up", "Up", keys: "k Up S-Tab", .move(-1)),
        chart("first", "To the first line", keys: "g Home", .moveTo(0)),
        chart("last", "To the last line", keys: "G End", .moveTo(.max / 2)),
        Command(
            "chart.save", "Save the chart with the table", hint: "save", keys: "s", in: .modal(.chart),
            action: { state in
                guard case .chart(let place)? = state.modals.last else { return nil }
                return .present(.prompt(Prompt(.chartName, text: place.name ?? place.spec.title)))
            }),
        PictureCommands.write("chart", in: .chart),
        chart("copy-sql", "Copy the SQL of the picture", hint: "copy SQL", keys: "y", .copyStatement),
        chart("copy-command", "Copy the command line that draws it", keys: "Y", .copyCommand),
        chart("remove", "Forget the saved chart", keys: "d Delete", .remove),
        Command(
            "chart.correlations", "All correlations", hint: "correlations", keys: "c", in: .modal(.chart),
            .pairs(.open)),
        Command("chart.missing", "Missing values", keys: "m", in: .modal(.chart), .missing(.open)),
    ]

    private static func chart(_ name: String, _ title: String, hint: String? = nil, keys: String, _ action: ChartAction)
        -> Command
    {
        Command(CommandID("chart." + name), title, hint: hint, keys: keys, in: .modal(.chart), .chart(action))
    }
}
