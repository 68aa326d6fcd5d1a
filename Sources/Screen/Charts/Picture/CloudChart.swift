#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Rows as a cloud: dots while they can be told apart, density in colours when not.
struct CloudChart {
    let picture: Picture
    let xEdges: [Double]
    let yEdges: [Double]
    let spots: [Picture.Spot]

    /// Rows that are drawn as dots of their own.
    private static let fewRows = 3_000

    func draw(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard let left = xEdges.first, let right = xEdges.last, let bottom = yEdges.first, let top = yEdges.last,
            right > left, top > bottom
        else { return }
        let total = spots.reduce(0) { $0 + $1.count }
        let asDots = total <= Self.fewRows || picture.series.count > 1
        let canShade = theme.density(0.5)?.components != nil
        var room = rect
        if !asDots, rect.height > 8 { drawScale(into: &frame, in: room.cut(top: 1), canShade, theme) }
        let axes = Axes(
            picture.x.axis(left...right), picture.y.axis(bottom...top), xs: [], ys: [], into: &frame, in: room, theme)
        guard !axes.plot.isEmpty else { return }
        if asDots {
            drawDots(axes, into: &frame, theme)
        } else if canShade {
            drawDensity(axes.plot, into: &frame, theme)
        } else {
            drawCharacters(axes.plot, into: &frame, theme)
        }
    }

    private func drawDots(_ axes: Axes, into frame: inout Frame, _ theme: Theme) {
        var canvas = DotCanvas(axes.plot, theme.glyphs)
        // Rare series last, so that they are not hidden.
        for spot in spots.sorted(by: { $0.series < $1.series }) {
            let x = (xEdges[spot.x] + xEdges[spot.x + 1]) / 2, y = (yEdges[spot.y] + yEdges[spot.y + 1]) / 2
            guard let place = axes.place(x, y, on: canvas) else { continue }
            let mark = theme.glyphs.dots[spot.series % theme.glyphs.dots.count]
            canvas.dot(place.x, place.y, .series(spot.series), mark)
        }
        canvas.draw(into: &frame, theme)
    }

    /// Counts spread over a raster by the area that each cell has in common with it.
    func raster(width: Int, height: Int) -> [Double] {
        var raster = [Double](repeating: 0, count: width * height)
        let left = xEdges[0], right = xEdges[xEdges.count - 1], bottom = yEdges[0], top = yEdges[yEdges.count - 1]
        for spot in spots {
            let across = Self.shares(
                (xEdges[spot.x] - left) / (right - left), (xEdges[spot.x + 1] - left) / (right - left), width)
            let down = Self.shares(
                (top - yEdges[spot.y + 1]) / (top - bottom), (top - yEdges[spot.y]) / (top - bottom), height)
            for (row, high) in down {
                for (column, wide) in across { raster[row * width + column] += Double(spot.count) * wide * high }
            }
        }
        return raster
    }

    /// Which of so many pixels a stretch from 0 to 1 covers, and how much of it each holds.
    private static func shares(_ from: Double, _ to: Double, _ count: Int) -> [(Int, Double)] {
        let low = from * Double(count), high = to * Double(count)
        guard high > low else { return [] }
        let first = max(0, min(count - 1, Int(low))), last = max(first, min(count - 1, Int(high.rounded(.up)) - 1))
        return (first...last).compactMap { pixel in
            let part = (min(high, Double(pixel + 1)) - max(low, Double(pixel))) / (high - low)
            return part > 1e-9 ? (pixel, part) : nil
        }
    }

    /// Two pixels in each cell.
    private func drawDensity(_ plot: Rect, into frame: inout Frame, _ theme: Theme) {
        let raster = raster(width: plot.width, height: plot.height * 2)
        let most = log(1 + (raster.max() ?? 1))
        func color(_ x: Int, _ y: Int) -> Color? {
            let value = raster[y * plot.width + x]
            return value > 0.02 ? theme.density(log(1 + value) / most) : nil
        }
        for y in 0..<plot.height {
            for x in 0..<plot.width {
                let upper = color(x, 2 * y), lower = color(x, 2 * y + 1)
                let point = Point(x: plot.x + x, y: plot.y + y)
                if let upper {
                    frame.put("▀", at: point, Style(foreground: upper, background: lower), clip: plot)
                } else if let lower {
                    frame.put("▄", at: point, Style(foreground: lower), clip: plot)
                }
            }
        }
    }

    private static let ramp: [Unicode.Scalar] = [".", ":", "-", "=", "+", "*", "#", "%", "@"]

    private func drawCharacters(_ plot: Rect, into frame: inout Frame, _ theme: Theme) {
        let raster = raster(width: plot.width, height: plot.height)
        let most = log(1 + (raster.max() ?? 1))
        for (index, value) in raster.enumerated() where value > 0.02 {
            let level = min(Self.ramp.count - 1, Int(log(1 + value) / most * Double(Self.ramp.count)))
            let point = Point(x: plot.x + index % plot.width, y: plot.y + index / plot.width)
            frame.put(Self.ramp[level], at: point, theme[.series1].withoutBackground, clip: plot)
        }
    }

    private func drawScale(into frame: inout Frame, in rect: Rect, _ canShade: Bool, _ theme: Theme) {
        let label = theme[.chartLabel].withoutBackground
        var text = StyledText("few ", label)
        for step in 0..<12 {
            let share = Double(step) / 11
            if canShade {
                text.append("█", Style(foreground: theme.density(share)))
            } else {
                text.append(String(Character(Self.ramp[step * 8 / 11])), theme[.series1].withoutBackground)
            }
        }
        text.append(" many rows (log)", label)
        frame.line(text, in: rect, .right, ellipsis: theme.glyphs.ellipsis)
    }
}

extension Theme {
    /// The colour of a density from 0 to 1: from near the paper through the accent to a warm light.
    func density(_ share: Double) -> Color? {
        guard let paper = self[.text].background, let main = self[.series1].foreground,
            let warm = self[.series4].foreground, paper.components != nil, main.components != nil
        else { return nil }
        let share = min(1, max(0, share))
        if share < 0.7 { return paper.mixed(with: main, 0.22 + 0.78 * share / 0.7) }
        return main.mixed(with: warm, (share - 0.7) / 0.3)
    }

    /// The background of a number from -1 to 1, and a foreground that can be read on it.
    func signed(_ value: Double) -> Style {
        guard value < 0 else { return heat(value) }
        guard let low = self[.heatLow].background, let cool = self[.series2].foreground, low.components != nil,
            cool.components != nil
        else { return value < -0.5 ? self[.error].reversed : self[.heatLow] }
        let background = low.mixed(with: cool, min(1, -value) * 0.8)
        let isDark = (background.luminance ?? 0) < 0.42
        let light = (self[.text].background?.luminance ?? 0) > 0.5
        let ink = self[.text].foreground, paper = self[.text].background
        return Style(foreground: isDark == light ? paper : ink, background: background)
    }
}
