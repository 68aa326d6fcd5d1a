/// Finding and replacing.
extension TextEditor {
    /// All matches that begin in some lines, for marking them. A pattern that is wrong has none.
    public func matches(of search: Search, in lines: Range<Int>) -> [TextRange] {
        guard let matcher = try? Matcher(search) else { return [] }
        var found: [TextRange] = []
        for line in lines.clamped(to: 0..<self.lines.count) {
            // A pattern that takes too long for one line would for the next.
            guard let matches = try? self.matches(matcher, line: line) else { break }
            for match in matches where found.last.map({ $0.end <= match.range.start }) ?? true {
                found.append(match.range)
            }
        }
        return found
    }

    /// The nearest match: forward the first that starts at the position or after it, backward the last that starts
    /// before it; when there is none, the search goes on from the other end of the text, and says so.
    public func firstMatch(
        of search: Search, after position: TextPosition, forward: Bool = true
    ) -> (range: TextRange, wrapped: Bool)? {
        guard let matcher = try? Matcher(search) else { return nil }
        let count = lines.count, first = max(0, min(position.line, count - 1))
        // The first line comes twice: its one side at the beginning, its other side at the end.
        for step in 0...count {
            let line = (first + (forward ? step : count - step % count)) % count
            guard let ranges = try? matches(matcher, line: line).map(\.range) else { return nil }
            let isBehind: (TextRange) -> Bool = { $0.start >= position }
            let isWrapped = forward ? step > 0 && line <= first : step > 0 && line >= first
            let found =
                forward
                ? ranges.first { isWrapped ? line != first || !isBehind($0) : isBehind($0) }
                : ranges.last { isWrapped ? line != first || isBehind($0) : !isBehind($0) }
            if let found { return (found, isWrapped) }
        }
        return nil
    }

    /// Goes to the next match (or the one before): selects it with plain keys, puts the cursor on it with vim's.
    public mutating func find(_ search: Search, forward: Bool = true) -> (range: TextRange, wrapped: Bool)? {
        var from = style == .vim ? caret : forward ? selection?.end ?? caret : selection?.start ?? caret
        if style == .vim, forward { from.column += 1 }
        // An empty match is no way forward.
        if style == .plain, forward, selection == nil,
            let here = firstMatch(of: search, after: from, forward: true), here.range.isEmpty, here.range.start == from
        {
            from.column += 1
        }
        guard let found = firstMatch(of: search, after: from, forward: forward) else { return nil }
        if style == .plain {
            select(found.range)
        } else if mode.isVisual {
            extend(to: found.range.start)
        } else {
            cursor = found.range.start
        }
        return found
    }

    /// Replaces the match that is selected, or begins at the cursor; the cursor goes behind the new text.
    ///
    /// In a replacement for a regular expression `$1` to `$9` are its groups, `$0` is all of the match, `\n` a line
    /// feed, `\t` a tab, and `\$` a dollar sign.
    /// - Returns: whether there was a match.
    @discardableResult
    public mutating func replaceMatch(
        of search: Search, with replacement: String
    ) throws(SearchProblem) -> Bool {
        let matcher = try Matcher(search)
        let target = selection
        let start = target?.start ?? caret
        let match = try matches(matcher, line: start.line).first {
            $0.range.start == start && (target == nil || mode.isVisual || $0.range.end == target?.end)
        }
        guard let match else { return false }
        replace(match.range, with: search.isRegex ? Self.expanded(replacement, match.groups) : replacement)
        return true
    }

    /// Replaces all matches, or those that begin in some lines, in one step.
    /// - Returns: how many there were.
    public mutating func replaceAll(
        _ search: Search, with replacement: String, in range: Range<Int>? = nil
    ) throws(SearchProblem) -> Int {
        let matcher = try Matcher(search)
        var found: [(range: TextRange, groups: [String])] = []
        for line in (range ?? 0..<lines.count).clamped(to: 0..<lines.count) {
            for match in try matches(matcher, line: line)
            where found.last.map({ $0.range.end <= match.range.start }) ?? true {
                found.append(match)
            }
        }
        guard !found.isEmpty else { return 0 }
        let kept = caret, plain = Self.normalised(replacement)
        change { editor in
            editor.endSelection()
            // From the last to the first, so that those before stay where they are.
            var rest = found[...]
            while let last = rest.last {
                let together = rest.suffix(while: { $0.range.start.line == last.range.start.line && $0.range.isInLine })
                let group = together.isEmpty ? rest.suffix(1) : together
                rest = rest.dropLast(group.count)
                editor.replace(Array(group)) { search.isRegex ? Self.expanded(replacement, $0) : plain }
            }
            editor.caret = editor.clamped(kept)
            editor.keepOnCharacter()
        }
        history.close()
        return found.count
    }

    /// Replaces matches in one line (or one of several lines) by one edit.
    private mutating func replace(
        _ matches: [(range: TextRange, groups: [String])], with text: ([String]) -> String
    ) {
        guard let first = matches.first, let last = matches.last else { return }
        var new = "", before = first.range.start
        for match in matches {
            new += self.text(in: TextRange(before, match.range.start)) + text(match.groups)
            before = match.range.end
        }
        substitute(TextRange(first.range.start, last.range.end), with: new)
    }

    private func matches(
        _ matcher: Matcher, line: Int
    ) throws(SearchProblem) -> [(range: TextRange, groups: [String])] {
        if matcher.lineCount > 1 {
            let last = line + matcher.lineCount - 1
            guard last < lines.count, let (start, end) = matcher.span(lines[line...last]) else { return [] }
            return [
                (TextRange(TextPosition(line: line, column: start), TextPosition(line: last, column: end)), [])
            ]
        }
        return try matcher.matches(in: lines[line], count: counts[line], number: line).map {
            let start = TextPosition(line: line, column: $0.columns.lowerBound)
            return (TextRange(start, TextPosition(line: line, column: $0.columns.upperBound)), $0.groups)
        }
    }

    /// A replacement with the groups of a match put in.
    static func expanded(_ template: String, _ groups: [String]) -> String {
        var out = String.UnicodeScalarView(), escape: Unicode.Scalar?
        for scalar in template.unicodeScalars {
            guard let sign = escape else {
                if scalar == "$" || scalar == "\\" { escape = scalar } else { out.append(scalar) }
                continue
            }
            escape = nil
            if let digit = Character(scalar).wholeNumberValue, scalar.isASCII {
                if digit < groups.count { out.append(contentsOf: groups[digit].unicodeScalars) }
            } else if sign == "$" {
                out.append("$")
                if scalar == "$" || scalar == "\\" { escape = scalar } else { out.append(scalar) }
            } else {
                out.append(scalar == "n" ? "\n" : scalar == "t" ? "\t" : scalar)
            }
        }
        if let escape { out.append(escape) }
        return normalised(String(out))
    }
}

extension TextRange {
    fileprivate var isInLine: Bool { start.line == end.line }
}

extension ArraySlice {
    /// The longest end whose elements are all of a kind.
    fileprivate func suffix(while matches: (Element) -> Bool) -> ArraySlice {
        self[((lastIndex { !matches($0) }).map { $0 + 1 } ?? startIndex)...]
    }
}
