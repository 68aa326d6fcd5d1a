/// Changes, and taking them back.
extension TextEditor {
    var moment: UndoHistory.Moment { UndoHistory.Moment(cursor: caret, anchor: anchor) }

    /// Everything that is changed inside is one step of undoing; runs of small changes grow together.
    mutating func change(_ run: UndoHistory.Run? = nil, _ body: (inout TextEditor) -> Void) {
        history.begin(moment, run)
        body(&self)
        keepOnCharacter()
        history.end(moment)
        goal = nil
        isScrolledAway = false
    }

    /// Replaces bytes, remembers it, and says where the new text ends.
    @discardableResult
    mutating func substitute(_ start: BytePosition, _ end: BytePosition, with text: String) -> BytePosition {
        let removed = self.text(from: start, to: end)
        if !removed.utf8.elementsEqual(text.utf8) {
            history.record(UndoHistory.Edit(start: start, removed: removed, inserted: text))
            splice(start, end, with: text)
        }
        return start.advanced(over: text)
    }

    /// Replaces a range by text whose line ends are line feeds; the cursor goes behind it.
    mutating func substitute(_ range: TextRange, with text: String) {
        let end = substitute(bytes(range.start), bytes(range.end), with: text)
        caret = position(end)
    }

    /// Takes the last step back. Returns whether there was one.
    @discardableResult
    public mutating func undo() -> Bool {
        let isTyping = pauseStep()
        defer { resumeStep(isTyping) }
        guard let step = history.takeBack() else { return false }
        for edit in step.edits.reversed() {
            splice(edit.start, edit.start.advanced(over: edit.inserted), with: edit.removed)
        }
        restore(step.before)
        return true
    }

    /// Does the last step that was taken back again. Returns whether there was one.
    @discardableResult
    public mutating func redo() -> Bool {
        let isTyping = pauseStep()
        defer { resumeStep(isTyping) }
        guard let step = history.takeForward() else { return false }
        for edit in step.edits {
            splice(edit.start, edit.start.advanced(over: edit.removed), with: edit.inserted)
        }
        if style == .vim, let first = step.edits.first {
            restore(UndoHistory.Moment(cursor: position(first.start)))
        } else {
            restore(step.after)
        }
        return true
    }

    private mutating func restore(_ moment: UndoHistory.Moment) {
        endSelection()
        caret = clamped(moment.cursor)
        if style == .plain { anchor = moment.anchor.map(clamped) }
        moved()
    }

    /// While vim inserts, a step is being made all the time: it ends here, and another begins afterwards.
    private mutating func pauseStep() -> Bool {
        let isInStep = history.isInStep
        if isInStep { history.endAll(moment) }
        return isInStep
    }

    private mutating func resumeStep(_ wasInStep: Bool) {
        if wasInStep, !history.isInStep { history.begin(moment, nil) }
    }
}
