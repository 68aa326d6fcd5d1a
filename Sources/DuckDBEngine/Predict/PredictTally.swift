import Synchronization

/// How many rows model functions have answered for one connection.
final class PredictTally: Sendable {
    private let scored = Atomic<Int>(0)
    private let unanswered = Atomic<Int>(0)

    var rowsScored: Int { scored.load(ordering: .relaxed) }
    /// Rows whose answer is NULL because an input was NULL and the model has no value that stands for it.
    var rowsUnanswered: Int { unanswered.load(ordering: .relaxed) }

    func add(scored: Int, unanswered: Int) {
        self.scored.add(scored, ordering: .relaxed)
        self.unanswered.add(unanswered, ordering: .relaxed)
    }

    func reset() {
        scored.store(0, ordering: .relaxed)
        unanswered.store(0, ordering: .relaxed)
    }
}

/// The tallies of a database's connections, by the engine's number for each.
final class PredictTallies: Sendable {
    private struct Entry {
        weak var tally: PredictTally?
    }

    private let entries = Mutex<[UInt64: Entry]>([:])

    func add(_ tally: PredictTally, connection: UInt64) {
        entries.withLock { entries in
            entries = entries.filter { $0.value.tally != nil }
            entries[connection] = Entry(tally: tally)
        }
    }

    func tally(connection: UInt64) -> PredictTally? { entries.withLock { $0[connection]?.tally } }
}
