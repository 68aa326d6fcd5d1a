import Editing
import Screen
import Tabular

/// The line to find and replace text with, under the editor.
struct FindBar: Sendable, Equatable {
    var search = TextEdit()
    /// nil: only finding.
    var replacement: TextEdit?
    var isInReplacement = false
    var isRegex = false
    var matchesCase = false
    /// What the last search or replacement came to.
    var note = ""

    var what: TextEditor.Search {
        TextEditor.Search(text: search.text, isRegex: isRegex, matchesCase: matchesCase)
    }
}

extension AppState {
    mutating func reduceFinding(_ action: SQLAction) -> [Effect] {
        switch action {
        case .find(let replacing):
            var bar = sql.find ?? FindBar()
            if let text = sql.script?.editor.selectedText, !text.contains("\n"), !text.isEmpty {
                bar.search = TextEdit(text)
            }
            if replacing, bar.replacement == nil { bar.replacement = TextEdit() }
            if !replacing { bar.replacement = nil }
            bar.isInReplacement = false
            (sql.find, sql.popup) = (bar, nil)
        case .findNext(let forward): find(forward: forward)
        case .closeFind: sql.find = nil
        case .goToLine(let line):
            _ = sql.withScript { script in
                script.editor.goTo(line: line - 1)
                return []
            }
        default: break
        }
        return []
    }

    /// Goes to the next match and selects it.
    private mutating func find(forward: Bool, from start: TextPosition? = nil) {
        guard var bar = sql.find, !bar.search.isEmpty, var script = sql.script else { return }
        // What is being typed may be the match that is selected already, longer by a letter.
        if let start { script.editor.cursor = start }
        if let match = script.editor.find(bar.what, forward: forward) {
            bar.note = match.wrapped ? "went around" : ""
        } else {
            bar.note = "not found"
        }
        (sql.find, sql.scripts[sql.current]) = (bar, script)
    }

    /// Keys of the line.
    mutating func findKey(_ key: KeyPress) -> [Effect]? {
        guard var bar = sql.find else { return nil }
        switch key {
        case .key(.escape, []): sql.find = nil
        case .key(.enter, []), .key(.down, []):
            if bar.isInReplacement { replace(bar) } else { find(forward: true) }
        case .key(.up, []), .key(.enter, .shift): find(forward: false)
        case .key(.tab, []), .key(.tab, .shift):
            guard bar.replacement != nil else { return [] }
            bar.isInReplacement.toggle()
            sql.find = bar
        case .key(.character("c"), .alt):
            bar.matchesCase.toggle()
            sql.find = bar
        case .key(.character("r"), .alt):
            bar.isRegex.toggle()
            sql.find = bar
        case .key(.character("a"), .alt): replaceAll(bar)
        default: return typed(key, &bar)
        }
        return settleSQL()
    }

    private mutating func typed(_ key: KeyPress, _ bar: inout FindBar) -> [Effect]? {
        if bar.isInReplacement {
            guard bar.replacement?.handle(key) == true else { return nil }
            sql.find = bar
            return []
        }
        let before = bar.search.text
        guard bar.search.handle(key) else { return nil }
        sql.find = bar
        // What is typed is looked for at once, from where the cursor was.
        if bar.search.text != before { find(forward: true, from: sql.script?.editor.selection?.start) }
        return settleSQL()
    }

    /// Replaces the match that is selected, and goes to the next.
    private mutating func replace(_ bar: FindBar) {
        guard let replacement = bar.replacement?.text else { return }
        do throws(SearchProblem) {
            var problem: SearchProblem?
            change { editor in
                do throws(SearchProblem) { _ = try editor.replaceMatch(of: bar.what, with: replacement) } catch {
                    problem = error
                }
            }
            if let problem { throw problem }
            find(forward: true)
        } catch {
            sql.find?.note = error.title
        }
    }

    private mutating func replaceAll(_ bar: FindBar) {
        guard let replacement = bar.replacement?.text else { return }
        var count = 0
        var problem: SearchProblem?
        change { editor in
            do throws(SearchProblem) { count = try editor.replaceAll(bar.what, with: replacement) } catch {
                problem = error
            }
        }
        sql.find?.note = problem?.title ?? "\(count) replaced"
    }
}

extension FindBar {
    func draw(into frame: inout Frame, in line: Rect, theme: Theme, isActive: Bool) {
        frame.fill(line, theme[.field])
        var room = line.inset(1)
        var switches = StyledText()
        for (name, key, isOn) in [("case", "Alt-C", matchesCase), ("regex", "Alt-R", isRegex)] {
            switches.append(" \(key) ", theme[.keyHint].withoutBackground)
            switches.append(name, theme[isOn ? .accent : .faint].withoutBackground)
        }
        if replacement != nil {
            switches.append(" Alt-A ", theme[.keyHint].withoutBackground)
            switches.append("all", theme[.muted].withoutBackground)
        }
        if room.width > switches.width + 40 { frame.line(switches, in: room.cut(right: switches.width + 1)) }
        if !note.isEmpty, room.width > note.count + 30 {
            frame.line(note, in: room.cut(right: note.count + 2), theme[.warning].withoutBackground)
        }
        let half = replacement == nil ? room.width : room.width / 2
        var left = room.cut(left: half)
        frame.line("find ", in: left.cut(left: 5), theme[.key].withoutBackground)
        frame.draw(TextField(search, isFocused: isActive && !isInReplacement), in: left, theme)
        guard let replacement else { return }
        frame.line(" with ", in: room.cut(left: 6), theme[.key].withoutBackground)
        frame.draw(TextField(replacement, isFocused: isActive && isInReplacement), in: room, theme)
    }
}
