import Learning
import Registry
import Screen

/// Everything that is known about a model version, as a page that scrolls: how good it is, whether its export agrees with
/// its trainer, what it confuses, what it looks at, what goes in and out.
///
/// It draws into any rectangle; wide ones get two columns. The owner keeps `top` and brings it into `tops` after a move:
///
///     top = ModelCardView(version).clamped(top + 1, in: rect.size)
struct ModelCardView {
    let version: ModelVersion
    /// The first row in sight.
    var top: Int
    /// Bars of the importance chart at most.
    static let mostBars = 12
    /// Classes up to which the confusion matrix is drawn as one.
    static let mostMatrixClasses = 12
    /// Columns kept for the scroll bar, so that the layout does not depend on it.
    private static let margin = 2

    init(_ version: ModelVersion, top: Int = 0) {
        self.version = version
        self.top = top
    }

    /// The nearest row that can be the first in a room of that size.
    func clamped(_ top: Int, in room: Size) -> Int { max(0, min(top, page(room.width).lastTop(room: room.height))) }

    func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
        frame.fill(rect, theme[.panel])
        let page = page(rect.width, theme)
        var room = rect
        let edge = room.cut(right: Self.margin)
        if page.height > rect.height {
            let first = max(0, min(top, page.lastTop(room: rect.height)))
            frame.draw(ScrollBar(first: first, room: rect.height, count: page.height), in: edge, theme)
        }
        page.draw(into: &frame, in: room, top: top, theme: theme)
    }

    /// Heights do not depend on the theme.
    private func page(_ width: Int) -> CardPage { page(width, .builtIn) }

    private func page(_ width: Int, _ theme: Theme) -> CardPage {
        let width = max(1, width - Self.margin)
        let isWide = width >= 96
        let each = isWide ? (width - CardPage.gap) / 2 : width
        let blocks = CardBlocks(version: version, width: each, theme: theme)
        let header = CardBlocks(version: version, width: width, theme: theme).header
        let pictures = [blocks.errors, blocks.importance, blocks.curve]
        let facts = [blocks.signature, blocks.data, blocks.parameters]
        let notes = [blocks.notes]
        if isWide {
            return CardPage(
                header: header,
                columns: [
                    ([blocks.metrics] + facts + notes).compactMap { $0 }, pictures.compactMap { $0 },
                ])
        }
        return CardPage(header: header, columns: [([blocks.metrics] + pictures + facts + notes).compactMap { $0 }])
    }
}
