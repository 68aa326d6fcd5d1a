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
        var column = 0, end = 0
        for width in CellWidths(lines[line]) {
            end += width
            if end > cell { return column }
            column += 1
        }
        return column
    }

    /// How many cells of its line are before a position.
    public func cell(of position: TextPosition) -> Int {
        let position = clamped(position)
        if isASCII(position.line) { return position.column }
        return CellWidths(lines[position.line]).prefix(position.column).reduce(0, +)
    }
}

/// The cells of each character of a line. What marks and joiners take depends on what is beside them.
private struct CellWidths: Sequence, IteratorProtocol {
    private var rest: Substring
    private var before: Character?
    private let knowsWide = !ASCIIOnly.isOn

    init(_ line: String) { rest = line[...] }

    mutating func next() -> Int? {
        guard let character = rest.popFirst() else { return nil }
        defer { before = character }
        if character.utf8.count == 1 { return 1 }
        if knowsWide, Self.isPlainlyWide(character) { return 2 }
        let head = before.map { String($0) } ?? "", text = head + String(character)
        let width = TextWidth.of(text) - TextWidth.of(head)
        guard let last = text.unicodeScalars.last, last.value == 0x200c || last.value == 0x200d,
            let next = rest.unicodeScalars.first
        else { return width }
        let tail = String(next)
        return TextWidth.of(text + tail) - TextWidth.of(head) - TextWidth.of(tail)
    }

    /// Kana, ideographs and Hangul syllables: most wide text needs no closer look.
    private static func isPlainlyWide(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard let value = scalars.first?.value, character.utf8.count == 3 else { return false }
        return (0x3041...0x3096).contains(value) || (0x30a1...0x30fa).contains(value)
            || (0x4e00...0x9fff).contains(value) || (0xac00...0xd7a3).contains(value)
    }
}
