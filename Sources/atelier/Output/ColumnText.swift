import Profiling
import Screen
import Tabular

/// Everything about one column, for eyes.
enum ColumnText {
    private static let barWidth = 40

    static func text(_ profile: ColumnProfile) -> String {
        var lines = ["\(visible(profile.column.name)) (\(profile.column.type.name))", ""]
        let groups = ColumnSheet(profile).groups
        let names = groups.flatMap { $0 }.map(\.name.count).max() ?? 0
        let values = groups.flatMap { $0 }.map { visible($0.value).count }.max() ?? 0
        for group in groups {
            lines += group.map { figure in
                let name = figure.name.padding(names), value = visible(figure.value).padding(values, left: true)
                return "  \(name)  \(value)" + (figure.share.map { "  " + $0 } ?? "")
            }
            lines.append("")
        }
        if let histogram = profile.histogram { lines += bars(histogram, profile.column) + [""] }
        lines += list("most frequent", profile.top, of: profile.rows)
        lines += list("rarest", profile.rare, of: profile.rows, isDrawn: false)
        if let content = profile.text?.content {
            let sample = content.basis == .exact ? "" : " of a sample"
            lines += list(
                "patterns" + sample, content.patterns.map { TopValue(CellValue($0.pattern), count: $0.count) },
                of: content.values)
        }
        if let nested = profile.nested {
            lines += list("kinds", nested.kinds, of: profile.rows) + list("keys", nested.keys, of: profile.rows)
            lines += list("most frequent elements", nested.elements, of: nil)
        }
        if let times = profile.times { lines += calendar(times) }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func calendar(_ times: TimeSummary) -> [String] {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        func values(_ names: [String], _ counts: [Int]) -> [TopValue] {
            zip(names, counts).map { TopValue(CellValue($0), count: $1) }
        }
        let total = max(times.weekdays.reduce(0, +), times.hours.reduce(0, +))
        return list("weekdays", values(days, times.weekdays), of: total)
            + list("hours", values((0..<24).map { "\($0) h" }, times.hours), of: total)
    }

    private static func bars(_ histogram: Profiling.Histogram, _ column: Column) -> [String] {
        let labels = histogram.counts.indices.map { FigureText.value(histogram.edges[$0], of: column) }
        let width = labels.map(\.count).max() ?? 0
        return [histogram.unit.map { "histogram by \($0.rawValue)" } ?? "histogram"]
            + zip(labels, histogram.counts).map { label, count in
                "  \(label.padding(width, left: true))  \(bar(count, histogram.counts.max() ?? 0))  \(FigureText.count(count))"
            }
    }

    private static func list(_ title: String, _ values: [TopValue], of whole: Int?, isDrawn: Bool = true) -> [String] {
        guard !values.isEmpty else { return [] }
        let texts = values.map { String(visible(FigureText.label($0.value)).prefix(40)) }
        let width = texts.map(\.count).max() ?? 0, most = values.map(\.count).max() ?? 0
        let lines = zip(texts, values).map { text, value in
            let share = whole.map { "  " + FigureText.share(value.count, of: $0) } ?? ""
            let bar = isDrawn ? bar(value.count, most) + "  " : ""
            return "  \(text.padding(width))  \(bar)\(FigureText.count(value.count))\(share)"
        }
        return [title] + lines + [""]
    }

    private static func bar(_ count: Int, _ most: Int) -> String {
        guard most > 0, count > 0 else { return "".padding(barWidth) }
        return String(repeating: "█", count: max(1, count * barWidth / most)).padding(barWidth)
    }

    private static func visible(_ text: String) -> String { Sanitizer.visible(text) }
}

extension String {
    /// With blanks after it (or before it) up to a width.
    fileprivate func padding(_ width: Int, left: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - count))
        return left ? blanks + self : self + blanks
    }
}
