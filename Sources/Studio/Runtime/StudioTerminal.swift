public import Screen
public import Tabular

/// The terminal that the studio is shown on: curses in the executable, memory in tests.
public protocol StudioTerminal: AnyObject {
    var size: Size { get }
    /// How many colours it shows.
    var colorDepth: ColorDepth { get }
    /// The characters that it can draw.
    var glyphs: Glyphs { get }
    /// Whether its background is known to be light or dark from the start; it may tell later by a key.
    var hasLightBackground: Bool? { get }
    /// Readable when keys are waiting.
    var inputDescriptor: Int32 { get }
    /// The keys that are waiting, without blocking. A new size comes as a key too.
    func readKeys() -> [KeyPress]
    func present(_ frame: Frame)
    /// Gives the terminal back to the shell, as Ctrl-Z does, until the program is continued.
    func suspend()
    /// Puts text on the clipboard.
    /// - Returns: why nothing was put there, if so.
    func copy(_ text: String) -> Problem?
    /// Draws the next frame from scratch.
    func repaint()
    /// Switches the mouse on or off.
    func setMouse(_ on: Bool)
    /// Gives the terminal to the person's editor with a text, and takes it back when the editor ends.
    /// - Returns: the text as it is then, or why there is none.
    func edit(_ text: String, name: String, isReadOnly: Bool) -> Result<String, Problem>
}

extension StudioTerminal {
    public var hasLightBackground: Bool? { nil }
    public func setMouse(_ on: Bool) {}
    public func edit(_ text: String, name: String, isReadOnly: Bool) -> Result<String, Problem> {
        .failure(Problem("this terminal has no editor"))
    }
}
