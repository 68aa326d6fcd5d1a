/// Why a theme cannot be used.
public struct ThemeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The theme's file or name.
    public var source: String
    /// The line in the file, from 1, when it is known.
    public var line: Int?
    /// What is wrong there and what would be right.
    public var message: String

    public var description: String {
        source + (line.map { ":\($0)" } ?? "") + ": " + message
    }
}

/// Reads styles as theme files write them: `bold accent on raised`, that is
/// any attributes, then a foreground colour, then `on` and a background colour, each optional.
struct ThemeParser {
    var source: String
    /// Named colours, which may refer to one another.
    var palette: [String: (text: String, line: Int?)] = [:]

    private static let attributes: [String: Style.Attributes] = [
        "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
    ]
    /// The names of the terminal's sixteen colours, in order.
    private static let sixteen = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    func style(_ text: String, line: Int? = nil) throws(ThemeError) -> Style {
        var style = Style.plain, onBackground = false
        for word in text.split(separator: " ").map(String.init) {
            if let attribute = Self.attributes[word] {
                style.attributes.insert(attribute)
            } else if word == "on" {
                onBackground = true
            } else if word != "plain" {
                let color = try color(word, line: line)
                if onBackground { style.background = color } else { style.foreground = color }
            }
        }
        if onBackground, style.background == nil {
            throw ThemeError(
                source: source, line: line,
                message:
                    "a colour is missing after \u{201c}on\u{201d}: in YAML a style with # in it needs quotes around it")
        }
        return style
    }

    func color(_ word: String, line: Int?, depth: Int = 0) throws(ThemeError) -> Color {
        if let entry = palette[word], depth < 8 { return try color(entry.text, line: entry.line, depth: depth + 1) }
        if word == "default" { return .default }
        if word.hasPrefix("#"), word.count == 7, let value = UInt32(word.dropFirst(), radix: 16) { return .hex(value) }
        if let number = UInt8(word) { return .indexed(number) }
        if let i = Self.sixteen.firstIndex(of: word) { return .indexed(UInt8(i)) }
        if word.hasPrefix("bright-"), let i = Self.sixteen.firstIndex(of: String(word.dropFirst(7))) {
            return .indexed(UInt8(i + 8))
        }
        throw ThemeError(
            source: source, line: line,
            message: "\u{201c}\(word)\u{201d} is no colour: use #rrggbb, a number from 0 to 255, default, "
                + "a name such as red or bright-blue, or a name from the palette")
    }
}
