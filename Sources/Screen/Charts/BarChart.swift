/// Bars from left to right, each with a label before it and a number after: top values, importances.
public struct BarChart: Widget {
    public struct Bar: Sendable, Hashable {
        public var label: String
        public var value: Double
        /// After the bar; by default the value in short.
        public var text: String?
        public var role: Role
        public var labelRole: Role

        public init(_ label: String, _ value: Double, text: String? = nil, role: Role = .bar, labelRole: Role = .text) {
            self.label = label
            self.value = value
            self.text = text
            self.role = role
            self.labelRole = labelRole
        }
    }

    public var bars: [Bar]
    /// The value of a full bar; by default the largest.
    public var maximum: Double?
    /// Columns of the labels; by default what they need, at most two fifths of the room.
    public var labelWidth: Int?

    public init(_ bars: [Bar], maximum: Double? = nil, labelWidth: Int? = nil) {
        self.bars = bars
        self.maximum = maximum
        self.labelWidth = labelWidth
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let shown = bars.prefix(rect.height)
        let texts = shown.map { $0.text ?? Ticks.short($0.value) }
        let widest = shown.map { TextWidth.of($0.label) }.max() ?? 0
        let labels = min(labelWidth ?? min(widest, max(6, rect.width * 2 / 5)), rect.width)
        let numbers = texts.map { TextWidth.of($0) }.max() ?? 0
        let largest = maximum ?? shown.map { $0.value }.max() ?? 0
        for (y, bar) in shown.enumerated() {
            var line = rect.row(y)
            frame.line(
                bar.label, in: line.cut(left: labels), theme[bar.labelRole].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
            _ = line.cut(left: 1)
            if line.width > numbers + 3 {
                let number = line.cut(right: numbers)
                frame.line(texts[y], in: number, theme[.chartLabel].withoutBackground, .right)
                _ = line.cut(right: 1)
            }
            guard largest > 0, bar.value.isFinite else { continue }
            Bars.right(bar.value / largest, into: &frame, in: line, theme[bar.role].withoutBackground, theme.glyphs)
        }
    }
}
