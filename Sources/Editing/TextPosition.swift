/// A place between characters: line and column, both from 0.
public struct TextPosition: Sendable, Hashable, Comparable {
    public var line: Int
    /// How many characters (graphemes) of the line are before it.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (a: TextPosition, b: TextPosition) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// What lies between two positions.
public struct TextRange: Sendable, Hashable {
    public var start: TextPosition
    public var end: TextPosition

    /// The text between two positions, whichever comes first.
    public init(_ start: TextPosition, _ end: TextPosition) {
        self.start = min(start, end)
        self.end = max(start, end)
    }

    public var isEmpty: Bool { start == end }
}

/// A place between bytes. Edits are made and undone by bytes: characters may join or part when others come between.
struct BytePosition: Sendable, Hashable {
    var line: Int
    var byte: Int

    /// Where `text` ends when it begins here.
    func advanced(over text: String) -> BytePosition {
        var breaks = 0, tail = 0
        for byte in text.utf8 {
            if byte == 0x0a {
                breaks += 1
                tail = 0
            } else {
                tail += 1
            }
        }
        return breaks == 0
            ? BytePosition(line: line, byte: byte + tail) : BytePosition(line: line + breaks, byte: tail)
    }
}
