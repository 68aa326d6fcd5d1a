import Screen
import Tabular

/// Draws how a table is read: the ways on the left (above, where it is narrow), the chosen one with its rows beside it.
struct ReadingsDrawing {
    let view: ReadingsView
    private static let sideBySide = 100

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        frame.fill(body, theme[.panel])
        frame.draw(Panel("How \(view.table.location.label) is read", isFocused: true), in: body, theme)
        var inside = body.inset(2, 1)
        guard inside.height > 3 else { return }
        let items = items(theme)
        let list: Rect
        if inside.width >= Self.sideBySide {
            list = inside.cut(left: 42)
            _ = inside.cut(left: 2)
        } else {
            list = inside.cut(top: min(inside.height / 3, view.form == nil ? items.lines.count + 3 : 7))
        }
        if let form = view.form {
            Form(form.rows, selected: form.cursor.rawValue, valueWidth: 16).draw(into: &frame, in: list, theme: theme)
        } else {
            ListView(items.lines, selected: items.selected).draw(into: &frame, in: list, theme: theme)
        }
        drawDetails(into: &frame, inside, theme)
    }

    // MARK: The list

    private func items(_ theme: Theme) -> (lines: [ListItem], selected: Int) {
        var items: [ListItem] = []
        var selected = 0
        var hasHeading = false
        for (index, line) in view.lines.enumerated() {
            switch line {
            case .current: items.append(ListItem("As it is read", isHeading: true))
            case .other where !hasHeading, .byHand where !hasHeading:
                hasHeading = true
                items.append(ListItem(view.candidates == nil ? "Other ways: looking…" : "Other ways", isHeading: true))
            case .rejects, .other, .byHand: break
            }
            if index == view.cursor { selected = items.count }
            items.append(item(line))
        }
        return (items, selected)
    }

    private func item(_ line: ReadingsView.Line) -> ListItem {
        switch line {
        case .current:
            let reading = view.table.reading
            return ListItem(
                reading?.dialect.map(Self.words) ?? "as found", note: Self.size(reading?.columns, view.rows))
        case .rejects:
            let count = view.table.reading?.differingLines ?? 0
            return ListItem("\(Count.of(count, "line")) that \(count == 1 ? "differs" : "differ")", note: "a table")
        case .other(let candidate):
            return ListItem(
                Self.words(candidate.dialect),
                note: "\(Count.of(candidate.columns, "column")), \(Int((candidate.accounted * 100).rounded()))% fit")
        case .byHand: return ListItem("by hand…")
        }
    }

    private static func words(_ dialect: TextDialect) -> String {
        let quote = dialect.quote.map { "quote \($0)" } ?? "no quotes"
        return [dialect.delimiterName, quote, dialect.hasHeader ? nil : "no header"].compactMap { $0 }
            .joined(separator: ", ")
    }

    private static func size(_ columns: Int?, _ rows: Int?) -> String {
        let columns = Count.of(columns ?? 0, "column")
        return rows.map { "\(columns) × \(Count.text($0))" } ?? columns
    }

    // MARK: What is known about the chosen line

    private func drawDetails(into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
        var room = rect
        let lines = details(width: rect.width)
        let height = min(lines.count, view.line == .rejects ? rect.height : max(3, rect.height / 2))
        var place = room.cut(top: height)
        for (text, role) in lines.prefix(height) {
            frame.line(
                text, in: place.cut(top: 1), theme[role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
        guard view.line != .rejects || view.form != nil, room.height > 3 else { return }
        _ = room.cut(top: 1)
        drawPreview(into: &frame, room, theme)
    }

    private func details(width: Int) -> [(String, Role)] {
        func wrapped(_ text: String, _ role: Role) -> [(String, Role)] {
            TextLayout.wrap(text, to: max(1, width)).map { ($0, role) }
        }
        if view.form == nil, view.line == .rejects {
            let shown = view.table.reading?.differences ?? []
            let lines = shown.map { difference -> (String, Role) in
                let text = difference.text.replacing("\n", with: "⏎")
                return ("line \(Count.text(difference.line)): \(difference.reason)  \(text)", .text)
            }
            return wrapped("Enter opens all of them as a table.", .muted) + [("", .text)] + lines
        }
        let isCurrent = view.form == nil && view.line == .current
        if isCurrent {
            let source = view.table.location.arguments.joined(separator: " ")
            return wrapped(source, .muted) + wrapped(view.table.reading?.summary ?? "", .strong)
                + view.table.notes.flatMap { wrapped("! " + $0, .warning) } + wrapped(view.statement, .muted)
        }
        guard let preview = view.preview, preview.options == view.wanted else {
            return wrapped(view.problem?.text ?? "", .error) + wrapped(view.problem?.detail ?? "", .muted)
        }
        return wrapped(preview.table.reading?.summary ?? "", .strong)
            + preview.table.notes.flatMap { wrapped("! " + $0, .warning) }
    }

    private func drawPreview(into frame: inout Frame, _ rect: Rect, _ theme: Theme) {
        guard let preview = view.preview, preview.options == view.wanted else {
            if view.problem == nil { EmptyNote("reading…").draw(into: &frame, in: rect, theme: theme) }
            return
        }
        let columns = preview.page.columns.enumerated().map { index, column in
            var shown = GridColumn(
                column.name, type: TypeLabel.short(column.type), alignment: column.type.isNumeric ? .right : .left,
                role: column.type.isNumeric ? .number : .textValue)
            shown.width = shown.fittingWidth(preview.page.rows.prefix(rect.height).map { $0[index].text })
            return shown
        }
        let rows = preview.page.rows.prefix(rect.height).map { $0.map(\.text) }
        frame.draw(
            GridView(columns: columns, rows: rows, isFocused: false, empty: "no rows"), in: rect, theme)
    }
}
