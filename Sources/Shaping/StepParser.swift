public import Tabular

extension Step {
    /// Reads a step from its text.
    /// - Throws: a usage `Problem` that says what the step should look like.
    public init(_ text: String) throws(Problem) { self = try StepParser(text).step() }

    /// The forms that steps have, for help and messages.
    public static let forms: [(verb: String, form: String)] = [
        ("where", "where CONDITION"), ("sort", "sort COLUMN [desc], …"), ("keep", "keep COLUMN, …"),
        ("drop", "drop COLUMN, …"), ("rename", "rename COLUMN to NAME"), ("add", "add NAME = EXPRESSION"),
        ("cast", "cast COLUMN to TYPE"), ("group", "group COLUMN, …: AGGREGATE as NAME, …"),
        ("pivot", "pivot COLUMN by COLUMN, …: AGGREGATE"), ("unpivot", "unpivot COLUMN, … into NAME, VALUE"),
        ("join", "join inner|left|right|full|semi|anti 'TABLE' on COLUMN [= COLUMN], …"),
        ("append", "append 'TABLE'"), ("sample", "sample 1000 rows|10% [seed N]"), ("distinct", "distinct [COLUMN, …]"),
        ("query", "query SELECT … FROM previous"),
    ]
}

/// Reads one step. Text between words is SQL and stays as it is.
private struct StepParser {
    let text: Substring
    let verb: String
    let rest: Substring

    init(_ text: String) {
        self.text = text[...].trimmed
        verb = self.text.prefix { $0.isLetter }.lowercased()
        rest = self.text.dropFirst(verb.count).trimmed
    }

    func step() throws(Problem) -> Step {
        switch verb {
        case "where": return .filter(try needed(rest))
        case "sort": return .sort(try items(rest).map(sortKey))
        case "keep": return .keep(try names(rest))
        case "drop": return .drop(try names(rest))
        case "rename":
            let (from, to) = try halves(rest, at: "to")
            return .rename(from: try name(from), to: try name(to))
        case "add":
            let (name, expression) = try halves(rest, at: "=")
            return .add(name: try self.name(name), expression: try needed(expression))
        case "cast":
            let (column, type) = try halves(rest, at: "to")
            return .cast(column: try name(column), type: try needed(type))
        case "group": return try group()
        case "pivot": return try pivot()
        case "unpivot":
            let (columns, into) = try halves(rest, at: "into")
            let parts = try names(into)
            guard parts.count == 2 else { throw misread }
            return .unpivot(columns: try names(columns), name: parts[0], value: parts[1])
        case "join": return try join()
        case "append": return .append(OtherTable(name: try table(rest)))
        case "sample": return try sample()
        case "distinct": return .distinct(rest.isEmpty ? [] : try names(rest))
        case "query": return .query(try needed(rest))
        default:
            let near = EditDistance.nearest(to: verb, among: Step.forms.map(\.verb))
            throw Problem(
                "'\(text.prefix(40))' is not a step",
                hint: near.map { "Did you mean '\($0)'?" }
                    ?? "Steps begin with " + Step.forms.map(\.verb).joined(separator: ", ") + ".", kind: .usage)
        }
    }

    private var misread: Problem {
        let form = Step.forms.first { $0.verb == verb }?.form ?? ""
        return Problem("'\(text.prefix(60))' cannot be read", hint: "It should look like: \(form)", kind: .usage)
    }

    // MARK: The longer ones

    private func group() throws(Problem) -> Step {
        let (by, measures) = rest.split(at: ":") ?? (rest, "")
        return .group(
            by: by.trimmed.isEmpty ? [] : try names(by),
            measures: measures.trimmed.isEmpty ? [] : try items(measures).map(measure))
    }

    private func measure(_ text: Substring) throws(Problem) -> Measure {
        guard let (expression, name) = text.splitLast(at: "as") else {
            return Measure(String(text.trimmed), as: String(text.trimmed))
        }
        return Measure(try needed(expression), as: try self.name(name))
    }

    private func pivot() throws(Problem) -> Step {
        guard let (head, value) = rest.split(at: ":") else { throw misread }
        let (column, rows) = head.split(at: "by") ?? (head, "")
        return .pivot(
            Pivot(
                column: try name(column), rows: rows.trimmed.isEmpty ? [] : try names(rows), value: try needed(value)))
    }

    private func join() throws(Problem) -> Step {
        let word = rest.prefix { $0.isLetter }
        let kind = Join.Kind(rawValue: word.lowercased())
        let after = kind == nil ? rest : rest.dropFirst(word.count).trimmed
        let (other, on) = try halves(after, at: "on")
        let keys = try items(on).map { (item) throws(Problem) -> Join.Key in
            guard let (left, right) = item.split(at: "=") else { return Join.Key(try name(item), try name(item)) }
            return Join.Key(try name(left), try name(right))
        }
        return .join(Join(kind ?? .inner, OtherTable(name: try table(other)), on: keys))
    }

    private func sample() throws(Problem) -> Step {
        let (size, seed) = rest.split(at: "seed") ?? (rest, "42")
        guard let seed = Int(seed.trimmed), seed >= 0 else { throw misread }
        let text = size.trimmed
        if text.hasSuffix("%"), let share = Double(text.dropLast().trimmed), share > 0, share <= 100 {
            return .sample(Sample(.percent(share), seed: seed))
        }
        let number = text.lowercased().hasSuffix("rows") ? text.dropLast(4).trimmed : text
        guard let count = Int(number), count > 0 else { throw misread }
        return .sample(Sample(.rows(count), seed: seed))
    }

    // MARK: Parts

    private func halves(_ text: Substring, at word: String) throws(Problem) -> (Substring, Substring) {
        guard let halves = text.split(at: word) else { throw misread }
        return halves
    }

    private func needed(_ text: Substring) throws(Problem) -> String {
        guard !text.trimmed.isEmpty else { throw misread }
        return String(text.trimmed)
    }

    private func items(_ text: Substring) throws(Problem) -> [Substring] {
        let items = text.splitAll(at: ",").map(\.trimmed)
        guard !items.contains("") else { throw misread }
        return items
    }

    private func names(_ text: Substring) throws(Problem) -> [String] {
        var names: [String] = []
        for item in try items(text) { names.append(try name(item)) }
        return names
    }

    /// A name in double quotes, or as it is.
    private func name(_ text: Substring) throws(Problem) -> String {
        let text = try needed(text)
        guard text.hasPrefix("\"") else { return text }
        guard text.count > 2, text.hasSuffix("\"") else { throw misread }
        return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }

    /// A table in single quotes, a query in parentheses, or a name.
    private func table(_ text: Substring) throws(Problem) -> String {
        let text = try needed(text)
        guard text.hasPrefix("'") else { return try name(text[...]) }
        guard text.count > 2, text.hasSuffix("'") else { throw misread }
        return String(text.dropFirst().dropLast()).replacing("''", with: "'")
    }

    private func sortKey(_ item: Substring) throws(Problem) -> SortKey {
        let lower = item.lowercased()
        if lower.hasSuffix(" desc") { return SortKey(try name(item.dropLast(5)), descending: true) }
        return SortKey(try name(lower.hasSuffix(" asc") ? item.dropLast(4) : item))
    }
}
