/// How the parts of stacked bars are told apart: by colours, or by patterns where there are none.
struct Hatching {
    /// The character of a whole cell of each series, when colours do not tell them apart.
    private let patterns: [Unicode.Scalar]?
    private let isASCII: Bool

    init(_ theme: Theme) {
        isASCII = !theme.glyphs.hasBraille && theme.glyphs.upEighths.count == 3
        let isPlain = theme[.series1].foreground == theme[.series2].foreground
        if isASCII {
            patterns = ["#", "=", "+", ":", "o", "."]
        } else {
            patterns = isPlain ? ["█", "▓", "▒", "░", "╳", "┼"] : nil
        }
    }

    var hasColors: Bool { patterns == nil }

    func pattern(_ series: Int) -> Unicode.Scalar? { patterns.map { $0[series % $0.count] } }

    /// What stands for a series in a legend.
    func swatch(_ series: Int) -> String {
        let mark = patterns.map { $0[series % $0.count] } ?? "■"
        return String(Character(mark))
    }
}

/// A bar of parts one after another.
struct StackedBar {
    /// The share of the whole length that each series takes.
    var shares: [Double]
    /// The series of the first share.
    var first = 0

    private struct Part {
        var from: Int
        var to: Int
        var series: Int
    }

    /// Up, from the bottom, in every column of the rectangle.
    func up(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        draw(cells: rect.height, theme.glyphs.upEighths, theme) { index, glyph, style in
            for x in rect.x..<rect.right {
                frame.put(glyph, at: Point(x: x, y: rect.bottom - 1 - index), style, clip: rect)
            }
        }
    }

    /// Rightwards, in every row of the rectangle.
    func right(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        draw(cells: rect.width, theme.glyphs.rightEighths, theme) { index, glyph, style in
            for y in rect.y..<rect.bottom {
                frame.put(glyph, at: Point(x: rect.x + index, y: y), style, clip: rect)
            }
        }
    }

    private func draw(
        cells: Int, _ glyphs: [Unicode.Scalar], _ theme: Theme, _ put: (Int, Unicode.Scalar, Style) -> Void
    ) {
        let units = glyphs.count, parts = parts(cells * units)
        guard let end = parts.last?.to else { return }
        let hatching = Hatching(theme)
        for index in 0..<cells where index * units < end {
            let low = index * units, high = low + units
            let inside = parts.filter { $0.to > low && $0.from < high }
            guard let bottom = inside.first else { continue }
            if parts.count > 1 || first > 0, let widest = inside.max(by: { size($0, low, high) < size($1, low, high) }),
                let pattern = hatching.pattern(widest.series)
            {
                put(index, pattern, theme[.series(widest.series)].withoutBackground)
                continue
            }
            let above = inside.count > 1 ? inside[1...].max { size($0, low, high) < size($1, low, high) } : nil
            let full = min(bottom.to, high) - low
            if let above, end >= high {
                let style = theme[.series(bottom.series)].on(theme[.series(above.series)].foreground)
                put(index, glyphs[full - 1], style)
            } else {
                let top = min(end, high) - low
                let main = above.map { size($0, low, high) > full ? $0 : bottom } ?? bottom
                put(index, glyphs[top - 1], theme[.series(main.series)].withoutBackground)
            }
        }
    }

    private func size(_ part: Part, _ low: Int, _ high: Int) -> Int { min(part.to, high) - max(part.from, low) }

    /// The parts in eighths; what is there at all is seen.
    private func parts(_ whole: Int) -> [Part] {
        var parts: [Part] = [], sum = 0.0, at = 0
        for (index, share) in shares.enumerated() where share > 0 && share.isFinite {
            sum += share
            var to = min(whole, Int((sum * Double(whole)).rounded()))
            if parts.isEmpty, to == 0 { to = 1 }
            if to > at { parts.append(Part(from: at, to: to, series: first + index)) }
            at = max(at, to)
        }
        return parts
    }
}
