import Foundation

extension TextEditor {
    /// What is looked for.
    public struct Search: Sendable, Hashable {
        /// The text itself, which may have several lines, or a regular expression, which is matched line by line.
        public var text: String
        public var isRegex: Bool
        public var matchesCase: Bool

        public init(text: String, isRegex: Bool = false, matchesCase: Bool = false) {
            self.text = text
            self.isRegex = isRegex
            self.matchesCase = matchesCase
        }

        /// Says what is wrong with a regular expression.
        public func validate() throws(SearchProblem) { _ = try Matcher(self) }
    }
}

/// Why something cannot be looked for, told so that a person knows what to do.
public struct SearchProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence, no full stop.
    public var title: String
    /// What to do; may be empty.
    public var hint: String

    public init(_ title: String, hint: String = "") {
        self.title = title
        self.hint = hint
    }

    public var description: String { hint.isEmpty ? title : title + "\n" + hint }
}

/// A search made ready: finds matches in one line, or of several lines.
struct Matcher {
    struct Match {
        var columns: Range<Int>
        /// What the pattern and its groups matched; groups that took no part are empty.
        var groups: [String] = []
    }

    private enum Kind {
        case nothing
        case text([UInt8], characters: [Character])
        case lines([String])
        case pattern(NSRegularExpression)
    }

    private let kind: Kind
    private let matchesCase: Bool
    /// A pattern that takes longer for a line than this is given up.
    private static let patience = Duration.milliseconds(100)

    init(_ search: TextEditor.Search) throws(SearchProblem) {
        matchesCase = search.matchesCase
        if search.text.isEmpty {
            kind = .nothing
        } else if search.isRegex {
            kind = .pattern(try Self.pattern(search))
        } else {
            let text = TextEditor.normalised(search.text)
            let folded = search.matchesCase ? text : text.lowercased()
            kind =
                folded.utf8.contains(0x0a)
                ? .lines(TextEditor.split(folded)) : .text(Array(folded.utf8), characters: Array(folded))
        }
    }

    private static func pattern(_ search: TextEditor.Search) throws(SearchProblem) -> NSRegularExpression {
        do {
            return try NSRegularExpression(
                pattern: search.text, options: search.matchesCase ? [] : .caseInsensitive)
        } catch {
            throw SearchProblem(
                "\(search.text) is not a regular expression\(reason(search.text))",
                hint: "put \\ before a sign that stands for itself, or switch regular expressions off")
        }
    }

    /// What the language's own parser says, which is more than the library does.
    private static func reason(_ pattern: String) -> String {
        do {
            _ = try Regex(pattern)
            return ""
        } catch {
            let text = String(describing: error)
            return text.count < 200 && !text.contains("\n") ? ": \(text)" : ""
        }
    }

    /// How many lines a match spans.
    var lineCount: Int {
        if case .lines(let parts) = kind { parts.count } else { 1 }
    }

    /// The matches in one line, first to last, none over another.
    func matches(in line: String, count: Int, number: Int) throws(SearchProblem) -> [Match] {
        switch kind {
        case .nothing, .lines: return []
        case .text(let bytes, let characters):
            if line.utf8.count == count { return occurrences(of: bytes, inASCII: line) }
            return occurrences(of: characters, in: line)
        case .pattern(let pattern): return try matches(of: pattern, in: line, number: number)
        }
    }

    /// The column where a match of several lines begins in the first of them, and where it ends in the last.
    func span(_ lines: ArraySlice<String>) -> (start: Int, end: Int)? {
        guard case .lines(let parts) = kind, lines.count == parts.count, let head = parts.first, let tail = parts.last,
            let first = lines.first.map(folded), let last = lines.last.map(folded)
        else { return nil }
        guard first.hasSuffix(head), last.hasPrefix(tail),
            zip(lines, parts).dropFirst().dropLast().allSatisfy({ folded($0) == $1 })
        else { return nil }
        return (first.count - head.count, tail.count)
    }

    private func folded(_ text: String) -> String { matchesCase ? text : text.lowercased() }

    private func occurrences(of wanted: [UInt8], inASCII line: String) -> [Match] {
        var line = line
        return line.withUTF8 { bytes in
            var found: [Match] = [], i = 0
            while i + wanted.count <= bytes.count {
                var same = 0
                while same < wanted.count, fold(bytes[i + same]) == wanted[same] { same += 1 }
                if same == wanted.count {
                    found.append(Match(columns: i..<(i + same)))
                    i += same
                } else {
                    i += 1
                }
            }
            return found
        }
    }

    private func fold(_ byte: UInt8) -> UInt8 {
        matchesCase || byte < 0x41 || byte > 0x5a ? byte : byte | 0x20
    }

    private func occurrences(of wanted: [Character], in line: String) -> [Match] {
        let characters = line.map { matchesCase || $0.isASCII && !$0.isUppercase ? String($0) : $0.lowercased() }
        let wanted = wanted.map { String($0) }
        var found: [Match] = [], i = 0
        while i + wanted.count <= characters.count {
            if characters[i] == wanted[0], characters[i..<(i + wanted.count)].elementsEqual(wanted) {
                found.append(Match(columns: i..<(i + wanted.count)))
                i += wanted.count
            } else {
                i += 1
            }
        }
        return found
    }

    private func matches(
        of pattern: NSRegularExpression, in line: String, number: Int
    ) throws(SearchProblem) -> [Match] {
        var found: [Match] = [], isTooSlow = false
        let columns = ColumnMap(line)
        let clock = ContinuousClock(), start = clock.now
        pattern.enumerateMatches(
            in: line, options: .reportProgress, range: NSRange(location: 0, length: line.utf16.count)
        ) { result, _, stop in
            if let result {
                let groups = (0..<result.numberOfRanges).map { i in
                    Range(result.range(at: i), in: line).map { String(line[$0]) } ?? ""
                }
                found.append(Match(columns: columns.range(result.range), groups: groups))
            } else if clock.now - start > Self.patience {
                isTooSlow = true
                stop.pointee = true
            }
        }
        if isTooSlow {
            throw SearchProblem(
                "the regular expression takes too long for line \(number + 1)",
                hint: "make it simpler: repetitions inside repetitions try every way to divide the text")
        }
        return found
    }
}

/// From UTF-16 units, which the library counts, to columns.
private struct ColumnMap {
    /// The first unit of each character, and the end; empty where units are columns.
    private var starts: [Int] = []

    init(_ line: String) {
        guard !line.utf8.allSatisfy({ $0 < 0x80 }) else { return }
        var units = 0
        for character in line {
            starts.append(units)
            units += character.utf16.count
        }
        starts.append(units)
    }

    func range(_ range: NSRange) -> Range<Int> {
        if starts.isEmpty { return range.location..<(range.location + range.length) }
        let start = column(range.location)
        return start..<max(start, column(range.location + range.length))
    }

    /// The first column that begins at a unit or after it.
    private func column(_ unit: Int) -> Int {
        var low = 0, high = starts.count - 1
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < unit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
