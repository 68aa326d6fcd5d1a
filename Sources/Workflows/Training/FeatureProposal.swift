public import Learning
public import Profiling
public import Scoring
public import Tabular

/// What is proposed for a column: whether to learn from it, as what, and why not.
public struct FeatureProposal: Sendable, Hashable {
    public var column: Column
    public var isUsed: Bool
    /// What the column contributes when it is used; empty when it cannot be.
    public var parts: [FeaturePart]
    /// Why it is proposed out, or a remark about how it is used; may be empty.
    public var reason: String

    public init(column: Column, isUsed: Bool, parts: [FeaturePart], reason: String) {
        self.column = column
        self.isUsed = isUsed
        self.parts = parts
        self.reason = reason
    }

    /// Text columns with more different values than this are proposed out.
    public static let mostCategories = 1000

    /// What the outputs of an exported model are called: no input may be called so too.
    static let outputNames: Set<String> = ["label", "probability", "prediction"]

    /// Proposes what to do with a column that is not the target.
    public init(profile: ColumnProfile) {
        let column = profile.column
        let isTaken = Self.outputNames.contains(column.name)
        let parts = isTaken ? [] : Self.parts(of: column.type)
        var out: String?
        let present = profile.rows - profile.nulls
        let distinct = profile.distinct ?? 0
        if isTaken {
            out = "its name is the name of a model's output: rename the column to use it"
        } else if parts.isEmpty {
            out = "\(column.type.name) is not learned from"
        } else if present == 0 {
            out = "all missing"
        } else if distinct == 1 && profile.nulls == 0 {
            out = "constant: \(profile.minimum ?? profile.top.first?.value.text ?? "one value")"
        } else if Self.looksUnique(distinct: distinct, present: present, column: column) {
            out = "unique id: every value is different"
        } else if column.type.kind == .text && distinct > Self.mostCategories {
            out = "\(distinct) categories: too many to learn from"
        }
        var remark = ""
        if column.type.kind == .text { remark = "\(distinct) categories" }
        if column.type.isTemporal { remark = "as " + parts.map(\.rawValue).joined(separator: ", ") }
        self.init(column: column, isUsed: out == nil, parts: parts, reason: out ?? remark)
    }

    /// Estimates of distinct values are within a few percent; real keys of small tables are exact.
    private static func looksUnique(distinct: Int, present: Int, column: Column) -> Bool {
        guard present >= 20, column.type.kind == .text || column.type.kind == .integer else { return false }
        return Double(distinct) >= 0.95 * Double(present)
    }

    private static func parts(of type: ColumnType) -> [FeaturePart] {
        switch type.kind {
        case .integer, .real, .decimal, .boolean: [.value]
        case .text: [.category]
        case .date: [.value, .year, .month, .day, .weekday]
        case .timestamp: [.year, .month, .day, .weekday, .hour, .minute]
        case .time, .interval, .binary, .nested, .other: []
        }
    }
}

extension LearningTask {
    /// The task that a target's column suggests.
    /// - Throws: a `Problem` when nothing can be learned: no rows, all NULL, one value, a type or too many classes.
    public static func proposed(for target: ColumnProfile) throws(Problem) -> LearningTask {
        let name = target.column.name
        guard target.rows > 0 else {
            throw Problem("the table has no rows", hint: "Choose a table with rows to learn from.")
        }
        guard target.nulls < target.rows else {
            throw Problem(
                "the target '\(name)' is NULL in all \(target.rows) rows",
                hint: "Choose a column with values as the target.")
        }
        let distinct = target.distinct ?? 0
        guard distinct > 1 else {
            throw Problem(
                "the target '\(name)' has one value only (\(target.minimum ?? target.top.first?.value.text ?? "?"))",
                hint: "Choose a column with at least two different values as the target.")
        }
        switch target.column.type.kind {
        case .boolean: return .binary
        case .text:
            guard distinct <= TrainingPlan.mostClasses else {
                throw Problem(
                    "the target '\(name)' has \(distinct) different texts: too many classes",
                    hint: "Choose a target with at most \(TrainingPlan.mostClasses) classes, or a number.")
            }
            return distinct == 2 ? .binary : .multiclass
        case .integer: return distinct == 2 ? .binary : distinct <= 10 ? .multiclass : .regression
        case .real, .decimal: return distinct == 2 ? .binary : .regression
        default:
            throw Problem(
                "the target '\(name)' is \(target.column.type.name), which cannot be predicted",
                hint: "Choose a boolean, text or number column as the target.")
        }
    }
}
