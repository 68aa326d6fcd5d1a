import Learning
import Screen
import Tabular
import Workflows

extension AppState {
    mutating func reduceTrain(_ action: TrainAction) -> [Effect] {
        if action == .open { return openTrainWizard() }
        let size = size
        return updateModal(.train) { modal in
            guard case .train(var wizard) = modal else { return [] }
            let effects = wizard.reduce(action, size)
            modal = .train(wizard)
            return effects
        }
    }

    private mutating func openTrainWizard() -> [Effect] {
        guard let tab = data.tab, var table = tab.shapedTable, !table.schema.columns.isEmpty else { return [] }
        table.relation.sort = []
        let column = tab.currentColumn.flatMap { table.schema.names.firstIndex(of: $0.name) } ?? 0
        modals.append(.train(TrainWizard(table: table, column: column)))
        return [.start("train.profiles", ProfileForTraining(table: table)), .start("train.names", NameModels())]
    }
}

extension TrainWizard {
    mutating func reduce(_ action: TrainAction, _ size: Size) -> [Effect] {
        switch action {
        case .open: return []
        case .profiling(let progress):
            if case .reading = profiles { profiles = .reading(progress) }
        case .profiled(let found):
            profiles = .ready(found)
            if wantsOn { return next() }
        case .profilingFailed(let problem):
            profiles = .failed(problem)
            wantsOn = false
        case .named(let versions): self.versions = versions
        case .next: return next()
        case .back:
            problem = nil
            wantsOn = false
            step = Step(rawValue: step.rawValue - 1) ?? .target
        case .leave: return leave()
        case .move(let step): move(step, size)
        case .moveTo(let row): moveTo(row, size)
        case .turn(let step): turn(step)
        case .click(let point):
            if step == .review, TrainReviewView.button(TrainLayout(size).content).contains(point) { return next() }
            click(point, size)
        case .toggle, .setAll: reduceFeatures(action)
        case .copyCommand:
            guard let plan = try? plan() else { return [] }
            return [.action(.copy(plan.command, what: "the command line"))]
        }
        return []
    }

    private mutating func next() -> [Effect] {
        if step == .target, case .reading = profiles {
            wantsOn = true
            return []
        }
        wantsOn = false
        do {
            try check(step)
        } catch {
            problem = Message(error)
            return []
        }
        problem = nil
        switch step {
        case .target:
            if target.selected != target.start { isChanged = true }
            features.cursor = min(features.cursor, max(0, table.schema.count - 2))
        case .review: return start()
        default: break
        }
        step = Step(rawValue: step.rawValue + 1) ?? .review
        return []
    }

    private func start() -> [Effect] {
        guard let plan = try? plan() else { return [] }
        return [.action(.dismiss), .action(.training(.begin(plan, self)))]
    }

    /// Esc on the first step and Ctrl-C: asks only when something would be lost.
    private func leave() -> [Effect] {
        guard isChanged else { return [.cancel("train.profiles"), .action(.dismiss)] }
        let question = Confirm(
            title: "Close the wizard?", question: "What was chosen and typed in it is forgotten.",
            answers: [
                .init(title: "Stay", action: nil),
                .init(title: "Close", action: .dismiss),
            ])
        return [.action(.present(.confirm(question)))]
    }

    private mutating func move(_ step: Int, _ size: Size) {
        problem = nil
        switch self.step {
        case .target:
            target.move(by: step)
            wantsOn = false
        case .features: features.move(by: step, count: (try? draft())?.features.count ?? 0)
        case .validation:
            validation.cursor = ValidationChoice.Row(clamping: validation.cursor.rawValue + step)
        case .settings: settings.cursor = SettingsChoice.Row(clamping: settings.cursor.rawValue + step)
        case .review: scroll(to: reviewTop + step, size)
        }
    }

    private mutating func moveTo(_ row: Int, _ size: Size) {
        switch step {
        case .target: target.move(to: row)
        case .features: features.move(by: row - features.cursor, count: (try? draft())?.features.count ?? 0)
        case .validation: validation.cursor = ValidationChoice.Row(clamping: row)
        case .settings: settings.cursor = SettingsChoice.Row(clamping: row)
        case .review: scroll(to: row, size)
        }
    }

