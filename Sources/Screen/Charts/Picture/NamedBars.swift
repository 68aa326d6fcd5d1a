/// Bars from left to right, one or several to a name.
struct NamedBars {
    let picture: Picture
    let values: [[Double?]]
    let isStacked: Bool
    let asShares: Bool

    private var names: [String] { picture.x.scale.names }
    private var isLog: Bool { picture.y.scale == .log }

    /// The length of a value, in the axis' own measure.
    private func length(_ value: Double) -> Double { isLog ? log1p10(max(0, value)) : value }

    func draw(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        guard !values.isEmpty, room.width > 8 else { return }
        if room.height > 4 {
            let title = picture.y.title + (isLog ? " (log)" : "")
            frame.line(title, in: room.cut(top: 1), theme[.muted].withoutBackground, .right)
        }
        let series = isStacked ? 1 : picture.series.count
        let shown = min(values.count, max(1, room.height / series))
        let left = room.cut(
            left: min(room.width * 2 / 5, (names.prefix(shown).map { TextWidth.of($0) }.max() ?? 0) + 1))
        let texts = values.prefix(shown).map(texts)
        let numbers = (texts.joined().map { TextWidth.of($0) }.max() ?? 0) + 1
        let right = room.width > numbers + 12 ? room.cut(right: numbers) : Rect(Size(width: 0, height: 0))
        let (thick, step) = thickness(shown * series, groups: shown, room.height)
        let ends = ends(shown)
        for index in 0..<shown {
            let top = index * (thick * series + step)
            let group = Rect(x: room.x, y: room.y + top, width: room.width, height: thick * series).intersection(room)
            let middle = (group.height - 1) / 2
            frame.line(
                names[index], in: Rect(x: left.x, y: group.y + middle, width: left.width - 1, height: 1),
                theme[.text].withoutBackground, ellipsis: theme.glyphs.ellipsis)
            drawGroup(index, into: &frame, in: group, thick: thick, ends, theme)
            for (offset, text) in texts[index].enumerated() {
                let y = group.y + offset * thick + (thick - 1) / 2
                frame.line(
                    text, in: Rect(x: right.x, y: y, width: right.width, height: 1).intersection(rect),
                    theme[.chartLabel].withoutBackground, .right)
            }
        }
        if shown < values.count {
            let last = Rect(x: rect.x, y: rect.bottom - 1, width: rect.width, height: 1)
            frame.line(" \(values.count - shown) more", in: last, theme[.warning].withoutBackground, .right)
        }
    }

    /// Rows of a bar, and blank rows between groups.
    private func thickness(_ bars: Int, groups: Int, _ height: Int) -> (Int, Int) {
        for thick in [2] where bars * thick + groups - 1 <= height { return (thick, 1) }
        return (1, bars + groups - 1 <= height && groups < bars ? 1 : bars * 2 <= height + 1 ? 1 : 0)
    }

    /// The range of bars: zero is always in it.
    private func ends(_ shown: Int) -> (low: Double, high: Double) {
        let lengths = values.prefix(shown).flatMap { row in
            isStacked
                ? [length(row.reduce(0) { $0 + ($1 ?? 0) })] : row.compactMap(\.self).filter(\.isFinite).map(length)
        }
        return (min(0, lengths.min() ?? 0), max(0, lengths.max() ?? 0))
    }

    private func drawGroup(
        _ index: Int, into frame: inout Frame, in group: Rect, thick: Int, _ ends: (low: Double, high: Double),
        _ theme: Theme
    ) {
        guard ends.high > ends.low else { return }
        let zero = Int((-ends.low / (ends.high - ends.low) * Double(group.width)).rounded())
        var right = group
        let left = right.cut(left: zero)
        if isStacked {
            let total = length(values[index].reduce(0) { $0 + ($1 ?? 0) })
            let sum = values[index].reduce(0) { $0 + ($1 ?? 0) }
            // With a logarithm the whole is measured, and its parts share it evenly.
            let shares = values[index].map { sum > 0 ? ($0 ?? 0) / sum * total / ends.high : 0 }
            StackedBar(shares: shares).right(into: &frame, in: right, theme)
            return
        }
        for (series, value) in values[index].enumerated() {
            guard let value, value.isFinite, value != 0 else { continue }
            let rows = Rect(x: group.x, y: group.y + series * thick, width: group.width, height: thick).intersection(
                group)
            if value > 0 {
                let bar = Rect(x: right.x, y: rows.y, width: right.width, height: rows.height)
                StackedBar(shares: [length(value) / ends.high], first: series).right(into: &frame, in: bar, theme)
            } else {
                let cells = max(1, Int((length(value) / ends.low * Double(left.width)).rounded()))
                let bar = Rect(x: left.right - cells, y: rows.y, width: cells, height: rows.height)
                StackedBar(shares: [1], first: series).right(into: &frame, in: bar, theme)
            }
        }
    }

    /// What is written after the bars of a name.
    private func texts(_ row: [Double?]) -> [String] {
        if isStacked { return [Ticks.short(row.reduce(0) { $0 + ($1 ?? 0) })] }
        let total = asShares ? values.joined().reduce(0) { $0 + ($1 ?? 0) } : 0
        return row.map { value in
            guard let value else { return "" }
            guard total > 0 else { return Ticks.short(value) }
            return Ticks.fixed(value / total * 100, decimals: 1) + " %"
        }
    }
}
