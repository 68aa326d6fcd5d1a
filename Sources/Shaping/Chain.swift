public import Tabular

/// All that was done to a table, in order. It is a value: undo, editing and replaying are other chains.
public struct Chain: Sendable, Hashable, Codable {
    public var steps: [Step]

    public init(_ steps: [Step] = []) { self.steps = steps }

    public var isEmpty: Bool { steps.isEmpty }

    /// Where the last step stands after which the rows are other rows; nil when there is none.
    public var lastQuery: Int? { steps.lastIndex(where: \.isQuery) }

    /// The steps up to and with the last query, and those after it.
    public var stages: (made: [Step], seen: [Step]) {
        let start = lastQuery.map { $0 + 1 } ?? 0
        return (Array(steps[..<start]), Array(steps[start...]))
    }

    /// The order of the rows: the last sort that nothing has undone.
    public var sort: [SortKey] {
        for step in stages.seen.reversed() { if case .sort(let keys) = step { return keys } }
        return []
    }

    /// The conditions on the rows since the last query.
    public var filters: [String] { stages.seen.compactMap { if case .filter(let text) = $0 { text } else { nil } } }

    /// Adds a step. A sort takes the place of the one before it, and a condition is not added twice.
    public mutating func append(_ step: Step) {
        switch step {
        case .sort(let keys):
            removeSort()
            if !keys.isEmpty { steps.append(step) }
        case .filter(let condition):
            if !filters.contains(condition) { steps.append(step) }
        default: steps.append(step)
        }
    }

    /// Sorts by a column: the same order again takes the sort away; `adding` keeps the other keys before it.
    public mutating func toggleSort(_ column: String, descending: Bool, adding: Bool) {
        let key = SortKey(column, descending: descending)
        let wasThere = sort.contains(key)
        var keys = adding ? sort.filter { $0.column != column } : []
        if !wasThere { keys.append(key) }
        append(.sort(keys))
    }

    /// Takes away the sort since the last query.
    public mutating func removeSort() { removeSeen { if case .sort = $0 { true } else { false } } }

    /// Takes away the conditions since the last query.
    public mutating func removeFilters() { removeSeen { if case .filter = $0 { true } else { false } } }

    private mutating func removeSeen(where test: (Step) -> Bool) {
        let (made, seen) = stages
        steps = made + seen.filter { !test($0) }
    }

    /// The relation that the steps after the last query make of a table: conditions and the order at the end stay
    /// apart, where the engine can use them best.
    /// - Parameter schema: the table's columns before these steps.
    public func seen(of table: Relation, schema: Schema) -> Relation {
        var relation = table
        // Names are listed only where they are needed: tables of thousands of columns are asked for often.
        lazy var columns = schema.names
        for step in stages.seen {
            switch step {
            case .filter(let condition): relation.filters.append(condition)
            case .sort(let keys): relation.sort = keys
            default:
                guard let layers = step.layers(columns: columns) else { continue }
                // Conditions so far are about the columns so far.
                relation.layers += relation.filters.map { .filter($0) } + layers
                relation.filters = []
                relation.sort = step.renamed(relation.sort, columns: columns)
                columns = step.names(after: columns)
            }
        }
        return relation
    }

    /// The query of all steps up to and with the last query, over a relation; nil when there is none.
    public func made(from table: Relation) -> String? {
        let steps = stages.made
        guard let last = steps.last else { return nil }
        let source = steps.dropLast().reduce(table.isPlain ? table.source : "(\(table.sql))") {
            "(" + $1.sqlInside(from: $0) + ")"
        }
        return last.sql(from: source)
    }

    /// One query for all steps, over a relation.
    public func sql(over table: Relation, schema: Schema) -> String {
        guard let made = made(from: table) else { return seen(of: table, schema: schema).sql }
        return stages.seen.reduce(made) { $1.sql(from: "(\($0))") }
    }
}

extension Relation {
    fileprivate var isPlain: Bool { filters.isEmpty && sort.isEmpty }
}

extension Step {
    /// The names of the columns after a step that changes each row by itself.
    public func names(after columns: [String]) -> [String] {
        switch self {
        case .keep(let names): return names
        case .drop(let names): return columns.filter { !names.contains(caseInsensitive: $0) }
        case .rename(let from, let to): return columns.map { $0.lowercased() == from.lowercased() ? to : $0 }
        case .add(let name, _): return columns.contains(caseInsensitive: name) ? columns : columns + [name]
        default: return columns
        }
    }

    /// The keys of an order that are still there after the step.
    fileprivate func renamed(_ keys: [SortKey], columns: [String]) -> [SortKey] {
        switch self {
        case .rename(let from, let to):
            return keys.map {
                $0.column.lowercased() == from.lowercased() ? SortKey(to, descending: $0.descending) : $0
            }
        case .keep, .drop:
            let left = names(after: columns)
            return keys.filter { left.contains(caseInsensitive: $0.column) }
        default: return keys
        }
    }
}
