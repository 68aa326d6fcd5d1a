import Registry
import Screen
import Tabular
import Workflows

/// Draws the last step: what will be run, and ten rows of the answer.
struct ReviewStepView {
    let wizard: ScoreWizard
    let plan: ScoringPlan

    private struct Line {
        var text: String
        var role: Role
        var label = ""
    }

    private static let labelWidth = 10

    func draw(into frame: inout Frame, _ layout: ScoreLayout, _ theme: Theme) {
        let lines = lines(layout.content.width - Self.labelWidth - 1)
        let places = layout.review(lines: lines.count)
        frame.line(summary(theme), in: places.summary, ellipsis: theme.glyphs.ellipsis)
        drawText(lines, into: &frame, in: places.text, theme)
        drawPreview(into: &frame, title: places.title, in: places.preview, theme)
    }

    /// The furthest that the text can be scrolled.
    func lastTop(_ layout: ScoreLayout) -> Int {
        let count = lines(layout.content.width - Self.labelWidth - 1).count
        return max(0, count - layout.review(lines: count).text.height)
    }

    private func summary(_ theme: Theme) -> StyledText {
        let arrow = StyledText(" \(theme.glyphs.arrowRight) ", theme[.faint].withoutBackground)
        let strong = theme[.strong].withoutBackground
        let what: String =
            switch plan.destination {
            case .table(_, let replace): replace ? "table, replaced" : "new table"
            case .view(_, let replace): replace ? "view, replaced" : "new view"
            case .parquet, .csv, .json, .markdown, .excel: wizard.destination.isAgreed ? "file, replaced" : "new file"
            }
        var text =
            StyledText(plan.table.location.label, strong) + arrow
            + StyledText(plan.model.id, theme[.accent].withoutBackground)
        text = text + arrow + StyledText(plan.destination.name, strong)
        text.append("  (\(what))", theme[.muted].withoutBackground)
        return text
    }

    private func lines(_ width: Int) -> [Line] {
        func wrapped(_ text: String, _ label: String, _ role: Role) -> [Line] {
            TextLayout.wrap(text, to: max(1, width)).enumerated().map {
                Line(text: $1, role: role, label: $0 == 0 ? label : "")
            }
        }
        var lines: [Line] = []
        for (index, conversion) in wizard.conversions.enumerated() {
            lines += wrapped(conversion, index == 0 ? "Converted" : "", .warning)
        }
        lines += wrapped(plan.command, "Command", .text)
        lines += wrapped(plan.statement, "SQL", .text)
        return lines
    }

    private func drawText(_ lines: [Line], into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let start = max(0, min(wizard.review.top, lines.count - rect.height))
        var room = rect
        if lines.count > rect.height {
            frame.draw(ScrollBar(first: start, room: rect.height, count: lines.count), in: rect, theme)
            _ = room.cut(right: 1)
        }
        for (y, line) in lines.dropFirst(start).prefix(rect.height).enumerated() {
            var place = room.row(y)
            frame.line(line.label, in: place.cut(left: Self.labelWidth), theme[.key].withoutBackground)
            frame.line(line.text, in: place, theme[line.role].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func drawPreview(into frame: inout Frame, title: Rect, in rect: Rect, _ theme: Theme) {
        guard !rect.isEmpty else { return }
        frame.horizontalLine(title, theme[.border].withoutBackground, theme.glyphs)
        frame.line(" The first rows, scored ", in: title.inset(2), theme[.panelTitle].withoutBackground)
        switch wizard.review.preview {
        case .none, .running: frame.draw(EmptyNote("Scoring \(PreviewScore.rows) rows…"), in: rect, theme)
        case .failed(let message): draw(message, into: &frame, in: rect, theme)
        case .rows(let page): frame.draw(grid(page), in: rect, theme)
        }
    }

    private func draw(_ message: Message, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        let mark = theme.glyphs.no + " "
        for (text, role) in [(mark + message.text, Role.error), (message.hint, .text), (message.detail, .muted)] {
            for line in TextLayout.wrap(text, to: max(1, rect.width)) where text != "" {
                frame.line(line, in: room.cut(top: 1), theme[role].withoutBackground)
            }
        }
    }

    private func grid(_ page: TablePage) -> GridView {
        let predictions = plan.outputs.count { $0.column != nil }
        let columns = page.columns.enumerated().map { index, column in
            GridColumn(
                column.name, type: TypeLabel.short(column.type), alignment: ValueRole.alignment(column.type),
                role: index < predictions ? .prediction : ValueRole.of(column.type))
        }
        return GridView(
            columns: columns, rows: page.rows.map { $0.map(\.text) },
            firstColumn: min(wizard.review.left, max(0, columns.count - 1)),
            isFocused: false, empty: "the table has no rows")
    }
}
