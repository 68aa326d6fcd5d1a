import Editing
import Foundation
import Synchronization
import Tabular
import TransactSQL
import Workflows

/// Runs T-SQL: its engine statements go to the script's connection, its rows to tabs, its words to the screen.
struct RunTransact: Work {
    var script: Int
    var text: String
    /// Where the text begins in the script, in bytes.
    var start: Int
    /// Numbers set aside for the answers' tabs.
    var firstTab: Int
    var values: [String: String]
    var isReadOnly: Bool

    /// The most answers of a run that get a tab: a loop could give any number.
    static let mostAnswers = 50

    func run(_ context: EffectContext) async throws -> Action? {
        try? await context.registerModels()
        let clock = ContinuousClock()
        let began = clock.now
        var ran = RanStatement(sql: text, when: Date().timeIntervalSince1970, seconds: 0)
        let host = StudioScriptHost(work: self, context: context)
        let models = PredictModels(workspace: context.environment.workspacePath) {
            try await context.engines()
        }
        let runner = ScriptRunner(
            host: host, settings: context.environment.scriptSettings,
            options: RunOptions(parameters: values, readOnly: isReadOnly), predict: models)
        defer { QueryHistory.append(ran, context.environment.workspacePath) }
        do {
            try await runner.run(text)
            ran.seconds = (clock.now - began) / .seconds(1)
            ran.rows = host.rowCount
            context.send(.sql(.ran(script: script, ran, tab: nil)))
            return .sql(.finished(script: script, statements: 1, seconds: ran.seconds, changed: nil))
        } catch let diagnostic as Diagnostic where !Task.isCancelled {
            ran.problem = diagnostic.message
            return .sql(.mistaken(script: script, diagnostic.problem, offset: start + diagnostic.position.offset))
        } catch {
            let problem = Task.isCancelled ? Problem.cancelled : Problem(error)
            ran.problem = problem.title
            return .sql(.mistaken(script: script, problem, offset: start))
        }
    }

    func failure(_ problem: Problem) -> Action? { .sql(.mistaken(script: script, problem, offset: start)) }
}

/// What a script of T-SQL needs, given by the studio.
private final class StudioScriptHost: ScriptHost {
    private let work: RunTransact
    private let context: EffectContext
    private let answers = Mutex((count: 0, rows: Int?.none))

    init(work: RunTransact, context: EffectContext) {
        self.work = work
        self.context = context
    }

    /// Rows of the last answer.
    var rowCount: Int? { answers.withLock { $0.rows } }

    func show(_ sql: String, counting: Bool) async throws -> Int {
        let number = answers.withLock { answers in
            answers.count += 1
            return answers.count
        }
        guard number <= RunTransact.mostAnswers else {
            if number == RunTransact.mostAnswers + 1 {
                await note("only the first \(RunTransact.mostAnswers) answers are shown")
            }
            return Int(try await rows("SELECT count(*) FROM (\(sql)) AS answer").first?.first.flatMap { $0 } ?? "") ?? 0
        }
        let tab = work.firstTab + number - 1
        context.send(.sql(.answering(script: work.script, tab: tab, sql)))
        let relation = Relation(query: sql)
        do {
            let loaded = try await context.withConnection(.script(work.script)) { [context] connection in
                let table = OpenedTable(
                    location: SourceLocation(sql), format: .query, relation: relation,
                    schema: try await connection.schema(of: relation), needsLoading: true, fingerprint: sql)
                return try await connection.load(table) { context.progress($0) }
            }
            context.send(.data(.opened(tab, loaded)))
            answers.withLock { $0.rows = loaded.rowCount }
            return loaded.rowCount ?? 0
        } catch {
            context.send(.data(.openFailed(tab, Problem(error))))
            throw error
        }
    }

    func change(_ sql: String) async throws -> Int {
        try await context.withConnection(.script(work.script)) { try await $0.execute(sql) }
    }

    func rows(_ sql: String) async throws -> [[String?]] {
        try await context.withConnection(.script(work.script)) {
            try await $0.query(sql, limit: 1_000_000).rows.map { $0.map(\.text) }
        }
    }

    func prepareFolder(_ path: String) async throws { try ScriptFiles.prepareFolder(path) }

    func say(_ message: String) async { context.send(.sql(.said(script: work.script, message))) }
    func note(_ message: String) async { context.send(.sql(.said(script: work.script, "note: " + message))) }
}

extension AppState {
    /// Runs the selection, or all of the script.
    mutating func runTransact(_ script: SQLScript) -> [Effect] {
        guard !script.isRunning else {
            show(Message("\(script.name) is running", hint: "Ctrl-C stops it."))
            return []
        }
        sql.popup = nil
        let selected = script.editor.selection.flatMap { $0.isEmpty ? nil : $0 }
        let text = selected.map { script.editor.text(in: $0) } ?? script.editor.text
        let start = selected.map { script.editor.offset(of: $0.start) } ?? 0
        let closing = script.answers.flatMap { data.removeTab($0) }
        data.show(scope: script.id)
        _ = sql.withScript(id: script.id) { script in
            (script.answers, script.isRunning, script.mistake, script.outcome, script.said) = ([], true, nil, nil, [])
            return []
        }
        let work = RunTransact(
            script: script.id, text: text, start: start, firstTab: data.reserveTabs(RunTransact.mostAnswers),
            values: script.values, isReadOnly: sql.isReadOnly)
        return closing + [.job(EffectID("sql", script.id), title: script.name, work)]
    }

    mutating func reduceTransact(_ action: SQLAction) -> [Effect] {
        switch action {
        case .answering(let id, let tab, let query):
            guard let script = sql.scripts.first(where: { $0.id == id }) else { return [] }
            let scope = data.scope
            data.show(scope: id)
            data.addAnswer(to: query, number: script.answers.count + 1, isScan: false, id: tab)
            data.show(scope: scope)
            return sql.withScript(id: id) { script in
                script.answers.append(tab)
                return []
            }
        case .said(let id, let line):
            show(Message(line, hint: "Alt-M shows all that was said."))
            return sql.withScript(id: id) { script in
                script.said.append(line)
                return []
            }
        case .showSaid:
            guard let script = sql.script else { return [] }
            modals.append(
                .reader(
                    Reader(title: "Said by \(script.name)", paragraphs: script.said.map { Reader.Paragraph(text: $0) }))
            )
            return []
        case .mistaken(let id, let problem, let offset): return mistaken(id, problem, offset)
        case .setDialect(let dialect):
            show(Message("\(sql.script?.name ?? "The script") is \(dialect.title) from now on"))
            return sql.withScript { script in
                script.chosenDialect = dialect
                return []
            } + [remember()]
        default: return []
        }
    }

    private mutating func mistaken(_ id: Int, _ problem: Problem, _ offset: Int) -> [Effect] {
        let message = problem.kind == .interrupted ? Message("Stopped") : Message(problem)
        show(message)
        _ = sql.withScript(id: id) { script in
            script.isRunning = false
            guard problem.kind != .interrupted else { return [] }
            script.mistake = ScriptMistake(position: script.editor.position(at: offset), problem: message)
            return []
        }
        return [.start("sql.names", ReadNames()), .action(.data(.tree(.refresh)))]
    }
}
