/// A drawing in points: what SVG and PNG have in common.
struct Scene {
    typealias Place = (x: Double, y: Double)

    enum Anchor { case start, middle, end }

    enum Shape {
        case polygon([Place], fill: Paint)
        case lines([Place], stroke: Paint, width: Double)
        case disc(Place, radius: Double, fill: Paint)
        case text(Lettering)
    }

    struct Lettering {
        var text: String
        var at: Place
        var size: Double
        var anchor = Anchor.start
        var fill: Paint
        var isBold = false
        /// Read from below upwards.
        var isUpright = false
    }

    /// A colour, more or less opaque.
    struct Paint: Hashable {
        var red: UInt8
        var green: UInt8
        var blue: UInt8
        var opacity = 1.0

        init(_ color: Color?, else other: Paint = Paint(0x33, 0x33, 0x33)) {
            guard let parts = color?.components else {
                self = other
                return
            }
            self.init(UInt8(parts.red), UInt8(parts.green), UInt8(parts.blue))
        }

        init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

        func opaque(_ share: Double) -> Paint {
            var paint = self
            paint.opacity = share
            return paint
        }
    }

    let width: Double
    let height: Double
    let paper: Paint
    private(set) var shapes: [Shape] = []

    init(width: Double, height: Double, paper: Paint) {
        (self.width, self.height, self.paper) = (width, height, paper)
    }

    mutating func add(_ shape: Shape) { shapes.append(shape) }

    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ fill: Paint) {
        guard width > 0, height > 0 else { return }
        add(.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill: fill))
    }

    mutating func line(_ a: Place, _ b: Place, _ stroke: Paint, width: Double = 1) {
        add(.lines([a, b], stroke: stroke, width: width))
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, size: Double = 12, _ fill: Paint, at anchor: Anchor = .start,
        bold: Bool = false
    ) {
        let shown = Sanitizer.visible(text)
        add(.text(Lettering(text: shown, at: (x, y), size: size, anchor: anchor, fill: fill, isBold: bold)))
    }

    /// About how wide a text is.
    static func width(of text: String, size: Double) -> Double { Double(TextWidth.of(text)) * size * 0.56 }

    /// The text, cut to about a width.
    static func fit(_ text: String, _ width: Double, size: Double) -> String {
        TextLayout.truncate(text, to: max(1, Int(width / (size * 0.56))))
    }
}
