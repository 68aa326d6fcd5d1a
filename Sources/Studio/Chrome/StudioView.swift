import Screen

/// The whole screen as a frame: a function of the state alone.
enum StudioView {
    static func frame(_ state: AppState) -> Frame {
        if state.isLinear { return LinearView.frame(state) }
        let theme = state.looks.theme
        var frame = Frame(size: state.size, style: theme[.text])
        let chrome = ChromeLayout(state.size)
        state.drawPlace(into: &frame, theme: theme)
        if let top = chrome.top { TopLine.draw(state, into: &frame, in: top, theme: theme) }
        if let hints = chrome.hints { HintLine.draw(state, into: &frame, in: hints, theme: theme) }
        for modal in state.modals { modal.feature.draw(into: &frame, state: state, theme: theme) }
        if !state.chord.isEmpty, let hints = chrome.hints {
            HintLine.draw(state, into: &frame, in: hints, theme: theme)
            ChordGuide(state).draw(into: &frame, above: hints, theme: theme)
        }
        return frame
    }
}
