import Profiling
import Registry
import Tabular

/// Finds out how to read a source.
struct OpenTable: Work {
    var tab: Int
    var location: SourceLocation

    func run(_ context: EffectContext) async throws -> Action? {
        // Before the file is read: what changes meanwhile is a change.
        if let stamp = FileStamp(location) { context.send(.data(.stamped(tab, stamp))) }
        let table = try await context.withConnection(.browse) { try await $0.open(location) }
        // Before the table, so that its first rows are shown as they were left.
        let memory = TabMemory.of(location, workspace: context.environment.workspacePath)
        if let memory { context.send(.data(.remembered(tab, memory))) }
        return .data(.opened(tab, table))
    }

    func failure(_ problem: Problem) -> Action? { .data(.openFailed(tab, problem)) }
}

/// Opens the answer of a query as a table.
struct OpenQuery: Work {
    var tab: Int
    var query: String

    func run(_ context: EffectContext) async throws -> Action? {
        let relation = Relation(query: query)
        let schema = try await context.withConnection(.browse) { try await $0.schema(of: relation) }
        return .data(
            .opened(
                tab,
                OpenedTable(
                    location: SourceLocation(query), format: .query, relation: relation, schema: schema,
                    fingerprint: query)))
    }

    func failure(_ problem: Problem) -> Action? { .data(.openFailed(tab, problem)) }
}

/// Fetches a tile of what a tab shows.
struct FetchTile: Work {
    var tab: Int
    var revision: Int
    var relation: Relation
    var tile: Tile
    /// The names of the tile's columns; nil when they are all.
    var columns: [String]?

    func run(_ context: EffectContext) async throws -> Action? {
        let page = try await context.withConnection(.browse) { connection in
            // The first rows of an order come sooner without the whole order, which the next tile has made.
            if !relation.sort.isEmpty, tile.rowBlock > 0 { try await connection.prepareOrder(of: relation) }
            return try await connection.page(of: relation, rows: tile.rowRange, columns: columns)
        }
        return .data(.page(tab, revision: revision, tile, page))
    }

    func failure(_ problem: Problem) -> Action? { .data(.pageFailed(tab, revision: revision, problem)) }
}

/// Counts the rows of what a tab shows.
struct CountRows: Work {
    var tab: Int
    var revision: Int
    var relation: Relation

    func run(_ context: EffectContext) async throws -> Action? {
        let count = try await context.withConnection(.count) { try await $0.rowCount(of: relation.unsorted) }
        return .data(.counted(tab, revision: revision, count))
    }
}

/// Copies a table that is slow to window into the session.
struct LoadTable: Work {
    var tab: Int
    var table: OpenedTable

    func run(_ context: EffectContext) async throws -> Action? {
        let loaded = try await context.withConnection(.load) { connection in
            try await connection.load(table) { context.progress($0) }
        }
        return .data(.loaded(tab, loaded))
    }

    func failure(_ problem: Problem) -> Action? { .data(.loadFailed(tab, problem)) }
}

/// Keeps a loaded table for the next time that its files are opened. That it cannot is no trouble of anybody's.
struct KeepLoaded: Work {
    var table: OpenedTable

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.keep) { try await $0.keep(table) }
        return nil
    }

    func failure(_ problem: Problem) -> Action? { nil }
}

/// Looks for text, from a row on, around the end once.
struct FindText: Work {
    var tab: Int
    var revision: Int
    var text: String
    var relation: Relation
    var columns: [String]
    var row: Int
    var forward: Bool
    /// Where to go on when the end is reached; nil while the number of rows is unknown.
    var rowCount: Int?

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.browse) { connection in
            if !relation.sort.isEmpty { try await connection.prepareOrder(of: relation) }
            func find(from row: Int) async throws -> Int? {
                try await connection.find(text, in: relation, columns: columns, from: row, forward: forward)
            }
            if let row = try await find(from: row) {
                return .data(.found(tab, revision: revision, row: row, wrapped: false))
            }
            let around = forward ? -1 : rowCount
            let row = if let around { try await find(from: around) } else { Int?.none }
            return .data(.found(tab, revision: revision, row: row, wrapped: true))
        }
    }

    func failure(_ problem: Problem) -> Action? { .data(.searchFailed(tab, problem)) }
}

/// Describes one column: from the first rows at once, from all of them as soon as can be.
struct ProfileColumn: Work {
    var tab: Int
    var column: Column
    var relation: Relation
    /// Whether the quick answer is worth having: not when the exact one is as quick.
    var quickFirst: Bool
    /// Whether that is all there is to do.
    var quickOnly = false
    /// Bars of the histogram: as many as the pane has room for.
    var bins = ProfileColumn.bins

    /// Rows that the quick answer looks at.
    static let quickRows = 10_000
    /// Bars of a histogram that has no room of its own yet.
    static let bins = 32

    func run(_ context: EffectContext) async throws -> Action? {
        try await context.withConnection(.profile) { profiler in
            if quickOnly {
                return .data(
                    .profiled(
                        tab,
                        try await profiler.quickProfile(of: column, in: relation, rows: Self.quickRows, bins: bins)))
            }
            if quickFirst {
                let quick = try await profiler.quickProfile(
                    of: column, in: relation, rows: Self.quickRows, bins: bins)
                context.send(.data(.profiled(tab, quick)))
                try Task.checkCancellation()
            }
            let whole = try await profiler.profile(of: column, in: relation, bins: bins) {
                context.send(.data(.profiled(tab, $0)))
            }
            return .data(.profiled(tab, whole))
        }
    }

    func failure(_ problem: Problem) -> Action? { .data(.profileFailed(tab, column: column.name, problem)) }
}

/// Lists the workspace's tables and views.
struct ListTables: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        let tables = try await context.withConnection(.count) { try await $0.workspaceTables() }
        let reason = await context.environment.readOnlyReason()
        return .data(.tree(.listedTables(tables, readOnlyReason: reason)))
    }

    func failure(_ problem: Problem) -> Action? { .data(.tree(.failed(.tables, problem))) }
}

/// Lists the tables and folders of a folder.
struct ListFiles: Work {
    var folder: String

    func run(_ context: EffectContext) async throws -> Action? {
        .data(.tree(.listedFiles(folder: folder, try FileEntry.list(folder))))
    }

    func failure(_ problem: Problem) -> Action? { .data(.tree(.failed(.files, problem))) }
}

/// Lists the newest version of each model.
struct ListModels: Work {
    func run(_ context: EffectContext) async throws -> Action? {
        let versions = try await context.registry().versions()
        var seen: Set<String> = []
        context.send(.data(.tree(.listedModels(versions.filter { seen.insert($0.name).inserted }))))
        try await context.registerModels()
        return nil
    }

    func failure(_ problem: Problem) -> Action? { .data(.tree(.failed(.models, problem))) }
}
