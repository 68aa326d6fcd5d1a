#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Pixels with smooth edges.
struct Raster {
    let width: Int
    let height: Int
    /// Red, green and blue of each pixel, row after row.
    private(set) var pixels: [UInt8]
    /// How much of each pixel of a row a shape covers.
    private var cover: [Float]

    /// Sub-rows of a row of pixels.
    private static let fine = 4

    init(width: Int, height: Int, paper: Scene.Paint) {
        self.width = width
        self.height = height
        pixels = []
        pixels.reserveCapacity(width * height * 3)
        for _ in 0..<(width * height) { pixels += [paper.red, paper.green, paper.blue] }
        cover = [Float](repeating: 0, count: width + 1)
    }

    /// A drawing at so many pixels to a point.
    init(_ scene: Scene, scale: Double) {
        self.init(width: Int(scene.width * scale), height: Int(scene.height * scale), paper: scene.paper)
        for shape in scene.shapes { draw(shape, scale) }
    }

    private mutating func draw(_ shape: Scene.Shape, _ scale: Double) {
        switch shape {
        case .polygon(let places, let fill): self.fill([places.map { ($0.x * scale, $0.y * scale) }], fill)
        case .disc(let at, let radius, let fill):
            self.fill([Self.circle((at.x * scale, at.y * scale), radius * scale)], fill)
        case .lines(let places, let stroke, let width):
            let scaled = places.map { ($0.x * scale, $0.y * scale) }
            self.fill(Self.outline([scaled], width: max(0.8, width * scale)), stroke)
        case .text(let lettering):
            let pen = lettering.size * (lettering.isBold ? 0.13 : 0.085) * scale
            let strokes = StrokeFont.strokes(lettering).map { $0.map { ($0.x * scale, $0.y * scale) } }
            self.fill(Self.outline(strokes, width: max(1, pen)), lettering.fill)
        }
    }

    /// Stroked lines as areas: a rectangle for each piece, a disc at each corner.
    private static func outline(_ lines: [[Scene.Place]], width: Double) -> [[Scene.Place]] {
        var areas: [[Scene.Place]] = []
        let half = width / 2
        for line in lines {
            for (a, b) in zip(line, line.dropFirst()) {
                let dx = b.x - a.x, dy = b.y - a.y, length = (dx * dx + dy * dy).squareRoot()
                guard length > 0 else { continue }
                let nx = -dy / length * half, ny = dx / length * half
                areas.append([(a.x + nx, a.y + ny), (b.x + nx, b.y + ny), (b.x - nx, b.y - ny), (a.x - nx, a.y - ny)])
            }
            // Thin lines need no round corners.
            if width > 1.3 { areas += line.map { circle($0, half) } }
        }
        return areas
    }

    private static func circle(_ at: Scene.Place, _ radius: Double) -> [Scene.Place] {
        let corners = max(8, min(48, Int(radius * 4)))
        return (0..<corners).map { index in
            let angle = Double(index) / Double(corners) * 2 * .pi
            return (at.x + cos(angle) * radius, at.y + sin(angle) * radius)
        }
    }

    /// Fills areas that may lie over one another as one.
    private mutating func fill(_ areas: [[Scene.Place]], _ paint: Scene.Paint) {
        let ys = areas.joined().map(\.y)
        guard let low = ys.min(), let high = ys.max() else { return }
        let bounds = areas.map { area in (area.map(\.y).min() ?? 0, area.map(\.y).max() ?? 0) }
        for y in max(0, Int(low))..<max(max(0, Int(low)), min(height, Int(high) + 1)) {
            let touched = areas.indices.filter { bounds[$0].1 >= Double(y) && bounds[$0].0 <= Double(y + 1) }
            guard !touched.isEmpty else { continue }
            var from = width, to = 0
            for sub in 0..<Self.fine {
                let at = Double(y) + (Double(sub) + 0.5) / Double(Self.fine)
                for (a, b) in spans(touched.map { areas[$0] }, at) { mark(a, b, &from, &to) }
            }
            blend(y, from, to, paint)
        }
    }

    /// Stretches of a line that areas cover, joined where they meet.
    private func spans(_ areas: [[Scene.Place]], _ y: Double) -> [(Double, Double)] {
        var found: [(Double, Double)] = []
        for area in areas {
            var crossings: [Double] = []
            for index in area.indices {
                let a = area[index], b = area[index + 1 < area.count ? index + 1 : 0]
                if (a.y <= y) != (b.y <= y) { crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) }
            }
            crossings.sort()
            for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                found.append((crossings[pair], crossings[pair + 1]))
            }
        }
        found.sort { $0.0 < $1.0 }
        var joined: [(Double, Double)] = []
        for span in found {
            if let last = joined.last, span.0 <= last.1 {
                joined[joined.count - 1].1 = max(last.1, span.1)
            } else {
                joined.append(span)
            }
        }
        return joined
    }

    private mutating func mark(_ a: Double, _ b: Double, _ from: inout Int, _ to: inout Int) {
        let a = max(0, a), b = min(Double(width), b)
        guard b > a else { return }
        let first = Int(a), last = min(width - 1, Int(b)), part = 1 / Float(Self.fine)
        if first == last {
            cover[first] += Float(b - a) * part
        } else {
            cover[first] += Float(Double(first + 1) - a) * part
            for x in (first + 1)..<max(first + 1, last) { cover[x] += part }
            cover[last] += Float(b - Double(last)) * part
        }
        from = min(from, first)
        to = max(to, last + 1)
    }

    private mutating func blend(_ y: Int, _ from: Int, _ to: Int, _ paint: Scene.Paint) {
        guard from < to else { return }
        let ink = [Float(paint.red), Float(paint.green), Float(paint.blue)]
        for x in from..<to where cover[x] > 0 {
            let share = min(1, cover[x]) * Float(paint.opacity)
            cover[x] = 0
            for part in 0..<3 {
                let index = (y * width + x) * 3 + part
                pixels[index] = UInt8(clamping: Int((Float(pixels[index]) * (1 - share) + ink[part] * share).rounded()))
            }
        }
    }
}
