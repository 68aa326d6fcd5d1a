import Profiling
import Screen
import Tabular

/// The pane on the right: what the column under the cursor holds.
struct ProfilePane {
    let tab: TableTab?
    let scroll: Int

    /// A line of the pane: a figure with its name.
    private struct Figure {
        var name: String
        var value: String
    }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        guard let tab, let column = tab.currentColumn else { return }
        var room = rect.inset(1)
        if let problem = tab.profiles.problem(column.name) {
            frame.draw(
                EmptyNote(problem.kind == .info ? "Stopped. Move on and come back to ask again." : problem.text),
                in: room, theme)
            return
        }
        guard let profile = tab.profiles[column.name] else {
            frame.line("·", in: room, theme[.muted].withoutBackground)
            return
        }
        let basis = room.cut(bottom: room.height > 4 ? 1 : 0)
        frame.line(
            basisText(profile, tab), in: basis, theme[profile.basis == .exact ? .muted : .warning].withoutBackground,
            ellipsis: theme.glyphs.ellipsis)
        let figures = figures(profile)
        // The picture first: it gets what the figures leave, within bounds.
        let bars = bars(profile)
        let wanted = bars.isEmpty ? 10 : min(bars.count, 12)
        let least = bars.isEmpty ? 5 : min(3, bars.count)
        let picture = min(wanted, max(least, room.height - figures.count - 2))
        if scroll == 0, room.height > least, profile.rows > profile.nulls {
            draw(profile, bars, into: &frame, in: room.cut(top: picture), theme)
            _ = room.cut(top: 1)
        }
        draw(figures, into: &frame, in: room.cut(top: max(0, figures.count - scroll)), theme)
        drawMore(profile, bars, into: &frame, in: room, theme)
    }

    /// Under the figures, where there is room: the quartiles as a box, and the most frequent values.
    private func drawMore(
        _ profile: ColumnProfile, _ bars: [BarChart.Bar], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        var room = rect
        if let numbers = profile.numbers, numbers.quartiles.count == 3, numbers.maximum > numbers.minimum,
            room.height >= 3
        {
            _ = room.cut(top: 1)
            let box = BoxPlot.Box(
                low: numbers.minimum, firstQuartile: numbers.quartiles[0], median: numbers.quartiles[1],
                thirdQuartile: numbers.quartiles[2], high: numbers.maximum)
            frame.draw(BoxPlot([box]), in: room.cut(top: 1), theme)
        }
        guard bars.isEmpty, !profile.top.isEmpty, room.height >= 5 else { return }
        _ = room.cut(top: 1)
        frame.line("most frequent", in: room.cut(top: 1), theme[.muted].withoutBackground)
        frame.draw(BarChart(profile.top.prefix(12).map { bar($0, profile) }), in: room, theme)
    }

    private func bar(_ top: TopValue, _ profile: ColumnProfile) -> BarChart.Bar {
        BarChart.Bar(
            top.value.text ?? "NULL", Double(top.count), text: Count.percent(top.count, of: profile.rows),
            labelRole: top.value.isNull ? .null : .text)
    }

    /// Bars of the most frequent values; none where a histogram says more.
    private func bars(_ profile: ColumnProfile) -> [BarChart.Bar] {
        var top = profile.top
        if profile.histogram != nil {
            // One value alone makes a histogram of one wall.
            guard profile.distinct == 1, let only = profile.minimum else { return [] }
            top = [TopValue(CellValue(only), count: profile.rows - profile.nulls)]
        }
        return top.map { bar($0, profile) }
    }

    private func draw(
        _ profile: ColumnProfile, _ bars: [BarChart.Bar], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        let texts = ProfileFigures(profile)
        if bars.isEmpty, let histogram = profile.histogram {
            let picture = Histogram(
                histogram.counts.map(Double.init), low: texts.lowerEdge, high: texts.upperEdge,
                highlighted: highlighted(histogram))
            frame.draw(picture, in: rect, theme)
        } else {
            frame.draw(BarChart(bars), in: rect, theme)
        }
    }

    /// The bin of the value under the cursor.
    private func highlighted(_ histogram: Profiling.Histogram) -> Int? {
        guard let text = tab?.currentValue?.text, let value = Double(text), histogram.covers(value) else { return nil }
        return histogram.bin(of: value)
    }

    private func draw(_ figures: [Figure], into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        for (y, figure) in figures.dropFirst(scroll).prefix(rect.height).enumerated() {
            var line = rect.row(y)
            frame.line(figure.name, in: line.cut(left: 10), theme[.muted].withoutBackground)
            frame.line(figure.value, in: line, theme[.text].withoutBackground, .right, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func figures(_ profile: ColumnProfile) -> [Figure] {
        let texts = ProfileFigures(profile)
        var all = [Figure(name: "rows", value: Count.text(profile.rows))]
        let share = profile.nulls == 0 ? "" : "  " + Count.percent(profile.nulls, of: profile.rows)
        all.append(Figure(name: "nulls", value: Count.text(profile.nulls) + share))
        func add(_ name: String, _ value: String?) {
            if let value { all.append(Figure(name: name, value: value)) }
        }
        add("distinct", texts.distinct)
        add("min", texts.low)
        add("25 %", texts.quartile(0))
        add("median", texts.quartile(1))
        add("75 %", texts.quartile(2))
        add("max", texts.high)
        add("mean", texts.mean)
        add("std dev", texts.deviation)
        if profile.notFinite > 0 { add("not finite", Count.text(profile.notFinite)) }
        return all
    }

    private func basisText(_ profile: ColumnProfile, _ tab: TableTab) -> String {
        switch profile.basis {
        case .exact: return tab.view.filters.isEmpty ? "all rows" : "all rows of the filter"
        case .sample(let rows):
            let working = tab.profiles.asked == profile.column.name ? ", counting all…" : ""
            return "first \(Count.of(rows, "row"))" + working
        }
    }
}
