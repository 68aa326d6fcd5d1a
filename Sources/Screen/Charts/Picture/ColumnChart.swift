#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// log10(1 + x): a logarithm that keeps zero at zero.
func log1p10(_ value: Double) -> Double { log10(1 + value) }

/// Bars that stand over an axis of numbers or times: histograms, sums over time.
struct ColumnChart {
    let picture: Picture
    let edges: [Double]
    let values: [[Double?]]
    let isStacked: Bool
    let addsUp: Bool

    private var isLog: Bool { picture.y.scale == .log }

    func draw(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard edges.count > 1, values.count == edges.count - 1 else { return }
        // The room for bars is known only after the axis' labels: first as if all columns had some. Series side by side
        // take a cell each.
        let least = isStacked ? 1 : max(1, values.first?.count ?? 1)
        let probe = max(1, (rect.width - 9) / least)
        var merged = max(1, (values.count + probe - 1) / probe)
        var fitted = fit(merged, in: rect, theme)
        while fitted.each < least, merged < values.count {
            merged += 1
            fitted = fit(merged, in: rect, theme)
        }
        let bins = fitted.bins, each = fitted.each, trial = fitted.width, vertical = fitted.vertical
        let limits = edges[0]...max(edges[edges.count - 1], edges[0] + 1e-9)
        // Columns are of one whole width; the axis ends where they end.
        var room = rect
        let covered = edges[min(edges.count - 1, merged * bins.count)]
        if each * bins.count < trial { _ = room.cut(right: trial - each * bins.count) }
        let shown = min(bins.count, trial / each)
        let axes = Axes(
            picture.x.axis(edges[0]...max(covered, limits.lowerBound + 1e-9)), vertical, xs: [], ys: [], into: &frame,
            in: room, theme)
        for index in 0..<shown {
            let gap = each > 3 ? 1 : 0
            let column = Rect(
                x: axes.plot.x + index * each, y: axes.plot.y, width: each - gap, height: axes.plot.height)
            draw(bins[index], into: &frame, in: column.intersection(axes.plot), fitted.ends, theme)
        }
        if merged > 1 {
            let note = addsUp ? "\(merged) bins to a column" : "means of \(merged) bins"
            // Beside the title of the axis, or where that leaves no room, under the picture.
            let fits = TextWidth.of(picture.y.title) + TextWidth.of(note) + 2 <= rect.width
            let line = Rect(x: rect.x, y: fits ? rect.y : rect.bottom - 1, width: rect.width, height: 1)
            frame.line(note, in: line, theme[.warning].withoutBackground, fits ? .right : .left)
        }
    }

    /// Bins put together, and what room a column of theirs has.
    private struct Fitted {
        var bins: [[Double?]]
        var ends: (low: Double, high: Double)
        var vertical: Axis
        /// The cells of all columns, and of each.
        var width: Int
        var each: Int
    }

    private func fit(_ merged: Int, in rect: Rect, _ theme: Theme) -> Fitted {
        let bins = merge(values, merged)
        let ends = ends(bins)
        var vertical = Axis(picture.y.title + (isLog ? " (log)" : ""), range: ends.low...ends.high)
        if isLog { vertical.ticker = { range, count in Self.logTicks(range, count) } }
        var scratch = Frame(size: Size(width: rect.right, height: rect.bottom))
        let limits = edges[0]...max(edges[edges.count - 1], edges[0] + 1e-9)
        let plot = Axes(picture.x.axis(limits), vertical, xs: [], ys: [], into: &scratch, in: rect, theme).plot
        let each = max(1, plot.width / max(1, bins.count))
        return Fitted(bins: bins, ends: ends, vertical: vertical, width: plot.width, each: each)
    }

