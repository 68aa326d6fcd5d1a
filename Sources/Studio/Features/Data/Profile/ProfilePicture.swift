import Foundation
import Profiling
import Screen
import Tabular

/// The bars of a column: of all values or of a range, on either scale, with what is picked.
struct ProfilePicture {
    let profile: ColumnProfile
    let histogram: Profiling.Histogram
    let look: ColumnLook
    /// The value under the cursor of the grid.
    var value: String?
    let isFocused: Bool

    private var column: Column { profile.column }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var room = rect
        if room.height > 4 {
            frame.line(
                caption, in: room.cut(top: 1), theme[isPicked ? .accent : .chartLabel].withoutBackground,
                ellipsis: theme.glyphs.ellipsis)
        }
        frame.draw(chart, in: room, theme)
    }

    /// The bar at a point of the rectangle that `draw` was given.
    func bar(at point: Point, in rect: Rect) -> Int? {
        var room = rect
        if room.height > 4 { _ = room.cut(top: 1) }
        return chart.bin(at: point, in: room)
    }

    private var isPicked: Bool { look.picked != nil && isFocused }

    private var chart: Screen.Histogram {
        let counts = histogram.counts.map { look.hasLogCounts ? log10(Double($0) + 1) : Double($0) }
        let ends = (edge(0), edge(histogram.counts.count))
        var chart = Screen.Histogram(
            counts, low: ends.0, middle: histogram.counts.count > 12 ? edge(histogram.counts.count / 2) : "",
            high: ends.1,
            highlighted: highlighted, showsMaximum: false)
        chart.selection = isFocused ? look.picked : nil
        return chart
    }

    /// The bin of the value under the cursor.
    private var highlighted: Int? {
        guard let value = value.flatMap({ Double($0) }), histogram.covers(value) else { return nil }
        return histogram.bin(of: value)
    }

    /// An edge in its own terms, without what its unit makes needless.
    private func edge(_ index: Int) -> String {
        guard histogram.edges.indices.contains(index) else { return "" }
        let text = FigureText.value(histogram.edges[index], of: column)
        switch histogram.unit {
        case .year: return String(text.prefix(4))
        case .month, .quarter: return String(text.prefix(7))
        case .week, .day: return String(text.prefix(10))
        default: return text
        }
    }

    /// What the bars are, or what is picked of them.
    private var caption: String {
        if isPicked, let picked = look.picked, histogram.counts.indices.contains(picked.upperBound) {
            let count = histogram.counts[picked].reduce(0, +)
            let share = FigureText.share(count, of: profile.rows)
            return "\(range(picked))  \(Count.of(count, "row")) \(share)"
        }
        var parts: [String] = []
        if let unit = histogram.unit { parts.append("by \(unit.rawValue)") }
        let scales = [look.hasLogCounts ? "counts" : nil, histogram.scale == .logarithmic ? "values" : nil].compactMap {
            $0
        }
        if !scales.isEmpty { parts.append("log " + scales.joined(separator: " and ")) }
        let outside = profile.values - profile.notFinite - histogram.total
        if outside > 0, look.asked != nil, look.bars != nil {
            parts.append(
                look.zooms.isEmpty ? "\(Count.text(outside)) not above 0" : "\(Count.text(histogram.total)) in sight")
        }
        if look.asked != nil, look.bars == nil { parts.append("counting…") }
        let most = "most " + Count.text(histogram.counts.max() ?? 0)
        return (parts.isEmpty ? [most] : parts + [most]).joined(separator: ", ")
    }

    private func range(_ bars: ClosedRange<Int>) -> String {
        let low = histogram.edges[bars.lowerBound], high = histogram.edges[bars.upperBound + 1]
        if histogram.isWhole, high - low == 1 { return edge(bars.lowerBound) }
        if histogram.unit != nil, bars.count == 1 { return edge(bars.lowerBound) }
        if histogram.isWhole { return "\(edge(bars.lowerBound)) to \(FigureText.number(high - 1))" }
        return "\(edge(bars.lowerBound)) to \(edge(bars.upperBound + 1))"
    }
}
