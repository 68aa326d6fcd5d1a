import Learning
import Profiling
import Screen
import Tabular
import Workflows

/// The first step: which column is predicted, and as what.
struct TargetChoice: Sendable, Equatable {
    let columns: [Column]
    var filter = TextEdit()
    /// Index in `columns`; nil when no column matches what is typed.
    private(set) var selected: Int?
    /// The column that the wizard was opened on.
    let start: Int
    /// Tasks that were chosen instead of the proposed ones, by column.
    var tasks: [String: LearningTask] = [:]

    init(columns: [Column], selected: Int) {
        self.columns = columns
        start = max(0, min(selected, columns.count - 1))
        self.selected = columns.isEmpty ? nil : start
    }

    var column: Column? { selected.map { columns[$0] } }

    /// Indices of the columns that match what is typed, in the table's order or the best first.
    var matches: [Int] {
        if filter.isEmpty { return Array(columns.indices) }
        let scored = columns.indices.compactMap { index in
            Fuzzy.score(filter.text, in: columns[index].name).map { (index, $0) }
        }
        return scored.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }

    /// The place of the chosen column among the matches.
    var position: Int? { selected.flatMap { matches.firstIndex(of: $0) } }

    mutating func move(by step: Int) {
        let matches = matches
        guard !matches.isEmpty else { return }
        let now = selected.flatMap { matches.firstIndex(of: $0) } ?? 0
        selected = matches[max(0, min(now + step, matches.count - 1))]
    }

    mutating func move(to position: Int) {
        let matches = matches
        guard !matches.isEmpty else { return }
        selected = matches[max(0, min(position, matches.count - 1))]
    }

    /// Typing narrows the list and goes to the best match.
    mutating func type(_ key: KeyPress) -> Bool {
        let before = filter.text
        guard filter.handle(key), filter.text != before else { return false }
        let matches = matches
        if filter.isEmpty {
            selected = selected ?? matches.first
        } else {
            selected = matches.first
        }
        return true
    }
}

/// What can be done with a target, and why.
struct TargetAdvice: Sendable, Equatable {
    let profile: ColumnProfile
    /// The task that its values suggest; nil when nothing can be learned.
    let proposed: LearningTask?
    /// The task that is taken.
    let task: LearningTask?
    /// Why nothing can be learned from it, or not so.
    let problem: Problem?

    init(_ profile: ColumnProfile, chosen: LearningTask?) {
        self.profile = profile
        let name = profile.column.name
        do {
            let proposed = try LearningTask.proposed(for: profile)
            self.proposed = proposed
            task = chosen ?? proposed
            problem = chosen.flatMap { Self.obstacle($0, profile, name) }
        } catch {
            (proposed, task, problem) = (nil, nil, error)
        }
    }

    /// The tasks that the column can be used for.
    var possible: [LearningTask] {
        proposed == nil ? [] : LearningTask.allCases.filter { Self.obstacle($0, profile, profile.column.name) == nil }
    }

    /// Why this task is proposed.
    var reason: String {
        let count = profile.distinct ?? 0
        let distinct = (profile.distinctIsEstimate && count > 50 ? "about " : "") + Count.text(count)
        switch (profile.column.type.kind, proposed) {
        case (.boolean, _): return "it is true or false"
        case (.text, .binary): return "it has two different texts"
        case (.text, _): return "it has \(distinct) different texts, each a class"
        case (_, .binary): return "it has two different numbers"
        case (_, .multiclass): return "it has only \(distinct) different whole numbers, each a class"
        default: return "it is a number with \(distinct) different values"
        }
    }

    private static func obstacle(_ task: LearningTask, _ profile: ColumnProfile, _ name: String) -> Problem? {
        let distinct = profile.distinct ?? 0
        switch task {
        case .regression where !profile.column.type.isNumeric && profile.column.type.kind != .boolean:
            return Problem("regression needs a number, and '\(name)' is \(TypeLabel.short(profile.column.type))")
        case .binary where distinct != 2:
            return Problem("a binary model needs two classes, and '\(name)' has \(Count.text(distinct))")
        case .multiclass where distinct > TrainingPlan.mostClasses:
            return Problem("'\(name)' has \(Count.text(distinct)) different values: too many classes")
        default: return nil
        }
    }
}

extension LearningTask {
    /// What it answers, in a few words.
    var about: String {
        switch self {
        case .binary: "one of two classes"
        case .multiclass: "one of several classes"
        case .regression: "a number"
        }
    }
}
