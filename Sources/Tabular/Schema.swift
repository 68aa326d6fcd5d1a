/// A named, typed column of a table.
public struct Column: Sendable, Hashable, Codable {
    public var name: String
    public var type: ColumnType

    public init(_ name: String, _ type: ColumnType) {
        self.name = name
        self.type = type
    }
}

/// The columns of a table, in order.
public struct Schema: Sendable, Hashable, Codable {
    public var columns: [Column]

    public init(_ columns: [Column]) { self.columns = columns }

    public var count: Int { columns.count }
    public var names: [String] { columns.map(\.name) }

    /// The column of exactly this name, or failing that the only one that differs in case alone.
    public subscript(_ name: String) -> Column? {
        if let exact = columns.first(where: { $0.name == name }) { return exact }
        let loose = columns.filter { $0.name.lowercased() == name.lowercased() }
        return loose.count == 1 ? loose[0] : nil
    }

    /// The position of the column that `subscript(_:)` finds.
    public func index(of name: String) -> Int? {
        self[name].flatMap { found in columns.firstIndex(of: found) }
    }
}
