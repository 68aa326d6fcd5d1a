/// Small changes of normal and visual mode.
extension TextEditor {
    /// Replaces characters from the cursor by one each; all of them by one line end.
    mutating func replaceCharacters(with text: String, _ count: Int) {
        let end = caret.column + count
        guard end <= counts[caret.line], count > 0 else { return }
        let range = TextRange(caret, TextPosition(line: caret.line, column: end))
        if text == "\n" {
            substitute(range, with: "\n" + indentation(upTo: caret))
        } else {
            substitute(range, with: String(repeating: text, count: count))
            caret = before(caret)
        }
    }

    /// The blanks that a line begins with, not more than are before a position.
    func indentation(upTo position: TextPosition) -> String {
        let characters = characters(position.line)
        return String((0..<min(characters.firstNonBlank, position.column)).map { characters[$0] })
    }

    mutating func swapCase(_ count: Int) {
        let end = min(counts[caret.line], caret.column + count)
        let range = TextRange(caret, TextPosition(line: caret.line, column: end))
        substitute(range, with: Self.swappedCase(text(in: range)))
    }

    /// Makes one line of several.
    mutating func join(_ range: ClosedRange<Int>, withSpace: Bool) {
        let first = range.lowerBound, last = min(range.upperBound, lines.count - 1)
        guard first < last else { return }
        var text = lines[first], place = text.utf8.count
        for line in lines[(first + 1)...last] {
            let rest = withSpace ? String(line.drop(while: \.isBlank)) : line
            place = text.utf8.count
            if withSpace, !rest.isEmpty, !text.isEmpty, text.last?.isBlank == false, rest.first != ")" { text += " " }
            text += rest
        }
        substitute(start(of: first), end(of: last), with: text)
        caret = position(BytePosition(line: first, byte: place))
    }

    /// Puts the clipboard's text behind the cursor or before it, lines below or above its line.
    mutating func putClip(isBefore: Bool, _ count: Int) {
        guard !clip.text.isEmpty else { return }
        let count = min(count, max(1, (16 << 20) / clip.text.utf8.count))
        let text = String(repeating: clip.text, count: count)
        if clip.isLines {
            putLines(text, at: isBefore ? caret.line : caret.line + 1)
        } else {
            var place = caret
            if !isBefore, counts[place.line] > 0 { place = TextPosition(line: place.line, column: place.column + 1) }
            putText(text, at: clamped(place))
        }
    }

    /// Lines, each with its line end, before a line or behind the last.
    mutating func putLines(_ text: String, at line: Int) {
        let new = text.utf8.last == 0x0a ? String(text.dropLast()) : text
        replaceLines(line..<line, with: Self.split(new))
        goToText(of: line)
    }

    /// The cursor goes to the last character of the text, or to the first when there are several lines.
    mutating func putText(_ text: String, at place: TextPosition) {
        caret = place
        substitute(TextRange(place, place), with: text)
        caret = text.utf8.contains(0x0a) ? place : before(caret)
    }
}
