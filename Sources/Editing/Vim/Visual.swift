/// Vim's selections.
extension TextEditor {
    /// From the one end to the other, both characters included. Behind the last of a line is the line's end.
    var visualRange: TextRange? {
        guard let anchor else { return nil }
        let start = min(anchor, caret), last = max(anchor, caret)
        if mode == .visualLine {
            return TextRange(TextPosition(line: start.line, column: 0), lineEnd(of: last))
        }
        return TextRange(start, after(last))
    }

    /// Selects from one position to another, which is not part of it.
    mutating func enterVisual(from start: TextPosition, to end: TextPosition) {
        vim.pending = []
        vim.mode = .visual
        anchor = start < end ? start : before(start)
        caret = start < end ? before(end) : end
    }

    mutating func leaveVisual() {
        if let anchor, mode.isVisual { vim.lastVisual = VimVisual(mode: mode, anchor: anchor, caret: caret) }
        vim.mode = .normal
        anchor = nil
    }

    mutating func toggleVisual(_ wanted: Mode) {
        if mode == wanted { return leaveVisual() }
        if !mode.isVisual { anchor = caret }
        vim.mode = wanted
    }

    mutating func reselect() {
        guard let last = vim.lastVisual else { return }
        if mode.isVisual { leaveVisual() }
        vim.mode = last.mode
        anchor = clamped(last.anchor)
        caret = clamped(last.caret)
    }

    mutating func swapEnds() {
        guard let other = anchor else { return }
        anchor = caret
        caret = other
    }

    /// Selects an object, or extends the selection over the next.
    mutating func select(_ object: VimObject, _ count: Int) {
        let isExtending = anchor.map { $0 < caret } ?? false
        if isExtending, case .word = object.kind {
            let place = caret
            caret = after(caret)
            guard caret.line == place.line, let (range, _) = extent(of: object, count: count) else {
                caret = place
                return
            }
            caret = before(range.end)
        } else if let (range, isLines) = extent(of: object, count: count), !range.isEmpty || isLines {
            vim.mode = isLines ? .visualLine : .visual
            anchor = range.start
            caret = isLines ? range.end : before(range.end)
        }
    }

    // MARK: Changes

    /// What is selected, or as much from the cursor when a change is repeated.
    private func selected(_ extent: VimExtent?, isLines: Bool) -> VimStretch? {
        if let extent {
            let line = min(caret.line + extent.lines - 1, lines.count - 1)
            let column = extent.lines == 1 ? caret.column + extent.columns : extent.columns
            let end = clamped(TextPosition(line: line, column: column))
            return VimStretch(range: TextRange(caret, end), isLines: extent.isLines)
        }
        guard let anchor else { return nil }
        if isLines || mode == .visualLine {
            return VimStretch(range: TextRange(anchor, caret), isLines: true)
        }
        return visualRange.map { VimStretch(range: $0, isLines: false) }
    }

    private func extent(of stretch: VimStretch) -> VimExtent {
        let range = stretch.range
        let columns = range.start.line == range.end.line ? range.end.column - range.start.column : range.end.column
        return VimExtent(lines: stretch.lines.count, columns: columns, isLines: stretch.isLines)
    }

    mutating func performOnSelection(_ change: inout VimChange) -> Outcome {
        guard let stretch = selected(change.extent, isLines: change.command.verb.isForLines) else { return .failed }
        change.extent = extent(of: stretch)
        leaveVisual()
        caret = stretch.range.start
        if stretch.isLines { caret.column = 0 }
        return perform(change, on: stretch)
    }

    private mutating func perform(_ change: VimChange, on stretch: VimStretch) -> Outcome {
        let command = change.command
        switch command.verb {
        case .operateSelection(.indent, _), .operateSelection(.outdent, _):
            let isOut = command.verb == .operateSelection(.outdent, isLines: true)
            indent(stretch.lines, by: (command.count ?? 1) * (isOut ? -1 : 1))
            goToText(of: stretch.lines.lowerBound)
        case .operateSelection(let operation, _): return perform(operation, stretch, command)
        case .replaceSelection(let text): replace(stretch, with: text)
        case .joinSelection(let withSpace):
            let lines = stretch.range.start.line...selectedEnd(stretch.range)
            join(lines.lowerBound...max(lines.upperBound, lines.lowerBound + 1), withSpace: withSpace)
        case .putOverSelection(let keepsClipboard): putOver(stretch, keepsClipboard, command)
        default: return .failed
        }
        return .done
    }

    private func selectedEnd(_ range: TextRange) -> Int {
        range.end.column == 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line
    }

    /// Every character of a stretch becomes another; lines stay.
    private mutating func replace(_ stretch: VimStretch, with text: String) {
        var range = stretch.range
        if stretch.isLines {
            range = TextRange(TextPosition(line: range.start.line, column: 0), lineEnd(of: range.end))
        }
        let new = self.text(in: range).map { $0 == "\n" ? "\n" : text }.joined()
        substitute(range, with: new)
        caret = range.start
    }

    /// The clipboard's text takes the place of a stretch, which goes into the clipboard.
    private mutating func putOver(_ stretch: VimStretch, _ keepsClipboard: Bool, _ command: VimCommand) {
        let new = clip
        if !keepsClipboard { copy(stretch, command) }
        let text = String(repeating: new.text, count: min(command.count ?? 1, 10_000))
        if stretch.isLines {
            let body = text.utf8.last == 0x0a ? String(text.dropLast()) : text
            replaceLines(stretch.lines.lowerBound..<(stretch.lines.upperBound + 1), with: Self.split(body))
            goToText(of: stretch.lines.lowerBound)
        } else if new.isLines {
            substitute(stretch.range, with: "\n" + text)
            goToText(of: stretch.range.start.line + 1)
        } else {
            substitute(stretch.range, with: text)
            caret = text.utf8.contains(0x0a) || text.isEmpty ? stretch.range.start : before(caret)
        }
    }
}

extension VimVerb {
    /// Whether whole lines are meant, whatever is selected.
    fileprivate var isForLines: Bool {
        if case .operateSelection(_, let isLines) = self { isLines } else { false }
    }
}
