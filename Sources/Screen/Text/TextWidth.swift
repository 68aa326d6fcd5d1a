/// How many cells text takes on a terminal.
///
/// Widths are counted scalar by scalar, as terminals do, after `Sanitizer` has made the text safe:
/// what a grapheme looks like in a browser does not matter here, only what every terminal agrees on.
public enum TextWidth {
    /// Columns that the text takes when a `Frame` shows it.
    public static func of(_ text: some StringProtocol) -> Int {
        var total = 0, plain = true
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7f else { plain = false; break }
            total += 1
        }
        if plain { return total }
        total = 0
        for glyph in TextGlyphs(text) { total += glyph.width }
        return total
    }

    /// Cells of one printable scalar: 0, 1 or 2.
    static func of(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return 1 }
        if contains(zero, value) { return 0 }
        return value >= 0x1100 && contains(wide, value) ? 2 : 1
    }

    private static func contains(_ ranges: [UInt32], _ value: UInt32) -> Bool {
        var low = 0, high = ranges.count / 2 - 1
        while low <= high {
            let middle = (low + high) / 2
            if value < ranges[2 * middle] {
                high = middle - 1
            } else if value > ranges[2 * middle + 1] {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }
}
