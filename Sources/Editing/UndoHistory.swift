/// What was done to a text and undone: edits, in steps that are undone together.
struct UndoHistory: Sendable, Equatable {
    /// One replacement of text by other text.
    struct Edit: Sendable, Equatable {
        var start: BytePosition
        var removed: String
        var inserted: String

        static let overhead = 64
        var bytes: Int { removed.utf8.count + inserted.utf8.count }
    }

    /// Where the cursor was and what was selected.
    struct Moment: Sendable, Equatable {
        var cursor: TextPosition
        var anchor: TextPosition?
    }

    struct Step: Sendable, Equatable {
        var edits: [Edit] = []
        var before: Moment
        var after: Moment
        var run: Run?

        var weight: Int { edits.reduce(64) { $0 + $1.bytes + Edit.overhead } }
    }

    /// Small edits of one kind that follow each other and are undone together.
    enum Run: Sendable {
        case typing, deletingBack, deletingForward
    }

    static let maximumSteps = 10_000
    /// Bytes that undoing may keep, so that rewriting a huge text again and again stays cheap.
    static let maximumWeight = 64 << 20

    private(set) var done: [Step] = []
    private(set) var undone: [Step] = []
    private var weight = 0
    private var depth = 0
    private var pending: (before: Moment, run: Run?)?
    /// Whether the step being made has edits already.
    private var hasStep = false
    /// Whether a run may go on in the last step.
    private var isOpen = false

    static func == (a: UndoHistory, b: UndoHistory) -> Bool { a.done == b.done && a.undone == b.undone }

    var isInStep: Bool { depth > 0 }

    /// Edits up to the matching `end` are one step, or go on with the run of the last.
    mutating func begin(_ moment: Moment, _ run: Run?) {
        if depth == 0 {
            pending = (moment, run)
            hasStep = false
        }
        depth += 1
    }

    mutating func end(_ moment: Moment) {
        depth = max(0, depth - 1)
        guard depth == 0 else { return }
        if hasStep {
            done[done.count - 1].after = moment
            done[done.count - 1].run = pending?.run
            isOpen = pending?.run != nil
        }
        pending = nil
        hasStep = false
    }

    /// Ends all that was begun.
    mutating func endAll(_ moment: Moment) {
        depth = min(depth, 1)
        if depth > 0 { end(moment) }
        isOpen = false
    }

    /// What is typed from here on is another step.
    mutating func close() { isOpen = false }

    mutating func record(_ edit: Edit) {
        undone = []
        if !hasStep {
            let before = pending?.before ?? Moment(cursor: TextPosition(line: 0, column: 0))
            let goesOn = isOpen && pending?.run != nil && done.last?.run == pending?.run
            if !goesOn {
                done.append(Step(before: before, after: before))
                weight += 64
            }
            hasStep = true
        }
        let before = done[done.count - 1].edits.count
        Self.add(edit, to: &done[done.count - 1].edits)
        weight += edit.bytes + (done[done.count - 1].edits.count - before) * Edit.overhead
        forgetOldest()
    }

    mutating func takeBack() -> Step? {
        guard let step = done.popLast() else { return nil }
        weight -= step.weight
        undone.append(step)
        isOpen = false
        return step
    }

    mutating func takeForward() -> Step? {
        guard let step = undone.popLast() else { return nil }
        weight += step.weight
        done.append(step)
        isOpen = false
        return step
    }

    private static func add(_ edit: Edit, to edits: inout [Edit]) {
        guard let last = edits.last else { return edits.append(edit) }
        if edit.removed.isEmpty, last.start.advanced(over: last.inserted) == edit.start {
            edits[edits.count - 1].inserted += edit.inserted
        } else if edit.inserted.isEmpty, last.inserted.isEmpty,
            edit.start.advanced(over: edit.removed) == last.start
        {
            edits[edits.count - 1].removed = edit.removed + last.removed
            edits[edits.count - 1].start = edit.start
        } else {
            edits.append(edit)
        }
    }

    /// Some at a time, so that a full history does not cost a move of all steps at each key.
    private mutating func forgetOldest() {
        var count = 0
        if done.count > Self.maximumSteps + 500 { count = done.count - Self.maximumSteps }
        if weight > Self.maximumWeight {
            // Half of what is kept goes; the step being made stays.
            var kept = weight - done[..<count].reduce(0) { $0 + $1.weight }
            while count < done.count - 1, kept > Self.maximumWeight / 2 {
                kept -= done[count].weight
                count += 1
            }
        }
        guard count > 0 else { return }
        done.removeFirst(count)
        weight = done.reduce(0) { $0 + $1.weight }
    }
}
