import Editing
import Screen

/// The same numbers for the same seed.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0xd134_2543_de82_ef95 ^ 0x2545_f491_4f6c_dd1d }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func pick<T>(_ choices: [T]) -> T { choices[Int(next() % UInt64(choices.count))] }
}

/// Texts and keys by chance, with characters that join, are wide, or take many bytes.
enum Random {
    static let pieces = [
        "a", "b", "select", " ", "  ", "\n", "\n\n", "\t", "(", ")", "[", "]", "{", "}", "'", "\"", "-- ", ",", ".",
        "_x9",
        "é", "e\u{301}", "\u{301}", "日本", "👨‍👩‍👧", "\u{200d}", "🇩", "🇪", "🏽", "\u{200c}", "ا", "\r\n", "\r", "\u{2028}",
        "\u{0}",
        "ß", "İ", "한", "\u{1100}", "\u{1161}", "ﬁ",
    ]

    static func text(_ dice: inout Dice, pieces count: Int) -> String {
        (0..<count).map { _ in dice.pick(pieces) }.joined()
    }

    static func key(_ dice: inout Dice) -> KeyPress {
        switch dice.next() % 12 {
        case 0..<5: return .character(dice.pick(characters))
        case 5..<7: return .key(dice.pick(named), dice.pick([[], [], .shift, .control, .alt, [.shift, .control]]))
        case 7..<9: return .control(dice.pick(characters))
        case 9: return .key(.character(dice.pick(characters)), .alt)
        case 10: return .key(.escape)
        default: return .paste(text(&dice, pieces: Int(dice.next() % 4)))
        }
    }

    private static let characters: [Character] =
        Array(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 (){}[]'\"`~<>=.,;:/?%^$_-+|&*@#é日\u{301}🇩🇪")
        + ["\u{200d}", "👨‍👩‍👧"]
    private static let named: [Key] = [
        .enter, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
        .function(3),
    ]
}
