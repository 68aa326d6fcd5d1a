/// Text that an operator works on: from a start to behind an end, or whole lines.
struct VimStretch {
    var range: TextRange
    var isLines: Bool

    var lines: ClosedRange<Int> { range.start.line...range.end.line }
}

/// What operators do.
extension TextEditor {
    /// What a target covers from the cursor; nil when there is no such thing.
    func stretch(_ target: VimTarget, count: Int?, for operation: VimOperator) -> VimStretch? {
        switch target {
        case .lines:
            if let count, count > 1, caret.line == lines.count - 1 { return nil }
            let last = min(caret.line + (count ?? 1) - 1, lines.count - 1)
            return VimStretch(range: TextRange(caret, TextPosition(line: last, column: counts[last])), isLines: true)
        case .object(let object):
            guard let (range, isLines) = extent(of: object, count: count ?? 1) else { return nil }
            return isLines ? VimStretch(range: range, isLines: true) : adjusted(range)
        case .motion(let motion):
            guard let reach = reach(motion, count: count, forOperator: operation) else { return nil }
            var range = TextRange(caret, reach.place)
            if reach.kind == .lines { return VimStretch(range: range, isLines: true) }
            if reach.kind == .inclusive, range.end.column < counts[range.end.line] { range.end.column += 1 }
            return reach.kind == .exclusive ? adjusted(range) : VimStretch(range: range, isLines: false)
        }
    }

    /// What ends at the beginning of a line ends before it: with the line before, or as whole lines when it began
    /// with the text of one.
    private func adjusted(_ range: TextRange) -> VimStretch {
        guard range.end.column == 0, range.end.line > range.start.line else {
            return VimStretch(range: range, isLines: false)
        }
        let end = before(range.end)
        let isLines = range.start.column <= characters(range.start.line).firstNonBlank
        return VimStretch(range: TextRange(range.start, end), isLines: isLines)
    }

    /// Does an operator's work. Changing leaves the editor inserting.
    mutating func apply(_ operation: VimOperator, to stretch: VimStretch, _ command: VimCommand) {
        switch operation {
        case .delete: delete(stretch, command)
        case .change: self.change(stretch, command)
        case .yank:
            copy(stretch, command)
            caret = min(caret, stretch.range.start)
        case .indent, .outdent:
            indent(stretch.lines, by: operation == .indent ? 1 : -1)
            goToText(of: stretch.lines.lowerBound)
        case .reindent:
            reindent(stretch.lines)
            goToText(of: stretch.lines.lowerBound)
        case .comment:
            caret = min(caret, stretch.range.start)
            toggleComment(of: stretch.lines)
        case .lowercase: recase(stretch) { $0.lowercased() }
        case .uppercase: recase(stretch) { $0.uppercased() }
        case .swapCase: recase(stretch, Self.swappedCase)
        }
        if case .operate(_, .lines) = command.verb, operation.isAboutCase {
            caret = min(caret, textStart(of: stretch.lines.lowerBound))
        }
    }

    /// Where the text of a line begins.
    private func textStart(of line: Int) -> TextPosition {
        TextPosition(line: line, column: characters(line).firstNonBlank)
    }

    mutating func goToText(of line: Int) {
        caret = textStart(of: max(0, min(line, lines.count - 1)))
    }

    /// Puts a stretch into the clipboard.
    mutating func copy(_ stretch: VimStretch, _ command: VimCommand) {
        guard command.register != "_" else { return }
        if stretch.isLines {
            clip = Clip(text: lines[stretch.lines].joined(separator: "\n") + "\n", isLines: true)
        } else {
            clip = Clip(text: text(in: stretch.range), isLines: false)
        }
    }

    private mutating func delete(_ stretch: VimStretch, _ command: VimCommand) {
        var stretch = stretch
        if case .operate(_, .motion) = command.verb, isAllText(stretch) { stretch.isLines = true }
        copy(stretch, command)
        if stretch.isLines {
            let line = stretch.lines.lowerBound
            replaceLines(line..<(stretch.lines.upperBound + 1), with: [])
            goToText(of: line)
        } else {
            substitute(stretch.range, with: "")
        }
    }

    /// Whether a stretch over several lines has nothing but blanks beside it: then it is lines.
    private func isAllText(_ stretch: VimStretch) -> Bool {
        let (start, end) = (stretch.range.start, stretch.range.end)
        guard !stretch.isLines, start.line < end.line else { return false }
        return start.column <= characters(start.line).firstNonBlank
            && characters(end.line).first(from: end.column) { !$0.isBlank } == nil
    }

    private mutating func change(_ stretch: VimStretch, _ command: VimCommand) {
        copy(stretch, command)
        if stretch.isLines {
            let first = stretch.lines.lowerBound
            let from = TextPosition(line: first, column: characters(first).firstNonBlank)
            substitute(TextRange(from, lineEnd(of: stretch.range.end)), with: "")
        } else {
            substitute(stretch.range, with: "")
        }
    }

    private mutating func recase(_ stretch: VimStretch, _ change: (String) -> String) {
        let start = stretch.isLines ? TextPosition(line: stretch.lines.lowerBound, column: 0) : stretch.range.start
        let end = stretch.isLines ? lineEnd(of: stretch.range.end) : stretch.range.end
        let place = min(caret, stretch.range.start)
        let range = TextRange(start, end)
        substitute(range, with: change(text(in: range)))
        caret = clamped(place)
    }

    static func swappedCase(_ text: String) -> String {
        text.map { $0.isUppercase ? $0.lowercased() : $0.uppercased() }.joined()
    }

    /// Each line as far in as the text before it, one more after an open bracket, one less before a closing one.
    mutating func reindent(_ range: ClosedRange<Int>) {
        for line in range {
            let characters = characters(line), old = characters.firstNonBlank
            if old == characters.count {
                replace(line, columns: 0..<old, with: "")
                continue
            }
            var model = line - 1
            while model >= 0, isBlank(model) { model -= 1 }
            var new = model >= 0 ? indentation(after: lineEnd(of: TextPosition(line: model, column: 0))) : ""
            if ")]}".contains(characters[old]) { new = String(new.dropLast(Self.indentWidth)) }
            replace(line, columns: 0..<old, with: new)
        }
    }
}

extension VimOperator {
    /// Whether it works on text, and not on whole lines whatever is meant.
    var isForText: Bool { self == .delete || self == .yank || isAboutCase }

    fileprivate var isAboutCase: Bool { self == .lowercase || self == .uppercase || self == .swapCase }
}
