import Editing
import Querying
import Screen
import Tabular

extension AppState {
    mutating func reduceRunning(_ action: SQLAction) -> [Effect] {
        switch action {
        case .run(let extent):
            guard let script = sql.script else { return [] }
            if script.dialect == .tsql { return runTransact(script) }
            return run(extent == .all ? script.parsed.statements : script.chosen)
        case .value(let value, let name): return give(value, for: name)
        case .confirmed:
            sql.waiting?.isConfirmed = true
            return goOn()
        case .explain(let analyzes): return explain(analyzes: analyzes)
        case .ran(let id, let ran, let tab):
            sql.history.append(ran)
            if let tab { name(tab, ran) }
            return sql.withScript(id: id) { _ in [] }
        case .explained(_, let plan):
            modals.append(.plan(PlanView(plan: plan)))
            return []
        case .stopped(let id, let problem, let statement, let number): return stopped(id, problem, statement, number)
        case .answering, .said, .showSaid, .mistaken, .setDialect: return reduceTransact(action)
        case .finished(let id, let statements, let seconds, let changed):
            finished(id, statements, seconds, changed)
            return [.start("sql.names", ReadNames()), .action(.data(.tree(.refresh)))]
        case .history:
            guard !sql.history.isEmpty else {
                show(Message("Nothing was run yet"))
                return []
            }
            modals.append(.picker(.history(sql.history)))
            return []
        case .loadedHistory(let ran): sql.history = ran + sql.history
        default: break
        }
        return []
    }

    /// Runs statements, after asking for what is missing.
    private mutating func run(_ statements: [SQLStatement]) -> [Effect] {
        guard let script = sql.script else { return [] }
        guard !script.isRunning else {
            show(Message("\(script.name) is running", hint: "Ctrl-C stops it."))
            return []
        }
        guard !statements.isEmpty else {
            show(Message("There is no statement to run", hint: "Type one, for example SELECT 1."))
            return []
        }
        if sql.isReadOnly, let first = statements.first(where: { !script.parsed.onlyReads($0) }) {
            show(
                Message(
                    "Read-only: this statement would change something", kind: .error,
                    hint: String(script.parsed[first.range].prefix(60))))
            return []
        }
        sql.popup = nil
        let names = statements.flatMap(\.parameters)
        var seen: Set<String> = []
        sql.waiting = PendingRun(
            script: script.id, statements: statements, missing: names.filter { seen.insert($0).inserted })
        return goOn()
    }

    /// Asks for the next thing that a run lacks, or begins it.
    private mutating func goOn() -> [Effect] {
        guard let waiting = sql.waiting, let script = sql.scripts.first(where: { $0.id == waiting.script }) else {
            return []
        }
        if let name = waiting.missing.first {
            var prompt = Prompt(.parameter, text: script.values[name] ?? "")
            prompt.subject = name
            modals.append(.prompt(prompt))
            return []
        }
        let dangers = waiting.statements.compactMap(script.parsed.danger)
        if !waiting.isConfirmed, let danger = dangers.first {
            let answers = [
                Confirm.Answer(title: "Keep things as they are", action: nil),
                .init(title: "Run it", action: .sql(.confirmed)),
            ]
            modals.append(.confirm(Confirm(title: "Run it?", question: danger, answers: answers)))
            return []
        }
        return begin(waiting, script)
    }

    private mutating func give(_ value: String, for name: String) -> [Effect] {
        guard let id = sql.waiting?.script else { return [] }
        sql.waiting?.missing.removeAll { $0 == name }
        _ = sql.withScript(id: id) { script in
            script.values[name] = value
            return []
        }
        return goOn() + [remember()]
    }

    private mutating func begin(_ waiting: PendingRun, _ script: SQLScript) -> [Effect] {
        sql.waiting = nil
        // Answers of the last run make room; what was derived from them stays.
        let closing = script.answers.flatMap { data.removeTab($0) }
        data.show(scope: script.id)
        var steps: [RunStep] = []
        var answers: [Int] = []
        for (index, statement) in waiting.statements.enumerated() {
            do throws(Problem) {
                let text = try script.parsed.substituting(script.values, in: statement)
                let isScan = script.parsed.isScan(statement)
                var step = RunStep(number: index + 1, sql: text, statement: statement, isScan: isScan)
                if statement.givesRows {
                    step.tab = data.addAnswer(to: text, number: answers.count + 1, isScan: isScan)
                }
                answers += step.tab.map { [$0] } ?? []
                steps.append(step)
            } catch {
                show(Message(error))
                return closing
            }
        }
        _ = sql.withScript(id: script.id) { script in
            (script.answers, script.isRunning, script.mistake, script.outcome) = (answers, true, nil, nil)
            return []
        }
        let title = String(steps[0].sql.prefix(40)).split(whereSeparator: \.isNewline).joined(separator: " ")
        return closing + [
            .job(EffectID("sql", script.id), title: title, RunStatements(script: script.id, steps: steps))
        ]
    }

