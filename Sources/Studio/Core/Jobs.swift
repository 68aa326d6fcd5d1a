import Tabular

/// Work in the background, as it is shown on the top line and in the jobs pane.
struct Job: Sendable, Hashable, Identifiable {
    enum State: Sendable, Hashable {
        case running
        case finished
        case failed(Problem)
        case cancelled
    }

    let id: EffectID
    var title: String
    var state = State.running
    var progress: WorkProgress?
    /// Whether it was asked to stop and has not yet.
    var isStopping = false

    var isRunning: Bool { state == .running }

    /// 0...1, when the whole amount is known.
    var share: Double? {
        guard let progress, let total = progress.total, total > 0 else { return nil }
        return min(1, Double(progress.done) / Double(total))
    }
}

/// Jobs, oldest first.
struct JobList: Sendable, Equatable {
    private(set) var all: [Job] = []
    /// Finished jobs that are kept for the pane.
    static let history = 30

    var running: [Job] { all.filter(\.isRunning) }

    mutating func started(_ id: EffectID, title: String) {
        all.removeAll { $0.id == id }
        all.append(Job(id: id, title: title))
        let ended = all.filter { !$0.isRunning }
        if ended.count > Self.history, let oldest = ended.first { all.removeAll { $0.id == oldest.id } }
    }

    mutating func progressed(_ id: EffectID, _ progress: WorkProgress) {
        update(id) { $0.progress = progress }
    }

    mutating func stopping(_ id: EffectID) { update(id) { $0.isStopping = true } }

    mutating func ended(_ id: EffectID, _ problem: Problem?) {
        update(id) { job in
            switch problem {
            case nil: job.state = .finished
            case let problem?: job.state = problem.kind == .interrupted ? .cancelled : .failed(problem)
            }
        }
    }

    private mutating func update(_ id: EffectID, _ change: (inout Job) -> Void) {
        guard let index = all.firstIndex(where: { $0.id == id && $0.isRunning }) else { return }
        change(&all[index])
    }
}
