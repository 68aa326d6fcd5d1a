import Foundation
import Registry
import Scoring
import Screen
import Tabular
import Workflows

/// The second step: which column goes into each input, what the outputs are called, what is kept.
struct ColumnChoice: Sendable, Equatable {
    struct Output: Sendable, Hashable {
        var output: ModelOutput
        /// Kept while the output is off.
        var name: String
        var isOn = true
    }

    enum Keep: Sendable, Hashable, CaseIterable {
        case all, none, some
    }

    /// A line that the cursor can be on.
    enum Row: Sendable, Hashable {
        case input(Int)
        case output(Int)
        case keep
        /// One of the table's columns, while they are picked.
        case column(Int)
        case proceed
    }

    /// What the bindings are for: a version that was replaced is mapped anew.
    let signature: ModelSignature
    var bindings: [ColumnBinding]
    var outputs: [Output]
    var keep = Keep.all
    /// Columns to keep when they are picked.
    var picked: Set<String>
    var columns: [Column]
    var cursor = Row.input(0)
    /// The name of the output under the cursor while it is being typed.
    var editing: TextEdit?

    init(_ plan: ScoringPlan) {
        signature = plan.model.card.signature
        bindings = plan.bindings
        outputs = plan.outputs.map {
            Output(output: $0.output, name: $0.column ?? $0.output.name, isOn: $0.column != nil)
        }
        columns = plan.table.schema.columns
        picked = Set(columns.map(\.name))
        cursor = rows.first ?? .proceed
        if let bad = firstMisfit { cursor = .input(bad) }
    }

    var rows: [Row] {
        let some = keep == .some ? columns.indices.map(Row.column) : []
        return bindings.indices.map(Row.input) + outputs.indices.map(Row.output) + [.keep] + some + [.proceed]
    }

    /// The first input without a column that fits.
    var firstMisfit: Int? { bindings.firstIndex { $0.fit == .missing || $0.fit == .wrong } }

    /// How many inputs have no column that fits.
    var misfits: Int { bindings.count { $0.fit == .missing || $0.fit == .wrong } }

    /// What the person decided, laid over what the workflow proposes.
    func plan(model: ModelVersion, table: OpenedTable, destination: Destination) -> ScoringPlan? {
        guard var plan = try? ScoringPlan(model: model, table: table, destination: destination) else { return nil }
        plan.bindings = bindings
        for (index, output) in outputs.enumerated() where plan.outputs.indices.contains(index) {
            plan.outputs[index].column = output.isOn ? output.name : nil
        }
        switch keep {
        case .all: plan.keep = .all
        case .none: plan.keep = .none
        case .some: plan.keep = .columns(columns.map(\.name).filter(picked.contains))
        }
        return plan
    }

    mutating func move(by step: Int) {
        commit()
        let rows = rows
        let at = rows.firstIndex(of: cursor) ?? 0
        cursor = rows[max(0, min(at + step, rows.count - 1))]
    }

    /// Takes the name that was typed; an empty one leaves the old name.
    mutating func commit() {
        guard let edit = editing else { return }
        editing = nil
        let name = edit.text.trimmingCharacters(in: .whitespaces)
        if case .output(let index) = cursor, !name.isEmpty { outputs[index].name = name }
    }

    /// Space: outputs on and off, kept columns in and out.
    mutating func toggle() {
        switch cursor {
        case .output(let index): outputs[index].isOn.toggle()
        case .column(let index):
            let name = columns[index].name
            if picked.remove(name) == nil { picked.insert(name) }
        case .keep: turn(1)
        default: break
        }
    }

    /// Left and Right: the next column for an input, or what is kept.
    mutating func turn(_ step: Int) {
        switch cursor {
        case .keep:
            let all = Keep.allCases
            let at = all.firstIndex(of: keep) ?? 0
            keep = all[(at + step + all.count) % all.count]
        case .input(let index):
            guard !columns.isEmpty else { return }
            let at = bindings[index].column.flatMap { column in columns.firstIndex { $0.name == column.name } }
            let next = at.map { ($0 + step + columns.count) % columns.count } ?? (step > 0 ? 0 : columns.count - 1)
            bindings[index] = bindings[index].bound(to: columns[next])
        default: break
        }
    }

    /// The input binds a column by its exact name.
    mutating func bind(_ input: Int, to name: String) {
        guard bindings.indices.contains(input), let column = columns.first(where: { $0.name == name }) else { return }
        bindings[input] = bindings[input].bound(to: column)
    }
}

extension Picker {
    /// The table's columns for an input, each with its type and how it would fit; those that fit come first.
    static func columns(for binding: ColumnBinding, at index: Int, among columns: [Column]) -> Picker {
        let items = columns.enumerated().map { at, column in
            let fit = binding.input.fit(of: column.type).fit
            let item = Item(
                title: column.name, note: TypeLabel.short(column.type) + fit.remark,
                action: .score(.bind(input: index, column: column.name)))
            return (at: at, rank: fit.rank, item: item)
        }
        let sorted = items.sorted { ($0.rank, $0.at) < ($1.rank, $1.at) }.map(\.item)
        return Picker(
            title: "A column for \(binding.label) (\(binding.input.element.rawValue))",
            placeholder: "letters of a column's name", items: sorted)
    }
}

extension ColumnBinding.Fit {
    fileprivate var rank: Int { self == .wrong ? 1 : 0 }

    fileprivate var remark: String {
        switch self {
        case .fits, .missing: ""
        case .converted: ", converted"
        case .wrong: ", does not fit"
        }
    }
}
