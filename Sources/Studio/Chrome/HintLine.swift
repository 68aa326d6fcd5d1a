import Screen

/// The last line: a message, or the keys that matter here.
enum HintLine {
    static func draw(_ state: AppState, into frame: inout Frame, in line: Rect, theme: Theme) {
        if let message = state.message {
            frame.fill(line, theme[.statusBar])
            frame.line(text(message, theme), in: line.inset(1), ellipsis: theme.glyphs.ellipsis)
            return
        }
        let commands = CommandTable.standard.available(in: state).filter { $0.hint != nil && !$0.keys.isEmpty }
        frame.draw(KeyHints(commands.map { KeyHints.Hint($0.keyText, $0.hint ?? "") }), in: line, theme)
    }

    private static func text(_ message: Message, _ theme: Theme) -> StyledText {
        let (mark, role): (String, Role) =
            switch message.kind {
            case .info: ("", .text)
            case .success: (theme.glyphs.check + " ", .good)
            case .warning: (theme.glyphs.warning + " ", .warning)
            case .error: (theme.glyphs.no + " ", .error)
            }
        var text = StyledText(mark + message.text, theme[role].withoutBackground)
        if !message.hint.isEmpty { text.append("  " + message.hint, theme[.muted].withoutBackground) }
        if message.kind == .error, !message.detail.isEmpty { text.append("  E shows more", theme[.faint].withoutBackground) }
        return text
    }
}
