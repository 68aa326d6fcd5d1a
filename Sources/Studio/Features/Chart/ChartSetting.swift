import Profiling
import Tabular

/// A line of the chart's menu: what can be chosen, and what is.
enum ChartSetting: Sendable, Hashable, CaseIterable {
    case kind, x, y, aggregate, measured, color, bins, every, limit, log

    /// The lines that a chart has.
    static func shown(_ spec: ChartSpec, _ schema: Schema) -> [ChartSetting] {
        let isTime = schema[spec.x].map { ChartRole($0.type) == .time } ?? false
        return allCases.filter { setting in
            switch setting {
            case .kind, .x: true
            case .y: spec.placesY
            case .aggregate: spec.aggregates
            case .measured: spec.aggregates && spec.aggregate != .count
            case .color: spec.kind != .box && spec.kind != .pie && spec.kind != .heatMap
            case .bins: spec.kind != .scatter && !isTime
            case .every: spec.kind != .scatter && isTime
            case .limit: spec.kind != .histogram && spec.kind != .scatter && spec.kind != .line && spec.kind != .area
            case .log: spec.kind != .box && spec.kind != .heatMap && spec.kind != .pie
            }
        }
    }

    var title: String {
        switch self {
        case .kind: "Kind"
        case .x: "X"
        case .y: "Y"
        case .aggregate: "Shows"
        case .measured: "Of"
        case .color: "Colour"
        case .bins: "Bins"
        case .every: "Every"
        case .limit: "Names"
        case .log: "Log"
        }
    }

    /// What is chosen, in a word.
    func value(_ spec: ChartSpec) -> String {
        switch self {
        case .kind: ChartSetting.name(spec.kind)
        case .x: spec.x
        case .y: spec.y ?? "none"
        case .aggregate: spec.aggregate == .count ? "count of rows" : spec.aggregate.rawValue
        case .measured: spec.measured ?? "none"
        case .color: spec.color ?? "none"
        case .bins: spec.bins.map(String.init) ?? "automatic"
        case .every: spec.granularity?.rawValue ?? "automatic"
        case .limit: String(spec.limit)
        case .log: spec.log == .none ? "no axis" : spec.log == .both ? "both axes" : "the \(spec.log.rawValue) axis"
        }
    }

    static func name(_ kind: ChartKind) -> String {
        switch kind {
        case .stackedBar: "stacked bars"
        case .bar: "bars"
        case .heatMap: "heat map"
        case .box: "box plot"
        case .pie: "shares (pie)"
        default: kind.rawValue
        }
    }

    private static let binCounts: [Int?] = [nil, 5, 10, 20, 40, 80, 160]
    private static let limits = [5, 8, 12, 20, 30, 50]

    /// Everything that can be chosen, each as the chart that it makes.
    func options(_ spec: ChartSpec, _ schema: Schema) -> [(title: String, note: String, spec: ChartSpec)] {
        func each<T>(
            _ values: [T], _ title: (T) -> String, _ change: (inout ChartSpec, T) -> Void
        ) -> [(title: String, note: String, spec: ChartSpec)] {
            values.map { value in
                var changed = spec
                change(&changed, value)
                return (title(value), "", changed)
            }
        }
        func columns(
            _ isWanted: (Column) -> Bool, none: Bool = false, _ change: (inout ChartSpec, String?) -> Void
        ) -> [(title: String, note: String, spec: ChartSpec)] {
            var found = none ? each([0], { _ in "none" }) { spec, _ in change(&spec, nil) } : []
            for column in schema.columns where isWanted(column) {
                var changed = spec
                change(&changed, column.name)
                found.append((column.name, TypeLabel.short(column.type), changed))
            }
            return found
        }
        func isNumber(_ column: Column) -> Bool { ChartRole(column.type) == .number }
        switch self {
        case .kind: return each(ChartKind.allCases, ChartSetting.name) { $0.kind = $1 }
        case .x: return columns({ _ in true }) { $0.x = $1 ?? $0.x }
        case .y:
            return columns({
                spec.kind == .box ? isNumber($0) : spec.kind == .scatter ? ChartRole($0.type) != .category : true
            }) { $0.y = $1 }
        case .aggregate:
            let number = schema.columns.first { isNumber($0) && $0.name != spec.x }?.name
            return each(ChartAggregate.allCases, { $0 == .count ? "count of rows" : $0.rawValue }) { spec, aggregate in
                spec.aggregate = aggregate
                guard aggregate != .count else { return }
                if spec.kind == .heatMap { spec.color = spec.color ?? number } else { spec.y = spec.y ?? number }
            }
        case .measured:
            return columns({ !spec.aggregate.needsNumbers || isNumber($0) || $0.type.kind == .boolean }) {
                if $0.kind == .heatMap { $0.color = $1 } else { $0.y = $1 }
            }
        case .color: return columns({ _ in true }, none: true) { $0.color = $1 }
        case .bins: return each(Self.binCounts, { $0.map(String.init) ?? "automatic" }) { $0.bins = $1 }
        case .every:
            let steps: [ChartGranularity?] = [nil] + ChartGranularity.allCases
            return each(steps, { $0?.rawValue ?? "automatic" }) { $0.granularity = $1 }
        case .limit: return each(Self.limits, { String($0) }) { $0.limit = $1 }
        case .log: return each(ChartLog.allCases, { $0.rawValue }) { $0.log = $1 }
        }
    }
}
