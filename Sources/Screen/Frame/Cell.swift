/// One cell of the screen: a character with up to three marks over it, and a style.
///
/// Cells hold no references, so that a frame is one flat block of memory.
public struct Cell: Sendable, Hashable {
    /// The character that takes the space.
    public var base: Unicode.Scalar
    /// Up to three combining marks of 21 bits each, first one lowest.
    var packedMarks: UInt64 = 0
    public var style: Style
    /// True for the right half of a wide character, which shows nothing of its own.
    public internal(set) var isContinuation = false

    public init(_ base: Unicode.Scalar = " ", style: Style = .plain) {
        self.base = base
        self.style = style
    }

    init(_ glyph: TextGlyph, style: Style) {
        base = glyph.base
        packedMarks = glyph.packedMarks
        self.style = style
    }

    static func continuation(style: Style) -> Cell {
        var cell = Cell(" ", style: style)
        cell.isContinuation = true
        return cell
    }

    /// The combining marks, in order.
    public var marks: [Unicode.Scalar] { Cell.marks(packedMarks) }

    /// The cell as text; empty for a continuation.
    public var text: String {
        if isContinuation { return "" }
        if packedMarks == 0 { return String(Character(base)) }
        var view = String.UnicodeScalarView()
        view.append(base)
        view.append(contentsOf: marks)
        return String(view)
    }

    static func marks(_ packed: UInt64) -> [Unicode.Scalar] {
        [0, 21, 42].compactMap { shift in
            let value = UInt32(packed >> UInt64(shift) & 0x1f_ffff)
            return value == 0 ? nil : Unicode.Scalar(value)
        }
    }
}
