import Screen

/// Vim's keys.
extension TextEditor {
    mutating func handleVim(_ key: KeyPress) -> Bool {
        switch mode {
        case .insert, .replace: handleInsertion(key)
        default: handleCommand(key)
        }
    }

    private mutating func handleCommand(_ key: KeyPress) -> Bool {
        if case .paste(let text) = key {
            vim.pending = []
            insert(text)
            return true
        }
        guard case .key(let name, let modifiers) = key else { return false }
        if name == .escape { return cancel() }
        if isForOthers(key) {
            vim.pending = []
            return false
        }
        if vim.pending.isEmpty, let command = Self.command(name, modifiers), command.isAlsoForVim {
            return perform(command)
        }
        vim.pending.append(key)
        do throws(VimParser.Failure) {
            let command = try VimParser.parse(vim.pending, isVisual: mode.isVisual)
            vim.pending = []
            run(command)
            return true
        } catch .incomplete {
            return true
        } catch {
            let isAlone = vim.pending.count == 1
            vim.pending = []
            return !isAlone
        }
    }

    /// Searching and command lines are for those who show them.
    private func isForOthers(_ key: KeyPress) -> Bool {
        guard case .key(.character(let c), []) = key, "/?nN:".contains(c) else { return false }
        return vim.pending.allSatisfy { if case .key(.character("0"..."9"), []) = $0 { true } else { false } }
    }

    private mutating func cancel() -> Bool {
        if !vim.pending.isEmpty {
            vim.pending = []
        } else if mode.isVisual {
            leaveVisual()
            settle()
        } else {
            return false
        }
        return true
    }

    // MARK: Commands

    mutating func run(_ command: VimCommand) {
        history.close()
        isScrolledAway = false
        rememberFind(command.verb)
        let times = min(command.count ?? 1, UndoHistory.maximumSteps)
        switch command.verb {
        case .move(let motion): move(motion, count: command.count)
        case .scroll(let scroll): self.scroll(scroll, command.count)
        case .visual(let isLines): toggleVisual(isLines ? .visualLine : .visual)
        case .reselect: reselect()
        case .swapEnds: swapEnds()
        case .selectObject(let object): select(object, command.count ?? 1)
        case .setMark(let name): vim.marks[name] = caret
        case .undo: for _ in 0..<times where !undo() { break }
        case .redo: for _ in 0..<times where !redo() { break }
        case .repeatChange: repeatChange(command.count)
        default: runChange(VimChange(command: command))
        }
        settle()
    }

    /// After a command the cursor is where the mode allows it to be.
    func settled(_ position: TextPosition) -> TextPosition {
        let position = clamped(position)
        return mode == .normal ? onCharacter(position) : position
    }

    mutating func settle() {
        caret = settled(caret)
        if mode == .normal { anchor = nil }
    }

    private mutating func rememberFind(_ verb: VimVerb) {
        switch verb {
        case .move(.find(let find)), .operate(_, .motion(.find(let find))): vim.lastFind = find
        default: break
        }
    }

    private mutating func move(_ motion: VimMotion, count: Int?) {
        guard let reach = reach(motion, count: count) else { return }
        if motion.isJump {
            vim.marks["`"] = caret
            vim.marks["'"] = caret
        }
        switch motion {
        case .up, .down: goal = goal ?? cell(of: caret)
        case .lineEnd: goal = Int.max / 2
        case .column: goal = max(1, count ?? 1) - 1
        default: goal = nil
        }
        caret = reach.place
    }

    private mutating func scroll(_ scroll: VimScroll, _ count: Int?) {
        let half = count ?? max(1, pageHeight / 2), page = (count ?? 1) * max(1, pageHeight - 2)
        switch scroll {
        case .halfDown: turn(half)
        case .halfUp: turn(-half)
        case .pageDown: turn(page)
        case .pageUp: turn(-page)
        case .lineDown: self.scroll(by: count ?? 1, height: pageHeight)
        case .lineUp: self.scroll(by: -(count ?? 1), height: pageHeight)
        case .cursorTop: top = caret.line
        case .cursorMiddle: top = max(0, caret.line - pageHeight / 2)
        case .cursorBottom: top = max(0, caret.line - pageHeight + 1)
        }
    }

    /// Moves the cursor and what is in sight together.
    private mutating func turn(_ lines: Int) {
        caret = moveVertically(by: lines, from: caret)
        top = max(0, min(top + lines, max(0, self.lines.count - pageHeight)))
    }

    // MARK: Changes

    enum Outcome {
        case failed, done
        case entering(VimEntry, hasOnlyIndentation: Bool = false)
    }

    /// Does a change as one step. One that ends with inserting ends its step with Escape.
    mutating func runChange(_ change: VimChange) {
        var change = change
        history.begin(moment, nil)
        let outcome = perform(&change)
        goal = nil
        if case .entering(let entry, let hasOnlyIndentation) = outcome {
            vim.mode = entry == .overwrite ? .replace : .insert
            anchor = nil
            var isEntry = false
            if case .enter = change.command.verb { isEntry = true }
            vim.session = VimInsertion(
                change: change, entry: entry, count: isEntry ? change.command.count ?? 1 : 1,
                hasOnlyIndentation: hasOnlyIndentation)
            return
        }
        settle()
        history.end(moment)
        if case .done = outcome, !vim.isReplaying, change.command.verb.isRepeatable { vim.lastChange = change }
    }

    private mutating func repeatChange(_ count: Int?) {
        guard var change = vim.lastChange else { return }
        if let count { change.command.count = count }
        vim.isReplaying = true
        runChange(change)
        if vim.session != nil {
            for key in change.keys { _ = handleInsertion(key) }
            leaveInsert()
        }
        vim.isReplaying = false
        vim.lastChange = change
    }

    private mutating func perform(_ change: inout VimChange) -> Outcome {
        let command = change.command, count = min(command.count ?? 1, 1_000_000)
        switch command.verb {
        case .operate(let operation, let target):
            guard let stretch = stretch(target, count: command.count, for: operation) else { return .failed }
            return perform(operation, stretch, command)
        case .enter(let entry): return enter(entry)
        case .replaceCharacters(let text): replaceCharacters(with: text, count)
        case .swapCase: swapCase(count)
        case .join(let withSpace): join(caret.line...(caret.line + max(2, count) - 1), withSpace: withSpace)
        case .put(let isBefore): putClip(isBefore: isBefore, count)
        case .operateSelection, .replaceSelection, .joinSelection, .putOverSelection:
            return performOnSelection(&change)
        default: return .failed
        }
        return .done
    }

    mutating func perform(_ operation: VimOperator, _ stretch: VimStretch, _ command: VimCommand) -> Outcome {
        if !stretch.isLines, stretch.range.isEmpty, operation.isForText { return .failed }
        apply(operation, to: stretch, command)
        return operation == .change ? .entering(.before, hasOnlyIndentation: stretch.isLines) : .done
    }
}

extension TextEditor.Command {
    /// Plain keys that mean nothing else in vim.
    var isAlsoForVim: Bool {
        switch self {
        case .comment, .moveUp, .moveDown: true
        default: false
        }
    }
}

extension VimVerb {
    /// Whether `.` does it again.
    var isRepeatable: Bool {
        switch self {
        case .operate(.yank, _), .operateSelection(.yank, _): false
        default: true
        }
    }
}
