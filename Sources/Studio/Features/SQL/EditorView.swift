import Editing
import Querying
import Screen

/// Draws a script's text with its colours.
struct EditorView {
    let script: SQLScript
    var find: TextEditor.Search?
    let isFocused: Bool

    private var editor: TextEditor { script.editor }

    func draw(into frame: inout Frame, gutter: Rect, text: Rect, theme: Theme) {
        frame.fill(gutter, theme[.panel])
        frame.fill(text, theme[.panel])
        let lines = editor.top..<min(editor.lines.count, editor.top + text.height)
        guard !lines.isEmpty else { return }
        var before = LineOffset(editor: editor)
        let cursor = before.offset(of: editor.cursor)
        let running = script.parsed.statement(at: cursor).map {
            editor.position(at: $0.range.lowerBound).line...editor.position(at: $0.range.upperBound).line
        }
        var offset = before.offset(of: TextPosition(line: lines.lowerBound, column: 0))
        for line in lines {
            let y = line - editor.top
            drawNumber(line, isChosen: running?.contains(line) ?? false, into: &frame, in: gutter.row(y), theme)
            drawLine(line, offset: offset, into: &frame, in: text.row(y), theme)
            offset += editor.lines[line].utf8.count + 1
        }
        drawMarks(lines, into: &frame, text, theme)
        if editor.lines == [""], !isFocused || script.parsed.tokens.isEmpty { drawHelp(into: &frame, text, theme) }
        guard isFocused else { return }
        let point = Self.point(of: editor.cursor, script, in: text)
        if text.contains(point) { frame.cursor = point }
    }

    private func drawNumber(_ line: Int, isChosen: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let hasMistake = script.mistake?.position.line == line
        let role: Role = hasMistake ? .error : line == editor.cursor.line && isFocused ? .accent : .rowNumber
        var room = rect
        let edge = room.cut(right: 1)
        frame.line("\(line + 1)", in: room, theme[role].withoutBackground, .right)
        if isChosen {
            frame.put(theme.glyphs.vertical, at: edge.origin, theme[isFocused ? .accent : .border].withoutBackground)
        }
    }

    /// The line's pieces in their colours.
    private func drawLine(_ line: Int, offset: Int, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let text = editor.lines[line]
        // Of a long line only what is in sight is looked at.
        let isLong = text.utf8.count > 4 * rect.width + 200
        let first = isLong ? editor.column(atCell: editor.left, inLine: line) : 0
        let shown = isLong ? text.dropFirst(first).prefix(rect.width + 8) : text[...]
        var at = offset + (isLong ? text.prefix(first).utf8.count : 0)
        let end = at + shown.utf8.count
        var x = rect.x + (isLong ? editor.cell(of: TextPosition(line: line, column: first)) : 0) - editor.left
        var rest = shown
        func put(_ bytes: Int, _ style: Style) {
            guard bytes > 0 else { return }
            let index = rest.utf8.index(rest.startIndex, offsetBy: bytes, limitedBy: rest.endIndex) ?? rest.endIndex
            let piece = rest[..<index]
            // A tab is one cell, as the editor counts it.
            x += frame.put(piece.replacing("\t", with: " "), at: Point(x: x, y: rect.y), style, clip: rect)
            rest = rest[index...]
        }
        for token in script.parsed.tokens(in: at..<max(at, end)) {
            let start = max(token.range.lowerBound, at)
            put(start - at, theme[.text].withoutBackground)
            let stop = min(token.range.upperBound, end)
            put(stop - start, style(token, theme))
            at = stop
        }
        put(end - at, theme[.text].withoutBackground)
    }

    private func style(_ token: SQLToken, _ theme: Theme) -> Style {
        let role: Role =
            switch token.kind {
            case .keyword: .key
            case .string: .good
            case .number: .number
            case .comment: .faint
            case .parameter: .prediction
            case .quotedName: .temporal
            case .name: .text
            case .sign: .muted
            }
        return theme[role].withoutBackground
    }

    /// Selection, matches, brackets and the mistake, over the text.
    private func drawMarks(_ lines: Range<Int>, into frame: inout Frame, _ text: Rect, _ theme: Theme) {
        if let find, !find.text.isEmpty {
            for range in editor.matches(of: find, in: lines) { mark(range, theme[.match], lines, into: &frame, text) }
        }
        if let selection = editor.selection, !selection.isEmpty {
            mark(selection, theme[.selection], lines, into: &frame, text)
        }
        var before = LineOffset(editor: editor)
        if isFocused, let (a, b) = editor.matchingBracket(isCode: { script.parsed.isCode(at: before.offset(of: $0)) }) {
            for place in [a, b] {
                let range = TextRange(place, TextPosition(line: place.line, column: place.column + 1))
                var style = theme[.accent].withoutBackground.bold
                style.attributes.insert(.underline)
                mark(range, style, lines, into: &frame, text)
            }
        }
        if let mistake = script.mistake, lines.contains(mistake.position.line) {
            let start = mistake.position
            let rest = editor.lines[start.line].dropFirst(start.column).prefix {
                $0.isLetter || $0.isNumber || $0 == "_"
            }
            let end = TextPosition(line: start.line, column: start.column + max(1, rest.count))
            var style = theme[.error].withoutBackground
            style.attributes.insert(.underline)
            mark(TextRange(start, end), style, lines, into: &frame, text)
        }
    }

