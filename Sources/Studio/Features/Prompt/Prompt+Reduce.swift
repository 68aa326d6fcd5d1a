import Foundation
import Registry
import Screen
import Shaping
import Tabular

extension AppState {
    mutating func reducePrompt(_ action: PromptAction) -> [Effect] {
        if case .submit = action { return submitPrompt() }
        return updateModal(.prompt) { modal in
            guard case .prompt(var prompt) = modal else { return [] }
            defer { modal = .prompt(prompt) }
            switch action {
            case .complete(let step): prompt.complete(step)
            case .completions(let text, let found):
                if text == prompt.edit.text, prompt.completed == nil {
                    prompt.completions = found; prompt.completed = text
                }
            case .failed(let problem):
                prompt.isBusy = false
                prompt.problem = Message(problem)
            case .close: return [.action(.dismiss)]
            case .submit: break
            }
            return []
        }
    }

    private mutating func submitPrompt() -> [Effect] {
        guard case .prompt(var prompt)? = modals.last else { return [] }
        let text = prompt.edit.text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { return [.action(.dismiss)] }
        remember(text, for: prompt.purpose)
        switch prompt.action(text) {
        case .success(let action):
            // A step is checked by the engine first: the prompt stays until it is accepted.
            guard ![.filter, .addColumn, .step, .pattern].contains(prompt.purpose) else {
                prompt.isBusy = true
                modals[modals.count - 1] = .prompt(prompt)
                return [.action(action)]
            }
            return [.action(.dismiss), .action(action)]
        case .failure(let problem):
            prompt.problem = Message(problem)
            modals[modals.count - 1] = .prompt(prompt)
            return []
        }
    }

    /// Keeps what was typed, for Up.
    private mutating func remember(_ text: String, for purpose: Prompt.Purpose) {
        var history = histories[purpose, default: []].filter { $0 != text }
        history.append(text)
        histories[purpose] = Array(history.suffix(100))
    }
}

extension Prompt {
    /// What the text asks for.
    fileprivate func action(_ text: String) -> Result<Action, Problem> {
        switch purpose {
        case .open: return .success(.data(.open([SourceLocation(CompletePath.expanded(text))])))
        case .filter: return .success(.data(.filter(text)))
        case .addColumn: return Self.step("add " + text)
        case .step: return Self.step(text, at: place)
        case .pattern: return .success(.data(.filterByPattern(text)))
        case .replay: return .success(.save(.replay(path: CompletePath.expanded(text))))
        case .saveFile: return .success(.save(.write(.file(path: CompletePath.expanded(text)), replace: false)))
        case .saveRows: return .success(.save(.write(.rows(path: CompletePath.expanded(text)), replace: false)))
        case .saveTable: return .success(.save(.write(.table(name: text), replace: false)))
        case .saveView: return .success(.save(.write(.view(name: text), replace: false)))
        case .saveScript: return .success(.save(.write(.script(path: CompletePath.expanded(text)), replace: false)))
        case .search: return .success(.data(.search(text, forward: true)))
        case .searchBack: return .success(.data(.search(text, forward: false)))
        case .sql: return .success(.data(.openQuery(Self.withoutSemicolon(text))))
        case .modelAlias:
            let alias = text.hasPrefix("@") ? String(text.dropFirst()) : text
            return .success(.models(.alias(alias)))
        case .modelImport: return .success(.models(.importFile(CompletePath.expanded(text))))
        case .modelName: return Self.named(text)
        case .parameter: return .success(.sql(.value(text, for: subject)))
        case .scriptName: return .success(.sql(.rename(text)))
        case .scriptLine:
            guard let line = Int(text), line > 0 else {
                return .failure(Problem("'\(text)' is no line number", hint: "Lines count from 1.", kind: .usage))
            }
            return .success(.sql(.goToLine(line)))
        case .chartName: return .success(.chart(.save(text)))
        case .pictureFile: return Self.pictureFile(CompletePath.expanded(text))
        case .compareSource:
            return .success(.drift(.compare(.source(SourceLocation(CompletePath.expanded(text))))))
        case .modelExport: return .success(.models(.export(CompletePath.expanded(text))))
        case .row:
            let digits = text.replacing(",", with: "")
            if digits.hasSuffix("%"), let share = Double(digits.dropLast()), (0...100).contains(share) {
                return .success(.data(.move(.toShare(share / 100))))
            }
            guard let row = Int(digits), row > 0 else {
                return .failure(
                    Problem("'\(text)' is no row number", hint: "Rows count from 1; 50% is the middle.", kind: .usage))
            }
            return .success(.data(.move(.toRow(row - 1))))
        }
    }

    private static func step(_ text: String, at place: StepPlace? = nil) -> Result<Action, Problem> {
        do throws(Problem) {
            let step = try Step(text)
            return .success(.data(place.map { .editStep($0, step) } ?? .step(step)))
        } catch {
            return .failure(error)
        }
    }

    /// A model's name that the registry will take.
    private static func named(_ text: String) -> Result<Action, Problem> {
        do throws(Problem) {
            try ModelReference.validate(name: text)
            return .success(.models(.importName(text)))
        } catch {
            return .failure(error)
        }
    }

    /// A path that says which kind of picture is wanted.
    private static func pictureFile(_ path: String) -> Result<Action, Problem> {
        do throws(Problem) {
            _ = try PictureFile.format(path)
            return .success(.writePicture(path))
        } catch {
            return .failure(error)
        }
    }

    private static func withoutSemicolon(_ text: String) -> String {
        var text = text
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        return text
    }

    /// Puts the next completion in; the first Tab takes what all have in common, when that is more.
    mutating func complete(_ step: Int) {
        guard !completions.isEmpty, let base = completed else { return }
        let index =
            chosen.map { ($0 + step + completions.count) % completions.count } ?? (step > 0 ? 0 : completions.count - 1)
        chosen = index
        let text =
            purpose.isPath ? completions[index] : Completion.replacingLastWord(of: base, with: completions[index])
        edit.text = text
    }
}
