/// Text objects.
extension TextEditor {
    /// What an object at the cursor covers: from its start to behind its end, or whole lines.
    func extent(of object: VimObject, count: Int) -> (range: TextRange, isLines: Bool)? {
        switch object.kind {
        case .word(let isBig): return word(isBig: isBig, isAround: object.isAround, count).map { ($0, false) }
        case .brackets(let open, let close):
            return brackets(open, close, isAround: object.isAround, count).map { ($0, false) }
        case .quotes(let quote): return quotes(quote, isAround: object.isAround).map { ($0, false) }
        case .paragraph: return paragraph(isAround: object.isAround, count).map { ($0, true) }
        }
    }

    private func inLine(_ start: Int, _ end: Int) -> TextRange {
        TextRange(TextPosition(line: caret.line, column: start), TextPosition(line: caret.line, column: end))
    }

    // MARK: Words

    private func word(isBig: Bool, isAround: Bool, _ count: Int) -> TextRange? {
        var walker = Walker(self, at: TextPosition(line: caret.line, column: min(caret.column, counts[caret.line])))
        if walker.isOnEmptyLine { return isAround ? nil : TextRange(caret, caret) }
        if walker.isAtLineEnd { walker.go(toColumn: walker.count - 1) }
        let first = walker.kind(isBig: isBig)
        walker.skipBack(first, isBig: isBig)
        let start = walker.place.column
        var hasBlanksBehind = false
        for _ in 0..<min(count, walker.count) {
            let kind = walker.kind(isBig: isBig)
            walker.skip(kind, isBig: isBig)
            guard isAround else { continue }
            let end = walker.place.column
            walker.skip(kind == .blank ? walker.kind(isBig: isBig) : .blank, isBig: isBig)
            hasBlanksBehind = kind != .blank && walker.place.column > end
        }
        let end = walker.place.column
        // Without blanks behind it the word takes those before it along.
        if isAround, first != .blank, !hasBlanksBehind {
            walker.go(toColumn: start)
            walker.skipBack(.blank, isBig: isBig)
            // The indentation stays.
            return inLine(walker.place.column > 0 ? walker.place.column : start, end)
        }
        return inLine(start, end)
    }

    // MARK: Brackets

    private func brackets(_ open: UInt8, _ close: UInt8, isAround: Bool, _ count: Int) -> TextRange? {
        var place = caret
        var found: (TextPosition, TextPosition)?
        // A selection that covers the inside grows to the brackets around.
        let covered = selection.flatMap { $0.start < caret ? $0 : nil }
        var rest = count
        while rest > 0 {
            guard let pair = pair(around: place, open: open, close: close) else { return nil }
            found = pair
            let inside = self.inside(pair)
            let range = isAround ? TextRange(pair.0, after(pair.1)) : inside
            if let covered, covered.start <= range.start, covered.end >= range.end {
                rest += 0
            } else {
                rest -= 1
            }
            if rest > 0 {
                guard pair.0 > TextPosition(line: 0, column: 0) else { return nil }
                place = before(pair.0)
            }
        }
        guard let found else { return nil }
        return isAround ? TextRange(found.0, after(found.1)) : inside(found)
    }

    /// What is between two brackets. On lines of their own they keep those.
    private func inside(_ pair: (TextPosition, TextPosition)) -> TextRange {
        var start = after(pair.0), end = pair.1
        guard pair.0.line < pair.1.line else { return TextRange(start, end) }
        if start.column == counts[start.line] { start = after(start) }
        if characters(end.line).firstNonBlank == end.column { end.column = 0 }
        return TextRange(start, end)
    }

    // MARK: Quotes

    /// A quoted text in the line, around the cursor or behind it. Two quotes in it stand for one, as in SQL.
    private func quotes(_ quote: Character, isAround: Bool) -> TextRange? {
        let characters = characters(caret.line)
        var from = 0
        while let open = characters.first(from: from, where: { $0 == quote }) {
            guard let close = Self.closing(quote, characters, after: open) else { return nil }
            if close >= caret.column {
                guard isAround else { return inLine(open + 1, close) }
                var end = close + 1, start = open
                while end < characters.count, characters[end].isBlank { end += 1 }
                if end == close + 1 {
                    while start > 0, characters[start - 1].isBlank { start -= 1 }
                }
                return inLine(start, end)
            }
            from = close + 1
        }
        return nil
    }

    private static func closing(_ quote: Character, _ characters: LineCharacters, after open: Int) -> Int? {
        var i = open + 1
        while i < characters.count {
            if characters[i] == quote {
                guard i + 1 < characters.count, characters[i + 1] == quote else { return i }
                i += 1
            }
            i += 1
        }
        return nil
    }

    // MARK: Paragraphs

    /// Lines that are all blank or all not; with what is around, also the other kind behind (or else before) them.
    private func paragraph(isAround: Bool, _ count: Int) -> TextRange? {
        var first = caret.line, last = caret.line
        let isBlankHere = isBlank(caret.line)
        while first > 0, isBlank(first - 1) == isBlankHere { first -= 1 }
        func goOn(_ wanted: Bool) -> Bool {
            guard last + 1 < lines.count, isBlank(last + 1) == wanted else { return false }
            while last + 1 < lines.count, isBlank(last + 1) == wanted { last += 1 }
            return true
        }
        _ = goOn(isBlankHere)
        var kind = isBlankHere
        for i in 0..<min(count, lines.count) {
            if i > 0 {
                kind.toggle()
                guard goOn(kind) else { break }
            }
            guard isAround else { continue }
            kind.toggle()
            if !goOn(kind) {
                guard i == 0, !isBlankHere else { break }
                while first > 0, isBlank(first - 1) { first -= 1 }
            }
        }
        return TextRange(TextPosition(line: first, column: 0), TextPosition(line: last, column: counts[last]))
    }
}
