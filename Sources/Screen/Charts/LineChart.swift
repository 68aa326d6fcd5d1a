/// Numbers in pairs that belong together in a chart.
public struct Series: Sendable, Hashable {
    public struct Value: Sendable, Hashable {
        public var x: Double
        public var y: Double

        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    public var name: String
    public var values: [Value]
    /// By default `series1` and so on, by place.
    public var role: Role?
    /// Drawn with gaps: a reference rather than a measurement.
    public var isDotted: Bool

    public init(_ name: String, _ values: [Value], role: Role? = nil, isDotted: Bool = false) {
        self.name = name
        self.values = values
        self.role = role
        self.isDotted = isDotted
    }

    /// Values at 0, 1, 2...
    public init(_ name: String, _ ys: [Double], role: Role? = nil, isDotted: Bool = false) {
        self.init(name, ys.enumerated().map { Value(x: Double($0), y: $1) }, role: role, isDotted: isDotted)
    }
}

/// Lines through points: learning curves, ROC, calibration, a measure over time. NaN breaks a line.
public struct LineChart: Widget {
    public var series: [Series]
    public var x: Axis
    public var y: Axis

    public init(_ series: [Series], x: Axis = Axis(), y: Axis = Axis()) {
        self.series = series
        self.x = x
        self.y = y
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        Plot(series, x, y).draw(into: &frame, in: rect, theme) { canvas, axes, one, role, mark in
            var last: (x: Int, y: Int)?
            for value in one.values {
                let point = axes.place(value.x, value.y, on: canvas)
                if let point { canvas.line(from: last ?? point, to: point, role, mark, dotted: one.isDotted) }
                last = point
            }
        }
    }
}

/// Points without lines: one number against another.
public struct ScatterChart: Widget {
    public var series: [Series]
    public var x: Axis
    public var y: Axis

    public init(_ series: [Series], x: Axis = Axis(), y: Axis = Axis()) {
        self.series = series
        self.x = x
        self.y = y
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        Plot(series, x, y).draw(into: &frame, in: rect, theme) { canvas, axes, one, role, mark in
            for value in one.values {
                if let point = axes.place(value.x, value.y, on: canvas) { canvas.dot(point.x, point.y, role, mark) }
            }
        }
    }
}

/// What charts of dots have in common: axes, a legend, a canvas.
struct Plot {
    let series: [Series]
    let x: Axis
    let y: Axis

    init(_ series: [Series], _ x: Axis, _ y: Axis) {
        self.series = series
        self.x = x
        self.y = y
    }

    func draw(
        into frame: inout Frame, in rect: Rect, _ theme: Theme,
        _ dots: (inout DotCanvas, Axes, Series, Role, Unicode.Scalar) -> Void
    ) {
        var room = rect
        if series.count > 1, rect.height > 6 { drawLegend(into: &frame, in: room.cut(top: 1), theme) }
        let values = series.flatMap(\.values)
        let axes = Axes(x, y, xs: values.map(\.x), ys: values.map(\.y), into: &frame, in: room, theme)
        guard !axes.plot.isEmpty else { return }
        // One canvas for all: where two series meet in a cell, the dots of both stay and the later colour wins.
        var canvas = DotCanvas(axes.plot, theme.glyphs)
        for (i, one) in series.enumerated() {
            dots(&canvas, axes, one, one.role ?? .series(i), theme.glyphs.dots[i % theme.glyphs.dots.count])
        }
        canvas.draw(into: &frame, theme)
    }

    private func drawLegend(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var text = StyledText()
        for (i, one) in series.enumerated() where !one.name.isEmpty {
            let mark =
                theme.glyphs.hasBraille ? "━━" : String(Character(theme.glyphs.dots[i % theme.glyphs.dots.count]))
            text.append(mark, theme[one.role ?? .series(i)].withoutBackground)
            text.append(" \(one.name)   ", theme[.chartLabel].withoutBackground)
        }
        frame.line(text, in: rect, .right, ellipsis: theme.glyphs.ellipsis)
    }
}
