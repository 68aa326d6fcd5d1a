/// Changing the text.
extension TextEditor {
    /// Inserts text at the cursor in place of the selection.
    public mutating func insert(_ text: String) {
        let text = Self.normalised(text)
        change { $0.put(text) }
        history.close()
    }

    /// Replaces a range by text; the cursor goes behind it.
    public mutating func replace(_ range: TextRange, with text: String) {
        let range = TextRange(clamped(range.start), clamped(range.end))
        change { editor in
            editor.endSelection()
            editor.substitute(range, with: Self.normalised(text))
            editor.keepOnCharacter()
        }
        history.close()
    }

    /// Replaces the whole text. What is the same at its beginning and end stays untouched, and the cursor with it.
    public mutating func replaceAll(with text: String) {
        let new = Self.split(Self.normalised(text))
        func isSame(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }
        let most = min(lines.count, new.count)
        var head = 0, tail = 0
        while head < most, isSame(lines[head], new[head]) { head += 1 }
        guard head < most || lines.count != new.count else { return }
        while tail < most - head, isSame(lines[lines.count - 1 - tail], new[new.count - 1 - tail]) { tail += 1 }
        let old = head..<(lines.count - tail), fresh = head..<(new.count - tail)
        let kept = caret
        change { editor in
            editor.endSelection()
            editor.replaceLines(old, with: Array(new[fresh]))
            let line =
                kept.line >= old.upperBound
                ? kept.line + fresh.count - old.count
                : kept.line < head ? kept.line : max(head, min(kept.line, fresh.upperBound - 1))
            editor.caret = editor.clamped(TextPosition(line: line, column: kept.column))
            editor.keepOnCharacter()
        }
        history.close()
    }

    /// Takes the selection out of the text into the clipboard. nil when nothing is selected.
    public mutating func cut() -> String? {
        guard let range = selection, !range.isEmpty else { return nil }
        let text = text(in: range)
        let isLines = mode == .visualLine
        clip = Clip(text: isLines ? text + "\n" : text, isLines: isLines)
        change { editor in
            if isLines {
                editor.endSelection()
                editor.removeLines(range.start.line...range.end.line)
            } else {
                editor.remove(range)
            }
        }
        history.close()
        return clip.text
    }

    /// Inserts the clipboard's text at the cursor in place of the selection.
    public mutating func paste() {
        guard !clip.text.isEmpty else { return }
        insert(clip.text)
    }

    /// Text in place of the selection, or at the cursor.
    mutating func put(_ text: String) {
        let range = selection ?? TextRange(caret, caret)
        endSelection()
        substitute(range, with: text)
        keepOnCharacter()
    }

    mutating func remove(_ range: TextRange) {
        endSelection()
        substitute(range, with: "")
        keepOnCharacter()
    }

    /// Replaces whole lines by others, also all of them; the cursor stays a number.
    mutating func replaceLines(_ range: Range<Int>, with new: [String]) {
        let text = new.joined(separator: "\n")
        if !range.isEmpty, !new.isEmpty {
            let last = range.upperBound - 1
            substitute(start(of: range.lowerBound), end(of: last), with: text)
        } else if !range.isEmpty {
            // The line feed before them goes too, or the one behind the first lines, or nothing is left.
            if range.upperBound < lines.count {
                substitute(start(of: range.lowerBound), start(of: range.upperBound), with: "")
            } else if range.lowerBound > 0 {
                substitute(end(of: range.lowerBound - 1), end(of: range.upperBound - 1), with: "")
            } else {
                substitute(start(of: 0), end(of: lines.count - 1), with: "")
            }
        } else if !new.isEmpty {
            if range.lowerBound < lines.count {
                substitute(start(of: range.lowerBound), start(of: range.lowerBound), with: text + "\n")
            } else {
                let place = end(of: lines.count - 1)
                substitute(place, place, with: "\n" + text)
            }
        }
    }

    mutating func removeLines(_ range: ClosedRange<Int>) {
        replaceLines(range.lowerBound..<(range.upperBound + 1), with: [])
        caret = clamped(TextPosition(line: min(range.lowerBound, lines.count - 1), column: caret.column))
        keepOnCharacter()
    }

    func start(of line: Int) -> BytePosition { BytePosition(line: line, byte: 0) }
    func end(of line: Int) -> BytePosition { BytePosition(line: line, byte: lines[line].utf8.count) }

    /// In vim's normal mode the cursor is on a character, not behind the last.
    mutating func keepOnCharacter() {
        if vim.mode == .normal { caret = onCharacter(caret) }
    }

    func onCharacter(_ position: TextPosition) -> TextPosition {
        TextPosition(line: position.line, column: max(0, min(position.column, counts[position.line] - 1)))
    }
}
