import Screen

/// What vim's keys need to remember.
struct VimState: Sendable, Equatable {
    var mode = TextEditor.Mode.plain
    /// Keys of a command that is not complete.
    var pending: [KeyPress] = []
    var marks: [Character: TextPosition] = [:]

    mutating func shiftMarks(after first: Int, through last: Int, by lines: Int) {
        guard lines != 0, !marks.isEmpty else { return }
        for (name, mark) in marks where mark.line > first {
            marks[name]?.line = mark.line > last ? mark.line + lines : first
        }
    }
}

extension TextEditor {
    /// What was begun and waits for more keys, for a status line.
    public var pendingKeys: String {
        vim.pending.map { key in
            if case .key(.character(let c), []) = key { return String(c) }
            return key.description
        }.joined()
    }
    var visualRange: TextRange? { nil }
    mutating func enterVisual(from: TextPosition, to: TextPosition) {}
    mutating func leaveInsert() {}
    mutating func handleVim(_ key: KeyPress) -> Bool { false }
}
