import Screen

/// A line to be read aloud.
struct LinearLine: Sendable, Equatable {
    var text: String
    /// Where in the line the work is; nil where it is not.
    var cursor: Int?

    init(_ text: String, cursor: Int? = nil) {
        self.text = text
        self.cursor = cursor
    }
}

/// Reads a drawn frame pane by pane: what stands side by side comes one after another, lines and gaps fall away.
struct LinearText {
    private let frame: Frame
    private let rows: Range<Int>
    private static let edge: Unicode.Scalar = "¦"

    /// - Parameter rows: the rows to read; all of them by default.
    init(_ frame: Frame, rows: Range<Int>? = nil) {
        self.frame = frame
        self.rows = rows ?? 0..<frame.size.height
    }

    var lines: [LinearLine] {
        let panes = panes
        // A chosen line before a chosen name in a strip of tabs, which is bold too.
        let strict = panes.flatMap { lines(in: $0) { $0.contains(.reverse) && !$0.contains(.bold) } }
        if strict.contains(where: { $0.cursor != nil }) { return strict }
        return panes.flatMap { lines(in: $0) { $0.contains(.reverse) } }
    }

    /// The columns between lines that run down the frame: over a third of it, for boxes may be lower than it is.
    private var panes: [Range<Int>] {
        var from = 0, found: [Range<Int>] = []
        for x in 0..<frame.size.width {
            let count = rows.reduce(0) { $0 + (frame[x, $1].base == Self.edge ? 1 : 0) }
            guard count * 3 > rows.count || count > 2 && count * 8 > rows.count else { continue }
            if x > from { found.append(from..<x) }
            from = x + 1
        }
        if from < frame.size.width { found.append(from..<frame.size.width) }
        return found
    }

    private func lines(in columns: Range<Int>, chosen: (Style.Attributes) -> Bool) -> [LinearLine] {
        rows.compactMap { y in
            var text = "", gap = 0, cursor: Int?
            for x in columns {
                if frame.cursor == Point(x: x, y: y) { cursor = TextWidth.of(text) + (text.isEmpty ? 0 : gap) }
                let cell = frame[x, y]
                if cell.isContinuation { continue }
                if cell.base == " " || cell.base == Self.edge {
                    gap += 1
                    continue
                }
                if !text.isEmpty { text += gap > 1 ? "  " : gap == 1 ? " " : "" }
                gap = 0
                text += cell.text
            }
            if cursor == nil, frame.cursor == nil, columns.contains(where: { chosen(frame[$0, y].style.attributes) }) {
                cursor = 0
            }
            return text.isEmpty && cursor == nil ? nil : LinearLine(text, cursor: cursor)
        }
    }
}
