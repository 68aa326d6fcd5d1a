public import Tabular

extension Step {
    /// Says which names of the step cannot be, over a table with these columns: the engine would tell of its own
    /// aliases, or take what is meant for a new name for another column's.
    /// - Parameter others: the columns of the other table that the step names, as far as they are known.
    public func check(columns: [String], others: [String]? = nil) throws(Problem) {
        let names = Names(columns)
        switch self {
        case .filter, .append, .sample, .query: break
        case .sort(let keys): try names.require(keys.map(\.column))
        case .keep(let kept): try names.require(kept)
        case .drop(let dropped):
            try names.require(dropped)
            guard Set(dropped.map { $0.lowercased() }).count < names.known.count else {
                throw Problem("no column would be left", hint: "Keep at least one.", kind: .usage)
            }
        case .distinct(let told): try names.require(told)
        case .cast(let column, _): try names.require([column])
        case .add: break
        case .rename(let from, let to):
            try names.require([from])
            if from.lowercased() != to.lowercased() { try names.refuse(to) }
        case .group(let by, let measures):
            try names.require(by)
            var made = Names(by)
            for measure in measures { try made.add(measure.name) }
        case .pivot(let pivot): try names.require([pivot.column] + pivot.rows)
        case .unpivot(let turned, let name, let value):
            try names.require(turned)
            let gone = Set(turned.map { $0.lowercased() })
            var left = Names(columns.filter { !gone.contains($0.lowercased()) })
            for new in [name, value] { try left.add(new) }
        case .join(let join):
            try names.require(join.keys.map(\.left))
            if let others { try Names(others, of: join.other.label).require(join.keys.map(\.right)) }
        }
    }
}

extension OtherTable {
    /// What it is called where it is told about.
    fileprivate var label: String { name.hasPrefix("(") ? "the other table" : name }
}

/// The names that there are.
private struct Names {
    var known: Set<String>
    let all: [String]
    /// The table that they are of, when it is not the one at hand.
    let table: String?

    init(_ all: [String], of table: String? = nil) {
        self.all = all
        self.table = table
        known = Set(all.map { $0.lowercased() })
    }

    func require(_ names: [String]) throws(Problem) {
        for name in names where !known.contains(name.lowercased()) {
            let near = EditDistance.nearest(to: name, among: all)
            let some = all.prefix(12).joined(separator: ", ") + (all.count > 12 ? ", …" : "")
            throw Problem(
                table.map { "\($0) has no column '\(name)'" } ?? "there is no column '\(name)'",
                hint: near.map { "Did you mean '\($0)'?" } ?? "The columns are: \(some).", kind: .usage)
        }
    }

    func refuse(_ name: String) throws(Problem) {
        guard known.contains(name.lowercased()) else { return }
        throw Problem("there is a column '\(name)' already", hint: "Choose another name.", kind: .usage)
    }

    mutating func add(_ name: String) throws(Problem) {
        try refuse(name)
        known.insert(name.lowercased())
    }
}
