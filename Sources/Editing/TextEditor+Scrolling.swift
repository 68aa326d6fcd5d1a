public import Screen

/// What is in sight, in cells as a frame draws them: wide characters take two, a tab is one sign.
extension TextEditor {
    /// Keeps the cursor in sight, with some lines and cells around it. Remembers the height for the page keys.
    public mutating func scroll(toFit size: Size) {
        pageHeight = max(1, size.height)
        top = max(0, min(top, lines.count - 1))
        if isScrolledAway { return }
        let margin = min(2, max(0, (size.height - 1) / 2))
        let lowest = max(0, caret.line + 1 + margin - pageHeight)
        top = max(min(top, max(0, caret.line - margin)), min(lowest, max(0, lines.count - pageHeight)))
        top = max(0, min(top, caret.line))
        scrollSideways(width: max(1, size.width))
    }

    private mutating func scrollSideways(width: Int) {
        let cell = cell(of: caret), margin = min(4, max(0, (width - 1) / 4))
        // The cursor may be on a wide character.
        let end = cell + margin + (isASCII(caret.line) ? 1 : 2)
        if end <= width {
            left = 0
        } else if cell < left + margin {
            left = max(0, cell - margin)
        } else if end > left + width {
            left = end - width
        }
    }

    /// Scrolls without the cursor; it comes back into sight when it moves. In vim's modes it is taken along.
    public mutating func scroll(by lines: Int, height: Int) {
        let height = max(1, height)
        top = max(0, min(top + lines, max(0, self.lines.count - height)))
        if style == .vim {
            let line = max(top, min(caret.line, top + height - 1, self.lines.count - 1))
            if line != caret.line {
                let aim = goal ?? cell(of: caret)
                caret = TextPosition(line: line, column: column(atCell: aim, inLine: line))
                keepOnCharacter()
                goal = aim
                history.close()
            }
        }
        isScrolledAway = true
    }

    /// The column of the character that covers a cell; the end of the line for cells behind it.
    public func column(atCell cell: Int, inLine line: Int) -> Int {
        guard line >= 0, line < lines.count, cell > 0 else { return 0 }
        if isASCII(line) { return min(cell, counts[line]) }
        var column = 0, width = 0
        for (character, next) in CellWidths(lines[line]) {
            width += CellWidths.width(of: character, before: next)
            if width > cell { return column }
            column += 1
        }
        return column
    }

    /// How many cells of its line are before a position.
    public func cell(of position: TextPosition) -> Int {
        let position = clamped(position)
        if isASCII(position.line) { return position.column }
        var width = 0
        for (character, next) in CellWidths(lines[position.line]).prefix(position.column) {
            width += CellWidths.width(of: character, before: next)
        }
        return width
    }
}

/// The characters of a line, each with the next: what joiners look like depends on it.
private struct CellWidths: Sequence, IteratorProtocol {
    private var rest: Substring

    init(_ line: String) { rest = line[...] }

    mutating func next() -> (Character, Character?)? {
        guard let first = rest.popFirst() else { return nil }
        return (first, rest.first)
    }

    static func width(of character: Character, before next: Character?) -> Int {
        if character.utf8.count == 1 { return 1 }
        let text = String(character)
        guard let last = text.unicodeScalars.last, last.value == 0x200c || last.value == 0x200d,
            let scalar = next?.unicodeScalars.first
        else { return TextWidth.of(text) }
        let following = String(Character(scalar))
        return TextWidth.of(text + following) - TextWidth.of(following)
    }
}
