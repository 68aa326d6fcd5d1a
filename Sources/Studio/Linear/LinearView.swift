import Foundation
import Screen
import Tabular

/// The screen as plain lines one after another: no borders, no pictures, words instead of signs, and the terminal's
/// cursor on the line where the work is. Made for screen readers and braille displays.
enum LinearView {
    /// Attributes tell the chosen line; signs are words.
    private static let theme = Theme.mono.with(.words)

    static func frame(_ state: AppState) -> Frame {
        var lines = [LinearLine(heading(state))]
        if let message = message(state) { lines.append(LinearLine(message)) }
        lines += state.modals.isEmpty ? place(state) : modal(state)
        lines.append(LinearLine(keys(state)))
        return show(lines, state.size)
    }

    // MARK: Parts

    private static func heading(_ state: AppState) -> String {
        let jobs = state.jobs.running.map { ". Running: \($0.title) \($0.summary)" }.joined()
        return "\(state.place.title), workspace \(state.workspaceName)\(jobs)"
    }

    private static func message(_ state: AppState) -> String? {
        guard let message = state.message else { return nil }
        let kind =
            switch message.kind {
            case .info, .success: ""
            case .warning: "Warning: "
            case .error: "Error: "
            }
        return kind + [message.text, message.hint].filter { !$0.isEmpty }.joined(separator: ". ")
    }

    private static func keys(_ state: AppState) -> String {
        if !state.chord.isEmpty {
            let begun = KeyChord(keys: state.chord).map { KeyText.of($0) } ?? ""
            let ends = state.commands.following(state.chord, in: state.scopes, state).map { rest, command in
                "\(KeyText.of(rest)) \(command.title.lowercased())"
            }
            return "After \(begun): " + ends.joined(separator: ", ")
        }
        let commands = state.commands.available(in: state).filter { $0.hint != nil && !$0.keys.isEmpty }
        return "Keys: " + commands.map { "\($0.keyText) \($0.hint ?? "")" }.joined(separator: ", ")
    }

    private static func modal(_ state: AppState) -> [LinearLine] {
        guard let modal = state.modals.last else { return [] }
        // What is drawn beside a list needs room of its own, and all lines of a picture are wanted.
        let isPicture = modal.feature is any PictureModal
        let size = isPicture ? Size(width: max(140, state.size.width), height: max(80, state.size.height)) : state.size
        var frame = Frame(size: size)
        modal.feature.draw(into: &frame, state: state, theme: theme)
        return LinearText(frame).lines
    }

    private static func place(_ state: AppState) -> [LinearLine] {
        guard state.place == .data else {
            var frame = Frame(size: state.size)
            state.drawPlace(into: &frame, theme: theme)
            let body = ChromeLayout(state.size).body
            return LinearText(frame, rows: body.y..<body.bottom).lines
        }
        let data = state.data
        var lines: [LinearLine] = []
        if data.focus == .tree {
            lines += pane(state, height: state.size.height) { frame in
                TreePane(tree: data.tree, open: data.tab?.location, isFocused: true).draw(
                    into: &frame, in: frame.bounds, theme: theme)
            }
        }
        lines += table(state)
        let profile = pane(state, height: 60) { frame in
            ProfilePane(tab: data.tab, look: data.look, isFocused: data.focus == .profile).draw(
                into: &frame, in: frame.bounds, theme: theme)
        }
        if data.focus == .profile, let column = data.tab?.currentColumn {
            lines.append(LinearLine("About \(column.name)", cursor: 0))
            lines += profile
        } else if !profile.isEmpty {
            lines.append(LinearLine(profile.map(\.text).joined(separator: "; ")))
        }
        if let relation = data.tab?.relation { lines.append(LinearLine("SQL: " + relation.sql)) }
        return lines
    }

    private static func pane(_ state: AppState, height: Int, draw: (inout Frame) -> Void) -> [LinearLine] {
        var frame = Frame(size: Size(width: 60, height: height))
        draw(&frame)
        return LinearText(frame).lines
    }

    /// The row under the cursor, a line for each column: the one under the cursor has the terminal's.
    private static func table(_ state: AppState) -> [LinearLine] {
        guard let tab = state.data.tab, tab.phase == .ready, !tab.schema.columns.isEmpty else {
            return pane(state, height: 12) { frame in
                GridPane(tab: state.data.tab, isFocused: true).draw(into: &frame, in: frame.bounds, theme: theme)
            }
        }
        let rows = tab.rowCount.map(Count.text) ?? "rows that are being counted"
        var lines = [
            LinearLine(
                "Table \(tab.title), row \(Count.text(tab.rowCount == 0 ? 0 : tab.cursor.row + 1)) of \(rows), "
                    + "column \(tab.cursor.column + 1) of \(tab.schema.count)")
        ]
        let most = max(1, state.size.height - 6)
        let first = Scrolling.offset(
            first: 0, selected: tab.cursor.column, count: tab.schema.count, room: most, margin: 2)
        for index in first..<min(tab.schema.count, first + most) {
            let column = tab.schema.columns[index]
            let isHere = index == tab.cursor.column
            let sort = tab.view.sort.first { $0.column == column.name }
            let order = sort.map { $0.descending ? ", sorted descending" : ", sorted ascending" } ?? ""
            let value = tab.tiles.value(row: tab.cursor.row, column: index)
            let text = value.map { $0.text ?? "null" } ?? "not read yet"
            lines.append(
                LinearLine(
                    "\(column.name)\(isHere ? ", " + TypeLabel.short(column.type) : "")\(order): \(text)",
                    cursor: isHere && state.data.focus == .grid ? 0 : nil))
        }
        return lines
    }

    // MARK: The screen

    /// The lines wrapped to the width, with the one where the work is in sight and the keys at the end.
    private static func show(_ lines: [LinearLine], _ size: Size) -> Frame {
        var frame = Frame(size: size)
        var rows: [String] = [], cursor: Point?
        for line in lines {
            if let column = line.cursor, cursor == nil {
                let width = max(1, size.width)
                cursor = Point(x: column % width, y: rows.count + column / width)
            }
            rows += TextLayout.wrap(line.text, to: max(1, size.width))
        }
        let start = Scrolling.offset(
            first: 0, selected: cursor?.y ?? 0, count: rows.count, room: size.height, margin: 1)
        for (y, row) in rows.dropFirst(start).prefix(size.height).enumerated() {
            frame.line(row, in: frame.bounds.row(y))
        }
        frame.cursor = cursor.map { Point(x: $0.x, y: $0.y - start) }
        return frame
    }
}
