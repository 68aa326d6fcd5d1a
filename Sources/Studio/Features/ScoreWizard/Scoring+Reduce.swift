import Registry
import Screen
import Tabular
import Workflows

extension AppState {
    mutating func reduceScore(_ action: ScoreAction) -> [Effect] {
        switch action {
        case .open(let location, let model):
            return [
                .job("score.open", title: "Read \(location.label)", OpenToScore(location: location, model: model))
            ]
        case .begin(let table, let model): return beginScoring(table, model)
        case .leave: return leaveWizard()
        case .progressed, .finished, .failed, .showRun, .openResult, .again: return reduceScoreRun(action)
        case .next where wizard?.step == .review: return runScoring()
        default:
            let size = size
            return updateModal(.score) { modal in
                guard case .score(var wizard) = modal else { return [] }
                let effects = wizard.reduce(action, size: size)
                modal = .score(wizard)
                return effects
            }
        }
    }

    /// The wizard that is open.
    private var wizard: ScoreWizard? {
        modals.compactMap { if case .score(let wizard) = $0 { wizard } else { nil } }.last
    }

    /// Opens the wizard on the table in the Data place, or asks which table is meant.
    mutating func scoreWith(_ model: ModelVersion?) -> [Effect] {
        guard let tab = data.tab, tab.phase == .ready, var table = tab.shapedTable else { return askForTable(model) }
        if table.needsLoading, !tab.wasLoadCancelled {
            show(Message("\(tab.title) is still being read", hint: "Try again in a moment."))
            return []
        }
        // What is on the screen is scored, in the table's own order.
        table.relation.sort = tab.view.base(tab.table ?? table).relation.sort
        return beginScoring(table, model)
    }

    private mutating func beginScoring(_ table: OpenedTable, _ model: ModelVersion?) -> [Effect] {
        var wizard = ScoreWizard(table: table)
        if let draft = scoring.draft, draft.isAbout(table) { wizard = draft }
        scoring.draft = nil
        let effects = model.map { wizard.choose($0) } ?? []
        modals.append(.score(wizard))
        return effects + [.start("score.versions", ListVersions())]
    }

    private mutating func askForTable(_ model: ModelVersion?) -> [Effect] {
        let picker = Picker.sources(data.tree, for: model)
        if picker.items.isEmpty {
            show(Message("There is no table to score", kind: .warning, hint: "Open one with o first."))
        } else {
            modals.append(.picker(picker))
        }
        return []
    }

    /// Closes the wizard and keeps what was chosen in it.
    private mutating func leaveWizard() -> [Effect] {
        scoring.draft = wizard
        closeModal(.score)
        return [.cancel("score.preview"), .cancel("score.check"), .cancel("score.versions")]
    }

    private mutating func runScoring() -> [Effect] {
        guard let wizard, let plan = wizard.plan else { return [] }
        let id = EffectID("score", scoring.next)
        scoring.next += 1
        scoring.runs.append(ScoreRun(id: id, plan: plan, wizard: wizard))
        // What was chosen stays for the next scoring of the same rows.
        scoring.draft = wizard.begunAnew
        closeModal(.score)
        modals.append(.scoreRun(ScoreRunView(id: id)))
        let title = "Score \(plan.table.location.label) with \(plan.model.id)"
        return [.cancel("score.preview"), .job(id, title: title, RunScore(id: id, plan: plan))]
    }
}

extension AppState {
    fileprivate mutating func reduceScoreRun(_ action: ScoreAction) -> [Effect] {
        switch action {
        case .progressed(let id, let progress): scoring.update(id) { $0.progress = progress }
        case .finished(let id, let outcome): return finish(id) { $0.outcome = outcome }
        case .failed(let id, let problem): return finish(id) { $0.problem = problem }
        case .showRun(let id):
            guard let id = id ?? scoring.runs.last?.id else { return [] }
            modals.append(.scoreRun(ScoreRunView(id: id)))
        case .openResult(let id): return openResult(id)
        case .again(let id):
            guard let run = scoring.run(id) else { return [] }
            closeModal(.scoreRun)
            modals.append(.score(run.wizard))
            return [.start("score.versions", ListVersions())]
        default: break
        }
        return []
    }

    private mutating func finish(_ id: EffectID, _ change: (inout ScoreRun) -> Void) -> [Effect] {
        scoring.update(id, change)
        guard let run = scoring.run(id), let message = run.message else { return [] }
        let isWatched = modals.last == .scoreRun(ScoreRunView(id: id))
        if run.outcome != nil, isWatched { return openResult(id) + [.action(.message(message))] }
        show(message)
        return []
    }

    /// Shows the scored table as a tab.
    private mutating func openResult(_ id: EffectID) -> [Effect] {
        guard let run = scoring.run(id), run.outcome != nil else { return [] }
        if modals.last == .scoreRun(ScoreRunView(id: id)) { modals.removeLast() }
        return [.action(.go(.data)), .action(.data(.open([run.result])))]
    }
}

extension Picker {
    /// The tables and files that the tree lists, to choose what is scored.
    static func sources(_ tree: SourceTree, for model: ModelVersion?) -> Picker {
        let tables = (tree.tables ?? []).map {
            Item(
                title: $0.name, note: $0.isView ? "view" : "table",
                action: .score(.open(SourceLocation($0.name), model)))
        }
        let files = (tree.files ?? []).filter { !$0.isFolder }.map {
            Item(title: $0.path, note: "file", action: .score(.open(SourceLocation($0.path), model)))
        }
        return Picker(
            title: model.map { "Which table is scored with \($0.id)?" } ?? "Which table is scored?",
            placeholder: "a table or a file", items: tables + files)
    }
}