    private func draw(
        _ row: [Double?], into frame: inout Frame, in column: Rect, _ ends: (low: Double, high: Double), _ theme: Theme
    ) {
        let span = ends.high - ends.low
        let zero = Int((-ends.low / span * Double(column.height)).rounded())
        var below = column
        let above = below.cut(top: column.height - zero)
        if isStacked {
            let sum = row.reduce(0) { $0 + ($1 ?? 0) }
            let whole = length(sum) / ends.high
            StackedBar(shares: row.map { sum > 0 ? ($0 ?? 0) / sum * whole : 0 }).up(into: &frame, in: above, theme)
            return
        }
        // Bars of one width, so that they can be compared; what is left parts the columns.
        let width = max(1, column.width / max(1, row.count))
        for (series, value) in row.enumerated() {
            guard let value, value.isFinite, value != 0 else { continue }
            let place = Rect(x: above.x + series * width, y: above.y, width: width, height: above.height)
                .intersection(above)
            if value > 0 {
                StackedBar(shares: [length(value) / ends.high], first: series).up(into: &frame, in: place, theme)
            } else {
                let cells = max(1, Int((value / ends.low * Double(zero)).rounded()))
                let hanging = Rect(x: place.x, y: above.bottom, width: place.width, height: cells)
                StackedBar(shares: [1], first: series).up(into: &frame, in: hanging.intersection(column), theme)
            }
        }
    }

    private func length(_ value: Double) -> Double { isLog ? log1p10(max(0, value)) : value }

    private func ends(_ bins: [[Double?]]) -> (low: Double, high: Double) {
        let lengths = bins.flatMap { row in
            isStacked
                ? [length(row.reduce(0) { $0 + ($1 ?? 0) })] : row.compactMap(\.self).filter(\.isFinite).map(length)
        }
        let low = min(0, lengths.min() ?? 0), high = max(0, lengths.max() ?? 0)
        return high > low ? (low, high) : (0, 1)
    }

    private func merge(_ values: [[Double?]], _ count: Int) -> [[Double?]] {
        guard count > 1 else { return values }
        return stride(from: 0, to: values.count, by: count).map { start in
            let some = values[start..<min(start + count, values.count)]
            return (some.first ?? []).indices.map { series in
                let present = some.compactMap { $0[series] }
                guard !present.isEmpty else { return nil }
                let sum = present.reduce(0, +)
                return addsUp ? sum : sum / Double(present.count)
            }
        }
    }

    /// 0, 1, 10, 100… on an axis of log10(1 + x).
    static func logTicks(_ span: ClosedRange<Double>, _ count: Int) -> [Tick] {
        let most = Int(span.upperBound.rounded(.up))
        let step = max(1, (most + count - 1) / max(1, count))
        let powers = stride(from: 0, through: most, by: step).map { pow(10, Double($0)) }
        return [Tick(0, "0")] + powers.map { Tick(log1p10($0), Ticks.short($0)) }.filter { span.contains($0.value) }
    }
}

/// Filled lines, one on top of another.
struct AreaChart {
    let picture: Picture
    let lines: [[Series.Value]]

    func draw(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let xs = lines.joined().map(\.x)
        let range = Extent.of(xs)
        let highest = Self.totals(lines).max() ?? 1
        let lowest = min(0, Self.totals(lines).min() ?? 0)
        let axes = Axes(
            picture.x.axis(range), Axis(picture.y.title, range: lowest...max(highest, lowest + 1e-9)), xs: [], ys: [],
            into: &frame, in: rect, theme)
        let plot = axes.plot
        guard plot.width > 1, highest > 0 else { return }
        let zero = Int((-lowest / (highest - lowest) * Double(plot.height)).rounded())
        for column in 0..<plot.width {
            let at = range.lowerBound + (range.upperBound - range.lowerBound) * Double(column) / Double(plot.width - 1)
            let shares = lines.map { max(0, Self.value(of: $0, at: at) ?? 0) / highest }
            let place = Rect(x: plot.x + column, y: plot.y, width: 1, height: plot.height - zero)
            StackedBar(shares: shares).up(into: &frame, in: place, theme)
        }
    }

    /// The height of the stack at every place.
    static func totals(_ lines: [[Series.Value]]) -> [Double] {
        (lines.first ?? []).indices.map { index in
            lines.reduce(0) { sum, line in
                let value = line.indices.contains(index) ? line[index].y : 0
                return sum + (value.isFinite ? value : 0)
            }
        }
    }

    /// Between the two nearest points of a line; nil in a gap.
    static func value(of line: [Series.Value], at x: Double) -> Double? {
        guard let next = line.firstIndex(where: { $0.x >= x }) else { return line.last.map(\.y) }
        if next == 0 || line[next].x == x { return line[next].y.isFinite ? line[next].y : nil }
        let a = line[next - 1], b = line[next]
        guard a.y.isFinite, b.y.isFinite else { return nil }
        return a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x)
    }
}
