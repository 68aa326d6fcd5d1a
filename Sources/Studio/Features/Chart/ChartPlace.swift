import Profiling
import Screen
import Tabular
import Workflows

/// The chart place: a menu at the left, a live picture at the right.
struct ChartPlace: Sendable, Equatable {
    let table: OpenedTable
    let title: String
    let relation: Relation
    let schema: Schema
    var spec: ChartSpec
    /// The newest numbers that came; they may be of the chart before while new ones are made.
    var data: ChartData?
    var figures: [ChartFigure] = []
    var problem: Message?
    var isWorking = false
    /// The line of the menu.
    var line = 0
    var saved: [SavedChart] = []
    /// The saved chart that is shown.
    var name: String?

    init?(_ tab: TableTab, spec: ChartSpec) {
        guard let table = tab.table, let relation = tab.relation else { return nil }
        self.table = table
        title = tab.title
        self.relation = relation.unsorted
        schema = tab.schema
        self.spec = spec.settled(in: tab.schema)
    }

    var settings: [ChartSetting] { ChartSetting.shown(spec, schema) }

    /// Lines of the menu: settings, then saved charts.
    var lineCount: Int { settings.count + saved.count }

    var setting: ChartSetting? { settings.indices.contains(line) ? settings[line] : nil }

    var savedChart: SavedChart? {
        let index = line - settings.count
        return saved.indices.contains(index) ? saved[index] : nil
    }

    var picture: Picture? { data.map { ChartPicture.picture($0, figures: figures) } }

    /// Asks for the numbers of the chart as it is now.
    mutating func ask() -> [Effect] {
        isWorking = true
        problem = nil
        line = min(line, max(0, lineCount - 1))
        return [.start("chart", MakeChart(spec: spec, relation: relation, schema: schema))]
    }

    mutating func choose(_ wish: ChartSpec) -> [Effect] {
        let settled = wish.settled(in: schema)
        guard settled != spec else { return [] }
        let setting = setting
        spec = settled
        name = nil
        // Lines come and go with the kind: the same one stays chosen.
        if let setting, let index = settings.firstIndex(of: setting) { line = index }
        return ask()
    }
}

extension AppState {
    mutating func reduceChart(_ action: ChartAction) -> [Effect] {
        switch action {
        case .open:
            return openChart { tab, schema in
                tab.currentColumn.map {
                    tab.owner == nil ? .proposal(for: $0, in: schema) : .proposal(forAnswer: $0, in: schema)
                }
            }
        case .against(let name):
            return openChart { tab, schema in
                guard let first = tab.currentColumn, let second = schema[name] else { return nil }
                return .proposal(for: first, against: second)
            }
        case .openChart(let spec): return openChart { _, _ in spec }
        case .close:
            closeModal(.chart)
            return [.cancel("chart")]
        default: break
        }
        let theme = looks
        return updateModal(.chart) { modal in
            guard case .chart(var place) = modal else { return [] }
            let effects = place.reduce(action, theme)
            modal = .chart(place)
            return effects
        }
    }

    private mutating func openChart(_ spec: (TableTab, Schema) -> ChartSpec?) -> [Effect] {
        guard let tab = data.tab, let spec = spec(tab, tab.schema), var place = ChartPlace(tab, spec: spec) else {
            return []
        }
        let effects = place.ask() + [.start("chart.list", ListCharts(folder: workspacePath, table: place.table))]
        modals.append(.chart(place))
        return effects
    }
}

extension ChartPlace {
    fileprivate mutating func reduce(_ action: ChartAction, _ looks: Looks) -> [Effect] {
        switch action {
        case .made(let spec, let data):
            guard spec == self.spec else { return [] }
            (self.data, figures, isWorking) = (data, [], false)
        case .measured(let spec, let figures): if spec == self.spec { self.figures = figures }
        case .failed(let spec, let problem):
            guard spec == self.spec else { return [] }
            (data, isWorking) = (nil, false)
            self.problem = Message(problem)
        case .listed(let charts): saved = charts
        case .saved(let name, let charts):
            (self.name, saved) = (name.isEmpty ? nil : name, charts)
            line = min(line, max(0, lineCount - 1))
            return name.isEmpty ? [] : [.action(.message(Message("Saved the chart '\(name)'", kind: .success)))]
        case .move(let step): line = max(0, min(line + step, lineCount - 1))
        case .moveTo(let index): line = max(0, min(index, lineCount - 1))
        case .change(let step): return change(step)
        case .pick: return pick()
        case .choose(let spec): return choose(spec)
        case .save(let name):
            let chart = SavedChart(
                name: name, spec: spec, location: table.location, fingerprint: table.fingerprint)
            return [.start("chart.save", SaveChart(chart: chart, table: table))]
        case .remove:
            guard let chart = savedChart else { return [] }
            return [.start("chart.save", SaveChart(chart: chart, table: table, removes: true))]
        case .copyStatement: return data.map { [.start("chart.copy", CopyStatement(sql: $0.statement))] } ?? []
        case .copyCommand: return [.action(.copy(command, what: "the command line"))]
        case .open, .against, .openChart, .close: break
        }
        return []
    }

    /// The command line that draws the same.
    private var command: String {
        let words = ["atelier", "chart", "--data"] + table.location.arguments + spec.options
        let conditions =
            relation.filters.isEmpty
            ? [] : ["--where", relation.filters.map { "(\($0))" }.joined(separator: " AND ")]
        return ShellWords.line(words + conditions)
    }

    private mutating func change(_ step: Int) -> [Effect] {
        guard let setting else { return pick() }
        let options = setting.options(spec, schema)
        guard !options.isEmpty else { return [] }
        let now = options.firstIndex { $0.spec.settled(in: schema) == spec } ?? (step > 0 ? -1 : 0)
        return choose(options[(now + step + options.count) % options.count].spec)
    }

    private mutating func pick() -> [Effect] {
        if let chart = savedChart {
            spec = chart.spec.settled(in: schema)
            name = chart.name
            return ask()
        }
        guard let setting else { return [] }
        let items = setting.options(spec, schema).map {
            Picker.Item(title: $0.title, note: $0.note, action: .chart(.choose($0.spec)))
        }
        return [
            .action(.present(.picker(Picker(title: setting.title, placeholder: "letters of its name", items: items))))
        ]
    }
}
