/// A name as it is written, without its brackets or quotes.
public struct Identifier: Sendable, Hashable {
    public var name: String
    public var position: Position

    public init(_ name: String, at position: Position = Position()) {
        self.name = name
        self.position = position
    }
}

/// A name of one to four parts: `server.database.schema.object`. A part that is left out (`db..t`) is empty.
public struct ObjectName: Sendable, Hashable {
    public var parts: [Identifier]

    public init(_ parts: [Identifier]) { self.parts = parts }

    /// The last part.
    public var object: String { parts.last?.name ?? "" }
    /// The part before the last one; nil when there is none or it is empty.
    public var schema: String? { part(before: 1) }
    public var database: String? { part(before: 2) }
    public var position: Position { parts.first?.position ?? Position() }
    /// As a message shows it: `dbo.t`.
    public var label: String { parts.map(\.name).joined(separator: ".") }
    /// Whether it is a table of the session: `#t` or `@t`.
    public var isTemporary: Bool { object.hasPrefix("#") || object.hasPrefix("@") }

    private func part(before count: Int) -> String? {
        guard parts.count > count else { return nil }
        let name = parts[parts.count - 1 - count].name
        return name.isEmpty ? nil : name
    }
}

/// A type as it is written: `decimal(10, 2)`, `varchar(max)`.
public struct TypeName: Sendable, Hashable {
    public var name: String
    /// Numbers in parentheses; nil stands for `max`.
    public var arguments: [Int?]
    public var position: Position

    public init(_ name: String, _ arguments: [Int?] = [], at position: Position = Position()) {
        self.name = name
        self.arguments = arguments
        self.position = position
    }
}
