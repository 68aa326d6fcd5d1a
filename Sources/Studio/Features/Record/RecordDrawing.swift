import Screen
import Tabular

/// Draws the record view: a name, a type and a value on each line, long values wrapped to a few lines.
struct RecordDrawing {
    let record: RecordView
    let rowCount: Int?

    /// Lines that a value takes at most; all of it is a key away.
    private static let mostLines = 4

    private struct Line {
        var field: Int
        var isFirst: Bool
        var text: String
    }

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let total = rowCount.map { " of " + Count.text($0) } ?? ""
        let names = min(max(8, record.columns.map { TextWidth.of($0.name) }.max() ?? 8), body.width / 3)
        let types = body.width >= 66 ? 12 : 0
        let lines = lines(width: min(body.width, 110) - 4 - names - types - 3)
        let size = Size(width: min(body.width, 110), height: min(body.height, lines.count + 2))
        let inside = frame.openBox("Row \(Count.text(record.row + 1))\(total)", size: size, in: body, theme)
        if let problem = record.problem {
            frame.draw(EmptyNote(problem.text), in: inside, theme)
            return
        }
        let start = offset(lines, room: inside.height)
        for (y, line) in lines[start...].prefix(inside.height).enumerated() {
            draw(line, into: &frame, in: inside.row(y), names: names, types: types, theme)
        }
        let edge = Rect(x: inside.right + 1, y: inside.y, width: 1, height: inside.height)
        frame.draw(ScrollBar(first: start, room: inside.height, count: lines.count), in: edge, theme)
    }

    private func draw(
        _ line: Line, into frame: inout Frame, in row: Rect, names: Int, types: Int, _ theme: Theme
    ) {
        var row = row
        let isCurrent = line.field == record.field
        if isCurrent { frame.fill(row, theme[.cursorRow]) }
        let column = record.columns[line.field]
        let name = row.cut(left: names + 1)
        if line.isFirst {
            frame.line(column.name, in: name, theme[isCurrent ? .accent : .strong].withoutBackground)
            if types > 0 {
                frame.line(TypeLabel.short(column.type), in: row.cut(left: types), theme[.headerType].withoutBackground)
            }
        } else {
            _ = row.cut(left: types)
        }
        _ = row.cut(left: 1)
        let value = record.values.flatMap { $0.indices.contains(line.field) ? $0[line.field] : nil }
        let role: Role = value?.isNull == true ? .null : ValueRole.of(column.type)
        frame.line(line.text, in: row, theme[role].withoutBackground)
    }

    /// The first line in sight: all of the current value where it fits, else its beginning.
    private func offset(_ lines: [Line], room: Int) -> Int {
        let last = lines.lastIndex { $0.field == record.field } ?? 0
        let offset = Scrolling.offset(first: 0, selected: last, count: lines.count, room: room)
        return min(offset, lines.firstIndex { $0.field == record.field } ?? 0)
    }

    private func lines(width: Int) -> [Line] {
        record.columns.indices.flatMap { field -> [Line] in
            guard let values = record.values else { return [Line(field: field, isFirst: true, text: "·")] }
            guard values.indices.contains(field) else { return [] }
            let text = values[field].text ?? "NULL"
            // Wrapping looks at no more than can be shown.
            let wrapped = TextLayout.wrap(String(text.prefix(max(1, width) * (Self.mostLines + 1))), to: max(1, width))
            let shown = wrapped.prefix(Self.mostLines)
            return shown.enumerated().map { index, piece in
                let isCut = index == shown.count - 1 && (wrapped.count > shown.count)
                return Line(field: field, isFirst: index == 0, text: isCut ? String(piece.dropLast()) + "…" : piece)
            }
        }
    }
}

/// The style of a column's values.
enum ValueRole {
    static func of(_ type: ColumnType) -> Role {
        if type.isNumeric { return .number }
        if type.isTemporal || type.kind == .interval { return .temporal }
        return type.kind == .boolean ? .boolean : .textValue
    }

    static func alignment(_ type: ColumnType) -> Alignment { type.isNumeric ? .right : .left }
}
