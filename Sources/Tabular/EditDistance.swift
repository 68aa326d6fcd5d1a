/// How alike two spellings are, for suggestions and for matching columns with inputs.
public enum EditDistance {
    /// The least number of insertions, deletions, replacements and swaps of neighbours that turn one text into the
    /// other (optimal string alignment), ignoring case.
    public static func between(_ first: String, _ second: String) -> Int {
        let a = Array(first.lowercased())
        let b = Array(second.lowercased())
        if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var current = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                let replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                current[j] = min(last[j] + 1, current[j - 1] + 1, replace)
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    current[j] = min(current[j], beforeLast[j - 2] + 1)
                }
            }
            beforeLast = last
            last = current
        }
        return last[b.count]
    }

    /// The candidate that is most alike, if it differs in no more than about a third of its letters.
    public static func nearest(to text: String, among candidates: [String]) -> String? {
        let ranked = candidates.map { ($0, between(text, $0)) }.min { $0.1 < $1.1 }
        guard let (name, distance) = ranked else { return nil }
        return distance * 3 <= max(text.count, name.count) ? name : nil
    }
}
