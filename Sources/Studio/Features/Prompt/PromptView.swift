import Screen

/// The prompt at the bottom: completions, the line being typed, and what is wrong or what the keys do.
struct PromptView {
    let prompt: Prompt

    func draw(into frame: inout Frame, theme: Theme) {
        var room = frame.bounds
        if room.height >= 2 {
            let lines = problemLines(room.width - 2)
            // A problem may need several lines; it gets them where the screen has them.
            let foot = room.cut(bottom: max(1, min(lines.count, room.height / 3)))
            frame.fill(foot, theme[.statusBar])
            drawFoot(lines, into: &frame, in: foot.inset(1), theme)
        }
        let line = room.cut(bottom: 1)
        let field = TextField(prompt.edit, placeholder: prompt.purpose.placeholder, prompt: " " + prompt.purpose.mark)
        frame.draw(field, in: line, theme)
        drawCompletions(into: &frame, above: room, theme)
    }

    private func problemLines(_ width: Int) -> [(text: String, role: Role)] {
        guard let problem = prompt.problem else { return [] }
        // Engines often say in detail what the first line says already.
        let detail = problem.detail.lowercased().contains(problem.text.lowercased()) ? "" : problem.detail
        return [(problem.text, Role.error), (problem.hint, .text), (detail, .muted)].flatMap { text, role in
            text.isEmpty ? [] : TextLayout.wrap(text, to: max(1, width)).map { ($0, role) }
        }
    }

    private func drawFoot(
        _ lines: [(text: String, role: Role)], into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        for (y, line) in lines.prefix(rect.height).enumerated() {
            frame.line(line.text, in: rect.row(y), theme[line.role].withoutBackground)
        }
        if lines.isEmpty {
            let text = prompt.isBusy ? "Checking…" : prompt.purpose.help
            frame.line(text, in: rect, theme[.keyHint].withoutBackground, ellipsis: theme.glyphs.ellipsis)
        }
    }

    private func drawCompletions(into frame: inout Frame, above room: Rect, _ theme: Theme) {
        let count = prompt.completions.count
        guard count > 0, room.height > 3 else { return }
        var room = room
        let height = min(count, 8, room.height - 2)
        let width = min(room.width - 2, (prompt.completions.map { TextWidth.of($0) }.max() ?? 10) + 4)
        var place = room.cut(bottom: height)
        _ = place.cut(left: min(6, max(0, place.width - width)))
        let box = place.cut(left: width)
        frame.fill(box, theme[.dialog])
        let list = ListView(prompt.completions.map { ListItem($0) }, selected: prompt.chosen)
        frame.draw(list, in: box, theme)
    }
}
