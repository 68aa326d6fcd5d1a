/// The text of a one-line field while it is being written: graphemes, a cursor, and what was written before.
public struct TextEdit: Sendable, Hashable {
    private var characters: [Character]
    /// The cursor stands before this character, from 0 to the count of characters.
    public private(set) var cursor: Int
    /// Earlier entries, oldest first, that Up and Down bring back. Empty switches that off.
    public var history: [String]
    /// Whether pasted lines stay lines (shown with a mark), as in SQL, where a comment ends with its line.
    public var keepsLines = false
    /// Where in the history we are; nil on the text being written.
    private var recalled: Int?
    private var draft: [Character] = []
    private var killed: [Character] = []

    /// - Parameter text: the beginning; the cursor stands at its end.
    public init(_ text: String = "", history: [String] = []) {
        characters = Array(text)
        cursor = characters.count
        self.history = history
    }

    /// The whole text. Setting it puts the cursor at the end.
    public var text: String {
        get { String(characters) }
        set {
            characters = Array(newValue)
            cursor = characters.count
        }
    }

    public var isEmpty: Bool { characters.isEmpty }
    public var beforeCursor: String { String(characters[..<cursor]) }
    public var afterCursor: String { String(characters[cursor...]) }

    /// Puts the cursor before a character; out of range goes to the nearest end.
    public mutating func moveCursor(to position: Int) { cursor = max(0, min(position, characters.count)) }

    public mutating func insert(_ text: String) {
        // A mark typed after its letter joins it, so count again rather than add.
        let before = Array(String(characters[..<cursor]) + text)
        characters = before + characters[cursor...]
        cursor = before.count
        recalled = nil
    }

    /// Does what a key means in a line of text.
    /// - Returns: false when the key means nothing here, and is for someone else.
    public mutating func handle(_ key: KeyPress) -> Bool {
        switch key {
        case .paste(let pasted):
            let lines = pasted.split(whereSeparator: \.isNewline)
            insert(lines.joined(separator: keepsLines ? "\n" : " "))
        case .key(.character(let c), []): insert(String(c))
        case .key(let key, []), .key(let key, .shift): return edit(key)
        case .key(let key, let modifiers): return edit(key, modifiers)
        default: return false
        }
        return true
    }

    private mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(characters.count, cursor + 1)
        case .home: cursor = 0
        case .end: cursor = characters.count
        case .backspace: remove(max(0, cursor - 1)..<cursor)
        case .delete: remove(cursor..<min(characters.count, cursor + 1))
        case .up: return recall(-1)
        case .down: return recall(1)
        default: return false
        }
        return true
    }

    private mutating func edit(_ key: Key, _ modifiers: Modifiers) -> Bool {
        switch (key, modifiers) {
        case (.character("a"), .control): cursor = 0
        case (.character("e"), .control): cursor = characters.count
        case (.character("b"), .control): return edit(.left)
        case (.character("f"), .control): return edit(.right)
        case (.character("d"), .control): return edit(.delete)
        case (.character("h"), .control): return edit(.backspace)
        case (.left, .control), (.left, .alt), (.character("b"), .alt): cursor = wordStart
        case (.right, .control), (.right, .alt), (.character("f"), .alt): cursor = wordEnd
        case (.character("w"), .control), (.backspace, .alt), (.backspace, .control): kill(wordStart..<cursor)
        case (.character("d"), .alt), (.delete, .control), (.delete, .alt): kill(cursor..<wordEnd)
        case (.character("u"), .control): kill(0..<cursor)
        case (.character("k"), .control): kill(cursor..<characters.count)
        case (.character("y"), .control): insert(String(killed))
        default: return false
        }
        return true
    }

    private mutating func remove(_ range: Range<Int>) {
        characters.removeSubrange(range)
        cursor = range.lowerBound
        recalled = nil
    }

    private mutating func kill(_ range: Range<Int>) {
        if !range.isEmpty { killed = Array(characters[range]) }
        remove(range)
    }

    private mutating func recall(_ step: Int) -> Bool {
        guard !history.isEmpty else { return false }
        let now = recalled ?? history.count
        let next = now + step
        guard next >= 0, next <= history.count else { return true }
        if recalled == nil { draft = characters }
        characters = next == history.count ? draft : Array(history[next])
        recalled = next == history.count ? nil : next
        cursor = characters.count
        return true
    }

    private var wordStart: Int {
        var i = cursor
        while i > 0, !isWord(characters[i - 1]) { i -= 1 }
        while i > 0, isWord(characters[i - 1]) { i -= 1 }
        return i
    }

    private var wordEnd: Int {
        var i = cursor
        while i < characters.count, !isWord(characters[i]) { i += 1 }
        while i < characters.count, isWord(characters[i]) { i += 1 }
        return i
    }

    private func isWord(_ c: Character) -> Bool { c.isLetter || c.isNumber || c == "_" }
}
