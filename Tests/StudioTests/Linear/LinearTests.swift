import Screen
import Testing

@testable import Studio

@Suite struct LinearTests {
    private func state(_ data: DataState = Make.browsing()) -> AppState {
        var state = Make.app(data)
        state.isLinear = true
        return state
    }

    private func focused(_ state: AppState) -> String {
        let frame = StudioView.frame(state)
        return frame.cursor.map { frame.line($0.y) } ?? "nowhere"
    }

    @Test func theRowIsReadColumnByColumn() {
        var state = state()
        let lines = StudioView.frame(state).text.split(separator: "\n").map(String.init)
        #expect(lines.first == "Data, workspace test")
        #expect(lines.contains("Table t.parquet, row 1 of 1,000, column 1 of 3"))
        #expect(focused(state) == "c0, text: 0.0")
        #expect(lines.contains("c1: 0.1"))
        #expect(lines.contains { $0.hasPrefix("Keys: Enter row") })
        _ = state.press("l j")
        #expect(focused(state) == "c1, bigint: 1.1")
        _ = state.press("s")
        #expect(focused(state).hasPrefix("c1, bigint, sorted ascending:"))
    }

    @Test func nothingIsDrawnButWords() {
        var state = state()
        for keys in ["", "?", "Esc :", "Esc f", "Esc F10", "Esc F8", "Esc F9", "Esc J", "Esc 3", "4", "1 Tab Tab"] {
            _ = state.press(keys)
            let text = StudioView.frame(state).text
            let signs = text.unicodeScalars.filter { (0x2190...0x2bff).contains($0.value) || $0 == "¦" }
            // Names of keys may be arrows.
            #expect(signs.allSatisfy { "↑↓←→".unicodeScalars.contains($0) }, "\(keys): \(text)")
            #expect(!text.contains("---"), "\(keys)")
        }
    }

    @Test func whatLiesOverThePanesIsReadAlone() {
        var state = state()
        _ = state.press("F10 Right Right Down")
        #expect(focused(state) == "Sort by this column, largest first  S")
        #expect(!StudioView.frame(state).text.contains("Table t.parquet"))
        _ = state.press("Esc f a b")
        let frame = StudioView.frame(state)
        #expect(focused(state).hasSuffix("where ab"))
        #expect(frame.cursor.map { frame.line($0.y).count == $0.x } == true, "the cursor stands behind what is typed")
    }

    @Test func panesSideBySideComeOneAfterAnother() {
        var frame = Frame(size: Size(width: 20, height: 4))
        for y in 0..<4 {
            frame.put("left \(y)", at: Point(x: 1, y: y))
            frame.put("¦", at: Point(x: 10, y: y))
            frame.put("right  \(y)", at: Point(x: 12, y: y))
        }
        #expect(
            LinearText(frame).lines.map(\.text) == [
                "left 0", "left 1", "left 2", "left 3", "right  0", "right  1", "right  2", "right  3",
            ])
    }

    /// A line that runs down a part of the frame parts nothing above and below it; bars are not read.
    @Test func whatIsNotBesideALineIsReadWhole() {
        var frame = Frame(size: Size(width: 20, height: 4))
        frame.put("a title of words", at: Point(x: 0, y: 0))
        for y in 1..<3 {
            frame.put("left", at: Point(x: 1, y: y))
            frame.put("¦", at: Point(x: 8, y: y))
            frame.put("▇▅ right", at: Point(x: 10, y: y))
        }
        frame.put("SELECT everything", at: Point(x: 0, y: 3))
        #expect(
            LinearText(frame).lines.map(\.text) == [
                "a title of words", "left", "left", "right", "right", "SELECT everything",
            ])
    }

    @Test(arguments: [Size(width: 1, height: 1), Size(width: 20, height: 4), Size(width: 80, height: 24)])
    func anySizeWillDo(size: Size) {
        var state = state()
        state.size = size
        for keys in ["", "F10", "Esc ?", "Esc :"] {
            _ = state.press(keys)
            #expect(StudioView.frame(state).size == size)
        }
    }
}
