import Tabular

/// Runs scripts of T-SQL, batch by batch. A batch is checked whole before its first statement runs.
///
///     let runner = ScriptRunner(host: host, settings: settings)
///     try await runner.run("DECLARE @n int = 3; SELECT @n AS n")
///
/// Errors are a `Diagnostic`, whose position is in the script.
public actor ScriptRunner {
    let host: any ScriptHost
    var settings: TranslationSettings
    let options: RunOptions
    let predict: (any PredictTranslation)?
    var known = KnownObjects()
    var hasLoadedObjects = false
    /// While a batch is checked: its variables have no values yet.
    var isChecking = false
    /// The variables of the batch, or of the procedure that runs.
    var frame = Frame()
    var transactions = 0
    /// The error that a CATCH is about.
    var caught: [Diagnostic] = []
    /// What the script's text asks for, so that it need not be told after every statement.
    var tellsRowCount = false
    var fileAliases: Set<String> = []
    var text = ""
    private var translations: [Int: [EngineAction]] = [:]
    private var saidNotes: Set<String> = []

    /// What one batch or one call of a procedure knows.
    struct Frame {
        /// Before the names of its variables in the engine.
        var prefix = ""
        var variables: [String: DataType] = [:]
        var depth = 0
        var procedure: String?
        /// What RETURN gave.
        var result: String?
    }

    /// - Parameters:
    ///   - predict: gives PREDICT its meaning; nil: it is refused.
    public init(
        host: any ScriptHost, settings: TranslationSettings = TranslationSettings(), options: RunOptions = RunOptions(),
        predict: (any PredictTranslation)? = nil
    ) {
        self.host = host
        self.settings = settings
        self.options = options
        self.predict = predict
    }

    /// Runs a whole script, and stops at its first error.
    public func run(_ text: String) async throws {
        let script = try Script(parsing: text)
        try await prepare(text, script)
        for batch in script.batches {
            frame = Frame()
            try await setParameters(declaredIn: batch)
            try await check(batch.statements)
            for _ in 0..<max(batch.repeats, 0) {
                _ = try await run(batch.statements)
                if case .some = frame.result { frame.result = nil }
            }
        }
        if transactions > 0 {
            transactions = 0
            _ = try await host.change("ROLLBACK")
            await host.note("the transaction was still open: it was rolled back")
        }
    }

    /// Makes ready for a script: what it is, and what the workspace has.
    func prepare(_ text: String, _ script: Script) async throws {
        self.text = text
        fileAliases = script.fileAliases
        tellsRowCount = text.range(ofWord: "@@rowcount")
        translations = [:]
        try await loadObjects()
    }

    // MARK: Translation

    func translator(isLenient: Bool = false, pending: Set<String> = []) -> Translator {
        let translator = Translator(
            settings: settings, known: known, variables: frame.variables, frame: frame.prefix)
        translator.isLenient = isLenient
        translator.pending = pending
        translator.fileAliases = fileAliases
        return translator
    }

    /// Translates, looking up the columns that are asked for until all are known.
    func translated<T>(
        isLenient: Bool = false, pending: Set<String> = [], _ work: (Translator) throws(Diagnostic) -> T
    ) async throws -> T {
        while true {
            let translator = translator(isLenient: isLenient, pending: pending)
            do {
                let result = try work(translator)
                guard !translator.missing.isEmpty || !translator.missingModels.isEmpty else {
                    for note in translator.notes where saidNotes.insert(note).inserted { await host.note(note) }
                    return result
                }
            } catch {
                // With the columns known it may be no error at all.
                guard !translator.missing.isEmpty || !translator.missingModels.isEmpty else { throw error }
            }
            try await resolve(translator.missing)
            try await resolve(models: translator.missingModels)
        }
    }

    /// The actions of a statement. A loop does not translate its statements anew.
    func actions(of statement: Statement) async throws -> [EngineAction] {
        let key = statement.number + frame.depth << 32
        if let kept = translations[key] { return kept }
        let text = text
        forgetLateModels()
        let (actions, isLate) = try await translated { (translator) throws(Diagnostic) in
            (try translator.actions(of: statement, script: text), translator.usesLateModel)
        }
        if !isLate { translations[key] = actions }
        return actions
    }

    /// Forgets what a definition may have changed.
    func forgetObjects() {
        known.relations = [:]
        translations = [:]
    }

    func forgetTranslations() { translations = [:] }

    // MARK: Statements

    /// How statements end.
    enum Flow { case next, leaveLoop, nextRound, leaveProcedure }

    func run(_ statements: [Statement]) async throws -> Flow {
        for statement in statements {
            try Task.checkCancellation()
            let flow: Flow
            do {
                flow = try await run(statement)
            } catch {
                throw diagnosed(error, at: statement)
            }
            if flow != .next { return flow }
        }
        return .next
    }

    /// An error with the place of the statement that met it.
    func diagnosed(_ error: any Error, at statement: Statement) -> any Error {
        if error is Diagnostic || error is CancellationError { return error }
        let problem = Problem(error)
        if problem.kind == .interrupted || problem.kind == .timedOut || problem.kind == .unreachable { return problem }
        if problem.remedy != nil { return problem }
        return EngineMessage(problem).diagnostic(at: statement.position)
    }

    /// Does what the engine has to do for a statement.
    func perform(_ actions: [EngineAction]) async throws {
        for action in actions {
            switch action {
            case .show(let sql): try await count(try await host.show(sql, counting: tellsRowCount))
            case .change(let sql): try await count(try await host.change(sql))
            case .run(let sql): _ = try await host.change(sql)
            case .prepareFolder(let path): try await host.prepareFolder(path)
            }
        }
    }

    func count(_ rows: Int) async throws {
        guard tellsRowCount else { return }
        _ = try await host.change("SET VARIABLE \"@@rowcount\" = \(max(rows, 0))")
    }
}

extension String {
    /// Whether a word stands in the text, in capitals or not.
    func range(ofWord word: String) -> Bool {
        let needle = Array(word.utf8)
        var matched = 0
        for byte in utf8 {
            let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
            if lower == needle[matched] { matched += 1 } else { matched = lower == needle[0] ? 1 : 0 }
            // `@@` begins anew at its second sign.
            if matched == needle.count { return true }
        }
        return false
    }
}
