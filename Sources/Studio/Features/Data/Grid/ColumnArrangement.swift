import Foundation
import Tabular

/// How a number looks; the value stays as it is.
struct NumberFormat: Sendable, Hashable, Codable {
    /// Digits after the point; nil: as many as there are.
    var digits: Int?
    /// Whether thousands are grouped.
    var groups = false

    func text(_ text: String) -> String {
        guard let value = Double(text), value.isFinite, abs(value) < 1e15 else { return text }
        var result = digits.map { String(format: "%.\($0)f", value) } ?? text
        guard groups, !result.contains("e") else { return result }
        let start = result.firstIndex(where: \.isNumber) ?? result.startIndex
        var index = result.firstIndex(of: ".") ?? result.endIndex
        while let next = result.index(index, offsetBy: -3, limitedBy: start), next > start {
            result.insert(",", at: next)
            index = next
        }
        return result
    }
}

/// How columns are laid out for the eyes only: the table itself stays as it is.
struct ColumnArrangement: Sendable, Hashable, Codable {
    /// Names of columns that are not shown.
    var hidden: Set<String> = []
    /// Names in the order wanted; columns that are not named follow in the table's order.
    var order: [String] = []
    /// Names of columns that stay at the left while the others scroll, in order.
    var frozen: [String] = []
    /// Widths in cells that a person chose, by name.
    var widths: [String: Int] = [:]
    /// How numbers are written, by name.
    var formats: [String: NumberFormat] = [:]

    /// Whether columns are where the table has them.
    var isPlain: Bool { hidden.isEmpty && order.isEmpty && frozen.isEmpty }

    /// The columns as they are shown. A table always shows one at least.
    func shown(_ schema: Schema) -> Schema {
        guard !isPlain else { return schema }
        let places = Dictionary((frozen + order).enumerated().map { ($1, $0) }) { first, _ in first }
        let visible = schema.columns.filter { !hidden.contains($0.name) }
        let arranged = visible.enumerated().sorted { a, b in
            (places[a.element.name] ?? .max, a.offset) < (places[b.element.name] ?? .max, b.offset)
        }
        return arranged.isEmpty ? schema : Schema(arranged.map(\.element))
    }

    /// What is said of hidden columns where something goes without them; nil when there are none.
    static func without(_ hidden: [String]) -> String? {
        guard !hidden.isEmpty else { return nil }
        let names = hidden.prefix(3).joined(separator: ", ") + (hidden.count > 3 ? ", …" : "")
        return "without \(Count.of(hidden.count, "hidden column")): \(names)"
    }

    /// How many of the shown columns stay at the left.
    func frozenCount(_ shown: Schema) -> Int { shown.columns.prefix { frozen.contains($0.name) }.count }

    /// Moves a shown column by some places.
    mutating func move(_ name: String, by step: Int, in shown: Schema) {
        var names = shown.names
        guard let from = names.firstIndex(of: name) else { return }
        let to = max(0, min(from + step, names.count - 1))
        names.insert(names.remove(at: from), at: to)
        let held = frozen.count
        if frozen.contains(name) || to < held {
            // Frozen columns are the first: moving among them changes who is.
            frozen = Array(names.prefix(frozen.contains(name) && to >= held ? held - 1 : held))
        }
        order = names
    }

    /// Freezes the columns up to and with one; when they are frozen already, lets all go.
    mutating func freeze(through name: String, in shown: Schema) {
        guard let index = shown.names.firstIndex(of: name) else { return }
        let names = Array(shown.names.prefix(index + 1))
        frozen = frozen == names ? [] : names
    }

    /// Keeps what was chosen for a column under its new name.
    mutating func rename(_ from: String, to name: String) {
        if hidden.remove(from) != nil { hidden.insert(name) }
        order = order.map { $0 == from ? name : $0 }
        frozen = frozen.map { $0 == from ? name : $0 }
        if let width = widths.removeValue(forKey: from) { widths[name] = width }
    }
}
