import Registry
import Screen
import Tabular

extension AppState {
    mutating func reduceTraining(_ action: TrainingAction) -> [Effect] {
        switch action {
        case .begin(let plan, let wizard):
            let session = trainings.begin(plan, wizard)
            modals.append(.training(TrainingView(session: session.id)))
            return [.job(session.job, title: session.title, TrainModel(session: session.id, plan: plan))]
        case .event(let id, let event, let seconds):
            trainings.update(id) { $0.take(event, seconds: seconds) }
        case .trained(let id, let version, let seconds): return trained(id, version, seconds)
        case .failed(let id, let problem): failed(id, problem)
        case .show(let id):
            guard let session = id.flatMap({ trainings[$0] }) ?? trainings.latest else { return [] }
            modals.append(.training(TrainingView(session: session.id)))
        case .scroll, .scrollTo: scroll(action)
        case .stop, .again, .showModel, .score: return act(action)
        }
        return []
    }

    private mutating func trained(_ id: Int, _ version: ModelVersion, _ seconds: Double) -> [Effect] {
        trainings.update(id) { session in
            session.outcome = .finished(version)
            session.seconds = seconds
        }
        let agrees = version.card.agreement?.holds ?? true
        if shownTraining?.id != id || !agrees {
            let hint = shownTraining?.id == id ? "" : "F5 shows it."
            if agrees {
                show(Message("Trained \(version.id)", kind: .success, hint: hint))
            } else {
                show(Message("\(version.id) does not agree with its trainer", kind: .error, hint: hint))
            }
        }
        return []
    }

    private mutating func failed(_ id: Int, _ problem: Problem) {
        let wasStopped = problem.kind == .interrupted
        trainings.update(id) { $0.outcome = wasStopped ? .stopped : .failed(problem) }
        if wasStopped {
            show(Message("The training was stopped; nothing was registered"))
        } else if shownTraining?.id != id {
            show(Message(problem))
        } else {
            lastProblem = Message(problem)
        }
    }

    /// The training that is on the screen.
    var shownTraining: TrainSession? {
        let view = modals.last { $0.kind == .training }
        guard case .training(let view)? = view else { return nil }
        return trainings[view.session]
    }

    private mutating func scroll(_ action: TrainingAction) {
        guard let version = shownTraining?.model else { return }
        let room = TrainingLayout(size).content.size
        _ = updateModal(.training) { modal in
            guard case .training(var view) = modal else { return [] }
            let wanted =
                switch action {
                case .scroll(let step): view.top + step
                case .scrollTo(let row): row
                default: view.top
                }
            view.top = ModelCardView(version).clamped(wanted, in: room)
            modal = .training(view)
            return []
        }
    }

    private mutating func act(_ action: TrainingAction) -> [Effect] {
        guard let session = shownTraining else { return [] }
        switch action {
        case .stop:
            guard let job = jobs.running.first(where: { $0.id == session.job }) else { return [] }
            modals.append(.confirm(.stop(job)))
        case .again:
            closeModal(.training)
            modals.append(.train(session.wizard))
        case .showModel:
            guard let model = session.model else { return [] }
            closeModal(.training)
            return [.action(.showModel(model))]
        case .score:
            guard let model = session.model else { return [] }
            closeModal(.training)
            return [.action(.scoreWith(model))]
        default: break
        }
        return []
    }
}
