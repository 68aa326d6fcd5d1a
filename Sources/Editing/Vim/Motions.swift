/// Where a motion leads, and what of the way belongs to it.
struct VimReach {
    enum Kind {
        /// The character at the end is not part of it.
        case exclusive
        case inclusive
        /// Whole lines.
        case lines
    }

    var place: TextPosition
    var kind: Kind
}

/// Where motions lead.
extension TextEditor {
    /// nil when the motion cannot be made at all.
    ///
    /// - Parameter forOperator: some motions reach further, or less far, then.
    func reach(_ motion: VimMotion, count: Int?, forOperator: VimOperator? = nil) -> VimReach? {
        let times = count ?? 1
        switch motion {
        case .left, .right, .back, .forward, .lineStart, .firstNonBlank, .lineEnd, .lastNonBlank, .column,
            .find, .findAgain, .findBack:
            return reachInLine(motion, count: count, isForOperator: forOperator != nil)
        case .up: return line(caret.line - times, atLeast: caret.line > 0)
        case .down: return line(caret.line + times, atLeast: caret.line < lines.count - 1)
        case .word(let isBig): return word(isBig: isBig, times, forOperator)
        case .wordBack(let isBig):
            return walk(.exclusive, times) { $0.previousWord(isBig: isBig) }
        case .wordEnd(let isBig):
            let reach = walk(.inclusive, times) { $0.wordEnd(isBig: isBig, staysOnEnd: false) }
            // On the last character an operator has at least that.
            return reach ?? (forOperator == nil ? nil : VimReach(place: caret, kind: .inclusive))
        case .wordEndBack(let isBig):
            return walk(.inclusive, times) { $0.previousWordEnd(isBig: isBig) }
        case .lineText: return text(ofLine: caret.line + times - 1)
        case .nextLine: return caret.line < lines.count - 1 ? text(ofLine: caret.line + times) : nil
        case .previousLine: return caret.line > 0 ? text(ofLine: caret.line - times) : nil
        case .firstLine: return text(ofLine: (count ?? 1) - 1)
        case .lastLine: return text(ofLine: (count ?? lines.count) - 1)
        case .textStart: return VimReach(place: TextPosition(line: 0, column: 0), kind: .exclusive)
        case .textEnd: return VimReach(place: end, kind: .exclusive)
        case .paragraph: return paragraph(times)
        case .paragraphBack: return paragraphBack(times)
        case .bracket: return bracket(count)
        case .screenTop: return text(ofLine: min(top + times - 1, bottom))
        case .screenMiddle: return text(ofLine: (top + bottom) / 2)
        case .screenBottom: return text(ofLine: max(top, bottom - times + 1))
        case .mark(let name): return vim.marks[name].map { VimReach(place: clamped($0), kind: .exclusive) }
        case .markLine(let name): return vim.marks[name].map { text(ofLine: clamped($0).line) }
        }
    }

    private var bottom: Int { min(top + pageHeight, lines.count) - 1 }

    // MARK: Lines

    /// A line that j and k lead to: the cursor's cell stays.
    private func line(_ wanted: Int, atLeast isPossible: Bool) -> VimReach? {
        guard isPossible else { return nil }
        let line = max(0, min(wanted, lines.count - 1))
        let column = column(atCell: goal ?? cell(of: caret), inLine: line)
        return VimReach(place: TextPosition(line: line, column: column), kind: .lines)
    }

    private func text(ofLine wanted: Int) -> VimReach {
        let line = max(0, min(wanted, lines.count - 1))
        return VimReach(place: TextPosition(line: line, column: characters(line).firstNonBlank), kind: .lines)
    }

    /// Empty lines part paragraphs.
    private func paragraph(_ times: Int) -> VimReach? {
        var line = caret.line
        for i in 0..<times {
            while line < lines.count, counts[line] == 0 { line += 1 }
            while line < lines.count, counts[line] > 0 { line += 1 }
            if line == lines.count { return i == times - 1 ? VimReach(place: end, kind: .exclusive) : nil }
        }
        return VimReach(place: TextPosition(line: line, column: 0), kind: .exclusive)
    }

    private func paragraphBack(_ times: Int) -> VimReach? {
        var line = caret.line
        for i in 0..<times {
            while line >= 0, counts[line] == 0 { line -= 1 }
            while line >= 0, counts[line] > 0 { line -= 1 }
            guard line < 0 else { continue }
            guard i == times - 1 else { return nil }
            break
        }
        return VimReach(place: TextPosition(line: max(0, line), column: 0), kind: .exclusive)
    }

    /// The bracket that matches the next one in the line; with a count, so many percent of the text.
    private func bracket(_ percent: Int?) -> VimReach? {
        if let percent {
            return percent <= 100 ? text(ofLine: (percent * lines.count + 99) / 100 - 1) : nil
        }
        let first = characters(caret.line).first(from: caret.column) { "()[]{}".contains($0) }
        return first.flatMap { partner(of: TextPosition(line: caret.line, column: $0)) }
            .map { VimReach(place: $0, kind: .inclusive) }
    }

