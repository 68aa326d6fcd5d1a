/// A direction of a chart: its range, its name, its labels.
public struct Axis: Sendable {
    public var name: String
    /// The range to show; by default that of the data.
    public var range: ClosedRange<Double>?
    /// Turns a value into a label; by default round numbers.
    public var format: (@Sendable (Double) -> String)?
    /// Chooses the places of labels, for axes that are not plain numbers.
    var ticker: (@Sendable (ClosedRange<Double>, Int) -> [Tick])?

    public init(_ name: String = "", range: ClosedRange<Double>? = nil, format: (@Sendable (Double) -> String)? = nil) {
        self.name = name
        self.range = range
        self.format = format
    }

    /// The range to draw: never empty.
    func span(_ values: [Double]) -> ClosedRange<Double> {
        if let range, range.upperBound > range.lowerBound { return range }
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return 0...1 }
        if low == high { return (low - max(abs(low) * 0.1, 0.5))...(high + max(abs(high) * 0.1, 0.5)) }
        let margin = (high - low) * 0.03
        return (low - (low == 0 ? 0 : margin))...(high + (high == 1 ? 0 : margin))
    }

    func ticks(_ span: ClosedRange<Double>, count: Int) -> [(value: Double, label: String)] {
        if let ticker { return ticker(span, max(1, count)).map { (value: $0.value, label: $0.label) } }
        let values = Ticks.nice(span.lowerBound, span.upperBound, count: max(1, count))
        let labels = format.map { values.map($0) } ?? Ticks.labels(values)
        return Array(zip(values, labels).map { (value: $0, label: $1) })
    }
}

/// The lines and labels around a chart of two numbers, and the room that they leave.
struct Axes {
    let plot: Rect
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    /// Draws the axes into the rectangle.
    init(
        _ xAxis: Axis, _ yAxis: Axis, xs: [Double], ys: [Double], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        x = xAxis.span(xs)
        y = yAxis.span(ys)
        var room = rect
        let label = theme[.chartLabel].withoutBackground, line = theme[.axis].withoutBackground
        let isSmall = rect.height < 5 || rect.width < 16
        if isSmall {
            plot = room
            return
        }
        if !yAxis.name.isEmpty { frame.line(yAxis.name, in: room.cut(top: 1), theme[.muted].withoutBackground) }
        let nameHasRow = !xAxis.name.isEmpty && rect.height > 9
        if nameHasRow { frame.line(xAxis.name, in: room.cut(bottom: 1), theme[.muted].withoutBackground, .right) }
        let bottom = room.cut(bottom: 2)
        let yTicks = yAxis.ticks(y, count: max(2, room.height / 3))
        let left = room.cut(left: min(rect.width / 3, (yTicks.map { TextWidth.of($0.label) }.max() ?? 0) + 1))
        let axis = room.cut(left: 1)
        plot = room
        frame.verticalLine(axis, line, theme.glyphs)
        for tick in yTicks {
            let row = plot.bottom - 1 - Int((share(tick.value, y) * Double(plot.height - 1)).rounded())
            var place = Rect(x: left.x, y: row, width: left.width, height: 1)
            _ = place.cut(right: 1)
            frame.line(tick.label, in: place, label, .right)
            frame.put(theme.glyphs.teeRight, at: Point(x: axis.x, y: row), line)
        }
        let base = Rect(x: plot.x, y: bottom.y, width: plot.width, height: 1)
        frame.horizontalLine(base, line, theme.glyphs)
        frame.put(theme.glyphs.bottomLeftCorner, at: Point(x: axis.x, y: bottom.y), line)
        drawX(xAxis, name: nameHasRow ? "" : xAxis.name, into: &frame, base: base, label, line, theme)
    }

    private func drawX(
        _ axis: Axis, name title: String, into frame: inout Frame, base: Rect, _ label: Style, _ line: Style,
        _ theme: Theme
    ) {
        var name = title.isEmpty ? 0 : TextWidth.of(title) + 2
        if name > base.width / 2 { name = 0 }
        let limit = base.right - name
        var free = base.x - 2
        for tick in axis.ticks(x, count: max(2, base.width / 9)) {
            let column = base.x + Int((share(tick.value, x) * Double(base.width - 1)).rounded())
            let width = TextWidth.of(tick.label)
            let start = max(base.x, min(column - width / 2, base.right - width))
            guard start >= free, start + width <= limit || name == 0 else { continue }
            frame.put(theme.glyphs.teeTop, at: Point(x: column, y: base.y), line)
            frame.put(tick.label, at: Point(x: start, y: base.y + 1), label)
            free = start + width + 2
        }
        if name > 0 {
            let row = Rect(x: base.x, y: base.y + 1, width: base.width, height: 1)
            frame.line(title, in: row, theme[.muted].withoutBackground, .right)
        }
    }

    func share(_ value: Double, _ span: ClosedRange<Double>) -> Double {
        (value - span.lowerBound) / (span.upperBound - span.lowerBound)
    }

    /// Where on a canvas a pair of values is; nil when one is not a number.
    func place(_ px: Double, _ py: Double, on canvas: DotCanvas) -> (x: Int, y: Int)? {
        guard px.isFinite, py.isFinite else { return nil }
        let column = share(px, x) * Double(canvas.width - 1), row = (1 - share(py, y)) * Double(canvas.height - 1)
        guard abs(column) < 1e6, abs(row) < 1e6 else { return nil }
        return (Int(column.rounded()), Int(row.rounded()))
    }
}
