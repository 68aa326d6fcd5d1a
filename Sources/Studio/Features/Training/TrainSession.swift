import Learning
import Registry
import Screen
import Tabular
import Workflows

/// A training that was started here: what it has told so far. It outlives the pane that shows it.
struct TrainSession: Sendable, Equatable, Identifiable {
    enum Outcome: Sendable, Equatable {
        case running
        case finished(ModelVersion)
        case failed(Problem)
        case stopped
    }

    let id: Int
    let plan: TrainingPlan
    /// What it was made with, to change and train again.
    let wizard: TrainWizard
    var phase = "starting"
    /// Rows read, while they are.
    var reading: WorkProgress?
    var fold = 1
    var folds = 1
    /// The watched metric by round, of the fold in training.
    var training: [Double] = []
    var validation: [Double] = []
    var round = 0
    /// Since the start, when it last told something.
    var seconds = 0.0
    var outcome = Outcome.running

    init(id: Int, plan: TrainingPlan, wizard: TrainWizard) {
        self.id = id
        self.plan = plan
        self.wizard = wizard
    }

    var job: EffectID { EffectID("train", id) }
    var title: String { "train \(plan.name)" }
    var isRunning: Bool { outcome == .running }

    var model: ModelVersion? {
        if case .finished(let version) = outcome { return version }
        return nil
    }

    /// The best value on the validation rows and its round.
    var best: (round: Int, value: Double)? {
        let rises = plan.settings.metric.higherIsBetter
        let finite = validation.enumerated().filter { $0.element.isFinite }
        let best = finite.min { a, b in rises ? a.element > b.element : a.element < b.element }
        return best.map { ($0.offset + 1, $0.element) }
    }

    mutating func take(_ event: TrainingEvent, seconds: Double) {
        self.seconds = max(self.seconds, seconds)
        switch event {
        case .phase(let phase):
            self.phase = phase
            reading = nil
        case .reading(let progress): reading = progress
        case .round(let report, let fold, let folds):
            if fold != self.fold { (training, validation) = ([], []) }
            (self.fold, self.folds, round) = (fold, folds, report.round)
            training.append(report.training ?? .nan)
            validation.append(report.validation ?? .nan)
        }
    }
}

/// The trainings of this sitting, oldest first.
struct TrainSessions: Sendable, Equatable {
    private(set) var all: [TrainSession] = []
    private var next = 1
    /// Ended ones that are kept, to be looked at again.
    static let history = 20

    subscript(id: Int) -> TrainSession? { all.first { $0.id == id } }
    var latest: TrainSession? { all.last { $0.isRunning } ?? all.last }

    mutating func begin(_ plan: TrainingPlan, _ wizard: TrainWizard) -> TrainSession {
        let session = TrainSession(id: next, plan: plan, wizard: wizard)
        next += 1
        all.append(session)
        if all.count > Self.history, let oldest = all.firstIndex(where: { !$0.isRunning }) { all.remove(at: oldest) }
        return session
    }

    mutating func update(_ id: Int, _ change: (inout TrainSession) -> Void) {
        guard let index = all.firstIndex(where: { $0.id == id }) else { return }
        change(&all[index])
    }
}
