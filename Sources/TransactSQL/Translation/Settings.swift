public import Tabular

/// Where files really are.
public struct FileLocation: Sendable, Hashable {
    /// A path or address that the engine can open; `*` and `**` are wildcards.
    public var path: String
    /// What the path begins with, and what stands for that in the script's addresses.
    public var localPrefix: String
    public var originalPrefix: String

    public init(path: String, localPrefix: String = "", originalPrefix: String = "") {
        self.path = path
        self.localPrefix = localPrefix
        self.originalPrefix = originalPrefix
    }
}

/// What the surroundings decide: collation, names, where files are.
public struct TranslationSettings: Sendable {
    /// How strings are compared where nothing says otherwise.
    public var collation = Collation.standard
    /// The schema of the engine that `dbo` stands for.
    public var mainSchema = "main"
    /// The catalog of the engine that holds the tables.
    public var catalog = "workspace"
    /// The first day of the week, 1 (Monday) to 7 (Sunday).
    public var firstDayOfWeek = 7
    /// Whether dates such as `03/04/2020` begin with the day.
    public var dayBeforeMonth = false
    /// Finds the place of a file; nil when nothing is known about such an address.
    public var locate: @Sendable (String) throws(Problem) -> FileLocation?

    public init(locate: @escaping @Sendable (String) throws(Problem) -> FileLocation? = { (_) throws(Problem) in nil })
    {
        self.locate = locate
    }
}

/// A column of a table that exists.
public struct ResolvedColumn: Sendable, Hashable {
    public var name: String
    public var type: DataType
    public var collation: Collation?

    public init(_ name: String, _ type: DataType, collation: Collation? = nil) {
        self.name = name
        self.type = type
        self.collation = collation
    }
}

/// What is known of the database: columns of relations, and objects that only T-SQL has.
public struct KnownObjects: Sendable {
    /// Columns by FROM expression (`main."flights"`, `read_parquet('…')`); nil: there is no such relation.
    public var relations: [String: [ResolvedColumn]?] = [:]
    /// Options of data sources and file formats, by name in lower case.
    public var dataSources: [String: [NamedOption]] = [:]
    public var fileFormats: [String: [NamedOption]] = [:]
    /// Procedures as `schema.name` of the engine, in lower case.
    public var procedures: Set<String> { Set(procedureTexts.keys) }
    /// Their text.
    public var procedureTexts: [String: String] = [:]
    /// Databases that a script has named, in lower case; they all stand for the workspace.
    public var databases: Set<String> = ["master", "workspace"]

    /// Collations of columns by table (`schema.name` of the engine), all in lower case.
    public var collations: [String: [String: Collation]] = [:]

    /// Models by the SQL of what MODEL says; nil: not known before the statement runs.
    public var models: [String: (any CallableModel)?] = [:]

    public init() {}

    func hasCollations(_ schema: String, _ table: String) -> Bool {
        collations[schema.lowercased() + "." + table.lowercased()] != nil
    }
}
