/// The type of a column: the engine's own name for it, and the family that decides how it is shown and learned from.
public struct ColumnType: Sendable, Hashable, Codable {
    /// A family of types that are treated alike.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case boolean, integer, real, decimal, text, date, time, timestamp, interval, binary, nested, other
    }

    public var kind: Kind
    /// The SQL name, for example `BIGINT`, `DECIMAL(18,3)` or `TIMESTAMP WITH TIME ZONE`.
    public var name: String

    public init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// Whether values are numbers (and so are right-aligned, binned and summed).
    public var isNumeric: Bool { kind == .integer || kind == .real || kind == .decimal }

    /// Whether values are points in time that can be put on an axis.
    public var isTemporal: Bool { kind == .date || kind == .timestamp || kind == .time }

    public static let boolean = ColumnType(.boolean, "BOOLEAN")
    public static let bigint = ColumnType(.integer, "BIGINT")
    public static let float = ColumnType(.real, "FLOAT")
    public static let double = ColumnType(.real, "DOUBLE")
    public static let text = ColumnType(.text, "VARCHAR")
    public static let date = ColumnType(.date, "DATE")
    public static let timestamp = ColumnType(.timestamp, "TIMESTAMP")
}
