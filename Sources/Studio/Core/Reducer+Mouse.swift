import Screen

extension AppState {
    /// What the mouse does: the line of keys first, then what lies over the panes, then the panes.
    mutating func press(_ event: MouseEvent) -> [Effect] {
        let isClick = event.action == .press || event.action == .double
        if isClick, event.button == .left, let command = HintLine.command(at: event.point, self) {
            return [.action(.run(command))]
        }
        chord = []
        if isClick { message = nil }
        guard modals.isEmpty else { return modalMouse(event) }
        if isClick, let action = TopLine.action(at: event.point, self) { return [.action(action)] }
        let turned = event.sideways
        let action = mouse(turned) ?? (turned.action == .double ? mouse(turned.single) : nil)
        return action.map { [.action($0)] } ?? []
    }

    /// What knows nothing of double clicks gets a second click.
    private mutating func modalMouse(_ event: MouseEvent) -> [Effect] {
        let knowsDouble = modals.last?.feature.takesDoubleClicks ?? false
        return modalKey(.mouse(knowsDouble ? event : event.single))
    }
}

extension MouseEvent {
    /// A double click as the click that it also is.
    fileprivate var single: MouseEvent {
        var event = self
        if event.action == .double { event.action = .press }
        return event
    }

    /// With Shift the wheel goes sideways.
    fileprivate var sideways: MouseEvent {
        guard modifiers.contains(.shift) else { return self }
        var event = self
        switch action {
        case .wheelUp: event.action = .wheelLeft
        case .wheelDown: event.action = .wheelRight
        default: break
        }
        return event
    }
}
