import Screen
import Testing

@Suite struct ColorTests {
    @Test(arguments: [
        (Color.hex(0xff0000), Color.indexed(196)), (.hex(0x00ff00), .indexed(46)), (.hex(0x0000ff), .indexed(21)),
        (.hex(0xffffff), .indexed(231)), (.hex(0x808080), .indexed(244)), (.hex(0x87afd7), .indexed(110)),
        (.default, .default),
    ])
    func nearestOf256(color: Color, expected: Color) { #expect(color.mapped(to: .indexed256) == expected) }

    @Test func everyPaletteColourMapsToItself() {
        for n in UInt8(16)...255 {
            guard let c = Color.indexed(n).components else { continue }
            let rgb = Color.rgb(UInt8(c.red), UInt8(c.green), UInt8(c.blue))
            #expect(rgb.mapped(to: .indexed256).components ?? (0, 0, 0) == c)
        }
    }

    @Test func monoHasNone() {
        #expect(Color.hex(0x123456).mapped(to: .mono) == .default)
        #expect(Color.indexed(3).mapped(to: .mono) == .default)
    }

    @Test(arguments: [("", ColorDepth.direct), ("1", .mono), ("0", .mono)])
    func noColor(value: String, depth: ColorDepth) {
        #expect(ColorDepth.wanted(["NO_COLOR": value], terminal: .direct) == depth)
        #expect(ColorDepth.wanted([:], terminal: .sixteen) == .sixteen)
    }
}
