/// Bars standing side by side over an axis: how often values fall into each bin.
public struct Histogram: Widget {
    /// How many values each bin holds, left to right.
    public var counts: [Double]
    /// Under the left end, the middle and the right end of the axis.
    public var low: String
    public var middle: String
    public var high: String
    /// A bin that stands out: the one that holds the value under the cursor.
    public var highlighted: Int?
    /// Bins that are picked.
    public var selection: ClosedRange<Int>?
    public var role: Role
    /// Writes the largest count at the top left.
    public var showsMaximum: Bool

    public init(
        _ counts: [Double], low: String = "", middle: String = "", high: String = "", highlighted: Int? = nil,
        role: Role = .bar, showsMaximum: Bool = true
    ) {
        self.counts = counts
        self.low = low
        self.middle = middle
        self.high = high
        self.highlighted = highlighted
        self.role = role
        self.showsMaximum = showsMaximum
    }

    public func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard !counts.isEmpty, !rect.isEmpty else { return }
        var room = rect
        let style = theme[.chartLabel].withoutBackground
        if room.height > 2, !(low + middle + high).isEmpty { drawLabels(into: &frame, in: room.cut(bottom: 1), style) }
        if room.height > 3 {
            frame.horizontalLine(used(room.cut(bottom: 1)), theme[.axis].withoutBackground, theme.glyphs)
        }
        let (bins, merged) = fitted(room.width)
        let largest = bins.max() ?? 0
        let places = columns(bins.count, in: room)
        guard largest > 0 else { return }
        for (i, place) in places.enumerated() {
            let isMarked = highlighted.map { $0 / merged == i } ?? false
            let isPicked = selection?.overlaps(i * merged...(i + 1) * merged - 1) ?? false
            if isPicked { frame.restyle(place, Style(background: theme[.selectionInactive].background)) }
            let role: Role = isPicked ? .accent : isMarked ? .warning : role
            Bars.up(bins[i] / largest, into: &frame, in: place, theme[role].withoutBackground, theme.glyphs)
        }
        // The number goes where the bars leave room for it.
        let text = Ticks.short(largest), width = TextWidth.of(text)
        guard showsMaximum, room.height > 3 else { return }
        for x in [room.right - width, room.x] where x >= room.x {
            let isFree = (x..<(x + width)).allSatisfy { frame[$0, room.y].base == " " }
            if isFree {
                frame.put(text, at: Point(x: x, y: room.y), style, clip: room)
                break
            }
        }
    }

    /// The bin under a point of the rectangle that the histogram is drawn into.
    public func bin(at point: Point, in rect: Rect) -> Int? {
        guard !counts.isEmpty, rect.contains(point) else { return nil }
        let (bins, merged) = fitted(rect.width)
        let places = columns(bins.count, in: Rect(x: rect.x, y: point.y, width: rect.width, height: 1))
        return places.lastIndex { $0.x <= point.x }.map { min($0 * merged, counts.count - 1) }
    }

    /// Bins of one whole width, as wide as there is room for; a blank between them when they are wide.
    private func columns(_ count: Int, in room: Rect) -> [Rect] {
        let each = max(1, room.width / count)
        if each > 8 { return room.columns(count, gap: 1) }
        let gap = each > 3 ? 1 : 0
        return (0..<count).map {
            Rect(x: room.x + $0 * each, y: room.y, width: each - gap, height: room.height).intersection(room)
        }
    }

    /// The bins, several added together where there are more than columns, and how many are in one.
    private func fitted(_ width: Int) -> (bins: [Double], merged: Int) {
        let merged = max(1, (counts.count + width - 1) / max(1, width))
        let bins = stride(from: 0, to: counts.count, by: merged).map {
            counts[$0..<min($0 + merged, counts.count)].reduce(0, +)
        }
        return (bins, merged)
    }

    /// The part of a row that has bins over it.
    private func used(_ row: Rect) -> Rect {
        columns(fitted(row.width).bins.count, in: row).last.map {
            Rect(x: row.x, y: row.y, width: $0.right - row.x, height: row.height)
        } ?? row
    }

    private func drawLabels(into frame: inout Frame, in rect: Rect, _ style: Style) {
        let room = used(rect)
        let line = Rect(
            x: rect.x, y: rect.y, width: max(room.width, min(rect.width, TextWidth.of(low + high) + 1)), height: 1)
        frame.line(low, in: line, style)
        let left = TextWidth.of(low), right = TextWidth.of(high)
        if left + right + 1 <= line.width { frame.line(high, in: line, style, .right) }
        if left + right + TextWidth.of(middle) + 6 < line.width { frame.line(middle, in: line, style, .center) }
    }
}

/// One line of small bars: a learning curve or a distribution where there is room for a word only.
public enum Sparkline {
    /// The values as text of that many columns at most; the last ones when there are more. NaN is a blank.
    public static func text(_ values: [Double], width: Int, _ glyphs: Glyphs) -> String {
        let shown = values.suffix(max(0, width))
        let finite = shown.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return "" }
        var out = String.UnicodeScalarView()
        let parts = glyphs.upEighths
        for value in shown {
            guard value.isFinite else { out.append(" "); continue }
            let share = high > low ? (value - low) / (high - low) : 0.5
            out.append(parts[min(parts.count - 1, Int(share * Double(parts.count)))])
        }
        return String(out)
    }
}
