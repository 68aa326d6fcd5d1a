import Screen
import Tabular

/// The columns of a table with their types and distributions: to go to, to hide and to show. Typing narrows the list.
struct ColumnList: Sendable, Equatable {
    let tab: Int
    var edit = TextEdit()
    var selected = 0

    init(tab: TableTab) {
        self.tab = tab.id
        selected = tab.currentColumn.flatMap { tab.fullSchema.names.firstIndex(of: $0.name) } ?? 0
    }

    /// Columns whose names match what was typed, best first; shown ones in their order when nothing was.
    func matches(_ tab: TableTab) -> [Column] {
        let columns = tab.schema.columns + tab.fullSchema.columns.filter { tab.columns.hidden.contains($0.name) }
        if edit.isEmpty { return columns }
        let scored = columns.enumerated().compactMap { index, column in
            Fuzzy.score(edit.text, in: column.name).map { (index, column, $0) }
        }
        return scored.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map(\.1)
    }
}

extension ColumnList: ModalFeature {
    var modal: Modal { .columnList(self) }
    var takesText: Bool { true }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        guard let tab = state.data.tab, tab.id == self.tab else { return [.action(.dismiss)] }
        let found = matches(tab)
        let index = min(selected, found.count - 1)
        switch key {
        case .key(.escape, []), .control("c"): return [.action(.dismiss)]
        case .key(.down, []), .control("n"): selected = min(index + 1, found.count - 1)
        case .key(.up, []), .control("p"): selected = max(0, index - 1)
        case .key(.pageDown, []): selected = min(index + 10, found.count - 1)
        case .key(.pageUp, []): selected = max(0, index - 10)
        case .key(.enter, []): return found.indices.contains(index) ? go(to: found[index], tab) : []
        case .key(.tab, []): return found.indices.contains(index) ? toggle(found[index], tab) : []
        case .control("a"):
            let hide = !found.allSatisfy { tab.columns.hidden.contains($0.name) }
            return found.map { .action(.data(.arrange(.setHidden($0.name, hide)))) }
        default:
            let before = edit.text
            _ = edit.handle(key)
            if edit.text != before { selected = 0 }
        }
        return [.action(.data(.profileColumns(Self.inSight(matches(tab), selected))))]
    }

    /// The names around the chosen line: as many as a screen shows.
    static func inSight(_ columns: [Column], _ selected: Int) -> [String] {
        let start = max(0, min(selected, columns.count) - 20)
        return columns[start...].prefix(40).map(\.name)
    }

    private func go(to column: Column, _ tab: TableTab) -> [Effect] {
        var effects: [Effect] = [.action(.dismiss)]
        if tab.columns.hidden.contains(column.name) {
            effects.append(.action(.data(.arrange(.setHidden(column.name, false)))))
        }
        return effects + [.action(.data(.move(.toColumnNamed(column.name))))]
    }

    private func toggle(_ column: Column, _ tab: TableTab) -> [Effect] {
        [.action(.data(.arrange(.setHidden(column.name, !tab.columns.hidden.contains(column.name)))))]
    }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        guard let tab = state.data.tab, tab.id == self.tab else { return }
        let found = matches(tab)
        let body = ChromeLayout(frame.size).body
        let size = Size(width: min(body.width, 76), height: min(body.height, max(8, min(found.count, 20) + 5)))
        var inside = frame.openBox("Columns of \(tab.title)", size: size, in: body, theme)
        frame.draw(TextField(edit, placeholder: "letters of a name", prompt: ": "), in: inside.cut(top: 1), theme)
        // Until a column has been looked at, its picture is of the first rows.
        let areSamples = found.contains { tab.profiles[$0.name] != nil && !tab.profiles.isExact($0.name) }
        let rest = areSamples ? " · shapes of first rows" : ""
        let help = "Enter goes there · Tab hides or shows · Ctrl-A all · Esc back" + rest
        if inside.height > 4 {
            frame.line(
                help, in: inside.cut(bottom: 1), theme[.keyHint].withoutBackground, ellipsis: theme.glyphs.ellipsis)
            _ = inside.cut(top: 1)
        }
        guard !found.isEmpty else {
            return frame.draw(EmptyNote("No column matches '\(edit.text)'."), in: inside, theme)
        }
        let chosen = min(selected, found.count - 1)
        let first = Scrolling.offset(first: 0, selected: chosen, count: found.count, room: max(1, inside.height))
        for index in first..<min(found.count, first + inside.height) {
            draw(found[index], tab, isChosen: index == chosen, into: &frame, in: inside.row(index - first), theme)
        }
    }

    private func draw(
        _ column: Column, _ tab: TableTab, isChosen: Bool, into frame: inout Frame, in rect: Rect, _ theme: Theme
    ) {
        if isChosen { frame.fill(rect, theme[.selection]) }
        var room = rect
        let isHidden = tab.columns.hidden.contains(column.name)
        if room.width > 50 {
            let spark = tab.profiles[column.name].map { ProfileFigures($0).sparkline(width: 14) } ?? ""
            frame.line(spark, in: room.cut(right: 15), theme[.bar].withoutBackground)
        }
        frame.line(TypeLabel.short(column.type), in: room.cut(right: 14), theme[.headerType].withoutBackground)
        let mark = isHidden ? "hidden " : ""
        frame.line(mark, in: room.cut(right: mark.isEmpty ? 0 : 7), theme[.muted].withoutBackground)
        frame.line(
            column.name, in: room, theme[isHidden ? .muted : .text].withoutBackground, ellipsis: theme.glyphs.ellipsis)
    }
}
