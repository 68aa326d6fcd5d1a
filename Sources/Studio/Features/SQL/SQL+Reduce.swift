import Editing
import Querying
import Screen
import Tabular

extension AppState {
    mutating func reduceSQL(_ action: SQLAction) -> [Effect] {
        switch action {
        case .opened, .new, .open, .select, .next, .close, .rename, .chooseScript, .listed, .failed:
            reduceScripts(action) + settleSQL()
        case .movePlan(let by): movePlan(by)
        case .run, .value, .confirmed, .answering, .said, .showSaid, .mistaken, .setDialect, .explain, .ran, .explained,
            .stopped, .finished, .history, .loadedHistory:
            reduceRunning(action) + settleSQL()
        case .find, .findNext, .closeFind, .goToLine: reduceFinding(action) + settleSQL()
        case .catalog(let catalog):
            names(catalog)
        case .columns(let source, let columns):
            names(columns, of: source)
        case .paths(let word, let paths):
            offer(paths: paths, for: word)
        default: reduceEditing(action) + settleSQL()
        }
    }

    /// What the place lacks: its scripts, its names, a written text, room for the answers.
    mutating func settleSQL() -> [Effect] {
        guard place == .sql else { return saveScripts() }
        data.show(scope: sql.script?.id)
        let layout = SQLLayout(self)
        data.upper = layout.upper
        var effects: [Effect] = []
        if !sql.wasAsked {
            sql.wasAsked = true
            effects += [.start("sql.scripts", OpenScripts()), .start("sql.history", ReadHistory())]
            effects += [.start("sql.names", ReadNames())]
        }
        if let room = SQLLayout(self).text {
            _ = sql.withScript { script in
                script.editor.scroll(toFit: room.size)
                return []
            }
        }
        return effects + saveScripts() + data.settle(size)
    }

    /// Writes what has changed.
    private mutating func saveScripts() -> [Effect] {
        sql.scripts.indices.compactMap { index in
            let script = sql.scripts[index]
            guard script.savedRevision != script.editor.revision else { return nil }
            sql.scripts[index].savedRevision = script.editor.revision
            return .start(
                EffectID("script.save", script.id),
                SaveScript(name: script.name, text: script.editor.text, revision: script.editor.revision))
        }
    }

    private mutating func reduceScripts(_ action: SQLAction) -> [Effect] {
        switch action {
        case .opened(let stored, let memory): open(stored, memory)
        case .new: sql.add(name: sql.newName(), text: "")
        case .open(let script):
            if let index = sql.scripts.firstIndex(where: { $0.name == script.name }) {
                sql.current = index
            } else {
                sql.add(name: script.name, text: script.text)
            }
            sql.isInEditor = true
        case .select(let index): if sql.scripts.indices.contains(index) { sql.current = index }
        case .next(let step):
            if !sql.scripts.isEmpty { sql.current = (sql.current + step + sql.scripts.count) % sql.scripts.count }
        case .close: return closeScript() + [remember()]
        case .rename(let name): return rename(to: name)
        case .chooseScript: return [.start("sql.list", ListScripts())]
        case .listed(let stored):
            modals.append(.picker(.scripts(stored, open: sql.scripts.map(\.name))))
            return []
        case .failed(let problem):
            show(Message(problem))
            return []
        default: break
        }
        sql.popup = nil
        return [remember()]
    }

    private mutating func open(_ stored: [StoredScript], _ memory: SQLMemory) {
        sql.style = TextEditor.KeyStyle(rawValue: memory.keys) ?? .plain
        for script in stored where !sql.scripts.contains(where: { $0.name == script.name }) {
            sql.add(name: script.name, text: script.text)
            guard let entry = memory.open.first(where: { $0.name == script.name }) else { continue }
            sql.scripts[sql.current].editor.cursor = TextPosition(line: entry.line, column: entry.column)
            sql.scripts[sql.current].values = entry.values
            sql.scripts[sql.current].chosenDialect = entry.dialect
        }
        if sql.scripts.isEmpty { sql.add(name: sql.newName(), text: "") }
        sql.current = max(0, min(memory.current, sql.scripts.count - 1))
    }

    /// Which scripts are open, for the next time.
    func remember() -> Effect {
        let open = sql.scripts.map { script in
            SQLMemory.Open(
                name: script.name, line: script.editor.cursor.line, column: script.editor.cursor.column,
                values: script.values, dialect: script.chosenDialect)
        }
        return .start(
            "sql.remember",
            RememberScripts(memory: SQLMemory(open: open, current: sql.current, keys: sql.style.rawValue)))
    }

    /// Takes the script off the screen; its file stays.
    private mutating func closeScript() -> [Effect] {
        guard let script = sql.script else { return [] }
        let effects = saveScripts() + script.answers.flatMap { data.removeTab($0) }
        sql.scripts.remove(at: sql.current)
        if sql.scripts.isEmpty { sql.add(name: sql.newName(besides: [script.name]), text: "") }
        sql.current = min(sql.current, sql.scripts.count - 1)
        show(Message("Closed \(script.name)", hint: "It stays in the workspace: Alt-O opens it again."))
        return effects
    }

    private mutating func rename(to name: String) -> [Effect] {
        guard let script = sql.script, script.name != name else { return [] }
        guard !name.contains("/"), !name.hasPrefix("."), !sql.scripts.contains(where: { $0.name == name }) else {
            show(
                Message("'\(name)' cannot be a script's name", kind: .error, hint: "Choose one without / that is new."))
            return []
        }
        let effects = saveScripts()
        _ = sql.withScript { script in
            script.name = name
            return []
        }
        return effects + [.start("sql.rename", RenameScript(old: script.name, new: name)), remember()]
    }
}

extension Picker {
    /// All scripts of the workspace.
    static func scripts(_ stored: [StoredScript], open: [String]) -> Picker {
        let items = stored.map { script in
            let first = script.text.split(separator: "\n").first.map(String.init) ?? ""
            return Item(
                title: script.name, note: open.contains(script.name) ? "open" : String(first.prefix(30)),
                action: .sql(.open(script)))
        }
        return Picker(title: "Scripts", placeholder: "a script's name", items: items)
    }

    /// What was run, the newest first.
    static func history(_ ran: [RanStatement]) -> Picker {
        let items = ran.reversed().map { entry in
            var notes = [Count.seconds(entry.seconds)]
            if let rows = entry.rows { notes.insert(Count.of(rows, "row"), at: 0) }
            if entry.problem != nil { notes = ["failed"] }
            return Item(
                title: entry.sql.split(whereSeparator: \.isWhitespace).joined(separator: " "),
                note: notes.joined(separator: " · "), action: .sql(.insert(entry.sql)))
        }
        return Picker(title: "What was run", placeholder: "words of a statement", items: items)
    }
}
