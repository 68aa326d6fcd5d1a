public import Tabular
public import TransactSQL
public import Workflows

/// The outside world, as the studio sees it: protocols that the executable fills with live engines and tests with theirs.
///
/// Everything opens on first use and off the main thread, so that the screen is painted before it exists.
public struct StudioEnvironment: Sendable {
    /// Shown at the left of the top line.
    public var workspaceName: String
    /// The workspace's folder, for headings and messages.
    public var workspacePath: String
    /// The folder whose files the tree shows when no folder was given.
    public var folder: String
    /// Folders with theme files; later ones win.
    public var themeFolders: [String]
    /// Where the studio remembers small things about a person, such as that the tour was offered; nil: nowhere.
    public var stateFolder: String?
    /// A new connection to the workspace's database, on a thread of its own.
    public var connect: @Sendable () async throws -> any WorkConnection
    /// What workflows need. Asked for after the first rows are on the screen.
    public var engines: @Sendable () async throws -> Engines
    /// Why the workspace can only be read ("in use by process 4711"); nil when it can be written.
    public var readOnlyReason: @Sendable () async -> String?
    /// Where the files of T-SQL scripts are.
    public var scriptSettings = (try? ScriptFiles.settings([])) ?? TranslationSettings()
    /// Fetches an extension of the engine from the network; called only after a yes.
    public var fetchExtension: @Sendable (EngineExtension) async throws -> Void

    public init(
        workspaceName: String, workspacePath: String, folder: String, themeFolders: [String] = [],
        stateFolder: String? = nil,
        connect: @escaping @Sendable () async throws -> any WorkConnection,
        engines: @escaping @Sendable () async throws -> Engines,
        readOnlyReason: @escaping @Sendable () async -> String? = { nil },
        fetchExtension: @escaping @Sendable (EngineExtension) async throws -> Void = { part in
            throw Problem(
                "nothing is fetched from here", hint: "Run: atelier extensions fetch \(part.name)")
        }
    ) {
        self.workspaceName = workspaceName
        self.workspacePath = workspacePath
        self.folder = folder
        self.themeFolders = themeFolders
        self.stateFolder = stateFolder
        self.connect = connect
        self.engines = engines
        self.readOnlyReason = readOnlyReason
        self.fetchExtension = fetchExtension
    }
}
