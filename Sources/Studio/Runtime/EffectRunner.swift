import Tabular

/// Runs effects, off the main thread, and knows which of them still matter. Owned by the store; lives on its thread.
final class EffectRunner {
    private struct Running {
        var generation: Int
        var task: Task<Void, Never>
    }

    private let environment: StudioEnvironment
    private let pool: ConnectionPool
    let mailbox: Mailbox
    private var running: [EffectID: Running] = [:]
    private var generation = 0

    init(environment: StudioEnvironment, mailbox: Mailbox) {
        self.environment = environment
        self.mailbox = mailbox
        pool = ConnectionPool(environment)
    }

    /// The ids of work that has not ended.
    var active: Set<EffectID> { Set(running.keys) }

    func start(_ id: EffectID, _ work: any Work) {
        running[id]?.task.cancel()
        generation += 1
        let context = EffectContext(
            environment: environment, id: id, generation: generation, pool: pool, mailbox: mailbox)
        let task = Task.detached { await perform(work, context) }
        running[id] = Running(generation: generation, task: task)
    }

    /// Asks the work to stop; its end still arrives and is told to the reducer.
    func cancel(_ id: EffectID) { running[id]?.task.cancel() }

    func cancelAll() {
        for entry in running.values { entry.task.cancel() }
    }

    /// Whether an envelope comes from the newest work under its id. Takes note when that work has ended.
    func accept(_ envelope: Envelope) -> Bool {
        guard let entry = running[envelope.id], entry.generation == envelope.generation else { return false }
        if case .finished = envelope.delivery { running[envelope.id] = nil }
        return true
    }
}

private func perform(_ work: any Work, _ context: EffectContext) async {
    let delivery: Delivery
    do {
        let action = try await work.run(context)
        delivery = .finished(action, nil)
    } catch {
        // An engine may report an interruption in its own words: what counts is that it was asked for.
        let problem = Task.isCancelled ? Problem.cancelled : Problem(error)
        delivery = .finished(work.failure(problem), problem)
    }
    context.mailbox.post(Envelope(id: context.id, generation: context.generation, delivery: delivery))
}
