import Foundation
import Screen
import Tabular
import Workflows

extension ScoreWizard {
    mutating func reduceDestination(_ action: ScoreAction) -> [Effect] {
        switch action {
        case .checked(let check):
            guard check.destination == destination.question else { return [] }
            destination.check = check
            guard destination.wantsOn, step == .destination else { return [] }
            return leaveDestination()
        case .completed(let text, let found):
            if step == .destination, text == destination.text { destination.completions = found.filter { $0 != text } }
        case .complete: return complete()
        case .replace:
            destination.agreed = destination.question
            return enterReview()
        default: break
        }
        return []
    }

    /// Asks what stands at the destination now.
    mutating func checkDestination() -> [Effect] {
        let question = destination.question
        if destination.check?.destination != question { destination.check = nil }
        return [.start("score.check", CheckDestination(destination: question, source: table))]
    }

    /// The name or path was changed.
    mutating func typed() -> [Effect] {
        destination.completions = []
        destination.wantsOn = false
        var effects = checkDestination()
        if destination.kind.isFile, !destination.text.isEmpty {
            effects.append(.start("score.complete", CompleteDestination(text: destination.text)))
        }
        return effects
    }

    /// Tab: what all completions begin with, or the first one.
    private mutating func complete() -> [Effect] {
        guard destination.kind.isFile else { return [] }
        guard let first = destination.completions.first else {
            return [.start("score.complete", CompleteDestination(text: destination.text))]
        }
        let common = destination.completions.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        destination.edit.text = common.count > destination.text.count ? common : first
        return typed()
    }

    /// On to the review, when the destination will do.
    mutating func leaveDestination() -> [Effect] {
        destination.wantsOn = false
        switch destination.currentCheck {
        case nil:
            destination.wantsOn = true
            return checkDestination()
        case .impossible(let problem): return [.action(.message(Message(problem)))]
        case .free: return enterReview()
        case .exists where destination.isAgreed: return enterReview()
        case .exists(let what):
            let question = Confirm(
                title: "Replace it?",
                question:
                    "There is already \(what) called \(destination.question.name). It goes when the scoring is done.",
                answers: [
                    .init(title: "Choose another name", action: nil),
                    .init(title: "Replace it", action: .score(.replace)),
                ])
            return [.action(.present(.confirm(question)))]
        }
    }
}
