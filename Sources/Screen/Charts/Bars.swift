/// Bars made of parts of cells.
enum Bars {
    /// A bar from the left that fills a share (0 to 1) of the rectangle's first row. A share above 0 always shows.
    static func right(_ share: Double, into frame: inout Frame, in rect: Rect, _ style: Style, _ glyphs: Glyphs) {
        let parts = glyphs.rightEighths
        var left = units(share, rect.width, parts.count)
        for x in rect.x..<rect.right where left > 0 {
            frame.put(parts[min(left, parts.count) - 1], at: Point(x: x, y: rect.y), style, clip: rect)
            left -= parts.count
        }
    }

    /// A bar from the bottom that fills a share (0 to 1) of every column of the rectangle.
    static func up(_ share: Double, into frame: inout Frame, in rect: Rect, _ style: Style, _ glyphs: Glyphs) {
        let parts = glyphs.upEighths
        var left = units(share, rect.height, parts.count)
        for y in stride(from: rect.bottom - 1, through: rect.y, by: -1) where left > 0 {
            for x in rect.x..<rect.right {
                frame.put(parts[min(left, parts.count) - 1], at: Point(x: x, y: y), style, clip: rect)
            }
            left -= parts.count
        }
    }

    private static func units(_ share: Double, _ cells: Int, _ parts: Int) -> Int {
        guard share > 0, cells > 0 else { return 0 }
        return max(1, Int((min(1, share) * Double(cells * parts)).rounded()))
    }
}
