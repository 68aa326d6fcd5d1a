/// What a program can offer to do about a problem.
public enum Remedy: Sendable, Hashable {
    /// One of the tables in the source has to be chosen.
    case choose([SourcePart])
    /// A part of the engine has to be fetched first, with the person's consent.
    case fetch(EngineExtension)
}

/// A part of the engine that is a file of its own, such as the reader of Excel files.
public struct EngineExtension: Sendable, Hashable, Codable {
    /// The engine's name for it: `excel`, `sqlite_scanner`.
    public var name: String
    /// What it is for, as the beginning of a sentence: `Excel files`.
    public var purpose: String
    /// How much is fetched.
    public var megabytes: Int

    public init(name: String, purpose: String, megabytes: Int) {
        self.name = name
        self.purpose = purpose
        self.megabytes = megabytes
    }

    /// What a person is asked before it is fetched.
    public var question: String {
        "\(purpose) need DuckDB's \(name) extension, \(megabytes) MB from pypi.org. Fetch it?"
    }
}
