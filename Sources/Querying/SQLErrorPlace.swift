extension SQLText {
    /// Where in a statement the engine found a mistake, from the excerpt in its message:
    ///
    ///     LINE 2: FROM flihgts
    ///                  ^
    ///
    /// - Returns: an offset in the whole text; nil when the message has no such excerpt.
    public func place(of message: String, in statement: SQLStatement) -> Int? {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let index = lines.firstIndex(where: { $0.hasPrefix("LINE ") }), lines.indices.contains(index + 1),
            let colon = lines[index].firstIndex(of: ":"),
            let number = Int(lines[index][..<colon].dropFirst(5)),
            let caret = lines[index + 1].firstIndex(of: "^")
        else { return nil }
        var excerpt = lines[index][lines[index].index(after: colon)...].dropFirst()
        var column = lines[index + 1].distance(from: lines[index + 1].startIndex, to: caret)
        column -= lines[index].distance(from: lines[index].startIndex, to: excerpt.startIndex)
        let rows = self[statement.range].split(separator: "\n", omittingEmptySubsequences: false)
        guard rows.indices.contains(number - 1), column >= 0 else { return nil }
        let row = rows[number - 1]
        // Long lines are shown in part, between dots.
        if excerpt.hasPrefix("...") {
            excerpt = excerpt.dropFirst(3)
            column -= 3
            if excerpt.hasSuffix("...") { excerpt = excerpt.dropLast(3) }
            guard let place = row.range(of: excerpt) else { return nil }
            column += row.distance(from: row.startIndex, to: place.lowerBound)
        }
        let before = rows[..<(number - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
        return statement.range.lowerBound + before + row.prefix(max(0, column)).utf8.count
    }
}

extension Substring {
    fileprivate func range(of part: Substring) -> Range<Index>? {
        guard !part.isEmpty else { return nil }
        return firstRange(of: part)
    }
}
