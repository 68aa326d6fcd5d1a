import Querying
import Screen
import Tabular

/// How the engine goes about a statement: a tree of operators with rows and times.
struct PlanView: Sendable, Equatable {
    var plan: QueryPlan
    var cursor = 0
}

extension PlanView: ModalFeature {
    var modal: Modal { .plan(self) }

    mutating func handle(_ key: KeyPress, _ state: AppState) -> [Effect] {
        if case .mouse(let event) = key {
            if event.action == .wheelDown { move(3) }
            if event.action == .wheelUp { move(-3) }
        }
        return []
    }

    mutating func move(_ by: Int) { cursor = max(0, min(cursor + by, plan.nodes.count - 1)) }

    func draw(into frame: inout Frame, state: AppState, theme: Theme) {
        let body = ChromeLayout(frame.size).body
        let time = plan.seconds.map { " · " + Count.seconds($0) } ?? ""
        var inside = frame.openBox("Plan\(time)", size: body.size, in: body, theme)
        let details = inside.cut(bottom: min(6, inside.height / 3))
        drawHeader(into: &frame, in: inside.cut(top: 1), theme)
        let first = Scrolling.offset(first: 0, selected: cursor, count: plan.nodes.count, room: max(1, inside.height))
        for index in first..<min(plan.nodes.count, first + inside.height) {
            draw(plan.nodes[index], isChosen: index == cursor, into: &frame, in: inside.row(index - first), theme)
        }
        guard plan.nodes.indices.contains(cursor) else { return }
        let text = plan.nodes[cursor].details.joined(separator: "\n")
        for (y, line) in TextLayout.wrap(text, to: max(1, details.width)).prefix(details.height).enumerated() {
            frame.line(line, in: details.row(y), theme[.muted].withoutBackground)
        }
    }

    private static let rowsWidth = 16
    private static let timeWidth = 11
    private static let shareWidth = 12

    private func drawHeader(into frame: inout Frame, in line: Rect, _ theme: Theme) {
        var room = line
        let style = theme[.headerType].withoutBackground
        if plan.seconds != nil {
            frame.line("share of time", in: room.cut(right: Self.shareWidth + 2), style, .right)
            frame.line("time", in: room.cut(right: Self.timeWidth), style, .right)
        }
        let isEstimate = plan.nodes.allSatisfy(\.isEstimate)
        frame.line(isEstimate ? "rows (guess)" : "rows", in: room.cut(right: Self.rowsWidth), style, .right)
        frame.line("operator", in: room, style)
    }

    private func draw(
        _ node: QueryPlan.Node, isChosen: Bool, into frame: inout Frame, in line: Rect, _ theme: Theme
    ) {
        if isChosen { frame.fill(line, theme[.selection]) }
        var room = line
        let total = plan.nodes.reduce(0) { $0 + ($1.seconds ?? 0) }
        if plan.seconds != nil {
            var bar = room.cut(right: Self.shareWidth + 2)
            _ = bar.cut(left: 2)
            let share = total > 0 ? (node.seconds ?? 0) / total : 0
            frame.draw(Gauge(share), in: bar, theme)
            frame.line(
                node.seconds.map(Count.seconds) ?? "", in: room.cut(right: Self.timeWidth),
                theme[.number].withoutBackground, .right)
        }
        let rows = node.rows.map { (node.isEstimate ? "~" : "") + Count.text($0) } ?? ""
        frame.line(rows, in: room.cut(right: Self.rowsWidth), theme[.number].withoutBackground, .right)
        _ = room.cut(left: min(node.depth * 2, room.width / 2))
        var text = StyledText(node.name.lowercased().replacing("_", with: " "), theme[.strong].withoutBackground)
        if let detail = node.details.first { text.append("  " + detail, theme[.muted].withoutBackground) }
        frame.line(text, in: room, ellipsis: theme.glyphs.ellipsis)
    }

}

extension AppState {
    mutating func movePlan(_ by: Int) -> [Effect] {
        updateModal(.plan) { modal in
            guard case .plan(var plan) = modal else { return [] }
            plan.move(by)
            modal = .plan(plan)
            return []
        }
    }
}

extension PlanView {
    static let commands = [
        Command(
            "plan.down", "The next operator", keys: "Down j", in: .modal(.plan), inPalette: false, .sql(.movePlan(1))),
        Command(
            "plan.up", "The operator before", keys: "Up k", in: .modal(.plan), inPalette: false, .sql(.movePlan(-1))),
        Command("plan.close", "Go back", hint: "back", keys: "Esc q Enter C-c", in: .modal(.plan), .dismiss),
    ]
}
