/// A command as programs read it.
public struct CommandEntry: Sendable, Hashable, Codable {
    /// `grid.sort-up`
    public var name: String
    public var title: String
    /// As settings write them: `C-p`, `z+f`.
    public var keys: [String]
    /// Where the keys work, as the page of keys says it.
    public var place: String
}

extension CommandTable {
    var entries: [CommandEntry] {
        Self.sections.flatMap { title, scope in
            commands.filter { $0.scope == scope }.map {
                CommandEntry(name: $0.id.name, title: $0.title, keys: $0.keys.map(\.description), place: title)
            }
        }
    }
}
