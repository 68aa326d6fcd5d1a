import Registry
import Screen
import Tabular

extension AppState {
    mutating func reduceGlobal(_ action: Action) -> [Effect] {
        switch action {
        case .showDetails: return showDetails()
        case .cancelWork: return cancelWork()
        case .cancel(let id):
            jobs.stopping(id)
            return [.cancel(id)]
        case .leave(let force): return leave(force: force)
        case .suspend: return [.terminal(.suspend)]
        case .repaint: return [.terminal(.repaint)]
        case .setMouse(let on):
            usesMouse = on
            let hint =
                on ? "Most terminals select text while Shift is held." : "The terminal selects text as elsewhere."
            show(Message(on ? "The mouse is on" : "The mouse is off", hint: hint))
            return [.terminal(.mouse(on))]
        case .edit(let request): return [.terminal(.edit(request))]
        case .edited(let request, let result):
            return edited(request, result)
        case .copy(let text, let what):
            show(Message("Copied \(what)", kind: .success))
            return [.terminal(.copy(text))]
        default: return []
        }
    }

    private mutating func edited(_ request: EditRequest, _ result: Result<String, Problem>) -> [Effect] {
        switch result {
        case .failure(let problem): show(Message(problem))
        case .success(let text):
            if request.use == .script { return [.action(.sql(.edited(text)))] }
            guard request.use == .prompt, case .prompt(var prompt)? = modals.last else { return [] }
            prompt.edit.text = ""
            _ = prompt.edit.handle(.paste(text))
            prompt.problem = nil
            modals[modals.count - 1] = .prompt(prompt)
        }
        return []
    }

    mutating func reduceJobs(_ action: Action) -> [Effect] {
        switch action {
        case .jobStarted(let id, let title): jobs.started(id, title: title)
        case .jobProgressed(let id, let progress): jobs.progressed(id, progress)
        case .jobEnded(let id, let problem):
            jobs.ended(id, problem)
            return settleAfterJob()
        default: break
        }
        return []
    }

    private mutating func showDetails() -> [Effect] {
        guard let problem = lastProblem else {
            show(Message("There has been no problem so far"))
            return []
        }
        modals.append(.reader(.details(of: problem)))
        return []
    }

    private mutating func cancelWork() -> [Effect] {
        let work = interruptible
        if !work.isEmpty {
            let job = jobs.running.first.map { "Ctrl-C again stops '\($0.title)' too." } ?? ""
            show(Message("Stopped", hint: job))
            return work.map { .cancel($0) }
        }
        let running = jobs.running
        guard let job = running.first else {
            show(Message("Nothing is running", hint: "Press Q to leave."))
            return []
        }
        if running.count == 1 {
            modals.append(.confirm(.stop(job)))
        } else {
            modals.append(.picker(.jobs(self)))
        }
        return []
    }

    private mutating func leave(force: Bool) -> [Effect] {
        guard !force, !jobs.running.isEmpty else { return [.quit] }
        modals.append(.confirm(.leaving(jobs.running)))
        return []
    }
}
