import Screen

/// A step of the tour: a box with its words beside the part of the screen that it is about, which stands out.
struct TourView {
    let tour: Tour
    let state: AppState

    private static let width = 58

    func draw(into frame: inout Frame, theme: Theme) {
        let region = region
        if let region { emphasize(region, in: &frame, theme) }
        let width = min(Self.width, frame.size.width)
        let lines = TextLayout.wrap(text, to: max(1, width - 4))
        let size = Size(width: width, height: min(frame.size.height, lines.count + 4))
        let box = place(size, beside: region, in: ChromeLayout(frame.size).body)
        frame.fill(box, theme[.dialog])
        var inside = box
        if box.height >= 5 {
            let count = "\(tour.index + 1) of \(Tour.steps.count)"
            frame.draw(Panel(tour.step.title, note: count, isFocused: true), in: box, theme)
            frame.fill(box.inset(1, 1), theme[.dialog])
            inside = box.inset(2, 1)
        }
        for (y, line) in lines.prefix(inside.height).enumerated() {
            frame.line(line, in: inside.row(y), .plain, ellipsis: theme.glyphs.ellipsis)
        }
        guard inside.height > lines.count + 1 else { return }
        let foot = (tour.isLast ? "Enter ends the tour" : "Enter goes on") + "  Esc leaves"
        frame.line(foot, in: inside.row(inside.height - 1), theme[.muted].withoutBackground)
    }

    /// The words, with the keys as they are here.
    private var text: String {
        var out = tour.step.text
        for command in state.commands.commands where out.contains("{\(command.id)}") {
            let key = command.keyText.isEmpty ? "the palette" : command.keyText
            out = out.replacing("{\(command.id)}", with: key)
        }
        return out
    }

    private var region: Rect? {
        let layout = DataLayout(state.data, state.size), chrome = ChromeLayout(state.size)
        return switch tour.step.region {
        case .top: chrome.top
        case .hints: chrome.hints
        case .tree: layout.tree
        case .grid: layout.grid
        case .profile: layout.profile
        case .statement: layout.sql
        case nil: nil
        }
    }

    private func emphasize(_ region: Rect, in frame: inout Frame, _ theme: Theme) {
        if region.height < 3 {
            frame.restyle(region, theme[.selection])
        } else {
            frame.box(region, theme[.borderFocused].withoutBackground.bold, theme.glyphs)
        }
    }

    /// Where the box hides nothing of what it speaks of: beside it, below or above it, else at the bottom of it.
    private func place(_ size: Size, beside region: Rect?, in body: Rect) -> Rect {
        guard let region else { return body.centred(size) }
        let middle = max(body.y, min(region.y + (region.height - size.height) / 2, body.bottom - size.height))
        let candidates = [
            Rect(x: region.right + 1, y: middle, width: size.width, height: size.height),
            Rect(x: region.x - size.width - 1, y: middle, width: size.width, height: size.height),
            Rect(
                x: body.x + (body.width - size.width) / 2, y: region.y - size.height - 1, width: size.width,
                height: size.height),
        ]
        if let free = candidates.first(where: { $0.intersection(body) == $0 }) { return free }
        let bottom = min(region.bottom, body.bottom)
        let x = max(body.x, min(region.x + (region.width - size.width) / 2, body.right - size.width))
        return Rect(x: x, y: max(body.y, bottom - size.height - 1), width: size.width, height: size.height)
            .intersection(body)
    }
}
