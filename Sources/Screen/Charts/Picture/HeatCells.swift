/// Numbers in rows and columns as colours, with labels that are left out where there is no room.
struct HeatCells {
    let picture: Picture
    let values: [[Double?]]
    let isSigned: Bool

    private var columns: [String] { picture.x.scale.names }
    private var rows: [String] { picture.y.scale.names }

    private struct Layout {
        var each: Int
        var tall: Int
        var labels: Int
        /// Rows of the names over the columns when they stand upright; 0: they lie.
        var upright: Int
    }

    func draw(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        guard let width = values.first?.count, width > 0, rect.width > 12 else { return }
        let layout = layout(width, rect)
        var room = rect
        if room.height > 6, !isSigned {
            drawScale(into: &frame, in: room.cut(top: 1), theme)
        }
        drawNames(into: &frame, in: room.cut(top: max(1, layout.upright)), layout, theme)
        let head = theme[.chartLabel].withoutBackground
        for (r, row) in values.enumerated() where r * layout.tall < room.height {
            var line = Rect(x: room.x, y: room.y + r * layout.tall, width: room.width, height: layout.tall)
                .intersection(room)
            var label = line.cut(left: layout.labels)
            _ = label.cut(top: (layout.tall - 1) / 2)
            _ = label.cut(right: 1)
            frame.line(
                rows.indices.contains(r) ? rows[r] : "", in: label, head, .right, ellipsis: theme.glyphs.ellipsis)
            for value in row {
                guard line.width > 0 else { break }
                drawCell(value, into: &frame, in: line.cut(left: layout.each), theme)
            }
        }
    }

    private func layout(_ width: Int, _ rect: Rect) -> Layout {
        let labels = min(rect.width / 3, (rows.map { TextWidth.of($0) }.max() ?? 0) + 1)
        let written = values.joined().map { TextWidth.of(text($0)) }.max() ?? 1
        let longest = columns.map { TextWidth.of($0) }.max() ?? 1
        let most = max(1, (rect.width - labels) / width)
        let each = min(most, max(written + 2, min(longest + 1, 12)))
        let upright = longest + 1 > each && isSigned ? min(longest, max(3, rect.height / 4)) : 0
        let left = rect.height - max(1, upright) - (isSigned ? 0 : 1)
        return Layout(
            each: each, tall: max(1, min(isSigned ? 1 : 3, left / max(1, values.count))), labels: labels,
            upright: upright)
    }

    private func drawCell(_ value: Double?, into frame: inout Frame, in cell: Rect, _ theme: Theme) {
        guard let value, value.isFinite else {
            var middle = cell
            _ = middle.cut(top: (cell.height - 1) / 2)
            frame.line(theme.glyphs.middleDot, in: middle, theme[.faint].withoutBackground, .center)
            return
        }
        let style = isSigned ? theme.signed(value) : theme.heat(share(value))
        let written = text(value)
        frame.fill(cell, style)
        var middle = cell
        _ = middle.cut(top: (cell.height - 1) / 2)
        if TextWidth.of(written) <= cell.width { frame.line(written, in: middle, style.withoutBackground, .center) }
    }

    private func text(_ value: Double?) -> String {
        guard let value else { return "" }
        guard isSigned else { return Ticks.short(value, digits: 2) }
        let hundredths = Int((abs(value) * 100).rounded())
        if hundredths >= 100 { return value < 0 ? "-1" : "1" }
        return (value < 0 && hundredths > 0 ? "-." : ".") + (hundredths < 10 ? "0" : "") + String(hundredths)
    }

    private func share(_ value: Double) -> Double {
        let all = values.joined().compactMap(\.self).filter(\.isFinite)
        let low = min(0, all.min() ?? 0), high = all.max() ?? 1
        return high > low ? (value - low) / (high - low) : 0
    }

    /// The columns' names: lying where they fit, standing upright, or every few of them.
    private func drawNames(into frame: inout Frame, in rect: Rect, _ layout: Layout, _ theme: Theme) {
        let style = theme[.chartLabel].withoutBackground
        var free = rect.x
        for (c, name) in columns.enumerated() {
            let x = rect.x + layout.labels + c * layout.each
            guard x + layout.each <= rect.right + 1 else { break }
            if layout.upright > 0 {
                let shown = Array(TextLayout.truncate(name, to: layout.upright, ellipsis: theme.glyphs.ellipsis))
                for (offset, character) in shown.enumerated() {
                    let y = rect.bottom - shown.count + offset
                    frame.put(String(character), at: Point(x: x + (layout.each - 1) / 2, y: y), style)
                }
                continue
            }
            let width = TextWidth.of(name)
            if width < layout.each {
                frame.line(name, in: Rect(x: x, y: rect.y, width: layout.each, height: 1), style, .center)
            } else if x >= free {
                let room = Rect(x: x, y: rect.y, width: min(max(layout.each, width), rect.right - x), height: 1)
                let isAlone = layout.each < 5
                let shown = isAlone ? room : Rect(x: x, y: rect.y, width: layout.each - 1, height: 1)
                frame.line(name, in: shown, style, ellipsis: theme.glyphs.ellipsis)
                free = x + (isAlone ? width + 1 : layout.each)
            }
        }
    }

    private func drawScale(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let all = values.joined().compactMap(\.self).filter(\.isFinite)
        let label = theme[.chartLabel].withoutBackground
        var text = StyledText(picture.x.title + " \(theme.glyphs.arrowRight)  ", theme[.muted].withoutBackground)
        text.append(Ticks.short(min(0, all.min() ?? 0)) + " ", label)
        for step in 0..<8 { text.append("  ", theme.heat(Double(step) / 7)) }
        text.append(" " + Ticks.short(all.max() ?? 0) + " " + (picture.series.first ?? ""), label)
        frame.line(text, in: rect, .right, ellipsis: theme.glyphs.ellipsis)
    }
}