    /// Shows how the engine would go about the statement at the cursor.
    private mutating func explain(analyzes: Bool) -> [Effect] {
        guard let script = sql.script, !script.isRunning, let statement = script.chosen.first else { return [] }
        if sql.isReadOnly, analyzes, !script.parsed.onlyReads(statement) {
            show(Message("Read-only: explaining with times would run this statement", kind: .error))
            return []
        }
        do throws(Problem) {
            let text = try script.parsed.substituting(script.values, in: statement)
            var explained = statement
            if case .explain = statement.kind {} else { explained.kind = .explain(analyzes: analyzes) }
            let prefix = explained.kind == statement.kind ? "" : "EXPLAIN "
            let step = RunStep(number: 1, sql: prefix + text, statement: explained, isScan: false)
            return [.job(EffectID("sql", script.id), title: "Explain", RunStatements(script: script.id, steps: [step]))]
        } catch {
            show(Message(error))
            return []
        }
    }

    /// A tab with an answer says how long it took.
    private mutating func name(_ tab: Int, _ ran: RanStatement) {
        _ = data.withTab(id: tab) { tab in
            tab.title += " " + Count.seconds(ran.seconds)
            return []
        }
    }

    private mutating func stopped(_ id: Int, _ problem: Problem, _ statement: SQLStatement, _ number: Int) -> [Effect] {
        var message = Message(problem)
        let effects = sql.withScript(id: id) { script in
            script.isRunning = false
            guard problem.kind != .interrupted else { return [] }
            let hasOwnText = statement.parameters.isEmpty
            let offset = hasOwnText ? script.parsed.place(of: problem.detail, in: statement) : nil
            let position = script.editor.position(at: offset ?? statement.range.lowerBound)
            let place = "line \(position.line + 1)" + (offset == nil ? "" : ", column \(position.column + 1)")
            let which = number > 0 ? "statement \(number), " : ""
            message.text += " (\(which)\(place))"
            script.mistake = ScriptMistake(position: position, problem: message)
            return []
        }
        show(problem.kind == .interrupted ? Message("Stopped") : message)
        // Statements before it may have made something.
        return effects + [.start("sql.names", ReadNames()), .action(.data(.tree(.refresh)))]
    }

    private mutating func finished(_ id: Int, _ statements: Int, _ seconds: Double, _ changed: Int?) {
        var parts = [
            statements == 1
                ? "Done in \(Count.seconds(seconds))" : "\(statements) statements in \(Count.seconds(seconds))"
        ]
        if let changed { parts.append("\(Count.of(changed, "row")) changed") }
        let message = Message(parts.joined(separator: " · "), kind: .success)
        _ = sql.withScript(id: id) { script in
            script.isRunning = false
            script.outcome = message
            return []
        }
        if place == .sql { show(message) }
    }
}

extension SQLStatement {
    /// Whether its answer is a table.
    fileprivate var givesRows: Bool {
        switch kind {
        case .query, .call, .change(returns: true): true
        default: false
        }
    }
}

extension DataState {
    /// A tab for an answer that is on its way.
    @discardableResult
    mutating func addAnswer(to query: String, number: Int, isScan: Bool, id reserved: Int? = nil) -> Int {
        let id = addTab(SourceLocation(query), title: "answer \(number)", id: reserved)
        if number == 1 { current = tabs.count - 1 }
        _ = withTab(id: id) { tab in
            tab.phase = .opening
            // The run itself copies the rows.
            tab.isLoading = isScan
            return []
        }
        return id
    }
}

extension Count {
    /// `12 ms`, `1.24 s`, `2 min 5 s`.
    static func seconds(_ seconds: Double) -> String {
        if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
        if seconds < 60 { return "\((seconds * 100).rounded() / 100) s" }
        return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }
}
