import Screen

/// A question with answers; the first one does nothing.
struct Confirm: Sendable, Equatable {
    struct Answer: Sendable, Equatable {
        var title: String
        /// nil goes back.
        var action: Action?
    }

    var title: String
    var question: String
    var answers: [Answer]
    var role: Role
    var selected = 0

    init(title: String, question: String, answers: [Answer], role: Role = .warning) {
        self.title = title
        self.question = question
        self.answers = answers
        self.role = role
    }

    static func leaving(_ jobs: [Job]) -> Confirm {
        let names = jobs.map { "• " + $0.title }.joined(separator: "\n")
        return Confirm(
            title: "Work is running", question: "Leaving stops it:\n\(names)",
            answers: [Answer(title: "Stay", action: nil), Answer(title: "Stop and leave", action: .leave(force: true))])
    }

    static func stop(_ job: Job) -> Confirm {
        Confirm(
            title: "Stop the job?", question: job.title,
            answers: [Answer(title: "Go on", action: nil), Answer(title: "Stop", action: .cancel(job.id))])
    }

    private var dialog: Dialog {
        Dialog(title, message: question, buttons: answers.map(\.title), selected: selected, role: role)
    }
}

extension Confirm: ModalFeature {
    var modal: Modal { .confirm(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        switch key {
        case .key(.left, []), .character("h"), .key(.tab, .shift): selected = max(0, selected - 1)
        case .key(.right, []), .character("l"), .key(.tab, []): selected = min(answers.count - 1, selected + 1)
        case .key(.enter, []): return choose(selected)
        case .mouse(let event) where event.action == .press:
            let places = dialog.buttonPlaces(in: Rect(state.size))
            if let hit = places.firstIndex(where: { $0.contains(event.point) }) { return choose(hit) }
        case .key(.character(let letter), []):
            // The first letter of an answer chooses it.
            if let hit = answers.firstIndex(where: { $0.title.lowercased().first == letter }) { return choose(hit) }
        default: break
        }
        return []
    }

    private func choose(_ index: Int) -> [Effect] {
        [.action(.dismiss)] + (answers[index].action.map { [.action($0)] } ?? [])
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) { frame.draw(dialog, in: frame.bounds, theme) }
}
