import Shaping
import Tabular

extension DataState {
    /// Tables made from the one on the screen, and the way back into its rows.
    mutating func reduceDeriving(_ action: DataAction) -> [Effect] {
        switch action {
        case .derive(let steps, let title, let drill): derive(steps, title: title, drill: drill)
        case .drillIn: drillIn()
        case .proposeJoin(let work): [.start("join", work)]
        default: []
        }
    }

    mutating func reduceEdit(_ place: StepPlace, _ step: Step) -> [Effect] {
        guard let tab else { return [] }
        var chain = tab.view.chain
        switch place {
        case .ownTab: return derive([step], title: String(step.description.prefix(32)), drill: step.groups)
        case .replacing(let index) where chain.steps.indices.contains(index): chain.steps[index] = step
        case .before(let index): chain.steps.insert(step, at: min(index, chain.steps.count))
        case .replacing: return []
        }
        return withTab { $0.propose { $0 = chain } }
    }

    /// Whether the rows on the screen stand for groups of another tab's.
    var canDrill: Bool {
        guard let drill = tab?.drill, !drill.columns.isEmpty else { return false }
        return tabs.contains { $0.id == drill.tab }
    }

    private mutating func derive(_ steps: [Step], title: String, drill: [String]) -> [Effect] {
        guard let parent = tab, parent.phase == .ready, let table = parent.table else { return [] }
        let id = addTab(parent.location, title: title)
        current = tabs.count - 1
        focus = .grid
        return withTab(id: id) { tab in
            tab.table = table
            (tab.stamp, tab.staleness) = (parent.stamp, parent.staleness)
            tab.phase = .opening
            tab.drill = Drill(tab: parent.id, columns: drill)
            var chain = parent.view.chain
            for step in steps { chain.append(step) }
            let work = ShapeTable(tab: id, table: table, view: parent.view, chain: chain)
            return [.job(tab.effect("shape"), title: title, work)]
        }
    }

    /// Shows the rows of the group under the cursor, in the tab that they are in.
    private mutating func drillIn() -> [Effect] {
        guard let tab, let drill = tab.drill, let place = tabs.firstIndex(where: { $0.id == drill.tab }) else {
            return []
        }
        // The picked groups, or the one under the cursor.
        let rows = tab.selection.isEmpty ? [tab.cursor.row] : tab.selection.sorted()
        let groups = rows.compactMap { tab.condition(row: $0, columns: drill.columns) }
        guard groups.count == rows.count else {
            return [.action(.message(Message("Some picked groups are out of sight", hint: "Scroll to them once.")))]
        }
        current = place
        let condition = groups.count == 1 ? groups[0] : groups.map { "(\($0))" }.joined(separator: " OR ")
        return withTab { $0.show { $0.append(.filter(condition)) } }
    }
}

extension TableTab {
    /// What the values of some columns in a row are; nil while the row is not here.
    fileprivate func condition(row: Int, columns: [String]) -> String? {
        let parts = columns.compactMap { name -> String? in
            guard let index = schema.names.firstIndex(of: name), let value = tiles.value(row: row, column: index) else {
                return nil
            }
            return CellFilter.matching(schema.columns[index], value)
        }
        return parts.count == columns.count ? parts.joined(separator: " AND ") : nil
    }
}

extension Step {
    /// The columns whose values tell the rows that a row afterwards stands for.
    fileprivate var groups: [String] {
        switch self {
        case .group(let by, _): by
        case .pivot(let pivot): pivot.rows
        default: []
        }
    }
}

/// Where a step goes.
enum StepPlace: Sendable, Hashable {
    /// In the place of a step, by its number from 0.
    case replacing(Int)
    case before(Int)
    /// At the end, in a tab of its own.
    case ownTab
}

extension DataAction {
    /// A table of the values of some columns, the most frequent first, with their share of the rows.
    static func frequency(of columns: [String]) -> DataAction {
        // A column may be called rows itself.
        let taken = Set(columns.map { $0.lowercased() })
        func free(_ name: String) -> String { taken.contains(name) ? free(name + "_") : name }
        let measures = [
            Measure("count(*)", as: free("rows")),
            Measure("round(100.0 * count(*) / sum(count(*)) OVER (), 2)", as: free("percent")),
            Measure("bar(count(*), 0, max(count(*)) OVER (), 20)", as: free("bar")),
        ]
        let steps: [Step] = [.group(by: columns, measures: measures), .sort([SortKey(free("rows"), descending: true)])]
        return .derive(steps, title: "values of " + columns.joined(separator: ", "), drill: columns)
    }
}
