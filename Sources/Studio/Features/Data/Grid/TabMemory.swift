import Foundation
import Profiling
import Shaping
import Tabular

/// What is kept about a source for the next time it is opened.
struct TabMemory: Sendable, Hashable, Codable {
    var columns = ColumnArrangement()
    var marks: [RowMark] = []

    var isEmpty: Bool { self == TabMemory() }

    /// What was kept about a source, if anything was. A file that cannot be read is as good as none.
    static func of(_ location: SourceLocation, workspace: String) -> TabMemory? {
        let data = FileManager.default.contents(atPath: path(of: location, workspace: workspace))
        let memory = data.flatMap { try? JSONDecoder().decode(TabMemory.self, from: $0) }
        return memory?.isEmpty == false ? memory : nil
    }

    /// Where the memory of a source is, in a workspace. A hash (FNV-1a) keeps names short and files flat.
    static func path(of location: SourceLocation, workspace: String) -> String {
        let text = location.arguments.joined(separator: "\n")
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return workspace + "/layouts/" + String(hash, radix: 16) + ".json"
    }
}

/// Keeps the arrangement and the marks of a source. A workspace that cannot be written stays as it is.
struct RememberTable: Work {
    var location: SourceLocation
    var memory: TabMemory

    func run(_ context: EffectContext) async throws -> Action? {
        let path = TabMemory.path(of: location, workspace: context.environment.workspacePath)
        guard await context.environment.readOnlyReason() == nil else { return nil }
        if memory.isEmpty {
            try? FileManager.default.removeItem(atPath: path)
            return nil
        }
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try? encoder.encode(memory).write(to: URL(filePath: path), options: .atomic)
        return nil
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

extension DataState {
    mutating func reduceRemembering(_ action: DataAction) -> [Effect] {
        switch action {
        case .remembered(let id, let memory):
            return withTab(id: id) { tab in
                tab.marks = memory.marks
                tab.arrange { $0 = memory.columns }
                return []
            }
        case .mark: return withTab { $0.toggleMark() }
        case .marked(let id, let mark): return withTab(id: id) { $0.marked(mark) }
        case .toMark(let mark): return withTab { $0.find(mark) }
        case .listColumns:
            guard let tab else { return [] }
            let list = ColumnList(tab: tab)
            let names = ColumnList.inSight(list.matches(tab), list.selected)
            return [.action(.present(.columnList(list))), .action(.data(.profileColumns(names)))]
        case .profileColumns(let names):
            guard let tab, let relation = tab.relation else { return [] }
            let columns = names.compactMap { tab.schema[$0] }.filter { tab.profiles[$0.name] == nil }
            if columns.isEmpty { return [] }
            let work = ProfileQuickly(tab: tab.id, columns: columns, relation: relation.unsorted)
            return [.start("columns.profiles", work)]
        default: return []
        }
    }
}

extension TableTab {
    /// Keeps what a person did for the eyes; only tables that can be opened again are remembered.
    func remember() -> Effect {
        // What is typed into the program, made by it or read from a pipe is not the same the next time.
        let isLasting = !isQuery && drill == nil && location.arguments != ["-"]
        let memory = isLasting ? TabMemory(columns: columns, marks: marks) : TabMemory()
        return .start(effect("remember"), RememberTable(location: location, memory: memory))
    }
}

/// Describes some columns from their first rows.
struct ProfileQuickly: Work {
    var tab: Int
    var columns: [Column]
    var relation: Relation

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.count) { connection in
            for column in columns {
                let profile = try await connection.quickProfile(
                    of: column, in: relation, rows: ProfileColumn.quickRows, bins: ProfileColumn.bins)
                context.send(.data(.profiled(tab, profile)))
                try Task.checkCancellation()
            }
        }
        return nil
    }

    func failure(_ problem: Problem) -> Action? { nil }
}
