/// A chart with everything that belongs to it: drawn into a frame of cells, or written as SVG or PNG from the same
/// numbers.
public struct Picture: Sendable, Hashable {
    /// What the numbers of a direction mean.
    public enum Scale: Sendable, Hashable {
        case number
        /// Powers of ten.
        case log
        /// Seconds since 1970-01-01 UTC.
        case time
        /// Names, in order.
        case category([String])

        var names: [String] { if case .category(let names) = self { names } else { [] } }
    }

    public struct Direction: Sendable, Hashable {
        public var title: String
        public var scale: Scale

        public init(_ title: String, _ scale: Scale = .number) {
            self.title = title
            self.scale = scale
        }
    }

    /// A cell of a cloud: how many rows, and the series that most of them belong to.
    public struct Spot: Sendable, Hashable {
        public var x: Int
        public var y: Int
        public var count: Int
        public var series: Int

        public init(x: Int, y: Int, count: Int, series: Int) {
            self.x = x
            self.y = y
            self.count = count
            self.series = series
        }
    }

    public enum Marks: Sendable, Hashable {
        /// Bars by name: `values[name][series]`.
        case bars(values: [[Double?]], isStacked: Bool, asShares: Bool)
        /// Bars between edges: `values[bin][series]`. Whether several may be added when there is little room.
        case columns(edges: [Double], values: [[Double?]], isStacked: Bool, addsUp: Bool)
        /// NaN breaks a line.
        case lines(series: [[Series.Value]], isArea: Bool)
        case cloud(xEdges: [Double], yEdges: [Double], spots: [Spot])
        /// `values[row][column]`; `isSigned` from -1 to 1.
        case heat(values: [[Double?]], isSigned: Bool)
        /// Boxes with what is written beside each.
        case boxes([BoxPlot.Box], remarks: [String])
    }

    public var title: String
    public var x: Direction
    public var y: Direction
    /// What the colours are, and their names.
    public var seriesTitle: String
    public var series: [String]
    public var marks: Marks
    /// What is to be said under the picture.
    public var notes: [String]

    public init(
        title: String, x: Direction, y: Direction, seriesTitle: String = "", series: [String] = [""], marks: Marks,
        notes: [String] = []
    ) {
        self.title = title
        self.x = x
        self.y = y
        self.seriesTitle = seriesTitle
        self.series = series
        self.marks = marks
        self.notes = notes
    }

    var hasLegend: Bool {
        switch marks {
        case .heat, .boxes: false
        default: series.count > 1
        }
    }
}

extension Picture: Widget {
    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        if theme.glyphs.areWords {
            for (line, row) in zip(words, rect.y..<rect.bottom) {
                frame.line(line, in: Rect(x: rect.x, y: row, width: rect.width, height: 1))
            }
            return
        }
        var room = rect
        if hasLegend, rect.height > 5 { drawLegend(into: &frame, in: room.cut(top: 1), theme) }
        switch marks {
        case .bars(let values, let isStacked, let asShares):
            NamedBars(picture: self, values: values, isStacked: isStacked, asShares: asShares)
                .draw(into: &frame, in: room, theme)
        case .columns(let edges, let values, let isStacked, let addsUp):
            ColumnChart(picture: self, edges: edges, values: values, isStacked: isStacked, addsUp: addsUp)
                .draw(into: &frame, in: room, theme)
        case .lines(let series, let isArea):
            drawLines(series, isArea: isArea, into: &frame, in: room, theme)
        case .cloud(let xEdges, let yEdges, let spots):
            CloudChart(picture: self, xEdges: xEdges, yEdges: yEdges, spots: spots).draw(into: &frame, in: room, theme)
        case .heat(let values, let isSigned):
            HeatCells(picture: self, values: values, isSigned: isSigned).draw(into: &frame, in: room, theme)
        case .boxes(let boxes, let remarks): draw(boxes, remarks, into: &frame, in: room, theme)
        }
    }

    private func drawLegend(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var text = StyledText()
        if !seriesTitle.isEmpty { text.append(seriesTitle + "  ", theme[.muted].withoutBackground) }
        for (i, name) in series.enumerated() {
            text.append(Hatching(theme).swatch(i), theme[.series(i)].withoutBackground)
            text.append(" \(name)   ", theme[.chartLabel].withoutBackground)
        }
        frame.line(text, in: rect, ellipsis: theme.glyphs.ellipsis)
    }

    private func drawLines(
        _ lines: [[Series.Value]], isArea: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        if isArea {
            AreaChart(picture: self, lines: lines).draw(into: &frame, in: rect, theme)
            return
        }
        let all = lines.indices.map { Series("", lines[$0], role: .series($0)) }
        let values = lines.joined().map(\.y).filter(\.isFinite)
        var vertical = y.axis(Extent.of(values, withZero: y.scale == .number))
        if vertical.range == nil { vertical.range = 0...1 }
        let xs = lines.joined().map(\.x)
        frame.draw(LineChart(all, x: x.axis(Extent.of(xs)), y: vertical), in: rect, theme)
    }

    private func draw(
        _ boxes: [BoxPlot.Box], _ remarks: [String], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        var room = rect
        if !y.title.isEmpty, rect.height > 5 {
            frame.line(y.title, in: room.cut(top: 1), theme[.muted].withoutBackground)
        }
        let shown = Array(boxes.prefix(max(1, room.height - 1)))
        let widest = remarks.map { TextWidth.of($0) }.max() ?? 0
        let beside = widest + 2 < room.width / 3 ? room.cut(right: widest + 2) : Rect(Size(width: 0, height: 0))
        let step = room.height > shown.count * 2 ? 2 : 1
        let extent = Extent.of(shown.flatMap { [$0.low, $0.high] })
        frame.draw(BoxPlot(shown, axis: y.axis(extent)), in: room, theme)
        for i in shown.indices where i * step < beside.height && remarks.indices.contains(i) {
            frame.line(remarks[i], in: beside.row(i * step), theme[.muted].withoutBackground, .right)
        }
    }
}

/// The range of numbers, never empty.
enum Extent {
    static func of(_ values: [Double], withZero: Bool = false) -> ClosedRange<Double> {
        let finite = values.filter(\.isFinite)
        guard var low = finite.min(), var high = finite.max() else { return 0...1 }
        if withZero {
            // A line that keeps far from zero needs its own range to be read.
            if low > 0, low < 0.6 * high { low = 0 }
            if high < 0, high > 0.6 * low { high = 0 }
        }
        if low == high { return (low - max(abs(low) * 0.1, 0.5))...(high + max(abs(high) * 0.1, 0.5)) }
        return low...high
    }
}

extension Picture.Direction {
    /// An axis with the labels of the scale.
    func axis(_ range: ClosedRange<Double>) -> Axis {
        var axis = Axis(title, range: range)
        switch scale {
        case .number, .category: break
        case .log: axis.ticker = { Ticks.decades($0, count: $1) }
        case .time: axis.ticker = { CalendarTicks.ticks($0, count: $1) }
        }
        return axis
    }
}
