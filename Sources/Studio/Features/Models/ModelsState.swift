import Registry
import Screen
import Tabular

/// The Models place: the registry's models and their versions, and the card of the one under the cursor.
struct ModelsState: Sendable, Equatable {
    /// A line of the list.
    enum Row: Sendable, Hashable {
        case model(String)
        case version(String)
    }

    /// What the empty registry says.
    static let emptyText =
        "The registry has no models yet.\n\nTrain one with t on a table in the Data place, "
        + "or import an ONNX file with i in the Models place."

    /// Newest first within each model, models by name; nil until the registry has answered.
    private(set) var versions: [ModelVersion]?
    var problem: Message?
    /// Whether the registry has been asked since the last change.
    var wasAsked = false
    var collapsed: Set<String> = []
    /// The line under the cursor, by what it is: it stays there when the list changes.
    private(set) var selected: Row?
    /// Lines that the card is scrolled by.
    var scroll = 0
    /// The file that is to be imported as soon as it has a name.
    var importing: String?

    var rows: [Row] {
        var rows: [Row] = []
        for version in versions ?? [] {
            if rows.last.map({ name(of: $0) }) != version.name { rows.append(.model(version.name)) }
            if !collapsed.contains(version.name) { rows.append(.version(version.id)) }
        }
        return rows
    }

    private func name(of row: Row) -> String {
        switch row {
        case .model(let name): name
        case .version(let id): versions?.first { $0.id == id }?.name ?? ""
        }
    }

    var cursor: Int? {
        let rows = rows
        return selected.flatMap { rows.firstIndex(of: $0) } ?? (rows.isEmpty ? nil : 0)
    }

    /// The line under the cursor.
    var row: Row? { cursor.map { rows[$0] } }

    /// The version under the cursor; the newest one on a model's own line.
    var current: ModelVersion? {
        switch row {
        case .model(let name): versions?.first { $0.name == name }
        case .version(let id): versions?.first { $0.id == id }
        case nil: nil
        }
    }

    func versions(of name: String) -> [ModelVersion] { (versions ?? []).filter { $0.name == name } }

    mutating func listed(_ found: [ModelVersion]) {
        // What stands where the cursor was takes its place when that is gone.
        let before = cursor ?? 0
        versions = found
        problem = nil
        let rows = rows
        if let selected, rows.contains(selected) { return }
        selected = rows.isEmpty ? nil : rows[max(0, min(before, rows.count - 1))]
        scroll = 0
    }

    mutating func move(to index: Int) {
        let rows = rows
        guard !rows.isEmpty else { return }
        let next = rows[max(0, min(index, rows.count - 1))]
        if next != selected { scroll = 0 }
        selected = next
    }

    mutating func select(_ version: ModelVersion) {
        collapsed.remove(version.name)
        selected = .version(version.id)
        scroll = 0
    }

    /// Opens or closes a model's versions.
    mutating func toggle(_ name: String) {
        if collapsed.remove(name) == nil {
            collapsed.insert(name)
            selected = .model(name)
        }
    }
}
