/// A place in a script. Lines and columns count from 1, columns in Unicode scalars.
public struct Position: Sendable, Hashable, Codable, Comparable {
    public var line: Int
    public var column: Int
    /// Bytes (UTF-8) before this place.
    public var offset: Int

    public init(line: Int = 1, column: Int = 1, offset: Int = 0) {
        self.line = line
        self.column = column
        self.offset = offset
    }

    public static func < (first: Position, second: Position) -> Bool { first.offset < second.offset }
}