    private func mark(_ range: TextRange, _ style: Style, _ lines: Range<Int>, into frame: inout Frame, _ text: Rect) {
        for line in max(
            range.start.line, lines.lowerBound)...max(range.start.line, min(range.end.line, lines.upperBound - 1))
        where lines.contains(line) {
            let from = line == range.start.line ? editor.cell(of: range.start) : 0
            // A selected line end is a cell too.
            let to =
                line == range.end.line
                ? editor.cell(of: range.end) : editor.cell(of: TextPosition(line: line, column: .max)) + 1
            let rect = Rect(x: text.x + from - editor.left, y: text.y + line - editor.top, width: to - from, height: 1)
            frame.restyle(rect.intersection(text), style)
        }
    }

    private func drawHelp(into frame: inout Frame, _ text: Rect, _ theme: Theme) {
        let help = [
            "", "  Type SQL over files and tables, then F5 runs the statement at the cursor.", "",
            "  SELECT carrier, avg(dep_delay) FROM 'flights.parquet' GROUP BY 1", "",
            "  Tab takes what is offered · F6 goes to the answer and back · Ctrl-P shows everything",
        ]
        for (index, line) in help.enumerated() where index < text.height {
            frame.line(line, in: text.row(index), theme[.placeholder].withoutBackground)
        }
    }

    /// The cell of an offset of the text's bytes.
    static func point(of offset: Int, _ script: SQLScript, in text: Rect) -> Point {
        point(of: script.editor.position(at: offset), script, in: text)
    }

    private static func point(of position: TextPosition, _ script: SQLScript, in text: Rect) -> Point {
        Point(
            x: text.x + script.editor.cell(of: position) - script.editor.left,
            y: text.y + position.line - script.editor.top)
    }

    /// The position in the text under a cell.
    static func position(at point: Point, _ script: SQLScript, in text: Rect) -> TextPosition {
        let line = max(0, min(script.editor.top + point.y - text.y, script.editor.lines.count - 1))
        let cell = max(0, point.x - text.x + script.editor.left)
        return TextPosition(line: line, column: script.editor.column(atCell: cell, inLine: line))
    }
}

/// Offsets of places that follow each other: only the lines between them are counted.
private struct LineOffset {
    let editor: TextEditor
    private var line = 0
    private var start = 0

    init(editor: TextEditor) { self.editor = editor }

    mutating func offset(of position: TextPosition) -> Int {
        while line < position.line {
            start += editor.lines[line].utf8.count + 1
            line += 1
        }
        while line > position.line {
            line -= 1
            start -= editor.lines[line].utf8.count + 1
        }
        return start + editor.byte(of: position)
    }
}

extension CompletionPopup {
    /// Rows of the list.
    private static let rows = 8

    func draw(into frame: inout Frame, at point: Point, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let height = min(items.count, Self.rows)
        let first = Scrolling.offset(first: 0, selected: selected, count: items.count, room: height)
        let shown = items[first..<min(items.count, first + height)]
        let names = min(40, shown.map { TextWidth.of($0.text) }.max() ?? 10)
        let details = min(34, shown.map { TextWidth.of($0.detail) }.max() ?? 0)
        let width = min(body.width, names + details + (details > 0 ? 6 : 4))
        let below = point.y + 1 + height <= body.bottom
        let place = Rect(
            x: max(body.x, min(point.x - 1, body.right - width)),
            y: below ? point.y + 1 : max(body.y, point.y - height),
            width: width, height: height)
        for (index, item) in shown.enumerated() {
            var line = place.row(index)
            let isSelected = first + index == selected
            frame.fill(line, theme[isSelected ? .selection : .dialog])
            _ = line.cut(left: 1)
            let mark = line.cut(left: 2)
            frame.line(item.kind.mark, in: mark, theme[isSelected ? .text : item.kind.role].withoutBackground)
            let detail = line.cut(right: min(details + 1, max(0, line.width - names)))
            frame.line(item.text, in: line, theme[.text].withoutBackground, ellipsis: theme.glyphs.ellipsis)
            frame.line(item.detail, in: detail, theme[.muted].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }
}

extension SQLCompletion.Kind {
    /// A letter tells what it is where colours do not.
    fileprivate var mark: String {
        switch self {
        case .column: "c"
        case .table: "t"
        case .model: "m"
        case .function: "f"
        case .keyword: "k"
        case .path: "/"
        }
    }

    fileprivate var role: Role {
        switch self {
        case .column: .number
        case .table: .temporal
        case .model: .prediction
        case .function: .accent
        case .keyword: .key
        case .path: .textValue
        }
    }
}
