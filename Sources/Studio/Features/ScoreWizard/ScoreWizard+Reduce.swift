import Registry
import Scoring
import Screen
import Tabular
import Workflows

extension ScoreWizard {
    /// What an action does to the wizard. Everything outside is reached through effects.
    mutating func reduce(_ action: ScoreAction, size: Size) -> [Effect] {
        switch action {
        case .listed(let versions): return listed(versions)
        case .listFailed(let problem):
            models.problem = Message(problem)
            return []
        case .next: return next()
        case .back: return back()
        case .move(let step): return move(step, size)
        case .moveTo(let index): return moveTo(index, size)
        case .turn(let step): return turn(step)
        case .click(let point): return click(point, size)
        case .enter: return enter()
        case .toggle:
            choice?.toggle()
            return []
        case .bind(let input, let column):
            choice?.bind(input, to: column)
            return []
        case .checked, .completed, .complete, .replace: return reduceDestination(action)
        case .previewed, .previewFailed, .copySQL, .copyCommand: return reduceReview(action)
        default: return []
        }
    }

    private mutating func listed(_ versions: [ModelVersion]) -> [Effect] {
        models.listed(versions, table.schema)
        // A version that was deleted and made anew is another model.
        for version in versions where columns[version.id]?.signature != version.card.signature {
            columns[version.id] = nil
        }
        if step != .model, choice == nil {
            step = .model
            model = nil
        }
        return []
    }

    /// Goes on with a version.
    mutating func choose(_ version: ModelVersion) -> [Effect] {
        model = version
        models.selected = version.id
        if columns[version.id] == nil {
            do throws(Problem) {
                let plan = try ScoringPlan(model: version, table: table, destination: destination.destination)
                columns[version.id] = ColumnChoice(plan)
            } catch {
                return [.action(.message(Message(error)))]
            }
        }
        step = .columns
        return []
    }

    private mutating func next() -> [Effect] {
        switch step {
        case .model:
            guard let version = models.current else {
                return [.action(.message(Message("There is no model to choose here", kind: .warning)))]
            }
            return choose(version)
        case .columns: return leaveColumns()
        case .destination: return leaveDestination()
        case .review: return []
        }
    }

    private mutating func leaveColumns() -> [Effect] {
        choice?.commit()
        guard let choice, let plan else { return [] }
        if let misfit = choice.firstMisfit {
            self.choice?.cursor = .input(misfit)
            let binding = choice.bindings[misfit]
            let text = "\(Count.of(choice.misfits, "input")) without a column that fits: \(binding.label)"
            return [.action(.message(Message(text, kind: .warning, hint: "Enter chooses a column.")))]
        }
        if let problem = plan.problems.first {
            self.choice?.cursor = choice.outputs.isEmpty ? .keep : .output(0)
            return [.action(.message(Message(problem)))]
        }
        step = .destination
        return checkDestination()
    }

    private mutating func back() -> [Effect] {
        if step == .columns, choice?.editing != nil {
            choice?.editing = nil
            return []
        }
        if step == .destination, !destination.completions.isEmpty {
            destination.completions = []
            return []
        }
        guard let before = Step(rawValue: step.rawValue - 1) else { return [.action(.score(.leave))] }
        step = before
        destination.wantsOn = false
        return []
    }

    private mutating func move(_ steps: Int, _ size: Size) -> [Effect] {
        switch step {
        case .model: models.move(to: (models.cursor ?? 0) + steps)
        case .columns: choice?.move(by: steps)
        case .destination:
            let kinds = DestinationChoice.Kind.allCases
            let at = max(0, min(destination.kind.rawValue + steps, kinds.count - 1))
            destination.kind = kinds[at]
            destination.completions = []
            return checkDestination()
        case .review: scrollReview(to: review.top + steps, size)
        }
        return []
    }

    private mutating func moveTo(_ index: Int, _ size: Size) -> [Effect] {
        switch step {
        case .model: models.move(to: index)
        case .columns:
            choice?.commit()
            if let rows = choice?.rows { choice?.cursor = rows[max(0, min(index, rows.count - 1))] }
        case .destination: break
        case .review: scrollReview(to: index, size)
        }
        return []
    }

    private mutating func scrollReview(to line: Int, _ size: Size) {
        guard let plan else { return }
        let last = ReviewStepView(wizard: self, plan: plan).lastTop(ScoreLayout(size))
        review.top = max(0, min(line, last))
    }

    private mutating func turn(_ step: Int) -> [Effect] {
        switch self.step {
        case .columns: choice?.turn(step)
        case .review:
            let count = plan.map { $0.outputs.count { $0.column != nil } + $0.keptColumns.count } ?? 1
            review.left = max(0, min(review.left + step, count - 1))
        default: break
        }
        return []
    }

    /// Enter on a line of the columns' step.
    private mutating func enter() -> [Effect] {
        guard let choice else { return [] }
        if choice.editing != nil {
            self.choice?.commit()
            return []
        }
        switch choice.cursor {
        case .input(let index):
            return [.action(.present(.picker(.columns(for: choice.bindings[index], at: index, among: choice.columns))))]
        case .output(let index): self.choice?.editing = TextEdit(choice.outputs[index].name)
        case .keep, .column: self.choice?.toggle()
        case .proceed: return next()
        }
        return []
    }
}

extension ScoreWizard: ModalFeature {
    var modal: Modal { .score(self) }

    var takesText: Bool { step == .model || step == .destination || isEditing }

    var isEditing: Bool { step == .columns && choice?.editing != nil }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key {
            switch event.action {
            case .wheelDown: return [.action(.score(.move(1)))]
            case .wheelUp: return [.action(.score(.move(-1)))]
            case .press: return [.action(.score(.click(event.point)))]
            default: return []
            }
        }
        switch step {
        case .model:
            let before = models.filter.text
            if models.filter.handle(key), models.filter.text != before { models.selected = models.matches.first?.id }
        case .columns: _ = choice?.editing?.handle(key)
        case .destination:
            let before = destination.edit.text
            if destination.edit.handle(key), destination.edit.text != before { return typed() }
        case .review: break
        }
        return []
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        ScoreWizardView(wizard: self).draw(into: &frame, theme: theme)
    }
}
