import Registry
import Tabular
import Workflows

/// A scoring that was started, and how it went.
struct ScoreRun: Sendable, Equatable, Identifiable {
    let id: EffectID
    let plan: ScoringPlan
    /// The wizard as it was, to go back to when it fails.
    let wizard: ScoreWizard
    var progress: ScoreProgress?
    var outcome: ScoreWorkflow.Outcome?
    var problem: Problem?

    var isRunning: Bool { outcome == nil && problem == nil }

    var title: String { "Score \(plan.table.location.label) with \(plan.model.id)" }

    /// Where the result is to be found.
    var result: SourceLocation { SourceLocation(plan.destination.name) }
}

/// What outlives the wizard: scorings, and choices that were not carried out yet.
struct ScoringState: Sendable, Equatable {
    /// Oldest first; the finished ones are kept while the program runs.
    var runs: [ScoreRun] = []
    var next = 1
    /// The wizard that was left, taken up again when it is opened on the same rows.
    var draft: ScoreWizard?

    func run(_ id: EffectID) -> ScoreRun? { runs.first { $0.id == id } }

    mutating func update(_ id: EffectID, _ change: (inout ScoreRun) -> Void) {
        guard let index = runs.firstIndex(where: { $0.id == id }) else { return }
        change(&runs[index])
    }
}

extension ScoreRun {
    /// What there is to say when it is over.
    var message: Message? {
        if let problem {
            return problem.kind == .interrupted
                ? Message("Scoring stopped; nothing was written") : Message(problem)
        }
        guard let outcome else { return nil }
        let name = plan.destination.name
        guard let rows = outcome.written.rowCount else {
            return Message("Made the view \(name): it scores whenever it is read", kind: .success)
        }
        let speed = Count.short(Int((Double(rows) / max(outcome.seconds, 1e-3)).rounded()))
        let text =
            "Scored \(Count.of(rows, "row")) in \(Elapsed.text(seconds: outcome.seconds)) (\(speed) rows/s) into \(name)"
        let losses = losses(outcome)
        return losses.isEmpty ? Message(text, kind: .success) : Message(text, kind: .warning, hint: losses)
    }

    /// What did not go as one might think: `3 values of age could not be read and were scored as missing`.
    private func losses(_ outcome: ScoreWorkflow.Outcome) -> String {
        var sentences: [String] = []
        if !outcome.unreadable.isEmpty {
            let columns = outcome.unreadable.sorted { $0.key < $1.key }.map {
                "\(Count.of($0.value, "value")) of \($0.key)"
            }
            sentences.append(columns.joined(separator: ", ") + " could not be read and were scored as missing")
        }
        if outcome.unanswered > 0 {
            let rows = outcome.unanswered == 1 ? "1 row has" : "\(Count.text(outcome.unanswered)) rows have"
            sentences.append(rows + " no answer: they lack a value that the model needs")
        }
        return sentences.joined(separator: "; ")
    }
}