    private mutating func scroll(to row: Int, _ size: Size) {
        let room = TrainLayout(size).content
        let lines = TrainReviewView(wizard: self).lines(room.width, .builtIn).count
        reviewTop = max(0, min(row, lines - TrainReviewView.textRows(room)))
    }

    private mutating func turn(_ direction: Int) {
        switch step {
        case .target:
            guard let advice, let column = target.column, let task = advice.task else { return }
            let possible = advice.possible
            guard possible.count > 1, let at = possible.firstIndex(of: task) else {
                problem = Message(
                    "\(column.name) can only be learned as \(task.rawValue)", kind: .info, hint: advice.reason)
                return
            }
            let next = possible[(at + direction + possible.count) % possible.count]
            target.tasks[column.name] = next == advice.proposed ? nil : next
            isChanged = true
        case .validation where validation.cursor == .method:
            validation.isKFold.toggle()
            isChanged = true
        case .settings where settings.cursor == .metric:
            guard let task = advice?.task else { return }
            settings.turnMetric(direction, task)
            isChanged = true
        default: break
        }
    }

    private mutating func reduceFeatures(_ action: TrainAction) {
        guard step == .features, let draft = try? draft() else { return }
        problem = nil
        isChanged = true
        switch action {
        case .setAll(let isOn): features.set(draft.features, to: isOn)
        default:
            let before = features.cursor
            if !features.toggle(draft.features) {
                let column = draft.features[before].column
                problem = Message(
                    "\(column.name) cannot be learned from: it is \(TypeLabel.short(column.type))", kind: .warning)
            }
        }
    }

    /// A click chooses the line; on a switch it switches too.
    private mutating func click(_ point: Point, _ size: Size) {
        let layout = TrainLayout(size)
        switch step {
        case .target:
            if let row = TargetStepView(wizard: self).list(.builtIn).item(at: point, in: layout.list) {
                target.move(to: row)
            }
        case .features:
            guard
                let row = FeaturesStepView(wizard: self).list(.builtIn, layout.features.width).item(
                    at: point, in: layout.features)
            else { return }
            features.cursor = row
            if point.x < layout.features.x + 5 { reduceFeatures(.toggle) }
        case .validation:
            if let row = Form(validation.rows).row(at: point, in: layout.form) {
                validation.cursor = ValidationChoice.Row(clamping: row)
            }
        case .settings:
            guard let draft = try? draft() else { return }
            let rows = settings.rows(draft.task, proposedName: draft.name, versions: versions)
            if let row = Form(rows).row(at: point, in: layout.form) {
                settings.cursor = SettingsChoice.Row(clamping: row)
            }
        case .review: break
        }
    }
}

extension RawRepresentable where RawValue == Int, Self: CaseIterable {
    /// The case of that number, or the first or last one.
    fileprivate init(clamping number: Int) {
        let all = Array(Self.allCases)
        self = all[max(0, min(number, all.count - 1))]
    }
}

extension TrainWizard: ModalFeature {
    var modal: Modal { .train(self) }

    /// Only the features are switched by letters; everywhere else there is something to type.
    var takesText: Bool {
        switch step {
        case .target: true
        case .features, .review: false
        case .validation: validation.edit != nil
        case .settings: settings.cursor != .metric
        }
    }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key { return mouse(event, state.size) }
        switch step {
        case .target:
            if target.type(key) {
                problem = nil
                wantsOn = false
            }
        case .validation:
            guard var edit = validation.edit else { return [] }
            let before = edit.text
            guard edit.handle(key) else { return [] }
            validation.edit = edit
            touched(edit.text != before)
        case .settings:
            guard let draft = try? draft(), var edit = settings.edit(proposedName: draft.name) else { return [] }
            let before = edit.text
            guard edit.handle(key) else { return [] }
            if settings.cursor != .name || settings.ownName != nil || edit.text != before { settings.set(edit) }
            touched(edit.text != before)
        case .features, .review: break
        }
        return []
    }

    private mutating func touched(_ changed: Bool) {
        guard changed else { return }
        isChanged = true
        problem = nil
    }

    private mutating func mouse(_ event: MouseEvent, _ size: Size) -> [Effect] {
        switch event.action {
        case .wheelDown: return reduce(.move(1), size)
        case .wheelUp: return reduce(.move(-1), size)
        case .press: return reduce(.click(event.point), size)
        default: return []
        }
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        TrainWizardView(wizard: self).draw(into: &frame, theme: theme)
    }
}
