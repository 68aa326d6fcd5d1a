import Screen

/// The prompt at the bottom: completions, the line being typed, and what is wrong or what the keys do.
struct PromptView {
    let prompt: Prompt

    func draw(into frame: inout Frame, theme: Theme) {
        var room = frame.bounds
        if room.height >= 2 {
            let foot = room.cut(bottom: 1)
            frame.fill(foot, theme[.statusBar])
            drawFoot(into: &frame, in: foot.inset(1), theme)
        }
        let line = room.cut(bottom: 1)
        let field = TextField(prompt.edit, placeholder: prompt.purpose.placeholder, prompt: " " + prompt.purpose.mark)
        frame.draw(field, in: line, theme)
        drawCompletions(into: &frame, above: room, theme)
    }

    private func drawFoot(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        if let problem = prompt.problem {
            var text = StyledText(theme.glyphs.no + " " + problem.text, theme[.error].withoutBackground)
            if !problem.hint.isEmpty { text.append("  " + problem.hint, theme[.muted].withoutBackground) }
            if !problem.detail.isEmpty { text.append("  " + problem.detail, theme[.muted].withoutBackground) }
            frame.line(text, in: rect, ellipsis: theme.glyphs.ellipsis)
        } else {
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
