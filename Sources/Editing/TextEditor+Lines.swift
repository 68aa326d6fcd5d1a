/// Lines, columns, bytes.
extension TextEditor {
    var end: TextPosition { TextPosition(line: lines.count - 1, column: counts[counts.count - 1]) }

    /// The text in a range, lines joined by line feeds.
    public func text(in range: TextRange) -> String {
        let range = TextRange(clamped(range.start), clamped(range.end))
        return text(from: bytes(range.start), to: bytes(range.end))
    }

    /// The position at an offset in UTF-8 bytes of `text`; the end of the character when it is inside one.
    public func position(at offset: Int) -> TextPosition {
        var rest = max(0, offset)
        for (i, line) in lines.enumerated() {
            let size = line.utf8.count
            if rest <= size { return TextPosition(line: i, column: column(ofByte: rest, line: i)) }
            rest -= size + 1
        }
        return end
    }

    /// How many UTF-8 bytes of `text` are before a position.
    public func offset(of position: TextPosition) -> Int {
        let place = bytes(clamped(position))
        return lines[..<place.line].reduce(0) { $0 + $1.utf8.count + 1 } + place.byte
    }

    /// How many UTF-8 bytes of its line are before a position.
    public func byte(of position: TextPosition) -> Int { bytes(clamped(position)).byte }

    /// The nearest position that exists.
    func clamped(_ position: TextPosition) -> TextPosition {
        if position.line < 0 { return TextPosition(line: 0, column: 0) }
        guard position.line < lines.count else { return end }
        return TextPosition(line: position.line, column: max(0, min(position.column, counts[position.line])))
    }

    func characters(_ line: Int) -> LineCharacters { LineCharacters(lines[line], count: counts[line]) }

    func isASCII(_ line: Int) -> Bool { lines[line].utf8.count == counts[line] }

    func isBlank(_ line: Int) -> Bool { lines[line].allSatisfy(\.isBlank) }

    func bytes(_ position: TextPosition) -> BytePosition {
        BytePosition(line: position.line, byte: byte(ofColumn: position.column, line: position.line))
    }

    func position(_ place: BytePosition) -> TextPosition {
        TextPosition(line: place.line, column: column(ofByte: place.byte, line: place.line))
    }

    func byte(ofColumn column: Int, line: Int) -> Int {
        let text = lines[line]
        if column >= counts[line] { return text.utf8.count }
        if isASCII(line) { return column }
        return text.utf8.distance(from: text.startIndex, to: text.index(text.startIndex, offsetBy: column))
    }

    /// The first column that has at least so many bytes before it.
    func column(ofByte byte: Int, line: Int) -> Int {
        let text = lines[line]
        if byte >= text.utf8.count { return counts[line] }
        if isASCII(line) { return byte }
        let target = text.utf8.index(text.startIndex, offsetBy: byte)
        var i = text.startIndex, column = 0
        while i < target {
            i = text.index(after: i)
            column += 1
        }
        return column
    }

    func text(from start: BytePosition, to end: BytePosition) -> String {
        let first = lines[start.line], last = lines[end.line]
        let from = first.utf8.index(first.startIndex, offsetBy: start.byte)
        let to = last.utf8.index(last.startIndex, offsetBy: end.byte)
        if start.line == end.line { return String(first[from..<to]) }
        var out = String(first[from...])
        for line in lines[(start.line + 1)..<end.line] {
            out += "\n"
            out += line
        }
        return out + "\n" + last[..<to]
    }

    /// Replaces bytes without a record of it.
    mutating func splice(_ start: BytePosition, _ end: BytePosition, with text: String) {
        revision += 1
        let hasBreak = text.utf8.contains(0x0a)
        if start.line == end.line, !hasBreak {
            let line = start.line, wasASCII = isASCII(line)
            let from = lines[line].utf8.index(lines[line].startIndex, offsetBy: start.byte)
            let to = lines[line].utf8.index(lines[line].startIndex, offsetBy: end.byte)
            lines[line].replaceSubrange(from..<to, with: text)
            counts[line] =
                wasASCII && text.utf8.allSatisfy { $0 < 0x80 }
                ? lines[line].utf8.count : Self.characterCount(lines[line])
            return
        }
        let first = lines[start.line], last = lines[end.line]
        let head = first[..<first.utf8.index(first.startIndex, offsetBy: start.byte)]
        let tail = last[last.utf8.index(last.startIndex, offsetBy: end.byte)...]
        var pieces = Self.split(text)
        pieces[0] = head + pieces[0]
        pieces[pieces.count - 1] += tail
        lines.replaceSubrange(start.line...end.line, with: pieces)
        counts.replaceSubrange(start.line...end.line, with: pieces.map(Self.characterCount))
        vim.shiftMarks(after: start.line, through: end.line, by: pieces.count - 1 - (end.line - start.line))
    }

    static func split(_ text: String) -> [String] {
        text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }

    /// The text with line feeds for all line ends.
    static func normalised(_ text: String) -> String {
        guard text.utf8.contains(0x0d) else { return text }
        var out = String.UnicodeScalarView(), wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                out.append("\n")
            } else if scalar != "\n" || !wasReturn {
                out.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        return String(out)
    }

    static func characterCount(_ text: String) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
    }
}
