public import Foundation

/// A step in the history of a model's aliases.
public struct AliasChange: Sendable, Hashable, Codable {
    public var alias: String
    public var name: String
    /// The version that the alias points to since then; nil when it was taken away.
    public var version: Int?
    public var at: Date

    public init(alias: String, name: String, version: Int?, at: Date) {
        self.alias = alias
        self.name = name
        self.version = version
        self.at = at
    }
}
