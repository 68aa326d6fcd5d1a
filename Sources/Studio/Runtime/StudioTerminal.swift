public import Screen

/// The terminal that the studio is shown on: curses in the executable, memory in tests.
public protocol StudioTerminal: AnyObject {
    var size: Size { get }
    /// How many colours it shows.
    var colorDepth: ColorDepth { get }
    /// The characters that it can draw.
    var glyphs: Glyphs { get }
    /// Readable when keys are waiting.
    var inputDescriptor: Int32 { get }
    /// The keys that are waiting, without blocking. A new size comes as a key too.
    func readKeys() -> [KeyPress]
    func present(_ frame: Frame)
    /// Gives the terminal back to the shell, as Ctrl-Z does, until the program is continued.
    func suspend()
    /// Puts text on the clipboard.
    func copy(_ text: String)
    /// Draws the next frame from scratch.
    func repaint()
}
