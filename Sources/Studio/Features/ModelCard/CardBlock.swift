import Screen

/// A titled piece of a page: how tall it is in the width it was made for, and how it is drawn.
struct CardBlock {
    var title: String
    /// Behind the title, quiet.
    var note: String
    /// Rows below the title.
    var height: Int
    var draw: (inout Frame, Rect, Theme) -> Void

    init(_ title: String, note: String = "", height: Int, draw: @escaping (inout Frame, Rect, Theme) -> Void) {
        self.title = title
        self.note = note
        self.height = height
        self.draw = draw
    }

    /// Lines of text, each on a row of its own.
    init(_ title: String, note: String = "", lines: [StyledText]) {
        self.init(title, note: note, height: lines.count) { frame, rect, theme in
            for (y, line) in lines.enumerated() { frame.line(line, in: rect.row(y), ellipsis: theme.glyphs.ellipsis) }
        }
    }

    /// Rows with the title and the blank below.
    var rows: Int { height + (title.isEmpty ? 1 : 2) }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        var room = rect
        if !title.isEmpty {
            var text = StyledText(title, theme[.title].withoutBackground)
            if !note.isEmpty { text.append("  " + note, theme[.muted].withoutBackground) }
            frame.line(text, in: room.cut(top: 1), ellipsis: theme.glyphs.ellipsis)
        }
        draw(&frame, room.cut(top: height), theme)
    }
}

/// Blocks in one or two columns that scroll together. What is out of sight is drawn beside the screen and left there.
struct CardPage {
    var header: [CardBlock]
    var columns: [[CardBlock]]

    /// Columns between two columns of blocks.
    static let gap = 4

    private static func height(_ blocks: [CardBlock]) -> Int { blocks.reduce(0) { $0 + $1.rows } }

    var height: Int { Self.height(header) + (columns.map(Self.height).max() ?? 0) }

    /// The first row that can be in sight at most.
    func lastTop(room: Int) -> Int { max(0, height - room) }

    func draw(into frame: inout Frame, in rect: Rect, top: Int, theme: Theme) {
        guard !rect.isEmpty else { return }
        var page = Frame(size: Size(width: rect.width, height: height), style: theme[.panel])
        var room = page.bounds
        stack(header, into: &page, in: room.cut(top: Self.height(header)), theme)
        for (blocks, place) in zip(columns, room.columns(columns.count, gap: Self.gap)) {
            stack(blocks, into: &page, in: place, theme)
        }
        frame.paste(page, from: Point(x: 0, y: max(0, min(top, lastTop(room: rect.height)))), in: rect)
    }

    private func stack(_ blocks: [CardBlock], into frame: inout Frame, in rect: Rect, _ theme: Theme) {
        var room = rect
        for block in blocks { block.draw(into: &frame, in: room.cut(top: block.rows), theme: theme) }
    }
}

extension Frame {
    /// Copies the part of another frame that begins at `origin` into a rectangle.
    mutating func paste(_ other: Frame, from origin: Point, in rect: Rect) {
        let area = rect.intersection(bounds)
        for y in 0..<min(area.height, other.size.height - origin.y) {
            for x in 0..<min(area.width, other.size.width - origin.x) {
                let cell = other[origin.x + x, origin.y + y]
                guard !cell.isContinuation else { continue }
                put(cell.text, at: Point(x: area.x + x, y: area.y + y), cell.style, clip: area)
            }
        }
    }
}