    // MARK: Words

    private func walk(
        _ kind: VimReach.Kind, _ times: Int, _ step: (inout Walker) -> Bool
    ) -> VimReach? {
        var walker = Walker(self, at: caret)
        for _ in 0..<times {
            guard step(&walker) else { break }
        }
        return walker.place == caret ? nil : VimReach(place: walker.place, kind: kind)
    }

    private func word(isBig: Bool, _ times: Int, _ operation: VimOperator?) -> VimReach? {
        var walker = Walker(self, at: caret)
        if operation == .change, walker.kind(isBig: isBig) != .blank {
            // A changed word keeps the blanks behind it.
            for i in 0..<times {
                guard walker.wordEnd(isBig: isBig, staysOnEnd: i == 0) else { break }
            }
            return VimReach(place: walker.place, kind: .inclusive)
        }
        for i in 0..<times {
            let isLast = operation != nil && i == times - 1
            guard walker.nextWord(isBig: isBig, stopsAtLineEnd: isLast) else { break }
        }
        guard operation != nil || walker.place != caret else { return nil }
        return VimReach(place: walker.place, kind: .exclusive)
    }

    // MARK: In the line

    private func reachInLine(_ motion: VimMotion, count: Int?, isForOperator: Bool) -> VimReach? {
        let times = count ?? 1, size = counts[caret.line]
        switch motion {
        case .left: return caret.column > 0 || isForOperator ? inLine(max(0, caret.column - times)) : nil
        case .right:
            let last = mode.isVisual || isForOperator ? size : size - 1
            return caret.column < last || isForOperator && size == 0 ? inLine(min(last, caret.column + times)) : nil
        case .back, .forward: return across(motion == .forward ? times : -times, isForOperator)
        case .lineStart: return inLine(0)
        case .firstNonBlank: return inLine(characters(caret.line).firstNonBlank)
        case .lineEnd:
            if times > 1, caret.line == lines.count - 1 { return nil }
            let line = min(caret.line + times - 1, lines.count - 1)
            let column = mode.isVisual ? counts[line] : max(0, counts[line] - 1)
            return VimReach(place: TextPosition(line: line, column: column), kind: .inclusive)
        case .lastNonBlank:
            let line = min(caret.line + times - 1, lines.count - 1)
            let column = characters(line).last(before: counts[line]) { !$0.isBlank } ?? 0
            return VimReach(place: TextPosition(line: line, column: column), kind: .inclusive)
        case .column: return inLine(max(0, min(column(atCell: times - 1, inLine: caret.line), size - 1)))
        case .find(let find): return self.find(find, times, isAgain: false)
        case .findAgain: return vim.lastFind.flatMap { self.find($0, times, isAgain: true) }
        case .findBack:
            guard var find = vim.lastFind else { return nil }
            find.isForward.toggle()
            return self.find(find, times, isAgain: true)
        default: return nil
        }
    }

    private func inLine(_ column: Int) -> VimReach {
        VimReach(place: TextPosition(line: caret.line, column: column), kind: .exclusive)
    }

    /// Space and Backspace go on into other lines.
    private func across(_ step: Int, _ isForOperator: Bool) -> VimReach? {
        var place = caret
        for _ in 0..<min(abs(step), 100_000) {
            if step < 0 {
                place = before(place)
                if !isForOperator, place.column == counts[place.line], place.column > 0 { place.column -= 1 }
            } else {
                place = after(place)
                if !isForOperator, !mode.isVisual, place.column == counts[place.line], place.column > 0 {
                    guard place.line < lines.count - 1 else { break }
                    place = after(place)
                }
            }
        }
        place = isForOperator || mode.isVisual ? place : onCharacter(place)
        return place == caret ? nil : VimReach(place: place, kind: .exclusive)
    }

    private func find(_ find: VimFind, _ times: Int, isAgain: Bool) -> VimReach? {
        let characters = characters(caret.line)
        let isWanted: (Character) -> Bool = { $0 == find.character }
        var column = caret.column
        // A repeated `t` would stay before the same character.
        if isAgain, find.isTill, times == 1 { column += find.isForward ? 1 : -1 }
        for _ in 0..<times {
            let next =
                find.isForward
                ? characters.first(from: column + 1, where: isWanted) : characters.last(before: column, where: isWanted)
            guard let next else { return nil }
            column = next
        }
        if find.isTill { column += find.isForward ? -1 : 1 }
        return VimReach(
            place: TextPosition(line: caret.line, column: column), kind: find.isForward ? .inclusive : .exclusive)
    }
}

extension VimMotion {
    /// Whether the place before it can be gone back to.
    var isJump: Bool {
        switch self {
        case .firstLine, .lastLine, .textStart, .textEnd, .paragraph, .paragraphBack, .bracket, .screenTop,
            .screenMiddle, .screenBottom, .mark, .markLine:
            true
        default: false
        }
    }
}
