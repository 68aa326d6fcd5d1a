/// A width and a height in cells.
public struct Size: Sendable, Hashable, Codable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A cell's place: column and row from the top left, from 0.
public struct Point: Sendable, Hashable, Codable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells. Width and height are never negative.
public struct Rect: Sendable, Hashable, Codable {
    public private(set) var x: Int
    public private(set) var y: Int
    public private(set) var width: Int
    public private(set) var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// The rectangle of that size at the top left.
    public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

    public var origin: Point { Point(x: x, y: y) }
    public var size: Size { Size(width: width, height: height) }
    /// One past the last column.
    public var right: Int { x + width }
    /// One past the last row.
    public var bottom: Int { y + height }
    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < right && point.y >= y && point.y < bottom
    }

    public func intersection(_ other: Rect) -> Rect {
        let left = max(x, other.x), top = max(y, other.y)
        return Rect(x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
    }

    /// One row of the rectangle, empty when there is no such row.
    public func row(_ index: Int) -> Rect {
        guard index >= 0, index < height else { return Rect(x: x, y: y, width: 0, height: 0) }
        return Rect(x: x, y: y + index, width: width, height: 1)
    }

    /// The rectangle without so many columns on both sides and rows above and below.
    public func inset(_ columns: Int, _ rows: Int = 0) -> Rect {
        Rect(
            x: x + min(columns, width), y: y + min(rows, height), width: width - 2 * columns, height: height - 2 * rows)
    }

    /// A rectangle of at most that size in the middle of this one.
    public func centred(_ size: Size) -> Rect {
        let w = min(size.width, width), h = min(size.height, height)
        return Rect(x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h)
    }
}

/// Cutting pieces off a rectangle: each takes the piece away and returns it.
extension Rect {
    public mutating func cut(top rows: Int) -> Rect {
        let n = max(0, min(rows, height))
        defer { y += n; height -= n }
        return Rect(x: x, y: y, width: width, height: n)
    }

    public mutating func cut(bottom rows: Int) -> Rect {
        let n = max(0, min(rows, height))
        height -= n
        return Rect(x: x, y: bottom, width: width, height: n)
    }

    public mutating func cut(left columns: Int) -> Rect {
        let n = max(0, min(columns, width))
        defer { x += n; width -= n }
        return Rect(x: x, y: y, width: n, height: height)
    }

    public mutating func cut(right columns: Int) -> Rect {
        let n = max(0, min(columns, width))
        width -= n
        return Rect(x: right, y: y, width: n, height: height)
    }

    /// Parts side by side, as even as can be, with `gap` columns between them.
    public func columns(_ count: Int, gap: Int = 0) -> [Rect] {
        guard count > 0 else { return [] }
        let room = max(0, width - gap * (count - 1))
        return (0..<count).map { i in
            let from = room * i / count, to = room * (i + 1) / count
            return Rect(x: x + from + gap * i, y: y, width: to - from, height: height)
        }
    }

    /// Parts one under another, as even as can be, with `gap` rows between them.
    public func rows(_ count: Int, gap: Int = 0) -> [Rect] {
        guard count > 0 else { return [] }
        let room = max(0, height - gap * (count - 1))
        return (0..<count).map { i in
            let from = room * i / count, to = room * (i + 1) / count
            return Rect(x: x, y: y + from + gap * i, width: width, height: to - from)
        }
    }
}
