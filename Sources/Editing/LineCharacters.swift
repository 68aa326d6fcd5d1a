/// The characters of one line by column: without a walk where the line is ASCII.
struct LineCharacters {
    let count: Int
    private let text: String
    private let characters: [Character]

    init(_ text: String, count: Int) {
        self.text = text
        self.count = count
        characters = text.utf8.count == count ? [] : Array(text)
    }

    subscript(column: Int) -> Character {
        if characters.isEmpty {
            let bytes = text.utf8
            return Character(Unicode.Scalar(bytes[bytes.index(bytes.startIndex, offsetBy: column)]))
        }
        return characters[column]
    }

    /// The first column at or after one whose character is of a kind.
    func first(from column: Int = 0, where matches: (Character) -> Bool) -> Int? {
        var i = column
        while i < count {
            if matches(self[i]) { return i }
            i += 1
        }
        return nil
    }

    /// The last column before one whose character is of a kind.
    func last(before column: Int, where matches: (Character) -> Bool) -> Int? {
        var i = min(column, count) - 1
        while i >= 0 {
            if matches(self[i]) { return i }
            i -= 1
        }
        return nil
    }

    /// Where the text begins after the indentation; the end of a blank line.
    var firstNonBlank: Int { first { !$0.isBlank } ?? count }
}

/// What kinds of characters words are made of.
enum CharacterKind {
    case blank, word, other
}

extension Character {
    var isBlank: Bool { self == " " || self == "\t" || (!isASCII && isWhitespace) }

    var kind: CharacterKind {
        if let ascii = asciiValue {
            switch ascii {
            case 0x20, 0x09: return .blank
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: return .word
            default: return .other
            }
        }
        return isWhitespace ? .blank : isLetter || isNumber ? .word : .other
    }

    var isWord: Bool { kind == .word }
}
