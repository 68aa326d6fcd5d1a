/// Brackets that belong together.
extension TextEditor {
    /// The bracket at the cursor or just before it, and the one that matches it.
    ///
    /// - Parameter isCode: whether a bracket is code and not text or comment.
    public func matchingBracket(
        isCode: (TextPosition) -> Bool = { _ in true }
    ) -> (TextPosition, TextPosition)? {
        for column in [caret.column, caret.column - 1] {
            let place = TextPosition(line: caret.line, column: column)
            if let other = partner(of: place, isCode: isCode) { return (place, other) }
        }
        return nil
    }

    /// The bracket that matches the one at a position; nil when there is none, or no bracket there.
    func partner(of place: TextPosition, isCode: (TextPosition) -> Bool = { _ in true }) -> TextPosition? {
        guard place.column >= 0, place.column < counts[place.line],
            let bracket = characters(place.line)[place.column].asciiValue, let other = Self.counterpart(of: bracket),
            isCode(place)
        else { return nil }
        let isForward = Self.isOpening(bracket)
        var depth = 0
        return firstByte(from: place, forward: isForward) { byte, position in
            guard byte == bracket || byte == other, isCode(position) else { return false }
            depth += byte == bracket ? 1 : -1
            return depth == 0
        }
    }

    /// The innermost pair around a position, the position on one of them included.
    func pair(around place: TextPosition, open: UInt8, close: UInt8) -> (TextPosition, TextPosition)? {
        var depth = 0
        let isOnOpen =
            place.column < counts[place.line] && characters(place.line)[place.column].asciiValue == open
        let isOnClose =
            place.column < counts[place.line] && characters(place.line)[place.column].asciiValue == close
        let start =
            isOnOpen
            ? place
            : firstByte(from: place, forward: false, skippingFirst: isOnClose) { byte, _ in
                if byte == close { depth += 1 }
                if byte == open { depth -= 1 }
                return depth < 0
            }
        guard let start, let end = partner(of: start) else { return nil }
        return (start, end)
    }

    /// Goes over ASCII characters from a position (included) until one is wanted.
    private func firstByte(
        from place: TextPosition, forward: Bool, skippingFirst: Bool = false,
        where isWanted: (UInt8, TextPosition) -> Bool
    ) -> TextPosition? {
        var line = place.line
        while line >= 0, line < lines.count {
            let isFirst = line == place.line
            let count = counts[line]
            let columns =
                forward
                ? (isFirst ? min(count, place.column + (skippingFirst ? 1 : 0)) : 0)..<count
                : 0..<(isFirst ? min(count, place.column + (skippingFirst ? 0 : 1)) : count)
            if let column = firstByte(in: columns, of: line, forward: forward, where: isWanted) {
                return TextPosition(line: line, column: column)
            }
            line += forward ? 1 : -1
        }
        return nil
    }

    private func firstByte(
        in columns: Range<Int>, of line: Int, forward: Bool, where isWanted: (UInt8, TextPosition) -> Bool
    ) -> Int? {
        let brackets = brackets(in: line)
        for i in brackets.indices {
            let (byte, column) = brackets[forward ? i : brackets.count - 1 - i]
            guard columns.contains(column) else { continue }
            if isWanted(byte, TextPosition(line: line, column: column)) { return column }
        }
        return nil
    }

    /// The brackets of a line with their columns. Most lines have none, and cost but a look at their bytes.
    private func brackets(in line: Int) -> [(byte: UInt8, column: Int)] {
        var text = lines[line], found: [(byte: UInt8, column: Int)] = []
        text.withUTF8 { bytes in
            for (i, byte) in bytes.enumerated() where Self.counterpart(of: byte) != nil { found.append((byte, i)) }
        }
        if found.isEmpty || isASCII(line) { return found }
        found = []
        for (column, character) in text.enumerated() {
            if let byte = character.asciiValue, Self.counterpart(of: byte) != nil { found.append((byte, column)) }
        }
        return found
    }

    static func isOpening(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x5b || byte == 0x7b }

    private static func counterpart(of byte: UInt8) -> UInt8? {
        switch byte {
        case 0x28: 0x29
        case 0x29: 0x28
        case 0x5b: 0x5d
        case 0x5d: 0x5b
        case 0x7b: 0x7d
        case 0x7d: 0x7b
        default: nil
        }
    }
}
