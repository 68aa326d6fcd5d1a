import Screen

/// What vim's keys need to remember.
struct VimState: Sendable, Equatable {
    var mode = TextEditor.Mode.plain
    /// Keys of a command that is not complete.
    var pending: [KeyPress] = []
    var marks: [Character: TextPosition] = [:]
    var lastFind: VimFind?
    var lastChange: VimChange?
    var lastVisual: VimVisual?
    /// What is being inserted.
    var session: VimInsertion?
    var isReplaying = false

    /// Marks below changed lines go with their lines.
    mutating func shiftMarks(after first: Int, through last: Int, by lines: Int) {
        guard lines != 0, !marks.isEmpty else { return }
        for (name, mark) in marks where mark.line > first {
            marks[name]?.line = mark.line > last ? mark.line + lines : first
        }
    }
}

/// The last change, for `.`.
struct VimChange: Sendable, Equatable {
    var command: VimCommand
    /// How much was selected, for what was done to a selection.
    var extent: VimExtent?
    /// What was typed then.
    var keys: [KeyPress] = []
}

/// How large a selection was.
struct VimExtent: Sendable, Equatable {
    var lines: Int
    /// Of the only line, or of the last.
    var columns: Int
    var isLines: Bool
}

/// A selection of visual mode.
struct VimVisual: Sendable, Equatable {
    var mode: TextEditor.Mode
    var anchor: TextPosition
    var caret: TextPosition
}

/// What goes on between `i` and Escape.
struct VimInsertion: Sendable, Equatable {
    var change: VimChange
    var entry: VimEntry
    /// How often the text is wanted.
    var count: Int
    /// What overwriting replaced, for Backspace; nil where a line was made longer.
    var replaced: [String?] = []
    /// Whether the line has nothing yet but the indentation that came by itself.
    var hasOnlyIndentation = false
}

extension TextEditor {
    /// What was begun and waits for more keys, for a status line: `2d`.
    public var pendingKeys: String {
        vim.pending.map { key in
            if case .key(.character(let c), []) = key { return String(c) }
            return key.description
        }.joined()
    }
}
