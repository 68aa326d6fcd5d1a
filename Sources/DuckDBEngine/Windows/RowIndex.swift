import Synchronization
import Tabular

/// A table of the session that holds a relation's rows in order: their numbers in the source, or, where the source
/// has none, the rows themselves.
final class RowIndex: Sendable {
    /// The quoted name, as a FROM expression.
    let table: String
    /// Whether the table has only the column `row` with numbers.
    let holdsNumbers: Bool
    let count: Int
    private let indexes: RowIndexes

    init(table: String, holdsNumbers: Bool, count: Int, in indexes: RowIndexes) {
        self.table = table
        self.holdsNumbers = holdsNumbers
        self.count = count
        self.indexes = indexes
    }

    /// Nobody reads the table any more: the next connection that makes one drops it.
    deinit { indexes.discard(table) }
}

/// The newest row indexes of a database, by relation.
final class RowIndexes: Sendable {
    private struct State {
        var entries: [(relation: Relation, index: RowIndex)] = []
        var discarded: [String] = []
    }

    private static let limit = 6
    private let state = Mutex(State())

    /// An index that was made for a relation; it becomes the newest.
    func index(of relation: Relation) -> RowIndex? {
        state.withLock { state in
            guard let position = state.entries.firstIndex(where: { $0.relation == relation }) else { return nil }
            let entry = state.entries.remove(at: position)
            state.entries.append(entry)
            return entry.index
        }
    }

    func add(_ index: RowIndex, for relation: Relation) {
        // What is pushed out must not end under the lock, which its end takes.
        let removed = state.withLock { state in
            state.entries.append((relation, index))
            guard state.entries.count > Self.limit else { return nil as RowIndex? }
            return state.entries.removeFirst().index
        }
        _ = removed
    }

    /// Forgets what was made for relations that the test names.
    func removeAll(where test: (Relation) -> Bool) {
        let removed = state.withLock { state in
            let removed = state.entries.filter { test($0.relation) }
            state.entries.removeAll { test($0.relation) }
            return removed.map(\.index)
        }
        _ = removed
    }

    func discard(_ table: String) { state.withLock { $0.discarded.append(table) } }

    /// The tables to drop, handed out once.
    func takeDiscarded() -> [String] {
        state.withLock { state in
            defer { state.discarded = [] }
            return state.discarded
        }
    }
}
