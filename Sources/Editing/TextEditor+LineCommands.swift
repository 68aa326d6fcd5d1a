/// What is done to whole lines: those of the selection, or the cursor's.
extension TextEditor {
    static let indentWidth = 4
    static let comment = "--"

    /// The lines of the selection; the last is left out when nothing of it is selected.
    var selectedLines: ClosedRange<Int> {
        guard let range = selection else { return caret.line...caret.line }
        let reachesIn = range.end.column > 0 || range.end.line == range.start.line || mode == .visualLine
        return range.start.line...(reachesIn ? range.end.line : range.end.line - 1)
    }

    /// Puts `-- ` before the text of the lines, or takes it away when all that are not blank have it.
    public mutating func toggleComment() { alone { $0.toggleComment(of: $0.selectedLines) } }

    /// Indents the lines of the selection; without one, inserts spaces up to the next stop.
    public mutating func indent() {
        if selection != nil {
            alone { $0.indent($0.selectedLines, by: 1) }
        } else {
            let width = Self.indentWidth - cell(of: caret) % Self.indentWidth
            change { $0.put(String(repeating: " ", count: width)) }
            history.close()
        }
    }

    public mutating func outdent() { alone { $0.indent($0.selectedLines, by: -1) } }

    /// Moves the lines by so many down (or up), as far as there is room.
    public mutating func moveLines(_ step: Int) {
        let range = selectedLines
        let step = max(-range.lowerBound, min(step, lines.count - 1 - range.upperBound))
        guard step != 0 else { return }
        alone { editor in
            let (cursor, anchor) = (editor.caret, editor.anchor)
            let block = Array(editor.lines[range])
            if step < 0 {
                let from = range.lowerBound + step
                let others = Array(editor.lines[from..<range.lowerBound])
                editor.replaceLines(from..<(range.upperBound + 1), with: block + others)
            } else {
                let to = range.upperBound + step
                let others = Array(editor.lines[(range.upperBound + 1)...to])
                editor.replaceLines(range.lowerBound..<(to + 1), with: others + block)
            }
            editor.caret = editor.clamped(TextPosition(line: cursor.line + step, column: cursor.column))
            editor.anchor = anchor.map {
                editor.clamped(TextPosition(line: $0.line + step, column: $0.column))
            }
        }
    }

    /// Puts a copy of the lines below them; the cursor goes to the copy.
    public mutating func duplicateLines() {
        let range = selectedLines
        alone { editor in
            let (cursor, anchor) = (editor.caret, editor.anchor)
            let after = range.upperBound + 1
            editor.replaceLines(after..<after, with: Array(editor.lines[range]))
            editor.caret = TextPosition(line: cursor.line + range.count, column: cursor.column)
            editor.anchor = anchor.map { TextPosition(line: $0.line + range.count, column: $0.column) }
        }
    }

    public mutating func deleteLines() {
        let range = selectedLines
        alone { editor in
            let column = editor.caret.column
            editor.endSelection()
            editor.caret = TextPosition(line: range.lowerBound, column: column)
            editor.removeLines(range)
            let line = min(range.lowerBound, editor.lines.count - 1)
            editor.caret = editor.clamped(TextPosition(line: line, column: column))
            editor.keepOnCharacter()
        }
    }

    /// A step of its own.
    private mutating func alone(_ body: (inout TextEditor) -> Void) {
        history.close()
        change(nil, body)
        history.close()
    }

    // MARK: On lines, wherever the cursor is

    mutating func toggleComment(of range: ClosedRange<Int>) {
        let isAnyText = range.contains { !isBlank($0) }
        let wanted = range.filter { !isAnyText || !isBlank($0) }
        let starts = wanted.map { characters($0).firstNonBlank }
        let areComments =
            isAnyText
            && zip(wanted, starts).allSatisfy { line, start in
                lines[line].utf8.dropFirst(byte(ofColumn: start, line: line)).starts(with: Self.comment.utf8)
            }
        let column = starts.min() ?? 0
        for (line, start) in zip(wanted, starts) {
            if areComments {
                let characters = characters(line)
                let width = start + 2 < characters.count && characters[start + 2] == " " ? 3 : 2
                replace(line, columns: start..<(start + width), with: "")
            } else {
                replace(line, columns: column..<column, with: Self.comment + " ")
            }
        }
    }

    /// Indents (or outdents) lines by so many stops.
    mutating func indent(_ range: ClosedRange<Int>, by stops: Int) {
        for line in range {
            if stops > 0 {
                guard !isBlank(line) else { continue }
                let spaces = String(repeating: " ", count: Self.indentWidth * min(stops, 100))
                replace(line, columns: 0..<0, with: spaces)
            } else {
                let width = (0..<min(-stops, 100)).reduce(0) { width, _ in width + outdentWidth(line, after: width) }
                if width > 0 { replace(line, columns: 0..<width, with: "") }
            }
        }
    }

    /// How many characters one stop of indentation has: a tab, or spaces.
    private func outdentWidth(_ line: Int, after column: Int) -> Int {
        var width = 0
        for byte in lines[line].utf8.dropFirst(column).prefix(Self.indentWidth) {
            if byte == 0x09 { return width + 1 }
            guard byte == 0x20 else { break }
            width += 1
        }
        return min(width, counts[line] - column)
    }

    /// Replaces columns of a line; cursor and selection stay with their text.
    mutating func replace(_ line: Int, columns: Range<Int>, with text: String) {
        let from = TextPosition(line: line, column: columns.lowerBound)
        let to = TextPosition(line: line, column: min(columns.upperBound, counts[line]))
        let start = bytes(from), end = bytes(to)
        let places = [caret, anchor].map { $0.map(bytes) }
        substitute(start, end, with: text)
        let shift = text.utf8.count - (end.byte - start.byte)
        let moved = places.map { place in
            place.map { place in
                // At the beginning of a line they stay there, unless it was empty.
                let isBehind = place.byte > 0 || start.byte > 0 || counts[line] == text.count
                guard place.line == line, place.byte >= start.byte, isBehind else { return place }
                return BytePosition(line: line, byte: max(start.byte, place.byte + shift))
            }
        }
        if let place = moved[0] { caret = position(place) }
        anchor = moved[1].map(position)
    }
}
