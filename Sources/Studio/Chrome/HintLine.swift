import Screen

/// The last line: a message, or the keys that matter here.
enum HintLine {
    static func draw(_ state: AppState, into frame: inout Frame, in line: Rect, theme: Theme) {
        if !state.chord.isEmpty {
            frame.draw(KeyHints(ChordGuide(state).hints), in: line, theme)
            return
        }
        if let message = state.message {
            frame.fill(line, theme[.statusBar])
            frame.line(text(message, state, theme), in: line.inset(1), ellipsis: theme.glyphs.ellipsis)
            return
        }
        frame.draw(KeyHints(hints(state, width: line.width - 2)), in: line, theme)
    }

    /// The command whose key is shown under a point.
    static func command(at point: Point, _ state: AppState) -> CommandID? {
        guard state.message == nil, state.chord.isEmpty, let line = ChromeLayout(state.size).hints, line.contains(point)
        else { return nil }
        var room = line.inset(1)
        return commands(state, width: line.width - 2).first { command in
            room.cut(left: width(hint(command)) - 1).contains(point)
        }?.id
    }

    private static func hints(_ state: AppState, width: Int) -> [KeyHints.Hint] {
        commands(state, width: width).map(hint)
    }

    /// The commands of the pane whose keys fit, and always the two that lead to all others.
    private static func commands(_ state: AppState, width: Int) -> [Command] {
        // While text is typed, only keys that are no text do something.
        let isTyping = state.isTyping
        let commands = state.commands.available(in: state).filter { $0.hint != nil && !$0.keys.isEmpty }.compactMap {
            command -> Command? in
            guard isTyping else { return command }
            let keys = command.keys.filter { $0.keys.first?.typed == nil }
            return keys.isEmpty ? nil : command.with(keys: keys)
        }
        let last: [CommandID] = ["app.palette", "app.help"]
        let always = commands.filter { last.contains($0.id) }
        var room = width - always.reduce(0) { $0 + self.width(hint($1)) }, shown: [Command] = []
        for command in commands.filter({ !last.contains($0.id) }) {
            room -= self.width(hint(command))
            if room < 0 { break }
            shown.append(command)
        }
        return shown + always
    }

    private static func hint(_ command: Command) -> KeyHints.Hint { KeyHints.Hint(command.keyText, command.hint ?? "") }

    private static func width(_ hint: KeyHints.Hint) -> Int { TextWidth.of(hint.key) + TextWidth.of(hint.meaning) + 3 }

    private static func text(_ message: Message, _ state: AppState, _ theme: Theme) -> StyledText {
        let (mark, role): (String, Role) =
            switch message.kind {
            case .info: ("", .text)
            case .success: (theme.glyphs.check + " ", .good)
            case .warning: (theme.glyphs.warning + " ", .warning)
            case .error: (theme.glyphs.no + " ", .error)
            }
        var text = StyledText(mark + message.text, theme[role].withoutBackground)
        if !message.hint.isEmpty { text.append("  " + message.hint, theme[.muted].withoutBackground) }
        let details = state.commands["app.details"]?.keyText ?? ""
        if message.kind == .error, !message.detail.isEmpty, !details.isEmpty {
            text.append("  \(details) shows more", theme[.faint].withoutBackground)
        }
        return text
    }
}
