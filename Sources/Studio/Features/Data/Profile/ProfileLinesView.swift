import Profiling
import Screen
import Tabular

/// Draws some of a profile's lines, names and figures each in line with those above and below.
struct ProfileLinesView: Widget {
    let lines: [ProfileLines.Line]
    /// What is picked, if this has the keys.
    let target: ColumnLook.Target?

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        let columns = Columns(lines, width: rect.width)
        let decimals = Self.decimals(lines)
        for (y, line) in lines.prefix(rect.height).enumerated() {
            let place = rect.row(y)
            if let target, line.target == target { frame.fill(place, theme[.selection]) }
            draw(line, columns, decimals[y], into: &frame, in: place, theme)
        }
    }

    /// For each line, the point and digits that the longest number of its group has after its whole part.
    private static func decimals(_ lines: [ProfileLines.Line]) -> [Int] {
        var all = [Int](repeating: 0, count: lines.count)
        var start = 0
        for end in 0...lines.count where end == lines.count || lines[end].content == .blank {
            let numbers = lines[start..<end].map { line in
                if case .figure(let figure) = line.content, figure.isNumber { return Columns.decimals(figure.value) }
                return 0
            }
            for index in start..<end { all[index] = numbers.max() ?? 0 }
            start = min(end + 1, lines.count)
        }
        return all
    }

    /// The widths that all lines share.
    private struct Columns {
        var names = 0
        var shares = 0
        var labels = 0
        var valueShares = 0

        init(_ lines: [ProfileLines.Line], width: Int) {
            for line in lines {
                switch line.content {
                case .figure(let figure):
                    names = max(names, TextWidth.of(figure.name))
                    shares = max(shares, TextWidth.of(figure.share ?? ""))
                case .value(let label, _, let share, _, _):
                    labels = max(labels, TextWidth.of(label))
                    valueShares = max(valueShares, TextWidth.of(share))
                default: break
                }
            }
            names = min(names, max(8, width / 2))
            labels = min(labels, max(6, width * 2 / 5))
            if width < 22 { shares = 0 }
        }

        /// The point and what follows it.
        static func decimals(_ text: String) -> Int {
            guard !text.contains("e"), let point = text.lastIndex(of: ".") else { return 0 }
            return text.distance(from: point, to: text.endIndex)
        }
    }

    private func draw(
        _ line: ProfileLines.Line, _ columns: Columns, _ decimals: Int, into frame: inout Frame, in place: Rect,
        _ theme: Theme
    ) {
        switch line.content {
        case .blank: break
        case .heading(let title): frame.line(title, in: place, theme[.muted].withoutBackground)
        case .figure(let figure): draw(figure, columns, decimals, into: &frame, in: place, theme)
        case .warning(let text, let severity, let isFirst):
            var room = place
            let role: Role = severity == .serious ? .error : severity == .warning ? .warning : .accent
            let sign = severity == .note ? theme.glyphs.bullet : theme.glyphs.warning
            let mark = room.cut(left: TextWidth.of(sign) + 1)
            if isFirst { frame.line(sign, in: mark, theme[role].withoutBackground) }
            frame.line(text, in: room, theme[role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        case .value(let label, let count, let share, let largest, let isNull):
            var room = place
            let number = room.cut(right: columns.valueShares)
            frame.line(share, in: number, theme[.chartLabel].withoutBackground, .right)
            _ = room.cut(right: 1)
            let bar = BarChart.Bar(label, Double(count), text: "", labelRole: isNull ? .null : .text)
            frame.draw(BarChart([bar], maximum: Double(largest), labelWidth: columns.labels), in: room, theme)
        }
    }

    private func draw(
        _ figure: Figure, _ columns: Columns, _ decimals: Int, into frame: inout Frame, in place: Rect, _ theme: Theme
    ) {
        var room = place
        let width = TextWidth.of(figure.value)
        // A long value, such as a time in a narrow pane, takes the room that its own name leaves.
        let names = min(columns.names, max(TextWidth.of(figure.name), place.width - 1 - width))
        frame.line(
            figure.name, in: room.cut(left: names), theme[.muted].withoutBackground,
            ellipsis: theme.glyphs.ellipsis)
        _ = room.cut(left: 1)
        if columns.shares > 0 {
            let fits = width <= room.width - columns.shares - 2
            // What has no share may stand in its place when it is long.
            if figure.share != nil || fits {
                let share = room.cut(right: columns.shares)
                frame.line(figure.share ?? "", in: share, theme[.muted].withoutBackground, .right)
                _ = room.cut(right: 2)
            }
        }
        if figure.isNumber {
            let pad = decimals - Columns.decimals(figure.value)
            if pad > 0, width + pad <= room.width { _ = room.cut(right: pad) }
        }
        frame.line(figure.value, in: room, theme[.text].withoutBackground, .right, ellipsis: theme.glyphs.ellipsis)
    }
}
