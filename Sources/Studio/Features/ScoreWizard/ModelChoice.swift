import Registry
import Scoring
import Screen
import Tabular

/// The first step: a version from the registry, narrowed by typing.
struct ModelChoice: Sendable, Equatable {
    /// nil until the registry has answered.
    var versions: [ModelVersion]?
    var problem: Message?
    var filter = TextEdit()
    /// The version under the cursor.
    var selected: String?
    /// How many inputs of each version have a column of their name in the table, by version.
    private(set) var named: [String: Int] = [:]

    /// The versions whose name, alias, target or task match what was typed; the registry's order stays.
    var matches: [ModelVersion] {
        let words = filter.text.lowercased().split(separator: " ")
        return (versions ?? []).filter { version in
            let text =
                ([version.id, version.card.target, version.card.task, version.card.framework]
                + version.aliases.map { "@" + $0 }).joined(separator: " ").lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// Where the cursor is among the matches.
    var cursor: Int? {
        let found = matches
        return found.firstIndex { $0.id == selected } ?? (found.isEmpty ? nil : 0)
    }

    var current: ModelVersion? {
        let found = matches
        return cursor.map { found[$0] }
    }

    /// Takes the registry's answer; the cursor goes to the version that the table fits best, the newest first.
    mutating func listed(_ found: [ModelVersion], _ schema: Schema) {
        versions = found
        problem = nil
        let names = Set(schema.names.map { $0.lowercased() })
        named = [:]
        for version in found {
            named[version.id] = version.card.signature.inputs.count { names.contains($0.name.lowercased()) }
        }
        if let selected, found.contains(where: { $0.id == selected }) { return }
        selected =
            found.enumerated().max { a, b in (share(a.element), -a.offset) < (share(b.element), -b.offset) }?.element.id
    }

    /// The share of the inputs that have a column of their name.
    private func share(_ version: ModelVersion) -> Double {
        Double(named[version.id] ?? 0) / Double(max(1, version.card.signature.inputs.count))
    }

    mutating func move(to index: Int) {
        let found = matches
        guard !found.isEmpty else { return }
        selected = found[max(0, min(index, found.count - 1))].id
    }
}
