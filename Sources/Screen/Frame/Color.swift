/// A colour as a terminal knows it.
public enum Color: Sendable, Hashable {
    /// The terminal's own foreground or background.
    case `default`
    /// A colour of the terminal's palette, 0 to 255; the first 16 are the ones people set themselves.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)

    /// A colour from `0xRRGGBB`.
    public static func hex(_ value: UInt32) -> Color {
        .rgb(UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff))
    }
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, Sendable, Hashable, CaseIterable, Comparable {
    case mono, sixteen, indexed256, direct

    public static func < (a: ColorDepth, b: ColorDepth) -> Bool { a.rawValue < b.rawValue }

    /// The depth that the environment asks for, given what the terminal can do: a non-empty `NO_COLOR` means mono.
    public static func wanted(_ environment: [String: String], terminal: ColorDepth) -> ColorDepth {
        if let no = environment["NO_COLOR"], !no.isEmpty { return .mono }
        return terminal
    }
}

extension Color {
    /// Red, green and blue from 0 to 255; nil for the terminal's default, which nobody knows.
    public var components: (red: Int, green: Int, blue: Int)? {
        switch self {
        case .default: return nil
        case .rgb(let r, let g, let b): return (Int(r), Int(g), Int(b))
        case .indexed(let n): return Color.paletteComponents(Int(n))
        }
    }

    /// The nearest colour that the depth can show. Mono keeps none.
    public func mapped(to depth: ColorDepth) -> Color {
        switch (self, depth) {
        case (.default, _), (_, .direct): return self
        case (_, .mono): return .default
        case (.indexed(let n), .sixteen): return n < 16 ? self : nearest(in: 0..<16)
        case (.indexed, .indexed256): return self
        case (.rgb, .indexed256): return nearest(in: 16..<256)
        case (.rgb, .sixteen): return nearest(in: 0..<16)
        }
    }

    /// A colour between two, `share` of the way from self (0) to the other (1). Unknown colours stay themselves.
    public func mixed(with other: Color, _ share: Double) -> Color {
        guard let a = components, let b = other.components else { return share < 0.5 ? self : other }
        func mix(_ x: Int, _ y: Int) -> UInt8 {
            UInt8(clamping: Int((Double(x) + (Double(y) - Double(x)) * share).rounded()))
        }
        return .rgb(mix(a.red, b.red), mix(a.green, b.green), mix(a.blue, b.blue))
    }

    /// Perceived brightness from 0 to 1; nil when unknown.
    public var luminance: Double? {
        guard let c = components else { return nil }
        return (0.2126 * Double(c.red) + 0.7152 * Double(c.green) + 0.0722 * Double(c.blue)) / 255
    }

    private func nearest(in candidates: Range<Int>) -> Color {
        guard let c = components else { return self }
        // Muted colours are greys to the eye; pale ones are not, for there a little tint is all there is.
        let spread = max(c.red, c.green, c.blue) - min(c.red, c.green, c.blue)
        let grey = spread < ((luminance ?? 0) > 0.75 ? 12 : 29)
        var best = candidates.lowerBound, least = Int.max
        for n in candidates {
            let p = Color.paletteComponents(n)
            let pGrey = p.red == p.green && p.green == p.blue
            // The redmean distance follows the eye; a tinted grey must not turn into a colour nor the reverse.
            let mean = (c.red + p.red) / 2, dr = c.red - p.red, dg = c.green - p.green, db = c.blue - p.blue
            var distance = (512 + mean) * dr * dr / 256 + 4 * dg * dg + (767 - mean) * db * db / 256
            if grey != pGrey { distance += 1200 }
            if distance < least { (best, least) = (n, distance) }
        }
        return .indexed(UInt8(best))
    }

    private static func paletteComponents(_ n: Int) -> (red: Int, green: Int, blue: Int) {
        if n >= 232 { let v = 8 + 10 * (n - 232); return (v, v, v) }
        if n >= 16 {
            func level(_ i: Int) -> Int { i == 0 ? 0 : 55 + 40 * i }
            let i = n - 16
            return (level(i / 36), level(i / 6 % 6), level(i % 6))
        }
        // xterm's own values for the sixteen.
        let bright = n >= 8, i = n & 7
        if i == 0 { let v = bright ? 127 : 0; return (v, v, v) }
        if i == 7 { let v = bright ? 255 : 229; return (v, v, v) }
        if i == 4 { return bright ? (92, 92, 255) : (0, 0, 238) }
        let on = bright ? 255 : 205
        return (i & 1 != 0 ? on : 0, i & 2 != 0 ? on : 0, i & 4 != 0 ? on : 0)
    }
}
