import Foundation
import Screen
import Testing

/// Frames as text, kept in `Golden/<name>.txt`. `RECORD_FRAMES=1` writes them anew; without a kept one a test fails.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

    static func expect(_ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appending(path: name + ".txt")
        let text = frame.text + "\n"
        if ProcessInfo.processInfo.environment["RECORD_FRAMES"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record(
                "recorded \(name): look at it, and run again without RECORD_FRAMES", sourceLocation: sourceLocation)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(text == kept, sourceLocation: sourceLocation)
    }
}

/// Draws one widget in a frame of its own.
func drawn(_ widget: some Widget, _ width: Int, _ height: Int, _ glyphs: Glyphs = .unicode, theme: Theme = .builtIn)
    -> Frame
{
    var frame = Frame(size: Size(width: width, height: height), style: theme[.text])
    frame.draw(widget, in: frame.bounds, theme.with(glyphs))
    return frame
}

extension Frame {
    /// What must hold of every frame: a wide character has both its halves, and nothing in it moves a cursor.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) {
        for y in 0..<size.height {
            for x in 0..<size.width {
                let cell = self[x, y]
                #expect(
                    cell.base.value >= 0x20 && !(0x7f...0x9f).contains(cell.base.value), sourceLocation: sourceLocation)
                let isWide = TextWidth.of(cell.text) == 2
                let next = x + 1 < size.width ? self[x + 1, y].isContinuation : false
                #expect(isWide == next, "half a character at \(x),\(y)", sourceLocation: sourceLocation)
                if cell.isContinuation {
                    #expect(x > 0 && TextWidth.of(self[x - 1, y].text) == 2, sourceLocation: sourceLocation)
                }
            }
        }
    }
}
