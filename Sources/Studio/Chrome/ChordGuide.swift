import Screen

/// What may follow the keys of a chord that was begun: on the line of keys, and in a box above it when it is too much
/// for one line.
struct ChordGuide {
    private struct Entry {
        var key: String
        var meaning: String
        var width: Int { TextWidth.of(key) + TextWidth.of(meaning) + 3 }
    }

    private let begun: String
    private let entries: [Entry]
    private let size: Size

    init(_ state: AppState) {
        begun = KeyChord(keys: state.chord).map { KeyText.of($0) + " \(state.looks.theme.glyphs.ellipsis)" } ?? ""
        entries = state.commands.following(state.chord, in: state.scopes, state).map { rest, command in
            Entry(key: KeyText.of(rest), meaning: command.title)
        }
        size = state.size
    }

    private var fitsLine: Bool {
        entries.reduce(TextWidth.of(begun) + 14) { $0 + $1.width } <= size.width
    }

    /// The line of keys meanwhile.
    var hints: [KeyHints.Hint] {
        let shown = fitsLine || size.height < 8 ? entries : []
        return [KeyHints.Hint(begun, "")] + shown.map { KeyHints.Hint($0.key, $0.meaning) }
            + [KeyHints.Hint("Esc", "goes back")]
    }

    func draw(into frame: inout Frame, above line: Rect, theme: Theme) {
        guard !fitsLine, size.height >= 8, let widest = entries.map(\.width).max() else { return }
        let columns = max(1, min(entries.count, (size.width - 2) / (widest + 2)))
        let rows = min((entries.count + columns - 1) / columns, line.y - 3)
        var above = Rect(x: 0, y: 0, width: size.width, height: line.y)
        let box = above.cut(bottom: rows + 2)
        frame.draw(Panel(begun, isFocused: true), in: box, theme)
        frame.fill(box.inset(1, 1), theme[.dialog])
        let label = entries.map { TextWidth.of($0.key) }.max() ?? 0
        // Down each column, as a list is read.
        for (column, room) in box.inset(2, 1).columns(columns, gap: 1).enumerated() {
            for (row, entry) in entries.dropFirst(column * rows).prefix(rows).enumerated() {
                var place = room.row(row)
                frame.line(entry.key, in: place.cut(left: label + 2), theme[.key].withoutBackground)
                frame.line(
                    entry.meaning, in: place, theme[.dialog].withoutBackground, ellipsis: theme.glyphs.ellipsis)
            }
        }
    }
}
