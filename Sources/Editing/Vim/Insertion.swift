import Screen

/// Vim's insert and replace modes: what is between `i` and Escape is one step, and can be repeated.
extension TextEditor {
    /// Goes where insertion begins.
    mutating func enter(_ entry: VimEntry) -> Outcome {
        switch entry {
        case .before, .overwrite: break
        case .after: caret = clamped(TextPosition(line: caret.line, column: caret.column + 1))
        case .lineText: caret.column = characters(caret.line).firstNonBlank
        case .lineEnd: caret = lineEnd(of: caret)
        case .lineBelow:
            caret = lineEnd(of: caret)
            substitute(TextRange(caret, caret), with: "\n" + indentation(after: caret))
            return .entering(entry, hasOnlyIndentation: true)
        case .lineAbove:
            let line = caret.line, indentation = indentation(upTo: lineEnd(of: caret))
            substitute(start(of: line), start(of: line), with: indentation + "\n")
            caret = TextPosition(line: line, column: counts[line])
            return .entering(entry, hasOnlyIndentation: true)
        }
        return .entering(entry)
    }

    mutating func handleInsertion(_ key: KeyPress) -> Bool {
        if case .key(.escape, _) = key {
            leaveInsert()
            return true
        }
        if case .key(let name, let modifiers) = key, let (_, move) = Self.move(name, modifiers) {
            perform(move, selecting: false)
            return true
        }
        guard insertKey(key) else { return false }
        isScrolledAway = false
        goal = nil
        if !vim.isReplaying { vim.session?.change.keys.append(key) }
        vim.session?.hasOnlyIndentation = key == .key(.enter)
        return true
    }

    /// The cursor went elsewhere: what comes now is another step.
    mutating func breakInsertion() {
        history.endAll(moment)
        history.begin(moment, nil)
        vim.session?.count = 1
        vim.session?.replaced = []
        vim.session?.hasOnlyIndentation = false
        let entry = mode == .replace ? VimEntry.overwrite : .before
        vim.session?.change = VimChange(command: VimCommand(verb: .enter(entry)))
    }

    /// Back to normal mode; what was typed is repeated as often as it was asked for.
    mutating func leaveInsert() {
        guard let session = vim.session else { return }
        for _ in 1..<max(1, min(session.count, 10_000)) { repeatInsertion(session) }
        if session.hasOnlyIndentation, isBlank(caret.line), counts[caret.line] > 0 {
            let column = counts[caret.line]
            replace(caret.line, columns: 0..<column, with: "")
        }
        vim.session = nil
        vim.mode = .normal
        if !vim.isReplaying { vim.lastChange = session.change }
        caret = onCharacter(TextPosition(line: caret.line, column: caret.column - 1))
        history.end(moment)
        goal = nil
    }

    private mutating func repeatInsertion(_ session: VimInsertion) {
        switch session.entry {
        case .lineBelow, .lineAbove: _ = enter(.lineBelow)
        default: break
        }
        for key in session.change.keys { _ = insertKey(key) }
    }

    private mutating func insertKey(_ key: KeyPress) -> Bool {
        switch key {
        case .paste(let text): change { $0.put(Self.normalised(text)) }
        case .key(.character(let c), []):
            if mode == .replace { overtype(String(c)) } else { type(String(c)) }
        case .key(.enter, []): breakLine()
        case .key(.backspace, []) where mode == .replace, .control("h") where mode == .replace: takeBackOvertyped()
        case .control("w"): delete(nil) { $0.insertedWordStart }
        case .control("u"): delete(nil) { $0.insertedLineStart }
        case .control("t"): indentToStop(isIn: true)
        case .control("d"): indentToStop(isIn: false)
        case .key(let name, let modifiers):
            guard let command = Self.command(name, modifiers), command.isForInsertion else { return false }
            return perform(command)
        default: return false
        }
        return true
    }

    /// Moves the line's text to the next stop, or the one before.
    private mutating func indentToStop(isIn: Bool) {
        let width = characters(caret.line).firstNonBlank, stop = Self.indentWidth
        if isIn {
            let place = caret
            replace(caret.line, columns: 0..<0, with: String(repeating: " ", count: stop - width % stop))
            if place.column == 0 { caret.column = stop - width % stop }
        } else if width > 0 {
            replace(caret.line, columns: 0..<((width - 1) % stop + 1), with: "")
        }
    }

    private var insertedWordStart: TextPosition {
        if caret.column == 0 { return before(caret) }
        var walker = Walker(self, at: caret)
        walker.skipBack(.blank, isBig: false)
        if walker.place.column > 0 {
            let end = walker.place.column
            walker.go(toColumn: end - 1)
            let kind = walker.kind(isBig: false)
            walker.go(toColumn: end)
            walker.skipBack(kind, isBig: false)
        }
        return walker.place
    }

    private var insertedLineStart: TextPosition {
        if caret.column == 0 { return before(caret) }
        let first = characters(caret.line).firstNonBlank
        return TextPosition(line: caret.line, column: caret.column > first ? first : 0)
    }

    // MARK: Replace mode

    private mutating func overtype(_ text: String) {
        let next = TextPosition(line: caret.line, column: min(caret.column + 1, counts[caret.line]))
        let range = TextRange(caret, next)
        let old = range.isEmpty ? nil : self.text(in: range)
        vim.session?.replaced.append(old)
        substitute(range, with: text)
    }

    private mutating func takeBackOvertyped() {
        let place = before(caret)
        guard let old = vim.session?.replaced.popLast() else {
            if place.line == caret.line { caret = place }
            return
        }
        guard place.line == caret.line else { return }
        substitute(TextRange(place, caret), with: old ?? "")
        caret = place
    }
}

extension TextEditor.Command {
    /// Plain keys that vim's insert mode has too.
    var isForInsertion: Bool {
        switch self {
        case .deleteBack, .deleteForward, .deleteWordBack, .deleteWordForward, .indent, .outdent, .comment, .moveUp,
            .moveDown:
            true
        default: false
        }
    }
}
