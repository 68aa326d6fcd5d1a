/// A screenful of cells: what views draw into and a terminal presents.
///
/// Drawing cannot fail: whatever lies outside is clipped, and half a wide character never shows.
public struct Frame: Sendable, Hashable {
    public let size: Size
    /// Row after row, `size.width` cells each.
    public private(set) var cells: [Cell]
    /// Where the terminal's cursor blinks; nil hides it.
    public var cursor: Point?

    /// A frame of blanks in the given style.
    public init(size: Size, style: Style = .plain) {
        self.size = Size(width: max(0, size.width), height: max(0, size.height))
        cells = Array(repeating: Cell(" ", style: style), count: self.size.width * self.size.height)
    }

    public var bounds: Rect { Rect(size) }

    /// The cell in a column and row, which must be inside.
    public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

    /// The plain text: lines without trailing spaces, joined by line feeds.
    public var text: String { (0..<size.height).map(line).joined(separator: "\n") }

    /// The plain text of one row, without trailing spaces.
    public func line(_ y: Int) -> String {
        guard y >= 0, y < size.height else { return "" }
        var out = ""
        for x in 0..<size.width { out += self[x, y].text }
        while out.last == " " { out.removeLast() }
        return out
    }

    // MARK: Drawing

    /// Draws a widget.
    public mutating func draw(_ widget: some Widget, in rect: Rect, _ theme: Theme) {
        let visible = rect.intersection(bounds)
        if !visible.isEmpty { widget.draw(into: &self, in: visible, theme: theme) }
    }

    /// Replaces every cell of the rectangle by a character in a style laid over the frame's own.
    public mutating func fill(_ rect: Rect, _ style: Style, with character: Unicode.Scalar = " ") {
        let area = rect.intersection(bounds)
        let character = Frame.safe(character)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                var base = self[x, y].style
                base.attributes = []
                set(Cell(character, style: style.over(base)), x, y)
            }
        }
    }

    /// Lays a style over what is drawn.
    public mutating func restyle(_ rect: Rect, _ style: Style) {
        let area = rect.intersection(bounds)
        for y in area.y..<area.bottom {
            for x in area.x..<area.right {
                let i = y * size.width + x
                cells[i].style = style.over(cells[i].style)
            }
        }
    }

    /// Writes text from a point rightwards, clipped at `clip` (by default the frame).
    /// - Returns: the columns that the text takes, whether they could be shown or not.
    @discardableResult
    public mutating func put(_ text: some StringProtocol, at point: Point, _ style: Style = .plain, clip: Rect? = nil)
        -> Int
    {
        let area = (clip ?? bounds).intersection(bounds)
        var x = point.x
        for glyph in TextGlyphs(text) {
            put(glyph, x, point.y, style, area)
            x += glyph.width
            if x >= area.right, clip == nil { break }
        }
        return x - point.x
    }

    /// Writes text on the first row of a rectangle, truncated with an ellipsis where it does not fit.
    /// - Returns: the columns used.
    @discardableResult
    public mutating func line(
        _ text: String, in rect: Rect, _ style: Style = .plain, _ alignment: Alignment = .left, ellipsis: String = "…"
    ) -> Int {
        guard !rect.isEmpty else { return 0 }
        let width = TextWidth.of(text)
        if width <= rect.width {
            let x = rect.x + TextLayout.offset(alignment, rect.width - width)
            return put(text, at: Point(x: x, y: rect.y), style, clip: rect)
        }
        return put(TextLayout.truncate(text, to: rect.width, ellipsis: ellipsis), at: rect.origin, style, clip: rect)
    }

    /// Writes styled text on the first row of a rectangle, truncated with an ellipsis where it does not fit.
    @discardableResult
    public mutating func line(
        _ text: StyledText, in rect: Rect, _ alignment: Alignment = .left, ellipsis: String = "…"
    ) -> Int {
        guard !rect.isEmpty else { return 0 }
        var room = rect.row(0)
        let width = text.width
        if width <= rect.width { _ = room.cut(left: TextLayout.offset(alignment, rect.width - width)) }
        let tooLong = width > rect.width
        for (i, span) in text.spans.enumerated() {
            // The last piece that fits in part carries the ellipsis.
            let rest = text.spans[(i + 1)...].reduce(0) { $0 + TextWidth.of($1.text) }
            let mustCut = tooLong && TextWidth.of(span.text) + min(rest, 1) > room.width
            let shown = mustCut ? TextLayout.truncate(span.text + " ", to: room.width, ellipsis: ellipsis) : span.text
            _ = room.cut(left: put(shown, at: room.origin, span.style, clip: room))
            if mustCut { break }
        }
        return rect.width - room.width
    }

    /// Writes one character.
    public mutating func put(_ scalar: Unicode.Scalar, at point: Point, _ style: Style = .plain, clip: Rect? = nil) {
        let area = (clip ?? bounds).intersection(bounds)
        let shown = Frame.safe(scalar)
        put(TextGlyph(shown, width: TextWidth.of(shown)), point.x, point.y, style, area)
    }

    private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Sanitizer.treatment(of: scalar, after: nil, before: nil) == .show ? scalar : "\u{fffd}"
    }

    private mutating func put(_ glyph: TextGlyph, _ x: Int, _ y: Int, _ style: Style, _ area: Rect) {
        guard y >= area.y, y < area.bottom, x + glyph.width > area.x, x < area.right else { return }
        if glyph.width == 2, x < area.x || x + 1 >= area.right {
            let half = x < area.x ? area.x : x
            set(Cell(" ", style: style.over(self[half, y].style)), half, y)
            return
        }
        set(Cell(glyph, style: style.over(self[x, y].style)), x, y)
        if glyph.width == 2 {
            let right = style.over(self[x + 1, y].style)
            set(.continuation(style: right), x + 1, y)
        }
    }

    /// Puts a cell; the other half of a wide character that it overwrites becomes a blank.
    private mutating func set(_ cell: Cell, _ x: Int, _ y: Int) {
        let i = y * size.width + x
        if cells[i].isContinuation, !cell.isContinuation, x > 0 { cells[i - 1] = Cell(" ", style: cells[i - 1].style) }
        if x + 1 < size.width, cells[i + 1].isContinuation { cells[i + 1] = Cell(" ", style: cells[i + 1].style) }
        cells[i] = cell
    }
}
