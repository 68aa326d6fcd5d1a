/// Looking at SQL text without falling for what is in quotes and parentheses.
extension Substring {
    var trimmed: Substring {
        var result = self
        while result.first?.isWhitespace == true { result.removeFirst() }
        while result.last?.isWhitespace == true { result.removeLast() }
        return result
    }

    /// Where text stands outside of quotes and parentheses: a sign anywhere, a word only by itself.
    private func places(of part: String) -> [Range<Index>] {
        let isWord = part.allSatisfy(\.isLetter)
        var found: [Range<Index>] = []
        var depth = 0
        var quote: Character?
        var index = startIndex
        var before: Character = " "
        while index < endIndex {
            let character = self[index]
            defer {
                before = character
                formIndex(after: &index)
            }
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            switch character {
            case "'", "\"": quote = character
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default:
                guard depth == 0, let end = self.index(index, offsetBy: part.count, limitedBy: endIndex),
                    self[index..<end].lowercased() == part
                else { continue }
                let after = end < endIndex ? self[end] : " "
                if isWord, before.isPartOfWord || after.isPartOfWord { continue }
                // `::`, `==`, `>=` and their like are other signs.
                if !isWord, part != ",", before.isSign || after.isSign { continue }
                found.append(index..<end)
            }
        }
        return found
    }

    func split(at part: String) -> (Substring, Substring)? {
        places(of: part).first.map { (self[..<$0.lowerBound].trimmed, self[$0.upperBound...].trimmed) }
    }

    func splitLast(at part: String) -> (Substring, Substring)? {
        places(of: part).last.map { (self[..<$0.lowerBound].trimmed, self[$0.upperBound...].trimmed) }
    }

    func splitAll(at part: String) -> [Substring] {
        var start = startIndex
        var pieces: [Substring] = []
        for place in places(of: part) {
            pieces.append(self[start..<place.lowerBound])
            start = place.upperBound
        }
        return pieces + [self[start...]]
    }
}

extension Character {
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
    fileprivate var isSign: Bool { ":=<>!".contains(self) }
}
