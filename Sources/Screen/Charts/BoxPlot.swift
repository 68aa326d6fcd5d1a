/// Five numbers of each of several groups, drawn to one scale: `├──▐█┃██▌───┤`.
public struct BoxPlot: Widget {
    public struct Box: Sendable, Hashable {
        public var label: String
        public var low: Double
        public var firstQuartile: Double
        public var median: Double
        public var thirdQuartile: Double
        public var high: Double
        /// Values beyond the whiskers.
        public var outliers: [Double]
        public var role: Role

        public init(
            _ label: String = "", low: Double, firstQuartile: Double, median: Double, thirdQuartile: Double,
            high: Double,
            outliers: [Double] = [], role: Role = .bar
        ) {
            self.label = label
            self.low = low
            self.firstQuartile = firstQuartile
            self.median = median
            self.thirdQuartile = thirdQuartile
            self.high = high
            self.outliers = outliers
            self.role = role
        }
    }

    public var boxes: [Box]
    public var axis: Axis

    public init(_ boxes: [Box], axis: Axis = Axis()) {
        self.boxes = boxes
        self.axis = axis
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let span = axis.span(boxes.flatMap { [$0.low, $0.high] + $0.outliers })
        var room = rect
        let labels =
            boxes.contains { !$0.label.isEmpty }
            ? min(rect.width / 3, (boxes.map { TextWidth.of($0.label) }.max() ?? 0) + 1) : 0
        // With room to spare, a blank row between boxes; the scale stands right under them.
        let step = rect.height > boxes.count * 2 ? 2 : 1
        if rect.height > boxes.count {
            var scale = rect.row(boxes.count * step)
            _ = scale.cut(left: labels)
            drawScale(span, into: &frame, in: scale, theme)
            room = Rect(x: rect.x, y: rect.y, width: rect.width, height: boxes.count * step)
        }
        for (i, box) in boxes.enumerated() where i * step < room.height {
            var line = room.row(i * step)
            frame.line(
                box.label, in: line.cut(left: labels), theme[.chartLabel].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
            draw(box, span, into: &frame, in: line, theme)
        }
    }

    private func draw(_ box: Box, _ span: ClosedRange<Double>, into frame: inout Frame, in line: Rect, _ theme: Theme) {
        let numbers = [box.low, box.firstQuartile, box.median, box.thirdQuartile, box.high]
        guard line.width > 2, numbers.allSatisfy(\.isFinite) else { return }
        func column(_ value: Double) -> Int {
            let share = (value - span.lowerBound) / (span.upperBound - span.lowerBound)
            return line.x + Int((min(1, max(0, share)) * Double(line.width - 1)).rounded())
        }
        let glyphs = theme.glyphs, whisker = theme[.axis].withoutBackground, body = theme[box.role].withoutBackground
        let inside = column(box.firstQuartile)...max(column(box.firstQuartile), column(box.thirdQuartile))
        for x in column(box.low)...max(column(box.low), column(box.high)) where !inside.contains(x) {
            frame.put(glyphs.horizontal, at: Point(x: x, y: line.y), whisker, clip: line)
        }
        for (value, end) in [(box.low, glyphs.teeLeft), (box.high, glyphs.teeRight)]
        where !inside.contains(column(value)) {
            frame.put(end, at: Point(x: column(value), y: line.y), whisker, clip: line)
        }
        for x in inside {
            frame.put(glyphs.boxBody, at: Point(x: x, y: line.y), body, clip: line)
        }
        frame.put(
            glyphs.medianMark, at: Point(x: column(box.median), y: line.y), theme[.strong].on(body.foreground),
            clip: line)
        for outlier in box.outliers where outlier.isFinite {
            frame.put(
                glyphs.dots[0], at: Point(x: column(outlier), y: line.y), theme[.warning].withoutBackground, clip: line)
        }
    }

    private func drawScale(_ span: ClosedRange<Double>, into frame: inout Frame, in line: Rect, _ theme: Theme) {
        var free = line.x
        for tick in axis.ticks(span, count: max(2, line.width / 12)) {
            let share = (tick.value - span.lowerBound) / (span.upperBound - span.lowerBound)
            let width = TextWidth.of(tick.label)
            let start = max(line.x, min(line.x + Int(share * Double(line.width - 1)) - width / 2, line.right - width))
            guard start >= free else { continue }
            frame.put(tick.label, at: Point(x: start, y: line.y), theme[.chartLabel].withoutBackground, clip: line)
            free = start + width + 2
        }
    }
}
