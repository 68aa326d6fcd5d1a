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

    /// Blocks of a bar, which mean nothing to ears.
    private static func isDrawn(_ scalar: Unicode.Scalar) -> Bool { (0x2580...0x259F).contains(scalar.value) }

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

    private struct Pane {
        var columns: Range<Int>
        var rows: Range<Int>
    }

    /// The columns between lines that run down the frame, in the rows that the lines run through.
    private var panes: [Pane] {
        let edges = edges
        let ends = Set(
            edges.flatMap { [$0.rows.lowerBound, $0.rows.upperBound] } + [rows.lowerBound, rows.upperBound])
        let bands = ends.sorted()
        return zip(bands, bands.dropFirst()).flatMap { top, bottom in
            var from = 0, found: [Pane] = []
            for edge in edges where edge.rows.lowerBound <= top && bottom <= edge.rows.upperBound {
                if edge.x > from { found.append(Pane(columns: from..<edge.x, rows: top..<bottom)) }
                from = edge.x + 1
            }
            if from < frame.size.width { found.append(Pane(columns: from..<frame.size.width, rows: top..<bottom)) }
            return found
        }
    }

    /// Lines over a third of the frame, or shorter ones, for boxes may be lower than it is.
    private var edges: [(x: Int, rows: Range<Int>)] {
        (0..<frame.size.width).compactMap { x in
            let marked = rows.filter { frame[x, $0].base == Self.edge }
            guard marked.count * 3 > rows.count || marked.count > 2 && marked.count * 8 > rows.count,
                let first = marked.first, let last = marked.last
            else { return nil }
            return (x, first..<last + 1)
        }
    }

    private func lines(in pane: Pane, chosen: (Style.Attributes) -> Bool) -> [LinearLine] {
        let columns = pane.columns
        return pane.rows.compactMap { y in
            var text = "", gap = 0, cursor: Int?
            for x in columns {
                if frame.cursor == Point(x: x, y: y) { cursor = TextWidth.of(text) + (text.isEmpty ? 0 : gap) }
                let cell = frame[x, y]
                if cell.isContinuation { continue }
                if cell.base == " " || cell.base == Self.edge || Self.isDrawn(cell.base) {
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
