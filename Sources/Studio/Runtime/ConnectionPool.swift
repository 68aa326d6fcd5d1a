import Registry
import Tabular
import Workflows

/// A line of work with the database: each has a connection (and so a thread) of its own, used by one piece of work at a time.
struct Lane: Hashable, Sendable {
    let name: String
    var priority = WorkPriority.ordinary

    /// Pages of the grid, search, schemas: what a person waits for.
    static let browse = Lane(name: "browse", priority: .foreground)
    /// The profile that follows the cursor.
    static let profile = Lane(name: "profile", priority: .background)
    /// Exact row counts and listings.
    static let count = Lane(name: "count", priority: .background)
    /// Loading, and the profile of all columns.
    static let load = Lane(name: "load", priority: .background)
    /// Steps that are checked, and what makes other rows.
    static let shape = Lane(name: "shape", priority: .foreground)
    /// Keeping what was loaded for the next time.
    static let keep = Lane(name: "keep", priority: .background)
    /// What wizards ask while they are open.
    static let wizard = Lane(name: "wizard")
    /// Makes models callable; never busy for long.
    static let models = Lane(name: "models")
}

/// Opens connections and engines once, on first use.
actor ConnectionPool {
    private let environment: StudioEnvironment
    private var opening: Task<Engines, any Error>?
    private var slots: [Lane: LaneSlot] = [:]
    /// The model file behind each function that SQL can call.
    private var callable: [String: String] = [:]

    init(_ environment: StudioEnvironment) { self.environment = environment }

    func engines() async throws -> Engines {
        if let opening { return try await opening.value }
        let task = Task { [open = environment.engines] in try await open() }
        opening = task
        do {
            return try await task.value
        } catch {
            opening = nil
            throw error
        }
    }

    /// Makes all models of the registry callable from SQL, by every connection: views may call them.
    /// Returns whether some were not before.
    @discardableResult
    func registerModels() async throws -> Bool {
        let engines = try await engines()
        let versions = try await engines.registry.versions()
        let new = versions.filter { version in Self.functions(version).contains { callable[$0] != version.modelPath } }
        guard !new.isEmpty else { return false }
        let functions = PredictFunctions(loader: engines.loader)
        try await slot(.models).use { connection in
            for version in new { try await functions.register(version, on: connection) }
        }
        for version in new {
            for name in Self.functions(version) { callable[name] = version.modelPath }
        }
        return true
    }

    private static func functions(_ version: ModelVersion) -> [String] {
        [version.id] + version.aliases.map { version.name + "@" + $0 }
    }

    func slot(_ lane: Lane) -> LaneSlot {
        if let slot = slots[lane] { return slot }
        let slot = LaneSlot(lane.priority, connect: environment.connect)
        slots[lane] = slot
        return slot
    }
}

/// The turn on one lane. Cancelled work ends soon (the engine is interrupted), so waiting for a turn is short.
actor LaneSlot {
    private let priority: WorkPriority
    private let connect: @Sendable () async throws -> any WorkConnection
    private var connection: (any WorkConnection)?
    private var busy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ priority: WorkPriority, connect: @escaping @Sendable () async throws -> any WorkConnection) {
        self.priority = priority
        self.connect = connect
    }

    func use<T: Sendable>(_ body: @Sendable (any WorkConnection) async throws -> T) async throws -> T {
        await enter()
        defer { leave() }
        try Task.checkCancellation()
        return try await body(try await connected())
    }

    private func connected() async throws -> any WorkConnection {
        if let connection { return connection }
        let made = try await connect()
        await made.setPriority(priority)
        connection = made
        return made
    }

    private func enter() async {
        if busy { await withCheckedContinuation { waiting.append($0) } } else { busy = true }
    }

    private func leave() {
        if waiting.isEmpty { busy = false } else { waiting.removeFirst().resume() }
    }
}
