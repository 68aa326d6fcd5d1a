/// A place where tables live and SQL runs. Each connection does one thing at a time, so panes and jobs have their own.
public protocol TableDatabase: Sendable {
    /// A new connection, on a thread of its own.
    func connect() async throws -> any TableConnection
    /// Whether the workspace's warehouse can only be read, and why ("in use by process 4711"); nil when it can be written.
    var readOnlyReason: String? { get }
}

/// One line of work with a database. Cancelling the calling task interrupts the engine; the error is `Problem.cancelled`.
public protocol TableConnection: Sendable {
    /// Says who waits for this connection; it is ordinary until then. Background work is put off while somebody waits
    /// for the foreground's.
    func setPriority(_ priority: WorkPriority) async
    /// Finds out how to read a source. Reads headers and samples only.
    func open(_ source: SourceLocation) async throws -> OpenedTable
    /// Ways to read a source of delimited text, the best first; none for other formats.
    func readings(of source: SourceLocation) async throws -> [ReadingCandidate]
    /// The tables inside a source that holds several: sheets of a workbook, tables and views of a database file.
    /// Empty for a source that is one table.
    func parts(of source: SourceLocation) async throws -> [SourcePart]
    /// Copies a source that is slow to window (CSV, JSON, stdin) into the session, so that it can be browsed at speed.
    /// Returns the table to browse from now on, with its exact row count.
    func load(_ table: OpenedTable, progress: @escaping @Sendable (WorkProgress) -> Void) async throws -> OpenedTable
    /// Keeps what `load` has made beyond the process, so that opening the same files again finds it. Does nothing for
    /// what is loaded sooner than it is kept, or when nothing is to be kept.
    func keep(_ loaded: OpenedTable) async throws
    /// The columns that a relation yields.
    func schema(of relation: Relation) async throws -> Schema
    /// The exact number of rows.
    func rowCount(of relation: Relation) async throws -> Int
    /// A window: rows by their number in the relation's order, columns by name (nil: all).
    func page(of relation: Relation, rows: Range<Int>, columns: [String]?) async throws -> TablePage
    /// Prepares a sorted relation so that any of its pages comes at once. Does nothing for unsorted relations.
    func prepareOrder(of relation: Relation) async throws
    /// The number of the next row after (or before) `row` in which some of the columns contains the text, ignoring case.
    func find(_ text: String, in relation: Relation, columns: [String], from row: Int, forward: Bool) async throws
        -> Int?
    /// Runs one query and returns its first `limit` rows.
    func query(_ sql: String, limit: Int) async throws -> TablePage
    /// Runs one statement and returns the number of rows it changed.
    @discardableResult
    func execute(_ sql: String) async throws -> Int
    /// Streams a query's answer into a file, table or view; nothing is left behind when it fails or is cancelled.
    func write(
        _ query: String, to destination: Destination, progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> WrittenTable
    /// Streams a query of numbers into matrices. The last column of the query is the partition (0-based) that the row
    /// belongs to; a negative one drops the row. All other columns are read as numbers, NULL as NaN.
    /// - Parameter capacities: the number of rows of each partition.
    func matrices(
        _ query: String, capacities: [Int], precision: NumericMatrix.Precision,
        progress: @escaping @Sendable (WorkProgress) -> Void
    ) async throws -> [NumericMatrix]
    /// The tables and views of the workspace.
    func workspaceTables() async throws -> [WorkspaceTable]
}

extension TableConnection {
    public func setPriority(_ priority: WorkPriority) async {}
    public func keep(_ loaded: OpenedTable) async throws {}
}

/// How far a piece of work is.
public struct WorkProgress: Sendable, Hashable {
    /// Rows (or rounds, or bytes) done.
    public var done: Int
    /// The whole amount, when it is known.
    public var total: Int?

    public init(done: Int, total: Int? = nil) {
        self.done = done
        self.total = total
    }
}

/// A table or view of the workspace.
public struct WorkspaceTable: Sendable, Hashable, Codable {
    public var name: String
    public var isView: Bool
    /// Rows, when the engine knows without counting.
    public var estimatedRows: Int?

    public init(name: String, isView: Bool, estimatedRows: Int? = nil) {
        self.name = name
        self.isView = isView
        self.estimatedRows = estimatedRows
    }
}
