import Screen
import Testing

@Suite struct SanitizerTests {
    @Test(arguments: [
        ("a\nb", "a⏎b"), ("a\tb", "a⇥b"), ("\r", "␍"), ("\u{1b}[0m", "␛[0m"), ("\u{0}", "␀"), ("\u{7f}", "␡"),
        ("\u{9b}", "‹9B›"),
        ("\u{202e}x", "‹202E›x"), ("a\u{200b}b", "a‹200B›b"), ("\u{feff}", "‹FEFF›"), ("\u{ad}", "‹AD›"), ("🇩🇪", "ＤＥ"),
        ("👍🏽", "👍"),
        ("❤\u{fe0f}", "❤"), ("👨\u{200d}👧", "👨👧"), ("a\u{200d}b", "a‹200D›b"), ("می\u{200c}خ", "می\u{200c}خ"),
        ("\u{301}", "\u{25cc}\u{301}"),
    ])
    func visibleForms(text: String, visible: String) {
        #expect(
            Sanitizer.visible(text).unicodeScalars.elementsEqual(visible.unicodeScalars), "\(Sanitizer.visible(text))")
    }

    /// Every scalar there is, alone and between letters.
    @Test func nothingThatATerminalObeysIsLeft() {
        for value in UInt32(0)...0x10ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if value > 0x3100, value < 0xd7a0, value % 61 != 0 { continue }
            if value > 0x10000, value < 0xe0000, value % 61 != 0 { continue }
            if value > 0xe1000, value % 997 != 0 { continue }
            let text = Sanitizer.visible("a" + String(Character(scalar)) + "b")
            let isSafe = text.unicodeScalars.allSatisfy { Self.isSafe($0) }
            #expect(isSafe, "U+\(String(value, radix: 16))")
        }
    }

    @Test func sanitizingTwiceChangesNothing() {
        for text in Samples.texts {
            let once = Sanitizer.visible(text)
            #expect(Sanitizer.visible(once).unicodeScalars.elementsEqual(once.unicodeScalars), "\(once)")
            #expect(TextWidth.of(once) == TextWidth.of(text))
        }
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        // Joiners between Arabic and Indic letters are the only format characters that may stay.
        case .format: scalar.value == 0x200c || scalar.value == 0x200d
        default: true
        }
    }
}
