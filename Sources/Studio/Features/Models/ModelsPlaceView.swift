import Registry
import Screen

/// Draws the Models place: models with their versions on the left, the card of the one under the cursor on the right.
struct ModelsPlaceView {
    let state: ModelsState
    let size: Size
    /// False while something lies over the panes.
    let isActive: Bool

    init(_ state: AppState) {
        self.state = state.models
        size = state.size
        isActive = state.modals.isEmpty
    }

    /// The list, and the card where there is room for one.
    private var places: (list: Rect, rule: Rect?, card: Rect?) {
        var body = ChromeLayout(size).body
        if body.width >= 72 {
            let list = body.cut(left: min(56, max(30, body.width * 2 / 5)))
            return (list, body.cut(left: 1), body.inset(1))
        }
        guard body.height >= 12 else { return (body, nil, nil) }
        let list = body.cut(top: body.height * 2 / 5)
        return (list, body.cut(top: 1), body.inset(1))
    }

    func draw(into frame: inout Frame, theme: Theme) {
        let body = ChromeLayout(size).body
        frame.fill(body, theme[.panel])
        guard let versions = state.versions else {
            let text = state.problem.map { $0.text + "\n\n" + $0.hint } ?? "Asking the registry…"
            frame.draw(EmptyNote(text), in: body, theme)
            return
        }
        guard !versions.isEmpty else {
            frame.draw(EmptyNote(ModelsState.emptyText), in: body, theme)
            return
        }
        let places = places
        frame.draw(tree(theme), in: places.list, theme)
        if let rule = places.rule {
            if rule.width == 1, rule.height > 1 {
                frame.verticalLine(rule, theme[.border].withoutBackground, theme.glyphs)
            } else {
                frame.horizontalLine(rule, theme[.border].withoutBackground, theme.glyphs)
            }
        }
        if let card = places.card, let version = state.current {
            ModelCardView(version, top: state.scroll).draw(into: &frame, in: card, theme: theme)
        }
    }

    /// The nearest row that the card can be scrolled to.
    func clamped(_ scroll: Int) -> Int {
        guard let card = places.card, let version = state.current else { return 0 }
        return ModelCardView(version).clamped(scroll, in: card.size)
    }

    func row(at point: Point) -> Int? { tree(.builtIn).row(at: point, in: places.list) }

    func isOverCard(_ point: Point) -> Bool { places.card?.contains(point) ?? false }

    private func tree(_ theme: Theme) -> TreeView {
        let rows = state.rows.map { row -> TreeRow in
            switch row {
            case .model(let name):
                let versions = state.versions(of: name)
                return TreeRow(
                    depth: 0, StyledText(name, theme[.strong].withoutBackground),
                    note: Count.of(versions.count, "version"),
                    isOpen: !state.collapsed.contains(name))
            case .version(let id):
                guard let version = state.versions?.first(where: { $0.id == id }) else {
                    return TreeRow(depth: 1, StyledText(id))
                }
                var text = StyledText("v\(version.version)  ", theme[.number].withoutBackground)
                for alias in version.aliases { text.append("@" + alias + "  ", theme[.accent].withoutBackground) }
                text.append(ModelFigures.day(version.created), theme[.muted].withoutBackground)
                return TreeRow(
                    depth: 1, text,
                    note: ModelFigures.headline(version.card)
                        ?? (version.card.task.isEmpty ? "imported" : version.card.task))
            }
        }
        return TreeView(rows, selected: state.cursor, isFocused: isActive)
    }
}

extension AppState {
    /// What the mouse does in the Models place.
    func modelsMouse(_ event: MouseEvent) -> Action? {
        let isCard = ModelsPlaceView(self).isOverCard(event.point)
        switch event.action {
        case .press: return .models(.click(event.point))
        case .wheelDown: return .models(isCard ? .scroll(3) : .move(1))
        case .wheelUp: return .models(isCard ? .scroll(-3) : .move(-1))
        default: return nil
        }
    }
}
