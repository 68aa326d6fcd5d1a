import Registry
import Tabular
import Workflows

/// What a piece of work has at hand while it runs.
struct EffectContext: Sendable {
    let environment: StudioEnvironment
    let id: EffectID
    let generation: Int
    let pool: ConnectionPool
    let mailbox: Mailbox

    /// Delivers an action before the work is done: a quick answer, a training round.
    func send(_ action: Action) {
        mailbox.post(Envelope(id: id, generation: generation, delivery: .action(action)))
    }

    /// Says how far the work is; call as often as you like, only the newest counts.
    func progress(_ progress: WorkProgress) {
        mailbox.post(Envelope(id: id, generation: generation, delivery: .progress(progress)))
    }

    /// Runs `body` with a lane's connection, alone.
    func withConnection<T: Sendable>(
        _ lane: Lane, _ body: @Sendable (any WorkConnection) async throws -> T
    ) async throws -> T {
        do {
            return try await pool.slot(lane).use(body)
        } catch let problem as Problem where problem.kind != .interrupted && !Task.isCancelled {
            // A view may call a model that was not asked for yet since the program began.
            guard let isNew = try? await pool.registerModels(), isNew else { throw problem }
            return try await pool.slot(lane).use(body)
        }
    }

    /// The engines, for workflows that make their own connections.
    func engines() async throws -> Engines { try await pool.engines() }

    /// Makes models that are new in the registry callable from SQL.
    func registerModels() async throws { try await pool.registerModels() }

    func registry() async throws -> any ModelRegistry { try await pool.engines().registry }
}
