/// On which side text is put in its room.
public enum Alignment: String, Sendable, Hashable, Codable {
    case left, center, right
}

/// Fitting text into columns. Results are visible text as `Sanitizer` makes it; widths are display columns.
public enum TextLayout {
    /// The text if it fits into `width` columns, else its beginning with an ellipsis.
    public static func truncate(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        guard width > 0 else { return "" }
        if TextWidth.of(text) <= width { return Sanitizer.visible(text) }
        let room = width - TextWidth.of(ellipsis)
        guard room >= 0 else { return prefix(text, columns: width) }
        return prefix(text, columns: room) + ellipsis
    }

    /// The text if it fits, else its end after an ellipsis: for paths, whose end matters.
    public static func truncateStart(_ text: String, to width: Int, ellipsis: String = "…") -> String {
        guard width > 0 else { return "" }
        if TextWidth.of(text) <= width { return Sanitizer.visible(text) }
        let glyphs = Array(TextGlyphs(text))
        var room = width - TextWidth.of(ellipsis), from = glyphs.count
        while from > 0, glyphs[from - 1].width <= room {
            from -= 1
            room -= glyphs[from].width
        }
        return ellipsis + joined(glyphs[from...])
    }

    /// The text in exactly `width` columns: truncated or padded with spaces.
    public static func pad(
        _ text: String, to width: Int, _ alignment: Alignment = .left, ellipsis: String = "…"
    ) -> String {
        let fitted = truncate(text, to: width, ellipsis: ellipsis)
        let space = max(0, width - TextWidth.of(fitted))
        let before = offset(alignment, space)
        return String(repeating: " ", count: before) + fitted + String(repeating: " ", count: space - before)
    }

    /// The text in lines of at most `width` columns, broken at spaces where it can be; line feeds are kept.
    public static func wrap(_ text: String, to width: Int) -> [String] {
        guard width > 0 else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine(String($0), to: width) }
    }

    static func offset(_ alignment: Alignment, _ space: Int) -> Int {
        switch alignment {
        case .left: 0
        case .center: space / 2
        case .right: space
        }
    }

    private static func wrapLine(_ line: String, to width: Int) -> [String] {
        var lines: [String] = [], current = "", used = 0
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = Sanitizer.visible(word)
            var size = TextWidth.of(rest)
            if !current.isEmpty, used + 1 + size <= width {
                current += " " + rest
                used += 1 + size
                continue
            }
            if !current.isEmpty { lines.append(current) }
            while size > width {
                let piece = prefix(rest, columns: width)
                guard !piece.isEmpty else { break }
                lines.append(piece)
                rest = String(rest.unicodeScalars.dropFirst(piece.unicodeScalars.count))
                size = TextWidth.of(rest)
            }
            (current, used) = (rest, size)
        }
        return lines + [current]
    }

    private static func prefix(_ string: String, columns: Int) -> String {
        var room = columns, kept: [TextGlyph] = []
        for glyph in TextGlyphs(string) {
            guard glyph.width <= room else { break }
            room -= glyph.width
            kept.append(glyph)
        }
        return joined(kept[...])
    }

    private static func joined(_ glyphs: ArraySlice<TextGlyph>) -> String {
        var out = String.UnicodeScalarView()
        for glyph in glyphs {
            out.append(glyph.base)
            out.append(contentsOf: Cell.marks(glyph.packedMarks))
        }
        return String(out)
    }
}
