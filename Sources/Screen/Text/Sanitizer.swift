/// Makes text safe to show: nothing that a terminal would obey or hide is left in it.
///
/// - Control characters become pictures: `␀`…`␟`, `␡`, with `⏎` for a line feed and `⇥` for a tab.
/// - C1 controls, bidirectional overrides, zero-width and other invisible characters show their number: `‹202E›`.
/// - Emoji that terminals disagree about are taken apart: joined ones show their members, flags their letters
///   in full width; variation selectors and skin tones are left out.
public enum Sanitizer {
    /// The text as a frame would show it, on one line.
    public static func visible(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return String(text) }
        var out = String.UnicodeScalarView()
        for glyph in TextGlyphs(text) {
            out.append(glyph.base)
            out.append(contentsOf: Cell.marks(glyph.packedMarks))
        }
        return String(out)
    }

    enum Treatment: Equatable {
        /// It takes its own cells.
        case show
        /// It goes over the character before it.
        case mark
        /// It changes nothing that all terminals agree to show.
        case drop
        case replace(Unicode.Scalar)
        case spell(String)
    }

    static func treatment(
        of scalar: Unicode.Scalar, after before: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Treatment {
        let value = scalar.value
        switch value {
        case 0x20...0x7e: return .show
        case 0xa1...0xac, 0xae...0x2ff: return ASCIIOnly.isOn ? ASCIIOnly.treatment(of: scalar) : .show
        case 0x0a: return .replace("\u{23ce}")
        case 0x09: return .replace("\u{21e5}")
        case 0...0x1f: return .replace(Unicode.Scalar(0x2400 + value) ?? "?")
        case 0x7f: return .replace("\u{2421}")
        case 0x80...0x9f, 0xad: return .spell(number(value))
        case 0xa0: return ASCIIOnly.isOn ? .replace(" ") : .show
        default: break
        }
        if ASCIIOnly.isOn { return ASCIIOnly.treatment(of: scalar) }
        if value == 0x200c || value == 0x200d { return joiner(value, after: before, before: next) }
        if value >= 0x1f1e6, value <= 0x1f1ff {
            return .replace(Unicode.Scalar(0xff21 + value - 0x1f1e6) ?? "?")
        }
        if value >= 0x1f3fb, value <= 0x1f3ff {
            // A skin tone of its own is a picture; after a person it would be drawn as one, or beside it.
            return before.map(isEmoji) == true ? .drop : .show
        }
        if (0xfe00...0xfe0f).contains(value) || (0xe0100...0xe01ef).contains(value) { return .drop }
        if isInvisible(value) { return .spell(number(value)) }
        return TextWidth.of(scalar) == 0 ? .mark : .show
    }

    /// Joiners shape Arabic and Indic letters and are kept there; between emoji they go; elsewhere they are shown.
    private static func joiner(
        _ value: UInt32, after before: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Treatment {
        guard let before else { return .spell(number(value)) }
        if (0x0600...0x08ff).contains(before.value) || (0x0900...0x0dff).contains(before.value) { return .mark }
        if value == 0x200d, isEmoji(before) || (0xfe00...0xfe0f).contains(before.value), let next, isEmoji(next) {
            return .drop
        }
        return .spell(number(value))
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return (0x1f000...0x1faff).contains(value) || (0x2190...0x2bff).contains(value)
    }

    /// Format characters, fillers and noncharacters: they would change the text around them, or show nothing.
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b...0x180f, 0x200b, 0x200e, 0x200f,
            0x2028...0x202e, 0x2060...0x206f, 0x3164, 0xfeff, 0xffa0, 0xfff0...0xfffb,
            0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe00ff, 0xe01f0...0xe0fff:
            true
        case 0x600...0x605, 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd, 0x13430...0x13440: true
        default: value & 0xfffe == 0xfffe || (0xfdd0...0xfdef).contains(value)
        }
    }

    static func number(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        let number = (digits.count < 2 ? "0" : "") + digits
        return ASCIIOnly.isOn ? "<\(number)>" : "‹\(number)›"
    }
}
