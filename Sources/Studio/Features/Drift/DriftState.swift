import Profiling
import Screen
import Tabular

/// What a table is compared with.
enum DriftTarget: Sendable, Hashable {
    /// Another open table.
    case tab(Int)
    case source(SourceLocation)
}

/// What can happen while two tables are compared.
enum DriftAction: Sendable, Equatable {
    case compare(DriftTarget)
    /// Both tables are known: which columns they have.
    case began(DriftReport, total: Int)
    case column(ColumnDrift)
    case finished
    case failed(Problem)
    case move(Int)
    case moveTo(Int)
    case close
}

/// Two tables side by side: what has moved, column by column.
struct DriftView: Sendable, Equatable {
    var report: DriftReport?
    /// Columns that will be there.
    var total = 0
    var isDone = false
    var problem: Message?
    var cursor = 0
    /// Whether a person has chosen a column; until then the most moved one is.
    var isChosen = false

    var current: ColumnDrift? {
        guard let report, report.columns.indices.contains(cursor) else { return nil }
        return report.columns[cursor]
    }
}

/// Compares all common columns, one after another.
struct CompareTables: Work {
    /// A table that is open, or one to open.
    enum Side: Sendable, Hashable {
        case table(ComparedTable)
        case source(SourceLocation)
    }

    var first: Side
    var second: ComparedTable

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.wizard) { connection in
            let first: ComparedTable
            switch self.first {
            case .table(let table): first = table
            case .source(let location):
                var table = try await connection.open(location)
                if table.needsLoading { table = try await connection.load(table) { _ in } }
                first = ComparedTable(name: location.label, relation: table.relation, schema: table.schema)
            }
            var report = DriftReport(first: first, second: second)
            report.firstRows = try await connection.rowCount(of: first.relation)
            report.secondRows = try await connection.rowCount(of: second.relation)
            let common = report.common(first, second)
            context.send(.drift(.began(report, total: common.count)))
            for name in common {
                context.send(.drift(.column(try await connection.drift(of: name, from: first, to: second))))
            }
            return .drift(.finished)
        }
    }

    func failure(_ problem: Problem) -> Action? { problem.kind == .interrupted ? nil : .drift(.failed(problem)) }
}

extension AppState {
    mutating func reduceDrift(_ action: DriftAction) -> [Effect] {
        if case .compare(let target) = action { return compare(with: target) }
        if action == .close {
            closeModal(.drift)
            return [.cancel("drift")]
        }
        return updateModal(.drift) { modal in
            guard case .drift(var view) = modal else { return [] }
            view.reduce(action)
            modal = .drift(view)
            return []
        }
    }

    private mutating func compare(with target: DriftTarget) -> [Effect] {
        guard let tab = data.tab, let second = tab.compared else { return [] }
        let first: CompareTables.Side
        switch target {
        case .tab(let id):
            guard let other = data.tabs.first(where: { $0.id == id })?.compared else { return [] }
            first = .table(other)
        case .source(let location): first = .source(location)
        }
        modals.append(.drift(DriftView()))
        return [.start("drift", CompareTables(first: first, second: second))]
    }
}

extension TableTab {
    /// What is shown, as one side of a comparison.
    fileprivate var compared: ComparedTable? {
        relation.map { ComparedTable(name: title, relation: $0.unsorted, schema: schema) }
    }
}

extension DriftView {
    fileprivate mutating func reduce(_ action: DriftAction) {
        switch action {
        case .began(let report, let total): (self.report, self.total) = (report, total)
        case .column(let drift):
            let name = current?.column
            report?.columns.append(drift)
            report?.sort()
            // The column under the cursor stays there, when a person has put it there.
            cursor = isChosen ? report?.columns.firstIndex { $0.column == name } ?? 0 : 0
        case .finished: isDone = true
        case .failed(let problem): self.problem = Message(problem)
        case .move(let step): moveTo(cursor + step)
        case .moveTo(let index): moveTo(index)
        case .compare, .close: break
        }
    }

    private mutating func moveTo(_ index: Int) {
        isChosen = true
        cursor = max(0, min(index, (report?.columns.count ?? 1) - 1))
    }
}
