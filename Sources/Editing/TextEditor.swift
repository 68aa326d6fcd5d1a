public import Screen

/// A text of many lines while it is being written: cursor, selection, undoing, and what keys mean in it.
///
/// It draws nothing and waits for nothing. Columns count characters (graphemes); line ends are line feeds, others
/// become line feeds when they come in.
public struct TextEditor: Sendable, Equatable {
    /// What keys mean: the plain ones of most editors, or vim's.
    public enum KeyStyle: String, Sendable, CaseIterable { case plain, vim }

    /// What a typed character does: `plain` and `insert` insert it, the others belong to vim.
    public enum Mode: Sendable, Hashable { case plain, normal, insert, replace, visual, visualLine }

    /// The lines without their line ends; at least one.
    public internal(set) var lines: [String]
    /// The characters of each line. Where they are as many as its bytes the line is ASCII, and columns are bytes.
    var counts: [Int]
    /// Another number whenever the text is another.
    public internal(set) var revision = 0

    var caret = TextPosition(line: 0, column: 0)
    /// The other end of the selection.
    var anchor: TextPosition?
    /// The cell that moves up and down aim at.
    var goal: Int?
    var history = UndoHistory()
    var clip = Clip()
    var vim = VimState()
    private var keyStyle: KeyStyle

    /// The first line and cell in sight.
    public internal(set) var top = 0
    public internal(set) var left = 0
    var pageHeight = 20
    /// Whether the view was scrolled on purpose since the cursor last moved.
    var isScrolledAway = false

    /// What was cut or copied last, and whether as whole lines.
    struct Clip: Sendable, Equatable {
        var text = ""
        var isLines = false
    }

    public init(_ text: String = "", style: KeyStyle = .plain) {
        lines = Self.split(Self.normalised(text))
        counts = lines.map(Self.characterCount)
        keyStyle = style
        vim.mode = style == .vim ? .normal : .plain
    }

    /// The whole text: the lines joined by line feeds.
    public var text: String { lines.joined(separator: "\n") }

    /// Where the next character goes. Setting it (clamped to the text) ends the selection.
    public var cursor: TextPosition {
        get { caret }
        set {
            endSelection()
            caret = clamped(newValue)
            moved()
        }
    }

    /// What is selected, if anything is.
    public var selection: TextRange? {
        switch mode {
        case .visual, .visualLine: return visualRange
        default:
            guard let anchor, anchor != caret else { return nil }
            return TextRange(anchor, caret)
        }
    }

    public var selectedText: String? { selection.map(text(in:)) }

    /// Selects a range; the cursor goes to its end.
    public mutating func select(_ range: TextRange) { select(from: range.start, to: range.end) }

    /// Selects what is between two positions; the cursor goes to the second, as when a mouse is dragged there.
    public mutating func select(from start: TextPosition, to end: TextPosition) {
        endSelection()
        let start = clamped(start), end = clamped(end)
        if start != end { leaveInsert() }
        caret = end
        if start != end {
            anchor = start
            if style == .vim { enterVisual(from: start, to: end) }
        }
        moved()
    }

    /// Moves the cursor and selects what lies on the way, as a click with Shift does.
    public mutating func extend(to position: TextPosition) {
        if style == .vim {
            if !vim.mode.isVisual {
                leaveInsert()
                vim.mode = .visual
                anchor = caret
            }
        } else if anchor == nil {
            anchor = caret
        }
        caret = clamped(position)
        moved()
    }

    public mutating func selectAll() {
        select(from: TextPosition(line: 0, column: 0), to: end)
    }

    /// Puts the cursor on a line, counted from 0, where its text begins.
    public mutating func goTo(line: Int) {
        let line = max(0, min(line, lines.count - 1))
        cursor = TextPosition(line: line, column: characters(line).firstNonBlank)
    }

    /// What keys mean. Changing it ends the selection and what was begun.
    public var style: KeyStyle {
        get { keyStyle }
        set {
            guard newValue != keyStyle else { return }
            endSelection()
            leaveInsert()
            keyStyle = newValue
            vim.pending = []
            vim.mode = newValue == .vim ? .normal : .plain
            caret = clamped(caret)
        }
    }

    public var mode: Mode { vim.mode }

    /// What was cut or copied last; text that ends with a line feed is pasted as lines by vim's `p`.
    public var clipboard: String {
        get { clip.text }
        set {
            let text = Self.normalised(newValue)
            guard !text.utf8.elementsEqual(clip.text.utf8) else { return }
            clip = Clip(text: text, isLines: text.utf8.last == 0x0a)
        }
    }

    /// Does what a key means. Returns whether it meant something.
    public mutating func handle(_ key: KeyPress) -> Bool {
        style == .vim ? handleVim(key) : handlePlain(key)
    }

    /// A selection ends, the cursor stays.
    mutating func endSelection() {
        anchor = nil
        if vim.mode.isVisual { vim.mode = .normal }
    }

    /// After the cursor moved by itself, not by an edit.
    mutating func moved() {
        goal = nil
        history.close()
        isScrolledAway = false
        if vim.mode == .normal { caret = onCharacter(caret) }
        if vim.session != nil { breakInsertion() }
    }
}

extension TextEditor.Mode {
    var isVisual: Bool { self == .visual || self == .visualLine }
    /// Whether typed characters go into the text.
    public var isTyping: Bool { self == .plain || self == .insert || self == .replace }
}
