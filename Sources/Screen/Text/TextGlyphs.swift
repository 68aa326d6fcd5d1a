/// What one terminal character (one or two cells) shows: a base and up to three marks.
struct TextGlyph: Sendable, Hashable {
    var base: Unicode.Scalar
    var packedMarks: UInt64 = 0
    var width: Int

    init(_ base: Unicode.Scalar, width: Int) {
        self.base = base
        self.width = width
    }

    /// Further marks than three are left out: they would only pile up over the neighbours.
    mutating func add(mark: Unicode.Scalar) {
        for shift in [0, 21, 42] as [UInt64] where packedMarks >> shift & 0x1f_ffff == 0 {
            packedMarks |= UInt64(mark.value) << shift
            return
        }
    }
}

/// Text as safe terminal characters, one after another.
struct TextGlyphs<Text: StringProtocol>: Sequence, IteratorProtocol {
    private var scalars: Text.UnicodeScalarView.Iterator
    private var lookahead: Unicode.Scalar?
    private var previous: Unicode.Scalar?
    /// A visible form being spelled out, last character first.
    private var spelled: [Unicode.Scalar] = []

    init(_ text: Text) {
        scalars = text.unicodeScalars.makeIterator()
        lookahead = scalars.next()
    }

    mutating func next() -> TextGlyph? {
        if let scalar = spelled.popLast() { return TextGlyph(scalar, width: TextWidth.of(scalar)) }
        while let scalar = lookahead {
            let before = previous
            advance(past: scalar)
            switch Sanitizer.treatment(of: scalar, after: before, before: lookahead) {
            case .drop: continue
            case .show:
                return withMarks(TextGlyph(scalar, width: TextWidth.of(scalar)))
            case .replace(let other): return TextGlyph(other, width: TextWidth.of(other))
            case .spell(let text):
                spelled = text.unicodeScalars.reversed()
                return next()
            case .mark:
                // A mark without a base sits on a dotted circle.
                var glyph = TextGlyph("\u{25cc}", width: 1)
                glyph.add(mark: scalar)
                return withMarks(glyph)
            }
        }
        return nil
    }

    private mutating func advance(past scalar: Unicode.Scalar) {
        previous = scalar
        lookahead = scalars.next()
    }

    private mutating func withMarks(_ start: TextGlyph) -> TextGlyph {
        var glyph = start
        while let scalar = lookahead, scalar.value >= 0xad {
            let rest = scalars
            var peek = rest
            switch Sanitizer.treatment(of: scalar, after: previous, before: peek.next()) {
            case .mark: glyph.add(mark: scalar)
            case .drop: break
            default: return glyph
            }
            advance(past: scalar)
        }
        return glyph
    }
}
