import Scoring
import Screen
import Tabular

/// Draws the second step: a line for each input with its column, then the outputs, then what is kept.
struct ColumnsStepView {
    let choice: ColumnChoice
    let model: String
    let table: String

    private enum Line {
        case heading(String)
        case blank
        case row(ColumnChoice.Row)
    }

    private var lines: [Line] {
        var lines: [Line] = []
        var group = ""
        for row in choice.rows {
            let title = heading(row)
            if title != group {
                if !lines.isEmpty { lines.append(.blank) }
                if !title.isEmpty { lines.append(.heading(title)) }
                group = title
            }
            lines.append(.row(row))
        }
        return lines
    }

    private func heading(_ row: ColumnChoice.Row) -> String {
        switch row {
        case .input: "Inputs of \(model) and the columns of \(table) that go into them"
        case .output: "Outputs and what they are called"
        case .keep, .column: "Columns of the table that go along"
        case .proceed: ""
        }
    }

    private func offset(_ lines: [Line], _ room: Int) -> Int {
        let at = lines.firstIndex { if case .row(choice.cursor) = $0 { true } else { false } } ?? 0
        return Scrolling.offset(first: 0, selected: at, count: lines.count, room: room, margin: 2)
    }

    func row(at point: Point, in rect: Rect) -> ColumnChoice.Row? {
        guard rect.contains(point) else { return nil }
        let lines = lines
        let index = offset(lines, rect.height) + point.y - rect.y
        guard lines.indices.contains(index), case .row(let row) = lines[index] else { return nil }
        return row
    }

    func draw(into frame: inout Frame, _ layout: ScoreLayout, _ theme: Theme) {
        let places = layout.columns
        let lines = lines
        let start = offset(lines, places.lines.height)
        var room = places.lines
        if lines.count > room.height {
            frame.draw(ScrollBar(first: start, room: room.height, count: lines.count), in: room, theme)
            _ = room.cut(right: 1)
        }
        let widths = widths(room.width)
        for (y, line) in lines.dropFirst(start).prefix(room.height).enumerated() {
            switch line {
            case .blank: break
            case .heading(let text):
                frame.line(text, in: room.row(y), theme[.title].withoutBackground, ellipsis: theme.glyphs.ellipsis)
            case .row(let row): draw(row, into: &frame, in: room.row(y), widths, theme)
            }
        }
        if let note = places.note { drawNote(into: &frame, in: note, theme) }
    }

    private struct Widths {
        var label: Int
        var element: Int
        var column: Int
        var type: Int
    }

    private func widths(_ width: Int) -> Widths {
        let labels = choice.bindings.map { TextWidth.of($0.label) } + choice.outputs.map { TextWidth.of($0.name) }
        let columns = choice.bindings.map { TextWidth.of($0.column?.name ?? "choose a column") }
        let types = choice.columns.map { TextWidth.of(TypeLabel.short($0.type)) }
        let most = max(8, width / 4)
        return Widths(
            label: min(max(10, labels.max() ?? 0), most), element: 7,
            column: min(max(10, columns.max() ?? 0), most), type: min(max(6, types.max() ?? 0), max(6, width / 8)))
    }

    private func draw(_ row: ColumnChoice.Row, into frame: inout Frame, in rect: Rect, _ widths: Widths, _ theme: Theme)
    {
        let isSelected = row == choice.cursor
        if isSelected { frame.fill(rect, theme[.selection]) }
        var line = rect
        _ = line.cut(left: 1)
        switch row {
        case .input(let index): draw(choice.bindings[index], isSelected, into: &frame, in: line, widths, theme)
        case .output(let index): draw(choice.outputs[index], isSelected, into: &frame, in: line, widths, theme)
        case .keep:
            let text = StyledText("\(theme.glyphs.closed) ", theme[.accent].withoutBackground) + StyledText(keepText)
            frame.line(text, in: line, ellipsis: theme.glyphs.ellipsis)
        case .column(let index):
            let column = choice.columns[index]
            let isOn = choice.picked.contains(column.name)
            _ = line.cut(left: 2)
            box(isOn, into: &frame, in: line.cut(left: 4), theme)
            frame.line(column.name, in: line.cut(left: widths.label + 2), .plain, ellipsis: theme.glyphs.ellipsis)
            frame.line(
                TypeLabel.short(column.type), in: line, isSelected ? .plain : theme[.headerType].withoutBackground)
        case .proceed:
            let style = theme[isSelected ? .buttonFocused : .button]
            let button = Rect(x: line.x, y: line.y, width: min(line.width, 14), height: 1)
            frame.fill(button, style)
            frame.line("Continue \(theme.glyphs.separator)", in: button, style, .center)
        }
    }

