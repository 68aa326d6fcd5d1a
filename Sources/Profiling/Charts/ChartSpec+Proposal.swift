public import Tabular

/// What a column can be in a chart.
public enum ChartRole: Sendable, Hashable {
    case number, time, category

    public init(_ type: ColumnType) {
        switch type.kind {
        case .integer, .real, .decimal, .time, .interval: self = .number
        case .date, .timestamp: self = .time
        default: self = .category
        }
    }
}

extension ChartSpec {
    /// A sensible chart of one column: its distribution, by a column that looks like what one wants to know.
    public static func proposal(for column: Column, in schema: Schema) -> ChartSpec {
        let target = target(in: schema)
        let color = target == column.name ? nil : target
        switch ChartRole(column.type) {
        case .number: return ChartSpec(.histogram, x: column.name, color: color)
        case .time: return ChartSpec(.line, x: column.name)
        case .category: return ChartSpec(color == nil ? .bar : .stackedBar, x: column.name, color: color)
        }
    }

    /// The chart that shows how two columns go together.
    /// A picture of the few rows of an answer: what it was grouped by, and the first number that came of it.
    public static func proposal(forAnswer column: Column, in schema: Schema) -> ChartSpec {
        let names = schema.columns.filter { ChartRole($0.type) != .number }
        let group = ChartRole(column.type) == .number ? names.first : column
        let numbers = schema.columns.filter { ChartRole($0.type) == .number && $0.name != group?.name }
        let number = ChartRole(column.type) == .number ? column : numbers.first
        guard let group, let number else { return proposal(for: column, in: schema) }
        let isTime = ChartRole(group.type) == .time
        let other = names.first { $0.name != group.name && ChartRole($0.type) == .category }
        return ChartSpec(
            isTime ? .line : other == nil ? .bar : .stackedBar, x: group.name, y: number.name, aggregate: .sum,
            color: other?.name, limit: 30)
    }

    public static func proposal(for first: Column, against second: Column) -> ChartSpec {
        switch (ChartRole(first.type), ChartRole(second.type)) {
        case (.number, .number): ChartSpec(.scatter, x: first.name, y: second.name)
        case (.category, .number): ChartSpec(.box, x: first.name, y: second.name)
        case (.number, .category): ChartSpec(.box, x: second.name, y: first.name)
        case (.category, .category): ChartSpec(.heatMap, x: first.name, y: second.name)
        case (.time, .number): ChartSpec(.line, x: first.name, y: second.name, aggregate: .mean)
        case (.number, .time): ChartSpec(.line, x: second.name, y: first.name, aggregate: .mean)
        case (.time, .category): ChartSpec(.line, x: first.name, color: second.name)
        case (.category, .time): ChartSpec(.line, x: second.name, color: first.name)
        case (.time, .time): ChartSpec(.scatter, x: first.name, y: second.name)
        }
    }

    /// The names that people give to the column they want to predict; a boolean at the end is one too.
    private static let targets: Set<String> = [
        "target", "label", "class", "species", "outcome", "survived", "churn", "churned", "default", "fraud",
        "is_fraud", "response", "converted",
    ]

    /// The column that looks like a target with few values.
    static func target(in schema: Schema) -> String? {
        let candidates = schema.columns.filter { ChartRole($0.type) == .category }
        return candidates.first { targets.contains($0.name.lowercased()) }?.name
            ?? schema.columns.last.flatMap { $0.type.kind == .boolean ? $0.name : nil }
    }

    /// The same wish with whatever the kind needs and the columns can give: what a menu does after every choice.
    public func settled(in schema: Schema) -> ChartSpec {
        var spec = self
        func column(_ name: String?) -> Column? { name.flatMap { schema[$0] } }
        func isNumber(_ name: String?) -> Bool { column(name).map { ChartRole($0.type) == .number } ?? false }
        let others = schema.columns.filter { $0.name != spec.x }
        switch kind {
        case .scatter where column(y).map({ ChartRole($0.type) == .category }) ?? true:
            spec.y = (others.first { ChartRole($0.type) == .number } ?? others.first)?.name ?? x
        case .box where !isNumber(y):
            spec.y = (others.first { ChartRole($0.type) == .number } ?? others.first)?.name ?? x
        case .heatMap where y == nil:
            spec.y = (others.first { ChartRole($0.type) == .category } ?? others.first)?.name ?? x
        case .bar, .stackedBar, .line, .area, .pie:
            if y == nil { spec.aggregate = .count }
        default: break
        }
        if kind == .heatMap, color == nil { spec.aggregate = .count }
        if let measured = spec.measured, spec.aggregate.needsNumbers, !isNumber(measured),
            column(measured)?.type.kind != .boolean
        {
            spec.aggregate = .distinct
        }
        return spec
    }
}
