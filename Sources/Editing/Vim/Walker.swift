/// Goes through a text character by character; the place behind the last character of a line is one too.
struct Walker {
    private let lines: [String]
    private let counts: [Int]
    private(set) var place: TextPosition
    private var characters: LineCharacters

    init(_ editor: TextEditor, at place: TextPosition) {
        lines = editor.lines
        counts = editor.counts
        self.place = place
        characters = editor.characters(place.line)
    }

    var count: Int { characters.count }
    var isAtLineEnd: Bool { place.column >= count }
    var isOnEmptyLine: Bool { count == 0 }
    var isInLastLine: Bool { place.line == lines.count - 1 }
    var isAtStart: Bool { place.line == 0 && place.column == 0 }

    /// The kind of the character here; big words are all that is not blank. A line's end is blank.
    func kind(isBig: Bool) -> CharacterKind {
        guard !isAtLineEnd else { return .blank }
        let kind = characters[place.column].kind
        return isBig && kind == .other ? .word : kind
    }

    mutating func go(toColumn column: Int) { place.column = column }

    /// To the beginning of the next line. Returns false in the last.
    mutating func goToNextLine() -> Bool {
        guard !isInLastLine else { return false }
        goTo(line: place.line + 1, column: 0)
        return true
    }

    /// To the end of the line before. Returns false in the first.
    mutating func goToLineBefore() -> Bool {
        guard place.line > 0 else { return false }
        goTo(line: place.line - 1, column: counts[place.line - 1])
        return true
    }

    private mutating func goTo(line: Int, column: Int) {
        place = TextPosition(line: line, column: column)
        characters = LineCharacters(lines[line], count: counts[line])
    }

    /// Over the characters of a kind that follow in this line.
    mutating func skip(_ kind: CharacterKind, isBig: Bool) {
        while !isAtLineEnd, self.kind(isBig: isBig) == kind { place.column += 1 }
    }

    /// Back over the characters of a kind that are before, in this line.
    mutating func skipBack(_ kind: CharacterKind, isBig: Bool) {
        while place.column > 0 {
            place.column -= 1
            if self.kind(isBig: isBig) != kind {
                place.column += 1
                return
            }
        }
    }
}

/// Vim's words.
extension Walker {
    /// To the next word, or empty line. For an operator the last word ends with its line.
    mutating func nextWord(isBig: Bool, stopsAtLineEnd: Bool) -> Bool {
        if isAtLineEnd {
            guard goToNextLine() else { return false }
            if stopsAtLineEnd || isOnEmptyLine { return true }
        } else {
            let kind = kind(isBig: isBig)
            place.column += 1
            if kind != .blank { skip(kind, isBig: isBig) }
        }
        while true {
            skip(.blank, isBig: isBig)
            if !isAtLineEnd || stopsAtLineEnd { return true }
            guard goToNextLine() else { return true }
            if isOnEmptyLine { return true }
        }
    }

    /// To the beginning of the word before, or empty line.
    mutating func previousWord(isBig: Bool) -> Bool {
        if isAtStart { return false }
        while true {
            skipBack(.blank, isBig: isBig)
            if place.column > 0 { break }
            guard goToLineBefore() else { return true }
            if isOnEmptyLine { return true }
        }
        place.column -= 1
        let kind = kind(isBig: isBig)
        place.column += 1
        skipBack(kind, isBig: isBig)
        return true
    }

    /// To the last character of a word; with `staysOnEnd` this one when it is already there.
    mutating func wordEnd(isBig: Bool, staysOnEnd: Bool) -> Bool {
        let start = place, kind = kind(isBig: isBig)
        if !isAtLineEnd {
            place.column += 1
            let isInside = kind != .blank && self.kind(isBig: isBig) == kind && !isAtLineEnd
            if isInside || staysOnEnd && kind != .blank {
                skip(kind, isBig: isBig)
                place.column -= 1
                return true
            }
        }
        while true {
            skip(.blank, isBig: isBig)
            if !isAtLineEnd { break }
            guard goToNextLine() else {
                place.column = max(0, count - 1)
                return place != start
            }
        }
        skip(self.kind(isBig: isBig), isBig: isBig)
        place.column -= 1
        return true
    }

    /// To the last character of the word before, or empty line.
    mutating func previousWordEnd(isBig: Bool) -> Bool {
        if isAtStart { return false }
        let kind = kind(isBig: isBig)
        if kind != .blank { skipBack(kind, isBig: isBig) }
        while true {
            skipBack(.blank, isBig: isBig)
            if place.column > 0 { break }
            guard goToLineBefore() else { return true }
            if isOnEmptyLine { return true }
        }
        place.column -= 1
        return true
    }
}
