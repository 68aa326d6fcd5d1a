import Profiling
import Screen
import Tabular

@testable import Studio

/// Values for tests of reducers, which need no engine.
enum Make {
    static let size = Size(width: 140, height: 42)

    static func table(rows: Int? = 1_000, columns: Int = 3, needsLoading: Bool = false) -> OpenedTable {
        let schema = Schema(
            (0..<columns).map { Column("c\($0)", $0 == 0 ? .text : .bigint) })
        return OpenedTable(
            location: SourceLocation("t.parquet"), format: .parquet, relation: Relation(source: "t"), schema: schema,
            rowCount: rows, needsLoading: needsLoading)
    }

    static func page(_ tile: Tile, rows: Int = Tile.rows, columns: Int = 3) -> TablePage {
        let first = tile.rowRange.lowerBound
        let cells = (0..<rows).map { row in (0..<columns).map { CellValue("\(first + row).\($0)") } }
        return TablePage(columns: table(columns: columns).schema.columns, firstRow: first, rows: cells)
    }

    /// The Data place with one table open and its first page there.
    static func opened(rows: Int? = 1_000, columns: Int = 3, needsLoading: Bool = false) -> DataState {
        var data = DataState(folder: ".")
        _ = data.reduce(.open([SourceLocation("t.parquet")]), size: size)
        _ = data.reduce(.opened(1, table(rows: rows, columns: columns, needsLoading: needsLoading)), size: size)
        return data
    }

    static func browsing(rows: Int? = 1_000, columns: Int = 3) -> DataState {
        var data = opened(rows: rows, columns: columns)
        let tile = Tile(rowBlock: 0, columnBlock: 0)
        _ = data.reduce(.page(1, revision: 0, tile, page(tile, columns: columns)), size: size)
        return data
    }

    static func app(_ data: DataState? = nil) -> AppState {
        var state = AppState(workspaceName: "test", workspacePath: "/tmp/test", folder: ".", size: size)
        if let data { state.data = data }
        return state
    }

    static func profile(_ name: String, _ basis: ColumnProfile.Basis) -> ColumnProfile {
        ColumnProfile(column: Column(name, .bigint), basis: basis, rows: 10, nulls: 0)
    }
}

extension Effect {
    /// The id of started work.
    var startedID: EffectID? {
        switch self {
        case .start(let id, _), .job(let id, _, _): id
        default: nil
        }
    }
}

extension AppState {
    /// Applies an action and the actions that follow at once; returns what is left to be done.
    mutating func run(_ action: Action) -> [Effect] {
        var waiting = [action], left: [Effect] = []
        while !waiting.isEmpty {
            for effect in reduce(waiting.removeFirst()) {
                if case .action(let next) = effect { waiting.append(next) } else { left.append(effect) }
            }
        }
        return left
    }

    /// Presses keys, named as in key maps.
    mutating func press(_ keys: String) -> [Effect] {
        keys.split(separator: " ").flatMap { word in KeyPress(String(word)).map { run(.key($0)) } ?? [] }
    }
}