    private var keepText: String {
        switch choice.keep {
        case .all: "all \(Count.of(choice.columns.count, "column"))"
        case .none: "none: the predictions alone"
        case .some: "\(choice.picked.count) of \(Count.of(choice.columns.count, "column")), picked below"
        }
    }

    private func box(_ isOn: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let text = isOn ? theme.glyphs.checkedBox : theme.glyphs.emptyBox
        frame.line(text, in: rect, theme[isOn ? .accent : .muted].withoutBackground)
    }

    private func draw(
        _ binding: ColumnBinding, _ isSelected: Bool, into frame: inout Frame, in rect: Rect, _ widths: Widths,
        _ theme: Theme
    ) {
        // On the bar of the cursor quiet colours would not be read.
        func style(_ role: Role) -> Style { isSelected ? .plain : theme[role].withoutBackground }
        var line = rect
        let mark = binding.fit.mark(theme)
        frame.line(mark.text, in: line.cut(left: 3), theme[mark.role].withoutBackground)
        frame.line(binding.label, in: line.cut(left: widths.label + 1), style(.strong), ellipsis: theme.glyphs.ellipsis)
        frame.line(binding.input.element.rawValue, in: line.cut(left: widths.element + 1), style(.headerType))
        frame.line(theme.glyphs.arrowLeft, in: line.cut(left: 2), style(.faint))
        let name = binding.column?.name ?? "choose a column"
        let role: Role = binding.column == nil ? .placeholder : .text
        frame.line(name, in: line.cut(left: widths.column + 1), style(role), ellipsis: theme.glyphs.ellipsis)
        let type = binding.column.map { TypeLabel.short($0.type) } ?? ""
        frame.line(type, in: line.cut(left: widths.type + 1), style(.headerType), ellipsis: theme.glyphs.ellipsis)
        frame.line(binding.note, in: line, style(binding.fit.noteRole), ellipsis: theme.glyphs.ellipsis)
    }

    private func draw(
        _ output: ColumnChoice.Output, _ isSelected: Bool, into frame: inout Frame, in rect: Rect, _ widths: Widths,
        _ theme: Theme
    ) {
        func style(_ role: Role) -> Style { isSelected ? .plain : theme[role].withoutBackground }
        var line = rect
        box(output.isOn, into: &frame, in: line.cut(left: 4), theme)
        let name = line.cut(left: max(widths.label, 24))
        _ = line.cut(left: 1)
        if isSelected, let edit = choice.editing {
            frame.draw(TextField(edit, placeholder: output.name), in: name, theme)
        } else {
            let role: Role = output.isOn ? .prediction : .faint
            frame.line(output.name, in: name, style(role), ellipsis: theme.glyphs.ellipsis)
        }
        let type = TypeLabel.short(ColumnType(.other, output.output.sqlType))
        frame.line(type, in: line.cut(left: 9), style(.headerType), ellipsis: theme.glyphs.ellipsis)
        let labels = output.output.labels.isEmpty ? "" : " of " + output.output.labels.joined(separator: ", ")
        frame.line("output \(output.output.name)\(labels)", in: line, style(.muted), ellipsis: theme.glyphs.ellipsis)
    }

    private func drawNote(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let (text, role) = note
        for (y, line) in TextLayout.wrap(text, to: max(1, rect.width)).prefix(rect.height).enumerated() {
            frame.line(line, in: rect.row(y), theme[role].withoutBackground)
        }
    }

    /// What is to be said about the line under the cursor.
    private var note: (String, Role) {
        switch choice.cursor {
        case .input(let index):
            let binding = choice.bindings[index]
            let fine = "\(binding.column?.name ?? "") goes in as it is. Enter chooses another column."
            return (
                binding.note.isEmpty ? fine : binding.note.prefix(1).uppercased() + binding.note.dropFirst() + ".",
                binding.fit.noteRole
            )
        case .output: return ("Enter changes the name, Space leaves the output out or takes it in.", .muted)
        case .keep: return ("Space or Left and Right change between all, none and some.", .muted)
        case .column: return ("Space takes the column along or leaves it out.", .muted)
        case .proceed:
            let count = choice.misfits
            return count == 0
                ? ("Every input has a column.", .good)
                : ("\(Count.of(count, "input")) without a column that fits.", .error)
        }
    }
}

extension ColumnBinding.Fit {
    func mark(_ theme: Theme) -> (text: String, role: Role) {
        switch self {
        case .fits: (theme.glyphs.check, .good)
        case .converted: ("~", .warning)
        case .wrong: (theme.glyphs.no, .error)
        case .missing: ("?", .error)
        }
    }

    var noteRole: Role {
        switch self {
        case .fits: .muted
        case .converted: .warning
        case .wrong, .missing: .error
        }
    }
}
