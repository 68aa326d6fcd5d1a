import EngineSupport
public import Tabular

/// A connection to DuckDB, on a thread of its own.
public actor DuckDBConnection: TableConnection {
    private let thread = EngineThread(name: "duckdb")
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    private let session: Session
    nonisolated let core: DatabaseCore
    nonisolated let tally: PredictTally
    nonisolated let interrupter: Interrupter

    init(core: DatabaseCore) throws(Problem) {
        self.core = core
        let session = try Session(core: core)
        tally = session.tally
        interrupter = session.interrupter
        self.session = session
    }

    /// What an operation needs of the workspace.
    enum WorkspaceUse {
        case none
        /// Names in a filter may mean its tables, but a warehouse that cannot be opened must not stand in the way.
        case wanted
        case required
    }

    /// Runs blocking work that cancelling the calling task interrupts.
    /// - Parameter workspace: whether unqualified names resolve in the workspace.
    func perform<T: Sendable>(workspace: WorkspaceUse, _ work: (Session) throws -> T) async throws -> T {
        interrupter.begin()
        defer { interrupter.end() }
        return try await withTaskCancellationHandler {
            do {
                switch workspace {
                case .none: break
                case .wanted: try? session.useWorkspace()
                case .required: try session.useWorkspace()
                }
                guard session.priority == .foreground else { return try work(session) }
                return try core.gate.going { try work(session) }
            } catch {
                throw interrupter.isRaised ? Problem.cancelled : Problem(error)
            }
        } onCancel: {
            interrupter.stop()
        }
    }

    /// What it takes to understand a relation.
    func workspace(for relation: Relation) -> WorkspaceUse {
        guard core.sources.isSelfContained(relation.base) else { return .required }
        return relation.filters.isEmpty && relation.layers.isEmpty ? .none : .wanted
    }

    public func setPriority(_ priority: WorkPriority) {
        session.priority = priority
        switch priority {
        case .foreground: ThreadPriority.hasten()
        case .background: ThreadPriority.lower()
        case .ordinary: break
        }
    }

    public func keep(_ loaded: OpenedTable) async throws {
        try await perform(workspace: .none) { try $0.keep(loaded) }
    }

    public func open(_ source: SourceLocation) async throws -> OpenedTable {
        try await perform(workspace: .none) { try SourceOpener(session: $0).open(source) }
    }

    public func parts(of source: SourceLocation) async throws -> [SourcePart] {
        try await perform(workspace: .none) { try SourceOpener(session: $0).parts(of: source) }
    }

    public func schema(of relation: Relation) async throws -> Schema {
        try await perform(workspace: workspace(for: relation)) { try $0.schema(of: relation.unsorted.sql) }
    }

    public func load(
        _ table: OpenedTable, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> OpenedTable {
        try await perform(workspace: workspace(for: table.relation)) { try $0.load(table, progress: progress) }
    }

    public func rowCount(of relation: Relation) async throws -> Int {
        try await perform(workspace: workspace(for: relation)) { session in
            try session.yielding { () throws(Problem) in try session.rowCount(of: relation) }
        }
    }

    public func page(of relation: Relation, rows: Range<Int>, columns: [String]?) async throws -> TablePage {
        try await perform(workspace: workspace(for: relation)) {
            try $0.page(of: relation, rows: rows, columns: columns)
        }
    }

    public func prepareOrder(of relation: Relation) async throws {
        guard !relation.sort.isEmpty else { return }
        try await perform(workspace: workspace(for: relation)) { _ = try $0.makeIndex(of: relation) }
    }

    public func find(
        _ text: String, in relation: Relation, columns: [String], from row: Int, forward: Bool
    ) async throws -> Int? {
        try await perform(workspace: workspace(for: relation)) {
            try $0.find(text, in: relation, columns: columns, from: row, forward: forward)
        }
    }

    public func query(_ sql: String, limit: Int) async throws -> TablePage {
        try await perform(workspace: .required) { try $0.query(sql, limit: limit) }
    }

    @discardableResult
    public func execute(_ sql: String) async throws -> Int {
        defer { core.forgetWorkspaceOrders() }
        return try await perform(workspace: .required) { try $0.execute(sql) }
    }

    public func write(
        _ query: String, to destination: Destination, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> WrittenTable {
        defer { core.forgetWorkspaceOrders() }
        return try await perform(workspace: .required) { try $0.write(query, to: destination, progress: progress) }
    }

    public func matrices(
        _ query: String, capacities: [Int], precision: NumericMatrix.Precision,
        progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [NumericMatrix] {
        try await perform(workspace: .required) {
            try $0.matrices(query, capacities: capacities, precision: precision, progress: progress)
        }
    }

    /// The same SQL without what only this session knows: relative paths and loaded copies become the files themselves.
    public func standalone(_ sql: String) -> String { core.sources.withAbsolutePaths(sql) }

    public func workspaceTables() async throws -> [WorkspaceTable] {
        try await perform(workspace: .required) { try $0.workspaceTables() }
    }
}
