import Screen

extension Frame {
    /// Opens a box over the panes, or the whole room where it is too low for a frame of lines.
    /// - Returns: the room inside.
    mutating func openBox(_ title: String, size: Size, in area: Rect, _ theme: Theme, role: Role = .accent) -> Rect {
        guard area.height < 6 else { return Dialog.open(title, size: size, over: &self, in: area, theme, role: role) }
        fill(area, theme[.dialog])
        return area
    }
}
