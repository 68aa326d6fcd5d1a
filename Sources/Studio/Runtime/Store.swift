import Screen
import Tabular

/// Owns the state, on one thread: applies actions, starts effects, takes in what comes back.
final class Store {
    private(set) var state: AppState
    let mailbox: Mailbox
    private let runner: EffectRunner
    /// Jobs that are running, so that their ends are told.
    private var jobs: Set<EffectID> = []
    /// Requests for the terminal and the wish to end, taken by the event loop.
    private(set) var requests: [TerminalRequest] = []
    private(set) var hasQuit = false

    init(state: AppState, environment: StudioEnvironment) throws(Problem) {
        self.state = state
        mailbox = try Mailbox()
        runner = EffectRunner(environment: environment, mailbox: mailbox)
    }

    /// Applies an action and everything that follows from it at once.
    func send(_ action: Action) {
        var waiting = [action]
        while !waiting.isEmpty {
            let effects = state.reduce(waiting.removeFirst())
            for effect in effects { perform(effect, &waiting) }
        }
        state.running = runner.active
    }

    /// Does what an effect asks for, and what follows from it at once.
    func perform(_ effect: Effect) {
        var waiting: [Action] = []
        perform(effect, &waiting)
        for action in waiting { send(action) }
        state.running = runner.active
    }

    /// Takes in what work has delivered. Returns whether there was something that still matters.
    @discardableResult
    func receive() -> Bool {
        let envelopes = mailbox.drain().filter(runner.accept)
        for envelope in envelopes { receive(envelope) }
        return !envelopes.isEmpty
    }

    /// Whether nothing is going on: all that was started has ended.
    var isIdle: Bool { runner.active.isEmpty }

    func takeRequests() -> [TerminalRequest] {
        defer { requests = [] }
        return requests
    }

    func cancelAll() { runner.cancelAll() }

    private func receive(_ envelope: Envelope) {
        switch envelope.delivery {
        case .action(let action): send(action)
        case .progress(let progress):
            if jobs.contains(envelope.id) { send(.jobProgressed(envelope.id, progress)) }
        case .finished(let action, let problem):
            if jobs.remove(envelope.id) != nil { send(.jobEnded(envelope.id, problem)) }
            state.running = runner.active
            if let action { send(action) }
        }
    }

    private func perform(_ effect: Effect, _ waiting: inout [Action]) {
        switch effect {
        case .start(let id, let work):
            jobs.remove(id)
            runner.start(id, work)
        case .job(let id, let title, let work):
            jobs.insert(id)
            runner.start(id, work)
            waiting.append(.jobStarted(id, title: title))
        case .cancel(let id): runner.cancel(id)
        case .terminal(let request): requests.append(request)
        case .action(let action): waiting.append(action)
        case .quit: hasQuit = true
        }
    }
}
