import Profiling
import Screen
import Tabular

/// A column's profile as lines for eyes: warnings, figures, values, patterns, calendar.
struct ProfileLines {
    struct Line: Sendable, Hashable {
        enum Content: Sendable, Hashable {
            case blank
            case heading(String)
            case figure(Figure)
            case warning(String, ProfileWarning.Severity, isFirst: Bool)
            case value(String, count: Int, share: String, largest: Int, isNull: Bool)
        }

        var content: Content
        var target: ColumnLook.Target?
    }

    let profile: ColumnProfile
    let warnings: [ProfileWarning]
    /// Cells of a line.
    let width: Int

    var lines: [Line] {
        // Where there are no bars, the most frequent values are the picture.
        let hasBars = profile.histogram != nil && profile.distinct != 1
        let groups =
            [warningLines] + (hasBars ? [figures, values] : [values, figures]) + [rare, patterns, calendar, keys]
        return Array(groups.filter { !$0.isEmpty }.joined(separator: [Line(content: .blank)]))
    }

    private var warningLines: [Line] {
        warnings.enumerated().flatMap { index, warning in
            TextLayout.wrap(warning.text, to: max(8, width - 2)).prefix(3).enumerated().map { row, text in
                Line(
                    content: .warning(text, warning.severity, isFirst: row == 0),
                    target: warning.condition == nil ? nil : .warning(index))
            }
        }
    }

    private var figures: [Line] {
        let groups = ColumnSheet(profile).groups.map { $0.map { Line(content: .figure($0)) } }
        return Array(groups.joined(separator: [Line(content: .blank)]))
    }

    private func list(
        _ title: String, _ values: [TopValue], of whole: Int, _ target: ((Int) -> ColumnLook.Target)? = nil
    ) -> [Line] {
        guard let largest = values.map(\.count).max(), largest > 0 else { return [] }
        return [Line(content: .heading(title))]
            + values.enumerated().map { index, value in
                Line(
                    content: .value(
                        FigureText.label(value.value), count: value.count,
                        share: FigureText.share(value.count, of: whole),
                        largest: largest, isNull: value.value.isNull),
                    target: target?(index))
            }
    }

    private var values: [Line] {
        list("most frequent", profile.top, of: profile.rows) { .value($0) }
    }

    private var rare: [Line] {
        guard !profile.rare.isEmpty else { return [] }
        return [Line(content: .heading("rarest"))]
            + profile.rare.map {
                Line(content: .figure(Figure(FigureText.label($0.value), FigureText.count($0.count))))
            }
    }

    private var patterns: [Line] {
        guard let content = profile.text?.content else { return [] }
        let sample = content.basis == .exact ? "" : " of a sample"
        let values = content.patterns.map { TopValue(CellValue($0.pattern), count: $0.count) }
        return list("patterns" + sample, values, of: content.values) { .pattern($0) }
    }

    private var calendar: [Line] {
        guard let times = profile.times else { return [] }
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        func values(_ names: [String], _ counts: [Int]) -> [TopValue] {
            zip(names, counts).map { TopValue(CellValue($0), count: $1) }
        }
        let hours = (0..<24).map { ($0 < 10 ? "0" : "") + "\($0)" }
        let parts = [
            list("weekdays", values(days, times.weekdays), of: times.weekdays.reduce(0, +)),
            list("hours", values(hours, times.hours), of: times.hours.reduce(0, +)),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [Line(content: .blank)]))
    }

    private var keys: [Line] {
        guard let nested = profile.nested else { return [] }
        let parts = [
            list("kinds", nested.kinds, of: profile.rows), list("keys", nested.keys, of: profile.rows),
            list("elements", nested.elements, of: max(1, nested.elements.reduce(0) { $0 + $1.count })),
        ]
        return Array(parts.filter { !$0.isEmpty }.joined(separator: [Line(content: .blank)]))
    }
}
