import Screen
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2), ("한글", 4),
        ("\u{1112}\u{1161}\u{11ab}", 2),
        ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 6), ("❤️", 1), ("🇩🇪", 4), ("1️⃣", 1), ("ไทย", 3), ("กำ", 2), ("\u{301}", 1), ("क्षि", 3),
        ("─│█", 3), ("⠿", 1), ("\t", 1), ("\u{1b}[31m", 5), ("\u{202e}", 6), ("a\u{200b}b", 8),
    ])
    func widths(text: String, width: Int) { #expect(TextWidth.of(text) == width) }

    @Test func theWidthIsWhatAFrameTakes() {
        for text in Samples.texts {
            var frame = Frame(size: Size(width: 200, height: 1))
            #expect(frame.put(text, at: Point(x: 0, y: 0)) == TextWidth.of(text))
            frame.expectSound()
        }
    }
}

/// Text as it comes in real tables, and worse.
enum Samples {
    static let texts = [
        "plain", "tab\there", "two\nlines", "nul\u{0}", "\u{1b}]0;title\u{7}", "\u{9b}31m", "caf\u{e9}", "cafe\u{301}",
        "日本航空",
        "👩🏽‍🚀 off", "🏴\u{e0067}\u{e0062}\u{e007f}", "🇯🇵🇫", "עברית", "عربي", "\u{202e}evil\u{202c}", "a\u{200d}b",
        "\u{feff}bom", "\u{ad}shy",
        "\u{fffe}", "Z\u{300}\u{301}\u{302}\u{303}\u{304}a", "क्षत्रिय", "می\u{200c}خواهم", "\r\n", "\u{85}", "\u{2028}",
        "\u{e000}", "\u{10ffff}",
    ]
}
