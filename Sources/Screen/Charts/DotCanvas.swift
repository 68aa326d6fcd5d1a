/// A grid of dots, 2 across and 4 down in each cell with braille, else one in each cell.
struct DotCanvas {
    let rect: Rect
    let hasBraille: Bool
    /// Dots across and down.
    let width: Int
    let height: Int
    private var bits: [UInt8]
    private var roles: [Role?]
    private var marks: [Unicode.Scalar]

    init(_ rect: Rect, _ glyphs: Glyphs) {
        self.rect = rect
        hasBraille = glyphs.hasBraille
        width = rect.width * (hasBraille ? 2 : 1)
        height = rect.height * (hasBraille ? 4 : 1)
        bits = Array(repeating: 0, count: rect.width * rect.height)
        roles = Array(repeating: nil, count: bits.count)
        marks = Array(repeating: " ", count: bits.count)
    }

    mutating func dot(_ x: Int, _ y: Int, _ role: Role, _ mark: Unicode.Scalar) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        let cell = hasBraille ? y / 4 * rect.width + x / 2 : y * rect.width + x
        // Braille numbers its dots down the left, down the right, then the bottom two.
        let pattern: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
        bits[cell] |= hasBraille ? pattern[y % 4 * 2 + x % 2] : 1
        roles[cell] = role
        marks[cell] = mark
    }

    /// A straight line of dots; of a dotted one only every third.
    mutating func line(
        from a: (x: Int, y: Int), to b: (x: Int, y: Int), _ role: Role, _ mark: Unicode.Scalar, dotted: Bool
    ) {
        let steps = max(abs(b.x - a.x), abs(b.y - a.y))
        for i in 0...max(steps, 1) where !dotted || i % 3 == 0 {
            let share = steps == 0 ? 0 : Double(min(i, steps)) / Double(steps)
            let x = Double(a.x) + share * Double(b.x - a.x), y = Double(a.y) + share * Double(b.y - a.y)
            dot(Int(x.rounded()), Int(y.rounded()), role, mark)
        }
    }

    func draw(into frame: inout Frame, _ theme: Theme) {
        for (i, role) in roles.enumerated() {
            guard let role else { continue }
            let glyph = hasBraille ? Unicode.Scalar(0x2800 + UInt32(bits[i])) ?? " " : marks[i]
            let point = Point(x: rect.x + i % rect.width, y: rect.y + i / rect.width)
            frame.put(glyph, at: point, theme[role].withoutBackground, clip: rect)
        }
    }
}
