/// A word, literal or sign of a script.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A bare word: keyword or name. The keyword is the word in capitals.
        case word(keyword: String)
        /// `[name]` or `"name"`.
        case quotedName
        /// `@x` or `@@ROWCOUNT`; the text keeps the at signs.
        case variable
        case string(isUnicode: Bool)
        /// Digits without point or exponent.
        case integer
        case decimal
        /// With an exponent.
        case real
        /// `$12.50`
        case money
        /// `0xFF`; the text has the digits alone.
        case binary
        case sign
        case end
    }

    var kind: Kind
    /// The word, the value of the string, the digits, or the sign.
    var text: String
    var position: Position
    /// The offset behind the last byte.
    var end: Int
    var isFirstOnLine: Bool

    /// The word in capitals; empty for anything but a bare word.
    var keyword: String {
        if case .word(let keyword) = kind { return keyword }
        return ""
    }

    var isName: Bool {
        switch kind {
        case .word, .quotedName: true
        default: false
        }
    }

    var isVariable: Bool { kind == .variable }

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

    /// How a message names it.
    var label: String {
        switch kind {
        case .end: "the end of the script"
        case .string: "the string '\(text.prefix(30))'"
        default: "'\(text.prefix(30))'"
        }
    }
}
