/// Moves of the cursor, as functions from place to place.
extension TextEditor {
    /// The position one character further, across line ends.
    func after(_ position: TextPosition) -> TextPosition {
        if position.column < counts[position.line] {
            return TextPosition(line: position.line, column: position.column + 1)
        }
        return position.line + 1 < lines.count ? TextPosition(line: position.line + 1, column: 0) : position
    }

    func before(_ position: TextPosition) -> TextPosition {
        if position.column > 0 { return TextPosition(line: position.line, column: position.column - 1) }
        guard position.line > 0 else { return position }
        return TextPosition(line: position.line - 1, column: counts[position.line - 1])
    }

    /// The end of the word at or after a position; from the end of a line, in the next.
    func wordRight(of position: TextPosition) -> TextPosition {
        var place = position
        if place.column == counts[place.line] { place = after(place) }
        let characters = characters(place.line)
        guard let word = characters.first(from: place.column, where: \.isWord) else {
            return TextPosition(line: place.line, column: characters.count)
        }
        let end = characters.first(from: word) { !$0.isWord } ?? characters.count
        return TextPosition(line: place.line, column: end)
    }

    /// The beginning of the word before a position; from the beginning of a line, the end of the line before.
    func wordLeft(of position: TextPosition) -> TextPosition {
        if position.column == 0 { return before(position) }
        let characters = characters(position.line)
        guard let word = characters.last(before: position.column, where: \.isWord) else {
            return TextPosition(line: position.line, column: 0)
        }
        let start = (characters.last(before: word) { !$0.isWord } ?? -1) + 1
        return TextPosition(line: position.line, column: start)
    }

    /// Where the line's text begins; from there, the line's beginning.
    func home(of position: TextPosition) -> TextPosition {
        let first = characters(position.line).firstNonBlank
        return TextPosition(line: position.line, column: position.column == first ? 0 : first)
    }

    func lineEnd(of position: TextPosition) -> TextPosition {
        TextPosition(line: position.line, column: counts[position.line])
    }

    /// Lines further down (or up), as near as can be to the cell where such moves began.
    mutating func moveVertically(by step: Int, from position: TextPosition) -> TextPosition {
        let cell = goal ?? self.cell(of: position)
        let wanted = position.line + step
        let line = max(0, min(wanted, lines.count - 1))
        goal = cell
        return TextPosition(line: line, column: column(atCell: cell, inLine: line))
    }

    /// Moves the cursor; the selection grows with it or ends.
    mutating func move(to position: TextPosition, selecting: Bool) {
        anchor = selecting ? anchor ?? caret : nil
        caret = position
        moved()
    }

    /// Like `move`, but up and down keep aiming at the same cell.
    mutating func move(by lines: Int, selecting: Bool) {
        let wanted = caret.line + lines
        var target = moveVertically(by: lines, from: caret)
        if target.line == caret.line {
            target = wanted < 0 ? TextPosition(line: 0, column: 0) : wanted > caret.line ? lineEnd(of: caret) : target
        }
        let aim = goal
        move(to: target, selecting: selecting)
        goal = aim
    }
}
