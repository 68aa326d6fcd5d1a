import Screen

/// Tells a double click from two clicks.
struct ClickCounter {
    /// The longest time between the presses of a double click.
    private static let limit = Duration.milliseconds(400)
    private var last: (event: MouseEvent, time: ContinuousClock.Instant)?

    /// The key as it is, but for the second press on a cell soon after the first.
    mutating func counted(_ key: KeyPress, at now: ContinuousClock.Instant) -> KeyPress {
        guard case .mouse(var event) = key, event.action == .press else { return key }
        if let last, last.event == event, now - last.time < Self.limit {
            self.last = nil
            event.action = .double
            return .mouse(event)
        }
        last = (event, now)
        return key
    }
}
