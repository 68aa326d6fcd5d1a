import Tabular

extension Step: CustomStringConvertible {
    /// The step as a line that can be read, edited and parsed again: `sort dep_delay desc, carrier`.
    public var description: String {
        let list = { (names: [String]) in names.map(Self.word).joined(separator: ", ") }
        switch self {
        case .filter(let condition): return "where \(condition)"
        case .sort(let keys):
            return "sort " + keys.map { Self.word($0.column) + ($0.descending ? " desc" : "") }.joined(separator: ", ")
        case .keep(let names): return "keep " + list(names)
        case .drop(let names): return "drop " + list(names)
        case .rename(let from, let to): return "rename \(Self.word(from)) to \(Self.word(to))"
        case .add(let name, let expression): return "add \(Self.word(name)) = \(expression)"
        case .cast(let column, let type): return "cast \(Self.word(column)) to \(type)"
        case .group(let by, let measures):
            let what = measures.map { "\($0.expression) as \(Self.word($0.name))" }.joined(separator: ", ")
            return "group \(list(by))" + (measures.isEmpty ? "" : (by.isEmpty ? ": " : ": ") + what)
        case .pivot(let pivot):
            let rows = pivot.rows.isEmpty ? "" : " by \(list(pivot.rows))"
            return "pivot \(Self.word(pivot.column))\(rows): \(pivot.value)"
        case .unpivot(let columns, let name, let value):
            return "unpivot \(list(columns)) into \(Self.word(name)), \(Self.word(value))"
        case .join(let join):
            let keys = join.keys.map {
                $0.left == $0.right ? Self.word($0.left) : "\(Self.word($0.left)) = \(Self.word($0.right))"
            }
            return "join \(join.kind.rawValue) \(Self.table(join.other.name)) on \(keys.joined(separator: ", "))"
        case .append(let other): return "append \(Self.table(other.name))"
        case .sample(let sample):
            let size =
                switch sample.size {
                case .rows(let count): "\(count) rows"
                case .percent(let share): "\(share)%"
                }
            return "sample \(size) seed \(sample.seed)"
        case .distinct(let names): return names.isEmpty ? "distinct" : "distinct \(list(names))"
        case .query(let query): return "query " + query.replacing("\n", with: " ")
        }
    }

    /// A name as it is, or quoted when it would not be read as one.
    public static func word(_ name: String) -> String {
        let isPlain = !name.isEmpty && name.allSatisfy { $0 == "_" || $0.isLetter || ($0.isASCII && $0.isNumber) }
        return isPlain && name.first?.isNumber == false && !keywords.contains(name.lowercased())
            ? name : SQL.identifier(name)
    }

    /// Words between the names of a step.
    private static let keywords: Set<String> = ["to", "into", "on", "by", "as", "desc", "asc", "seed", "rows"]

    private static func table(_ name: String) -> String { name.hasPrefix("(") ? name : SQL.literal(name) }
}
