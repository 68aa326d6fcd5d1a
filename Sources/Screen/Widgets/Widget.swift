/// Something that draws itself into a rectangle. It never draws outside, at any size.
public protocol Widget: Sendable {
    func draw(into frame: inout Frame, in rect: Rect, theme: Theme)
}
