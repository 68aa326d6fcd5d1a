import Screen
import Tabular

/// Draws the third step: the kinds of destination, the name, and what stands there now.
struct DestinationStepView {
    let choice: DestinationChoice

    func draw(into frame: inout Frame, _ layout: ScoreLayout, _ theme: Theme) {
        let places = layout.destination
        for (y, kind) in DestinationChoice.Kind.allCases.enumerated() where y < places.kinds.height {
            draw(kind, into: &frame, in: places.kinds.row(y), theme)
        }
        let label = choice.kind.isFile ? "Path  " : "Name  "
        let field = TextField(choice.edit, placeholder: choice.kind.isFile ? "a path" : "a name", prompt: " " + label)
        var line = places.field
        frame.draw(field, in: line.cut(left: min(line.width, 72)), theme)
        drawStatus(into: &frame, in: places.status.inset(1), theme)
        if !choice.completions.isEmpty, places.completions.height > 1 {
            let list = ListView(choice.completions.map { ListItem($0) })
            frame.draw(list, in: places.completions.inset(6), theme)
        }
    }

    private func draw(_ kind: DestinationChoice.Kind, into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let isChosen = kind == choice.kind
        if isChosen { frame.fill(rect, theme[.selection]) }
        var line = rect.inset(1)
        let mark = isChosen ? theme.glyphs.chosen : theme.glyphs.unchosen
        frame.line(
            mark, in: line.cut(left: TextWidth.of(mark) + 1), theme[isChosen ? .accent : .muted].withoutBackground)
        frame.line(kind.title, in: line.cut(left: 22), theme[isChosen ? .strong : .text].withoutBackground)
        frame.line(
            kind.about, in: line, isChosen ? .plain : theme[.muted].withoutBackground, ellipsis: theme.glyphs.ellipsis)
    }

    private func drawStatus(into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        let (text, role) = status(theme)
        for (y, line) in TextLayout.wrap(text, to: max(1, rect.width)).prefix(rect.height).enumerated() {
            frame.line(line, in: rect.row(y), theme[role].withoutBackground)
        }
    }

    private func status(_ theme: Theme) -> (String, Role) {
        switch choice.currentCheck {
        case nil: return ("Looking whether the name is free…", .muted)
        case .free: return (theme.glyphs.check + " The name is free.", .good)
        case .exists(let what) where choice.isAgreed:
            return (
                "\(theme.glyphs.warning) \(what.prefix(1).uppercased() + what.dropFirst()) has this name and will be replaced.",
                .warning
            )
        case .exists(let what):
            return (
                "\(theme.glyphs.warning) \(what.prefix(1).uppercased() + what.dropFirst()) has this name: it will be replaced only after a yes.",
                .warning
            )
        case .impossible(let problem):
            let sentence = Message(problem)
            return ("\(theme.glyphs.no) \(sentence.text). \(sentence.hint)", .error)
        }
    }
}
