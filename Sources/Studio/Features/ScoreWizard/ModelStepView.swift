import Registry
import Scoring
import Screen

/// Draws the first step: the versions of the registry and what is known about the one under the cursor.
struct ModelStepView {
    let choice: ModelChoice

    func draw(into frame: inout Frame, _ layout: ScoreLayout, _ theme: Theme) {
        guard let versions = choice.versions else {
            let text = choice.problem.map { $0.text + "\n\n" + $0.hint } ?? "Asking the registry…"
            frame.draw(EmptyNote(text), in: layout.content, theme)
            return
        }
        guard !versions.isEmpty else {
            frame.draw(EmptyNote(ModelsState.emptyText), in: layout.content, theme)
            return
        }
        let places = layout.model
        let count = choice.matches.count
        let note =
            count == versions.count ? Count.of(count, "version") : "\(count) of \(Count.of(versions.count, "version"))"
        var field = places.filter
        if field.width > 40 {
            let room = field.cut(right: TextWidth.of(note) + 1)
            frame.line(note, in: room, theme[.muted].withoutBackground, .right)
        }
        frame.draw(TextField(choice.filter, placeholder: "type to narrow the list", prompt: "/ "), in: field, theme)
        frame.draw(grid(height: places.list.height), in: places.list, theme)
        if let rule = places.rule {
            if rule.width == 1, rule.height > 1 {
                frame.verticalLine(rule, theme[.border].withoutBackground, theme.glyphs)
            } else {
                frame.horizontalLine(rule, theme[.border].withoutBackground, theme.glyphs)
            }
        }
        if let details = places.details, let current = choice.current {
            frame.draw(Facts(ModelFacts.brief(current)), in: details, theme)
        }
    }

    private func first(height: Int) -> Int {
        Scrolling.offset(first: 0, selected: choice.cursor ?? 0, count: choice.matches.count, room: max(1, height - 1))
    }

    private func grid(height: Int) -> GridView {
        let top = first(height: height)
        let rows = choice.matches.dropFirst(top).prefix(max(0, height - 1)).map { version -> [String?] in
            [
                version.name, "v\(version.version)", fit(version),
                version.aliases.map { "@" + $0 }.joined(separator: " "),
                ModelFigures.headline(version.card) ?? "", version.card.task.isEmpty ? "imported" : version.card.task,
                version.card.target, ModelFigures.day(version.created),
            ]
        }
        let heads = [
            GridColumn("model", role: .strong), GridColumn("", role: .number),
            GridColumn("columns", alignment: .right, role: .number),
            GridColumn("alias", role: .accent), GridColumn("metric", role: .number), GridColumn("task"),
            GridColumn("target"), GridColumn("created", role: .temporal),
        ]
        return GridView(
            columns: heads, rows: rows, firstRow: top, rowCount: choice.matches.count,
            cursorRow: choice.cursor, showsRowNumbers: false, empty: "no model matches '\(choice.filter.text)'")
    }

    /// `7 of 7`: inputs with a column of their name.
    private func fit(_ version: ModelVersion) -> String {
        "\(choice.named[version.id] ?? 0) of \(version.card.signature.inputs.count)"
    }

    /// The match under a point.
    func row(at point: Point, in rect: Rect) -> Int? {
        switch grid(height: rect.height).hit(point, in: rect) {
        case .cell(let row, _): row
        default: nil
        }
    }
}
