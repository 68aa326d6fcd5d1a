import CNcurses
import Foundation
public import Screen

/// The terminal that the program runs on: shows frames, hears keys, and is put back as it was on every way out.
///
/// There is one of it, and it belongs to the main thread:
///
///     let terminal = try CursesTerminal(log: "/tmp/atelier.log")
///     defer { terminal.close() }
///     terminal.present(frame)
///     // poll(terminal.inputDescriptor), then:
///     for key in terminal.readKeys() { ... }
///
/// SIGTERM, SIGHUP, SIGINT and SIGQUIT put the terminal back and exit with 128 + the signal's number;
/// a crash puts it back too, and says where the log is.
@MainActor
public final class CursesTerminal {
    /// What was found out about the terminal.
    public let capabilities: Capabilities
    /// Columns and rows, as last heard of.
    public private(set) var size: Size
    /// True once the terminal is gone: time to end.
    public private(set) var isHungUp = false

    private let environment: [String: String]
    private var decoder = KeyDecoder()
    /// When the terminal was asked for its background.
    private var asked: ContinuousClock.Instant?
    /// An answer that has not come by then will not come.
    private static let answerTime = Duration.seconds(2)
    private var clicks = ClickCounter()
    private var shown: Frame?
    private var isOpen = true
    private let ownDescriptor: Int32?

    /// Opens the screen on the controlling terminal.
    /// - Parameters:
    ///   - log: where standard error goes while the screen is up; nil drops it.
    ///   - mouse: whether to hear the mouse from the start.
    ///   - environment: by default the process's own.
    /// - Throws: `TerminalError` when there is no terminal, or none that can place a cursor.
    public init(
        log: String? = nil, mouse: Bool = true, environment given: [String: String]? = nil
    ) throws(TerminalError) {
        let environment = given ?? ProcessInfo.processInfo.environment
        let (input, output, own) = try Self.descriptors()
        do throws(TerminalError) {
            capabilities = try Self.detect(output, environment)
            let depth = Int32(capabilities.depth.rawValue)
            guard term_open(input, output, capabilities.term, depth, capabilities.isModern ? 1 : 0) == Int32(TERM_OK)
            else {
                throw TerminalError("the screen cannot be opened on a terminal of type \(capabilities.term)")
            }
        } catch {
            if let own { Foundation.close(own) }
            throw error
        }
        self.environment = environment
        ownDescriptor = own
        decoder.sequences = Self.sequences()
        var width: Int32 = 0, height: Int32 = 0
        term_fit(&width, &height)
        size = Size(width: Int(width), height: Int(height))
        if mouse { term_mouse(1) }
        ask()
        if term_redirect_errors(log ?? "/dev/null") != 0, log != nil { _ = term_redirect_errors("/dev/null") }
    }

    /// Asks for the background's colour. The answer comes as a key, `.background`, when and if it comes.
    private func ask() {
        // GNU screen does not pass the question on.
        let isScreen = capabilities.term.hasPrefix("screen") && environment["TMUX"] == nil
        guard capabilities.isModern, !isScreen else { return }
        decoder.awaitsAnswer = true
        asked = .now
        term_write(BackgroundQuery.question, Int32(BackgroundQuery.question.count))
    }

    /// Takes in an answer that is still on its way, so that the shell does not get it.
    private func awaitAnswer() {
        guard decoder.awaitsAnswer, let asked, !isHungUp else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while decoder.awaitsAnswer, ContinuousClock.now - asked < Self.answerTime {
            let count = term_read(&buffer, Int32(buffer.count), 50)
            if count <= 0 { return }
            _ = decoder.decode(buffer[0..<Int(count)])
        }
    }

    /// Puts the terminal back. Safe to call twice.
    public func close() {
        guard isOpen else { return }
        awaitAnswer()
        isOpen = false
        term_close()
        if let ownDescriptor { Foundation.close(ownDescriptor) }
    }

    /// Whether the environment says that the background is light; nil when it says nothing.
    public var hasLightBackground: Bool? { BackgroundQuery.isLight(environment: environment) }

    /// Becomes readable when `readKeys` has something to say: typed bytes, a new size, a return from suspension.
    public var inputDescriptor: Int32 { term_events() }

    /// Switches the mouse on or off; off, the terminal selects text by itself.
    public func setMouse(_ on: Bool) { term_mouse(on ? 1 : 0) }

    // MARK: Showing

