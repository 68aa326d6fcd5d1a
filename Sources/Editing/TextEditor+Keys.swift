import Screen

/// The plain keys.
extension TextEditor {
    mutating func handlePlain(_ key: KeyPress) -> Bool {
        switch key {
        case .paste(let text): insert(text)
        case .key(.character(let c), []): type(String(c))
        case .key(.enter, []): breakLine()
        case .key(.escape, []):
            guard selection != nil else { return false }
            endSelection()
        case .key(let key, let modifiers):
            if let (isSelecting, move) = Self.move(key, modifiers) {
                perform(move, selecting: isSelecting)
            } else if let command = Self.command(key, modifiers) {
                return perform(command)
            } else {
                return false
            }
        default: return false
        }
        return true
    }

    /// Types one character: words are undone one by one.
    mutating func type(_ text: String) {
        if text != " ", selection != nil || caret.column > 0 && characterBefore(caret)?.isBlank == true {
            history.close()
        }
        change(.typing) { $0.put(text) }
    }

    func characterBefore(_ position: TextPosition) -> Character? {
        guard position.column > 0 else { return nil }
        if isASCII(position.line) { return characters(position.line)[position.column - 1] }
        let line = lines[position.line]
        let index = line.utf8.index(line.startIndex, offsetBy: byte(ofColumn: position.column, line: position.line))
        return line[..<index].last
    }

    /// A new line that is indented like this one, one more after an open bracket.
    mutating func breakLine() {
        history.close()
        change { editor in
            if editor.selection != nil { editor.put("") }
            let characters = editor.characters(editor.caret.line), column = editor.caret.column
            let indentation = editor.indentation(after: editor.caret)
            // Blanks behind the cursor would be added to the indentation.
            if column > characters.firstNonBlank {
                let text = characters.first(from: column) { !$0.isBlank } ?? characters.count
                editor.remove(TextRange(editor.caret, TextPosition(line: editor.caret.line, column: text)))
            }
            editor.put("\n" + indentation)
        }
    }

    func indentation(after position: TextPosition) -> String {
        let characters = characters(position.line)
        let blanks = min(characters.firstNonBlank, position.column)
        var indentation = String((0..<blanks).map { characters[$0] })
        if let last = characters.last(before: position.column, where: { !$0.isBlank }),
            "([{".contains(characters[last])
        {
            indentation += String(repeating: " ", count: Self.indentWidth)
        }
        return indentation
    }

    // MARK: Moves

    enum Move {
        case left, right, up, down, wordLeft, wordRight, home, end, pageUp, pageDown, start, finish
    }

    static func move(_ key: Key, _ modifiers: Modifiers) -> (selecting: Bool, move: Move)? {
        let isSelecting = modifiers.contains(.shift)
        let move: Move? =
            switch (key, modifiers.subtracting(.shift)) {
            case (.left, []): .left
            case (.right, []): .right
            case (.up, []): .up
            case (.down, []): .down
            case (.home, []): .home
            case (.end, []): .end
            case (.pageUp, []): .pageUp
            case (.pageDown, []): .pageDown
            case (.left, .control), (.left, .alt), (.character("b"), .alt), (.character("B"), .alt): .wordLeft
            case (.right, .control), (.right, .alt), (.character("f"), .alt), (.character("F"), .alt): .wordRight
            case (.home, .control): .start
            case (.end, .control): .finish
            default: nil
            }
        return move.map { (isSelecting || key == .character("B") || key == .character("F"), $0) }
    }

    mutating func perform(_ move: Move, selecting: Bool) {
        switch move {
        case .up: self.move(by: -1, selecting: selecting)
        case .down: self.move(by: 1, selecting: selecting)
        case .pageUp: self.move(by: -max(1, pageHeight - 1), selecting: selecting)
        case .pageDown: self.move(by: max(1, pageHeight - 1), selecting: selecting)
        default: self.move(to: target(of: move, selecting: selecting), selecting: selecting)
        }
    }

    private func target(of move: Move, selecting: Bool) -> TextPosition {
        switch move {
        case .left: selecting ? before(caret) : selection?.start ?? before(caret)
        case .right: selecting ? after(caret) : selection?.end ?? after(caret)
        case .wordLeft: wordLeft(of: caret)
        case .wordRight: wordRight(of: caret)
        case .home: home(of: caret)
        case .end: lineEnd(of: caret)
        case .start: TextPosition(line: 0, column: 0)
        case .finish: end
        case .up, .down, .pageUp, .pageDown: caret
        }
    }

    // MARK: Commands

    enum Command {
        case deleteBack, deleteForward, deleteWordBack, deleteWordForward, indent, outdent, selectAll, cut, paste
        case deleteLines, duplicateLines, moveUp, moveDown, undo, redo, comment
    }

    static func command(_ key: Key, _ modifiers: Modifiers) -> Command? {
        switch (key, modifiers) {
        case (.backspace, []), (.backspace, .shift), (.character("h"), .control): .deleteBack
        case (.delete, []): .deleteForward
        case (.backspace, .control), (.backspace, .alt), (.character("w"), .control): .deleteWordBack
        case (.delete, .control), (.delete, .alt), (.character("d"), .alt): .deleteWordForward
        case (.tab, []): .indent
        case (.tab, .shift): .outdent
        case (.character("a"), .control): .selectAll
        case (.character("x"), .control), (.delete, .shift): .cut
        case (.character("v"), .control), (.insert, .shift): .paste
        case (.character("k"), .control): .deleteLines
        case (.character("d"), .control): .duplicateLines
        case (.up, .alt): .moveUp
        case (.down, .alt): .moveDown
        case (.character("u"), .alt): .undo
        case (.character("e"), .alt): .redo
        case (.character("_"), .control), (.character("/"), .control), (.character(";"), .alt): .comment
        default: nil
        }
    }

    mutating func perform(_ command: Command) -> Bool {
        switch command {
        case .deleteBack: delete(.deletingBack) { $0.before($0.caret) }
        case .deleteForward: delete(.deletingForward) { $0.after($0.caret) }
        case .deleteWordBack: delete(nil) { $0.wordLeft(of: $0.caret) }
        case .deleteWordForward: delete(nil) { $0.wordRight(of: $0.caret) }
        case .indent: indent()
        case .outdent: outdent()
        case .selectAll: selectAll()
        case .cut: return cut() != nil
        case .paste: paste()
        case .deleteLines: deleteLines()
        case .duplicateLines: duplicateLines()
        case .moveUp: moveLines(-1)
        case .moveDown: moveLines(1)
        case .undo: undo()
        case .redo: redo()
        case .comment: toggleComment()
        }
        return true
    }

    /// Deletes the selection, or what is between the cursor and another place.
    mutating func delete(_ run: UndoHistory.Run?, to place: (TextEditor) -> TextPosition) {
        if selection != nil {
            history.close()
            change { $0.put("") }
        } else {
            let target = place(self)
            change(run) { $0.remove(TextRange($0.caret, target)) }
        }
    }
}
