/// Finding by a few letters: the letters of the query occur in order, the closer and the earlier in words the better.
enum Fuzzy {
    /// A score, higher is better; nil when the text does not match. An empty query matches everything alike.
    static func score(_ query: String, in text: String) -> Int? {
        let wanted = Array(query.lowercased().filter { $0 != " " })
        guard !wanted.isEmpty else { return 0 }
        let letters = Array(text), lower = Array(text.lowercased())
        guard letters.count == lower.count else { return text.lowercased().contains(query.lowercased()) ? 1 : nil }
        // Each start of the first letter is tried: the first hit is not always the best one.
        let starts = lower.indices.filter { lower[$0] == wanted[0] }
        return starts.compactMap { score(wanted, lower, letters, from: $0) }.max()
    }

    private static func score(_ wanted: [Character], _ lower: [Character], _ letters: [Character], from start: Int)
        -> Int?
    {
        var total = 0, at = start, previous = -2
        for letter in wanted {
            guard let hit = lower[at...].firstIndex(of: letter) else { return nil }
            total += 10
            if hit == previous + 1 { total += 15 }
            if isWordStart(hit, letters) { total += 12 }
            if previous >= 0 { total -= min(6, hit - previous - 1) }
            previous = hit
            at = hit + 1
            if at > lower.count { return nil }
        }
        return total - min(10, start) - lower.count / 8
    }

    private static func isWordStart(_ index: Int, _ letters: [Character]) -> Bool {
        guard index > 0 else { return true }
        let before = letters[index - 1]
        if !before.isLetter && !before.isNumber { return true }
        return before.isLowercase && letters[index].isUppercase
    }
}
