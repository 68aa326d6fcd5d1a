import Registry
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
    /// A version that was asked for before the registry had answered.
    var wanted: String?

    /// The versions whose name, alias, target or task match what was typed; the registry's order stays.
    var matches: [ModelVersion] {
        let words = filter.text.lowercased().split(separator: " ")
        return (versions ?? []).filter { version in
            let text = ([version.id, version.card.target, version.card.task, version.card.framework]
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

    mutating func move(to index: Int) {
        let found = matches
        guard !found.isEmpty else { return }
        selected = found[max(0, min(index, found.count - 1))].id
    }
}
