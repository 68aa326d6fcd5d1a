/// The shape of a text: capital letters as `A`, other letters as `a`, digits as `9`, all else as it is.
///
/// Where values are of many lengths, runs are shortened: `a+` stands for two letters or more.
public struct TextPattern: Sendable, Hashable, Codable {
    public var pattern: String
    public var count: Int
    /// A value of this shape.
    public var example: String
    public var isShortened: Bool

    public init(_ pattern: String, count: Int, example: String, isShortened: Bool = false) {
        self.pattern = pattern
        self.count = count
        self.example = example
        self.isShortened = isShortened
    }

    /// Characters of a value that its pattern shows; `cut` stands for the rest.
    public static let length = 60
    public static let cut: Character = "…"

    /// A regular expression that matches the values of this shape, and only these.
    public var expression: String {
        var out = "(?s)"
        var before: String?
        for character in pattern {
            if character == "+", isShortened, let unit = before {
                // A plus sign of the value's own looks the same.
                out += "(?:\(unit)+|\\+)"
                before = nil
                continue
            }
            before =
                switch character {
                case "A": "\\p{Lu}"
                case "a": "[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Lt}]"
                case "9": "\\p{Nd}"
                default: nil
                }
            out += before ?? (character == Self.cut ? ".+" : Self.escaped(character))
        }
        return out
    }

    private static func escaped(_ character: Character) -> String {
        let isPlain = character.isLetter || character.isNumber || !character.isASCII || character.isWhitespace
        return (isPlain ? "" : "\\") + String(character)
    }
}