    /// Shows a frame. Rows that did not change cost next to nothing.
    public func present(_ frame: Frame) {
        // An idle program writes nothing.
        guard isOpen, frame != shown else { return }
        var cells: [term_cell] = []
        cells.reserveCapacity(frame.size.width)
        let width = min(frame.size.width, size.width)
        for y in 0..<min(frame.size.height, size.height) where !isSame(frame, y) {
            cells.removeAll(keepingCapacity: true)
            for x in 0..<width {
                let cell = frame[x, y]
                if cell.isContinuation { continue }
                let isWide = x + 1 < frame.size.width && frame[x + 1, y].isContinuation
                // Half a wide character at the edge of a screen that has just shrunk.
                cells.append(
                    isWide && x + 1 >= width ? coded(Cell(" ", style: cell.style), 1) : coded(cell, isWide ? 2 : 1))
            }
            term_row(Int32(y), cells, Int32(cells.count))
        }
        shown = frame
        let cursor = frame.cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
        term_refresh(Int32(cursor?.x ?? -1), Int32(cursor?.y ?? -1))
    }

    private func isSame(_ frame: Frame, _ y: Int) -> Bool {
        guard let shown, shown.size == frame.size else { return false }
        let row = (y * frame.size.width)..<((y + 1) * frame.size.width)
        return shown.cells[row] == frame.cells[row]
    }

    private func coded(_ cell: Cell, _ width: UInt8) -> term_cell {
        let marks = cell.marks.map(\.value) + [0, 0, 0]
        return term_cell(
            base: cell.base.value, marks: (marks[0], marks[1], marks[2]), foreground: coded(cell.style.foreground),
            background: coded(cell.style.background), attributes: cell.style.attributes.rawValue, width: width)
    }

    private func coded(_ color: Color?) -> Int32 {
        switch (color ?? .default).mapped(to: capabilities.depth) {
        case .default: return -1
        case .indexed(let n) where n < 16 || capabilities.depth != .direct: return Int32(n)
        case let other:
            guard let c = other.components else { return -1 }
            let number = Int32(c.red) << 16 | Int32(c.green) << 8 | Int32(c.blue)
            // The sixteen lowest numbers are the palette's; next to black is black enough.
            return number < 16 ? 0x010101 : number
        }
    }

    /// Draws the next frame whole, over whatever another program has left on the screen.
    public func repaint() {
        shown = nil
        term_redraw()
    }

    // MARK: Hearing

    /// Everything that came since the last call. Waits for nothing, but 25 ms after an Escape that may begin a sequence.
    public func readKeys() -> [KeyPress] {
        guard isOpen else { return [] }
        var keys: [KeyPress] = []
        if term_take_signals() != 0 {
            var width: Int32 = 0, height: Int32 = 0
            term_fit(&width, &height)
            size = Size(width: Int(width), height: Int(height))
            shown = nil
            keys.append(.resize(size))
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var wait: Int32 = 0
        while true {
            let count = term_read(&buffer, Int32(buffer.count), wait)
            if count < 0 {
                isHungUp = true
                break
            }
            if count == 0 {
                // A slow line may break an answer in two: its end is not typed either.
                if decoder.isInAnswer, let asked, .now - asked < Self.answerTime { break }
                if wait > 0 || !decoder.isIncomplete { keys += decoder.flush() }
                if wait > 0 || !decoder.isIncomplete || decoder.isPasting { break }
            }
            keys += decoder.decode(buffer[0..<Int(count)])
            wait = decoder.isIncomplete && !decoder.isPasting ? 25 : 0
        }
        let now = ContinuousClock.now
        return keys.map { clicks.counted($0, at: now) }
    }

    // MARK: Other programs

    /// Stops the program as Ctrl-Z does elsewhere. When it goes on, `readKeys` reports `.resize`, and the next frame is drawn whole.
    public func suspend() { term_suspend() }

    /// Gives the terminal away while the body runs, then takes it back and draws the next frame whole.
    public func withShell<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        term_leave()
        defer {
            term_return()
            shown = nil
        }
        return try body()
    }

    /// Runs a program on the terminal, such as an editor, and waits for it.
    /// - Returns: its exit code; nil when it cannot be started.
    public func run(_ arguments: [String]) -> Int32? {
        guard !arguments.isEmpty else { return nil }
        return withShell {
            var pointers = arguments.map { strdup($0) }
            defer { pointers.forEach { free($0) } }
            pointers.append(nil)
            let code = term_run(pointers)
            return code < 0 ? nil : code
        }
    }

    /// Puts text on the clipboard of whoever sits at the terminal, through SSH and tmux too.
    /// Nothing is sent unless all of it can be.
    public func copy(_ text: String) -> CopyOutcome {
        guard isOpen, capabilities.isModern else { return .unknown }
        guard let bytes = Clipboard.sequence(text, environment: environment, term: capabilities.term) else {
            return .tooLong(limit: Clipboard.limit)
        }
        term_write(bytes, Int32(bytes.count))
        return .sent
    }
}
