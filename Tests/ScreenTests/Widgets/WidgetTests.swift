import Screen
import Testing

@Suite struct WidgetTests {
    /// Everything at once, as a screen would have it.
    struct Scene: Widget {
        func draw(into frame: inout Frame, in rect: Rect, theme: Theme) {
            var room = rect
            frame.draw(
                TabStrip([.init("Data", key: "1"), .init("SQL", key: "2"), .init("Models", key: "3")], current: 0),
                in: room.cut(top: 1), theme)
            frame.draw(
                KeyHints([.init("Enter", "open"), .init("t", "train"), .init("?", "keys")]), in: room.cut(bottom: 1),
                theme)
            let left = Panel("Sources", note: "3", isFocused: true), side = room.cut(left: min(26, room.width / 3))
            frame.draw(left, in: side, theme)
            let tree = TreeView(
                [
                    .init(depth: 0, "Files", isOpen: true), .init(depth: 1, "flights.parquet", note: "337k"),
                    .init(depth: 1, "日本航空.csv", note: "2"),
                    .init(depth: 0, "Models", note: "0", isOpen: false),
                ], selected: 1)
            frame.draw(tree, in: left.inside(side), theme)
            let wizard = Panel("Score with a model")
            frame.draw(wizard, in: room, theme)
            var inside = wizard.inside(room).inset(1)
            frame.draw(
                StepStrip(["Model", "Columns", "Destination", "Review"], current: 1), in: inside.cut(top: 1), theme)
            let form = Form(
                [
                    .init("carrier", .choice("carrier"), note: "same name", noteRole: .good),
                    .init("origin", .choice("(none)"), note: "missing", noteRole: .error),
                    .init("Output", .field(TextEdit("predicted"), placeholder: "name")),
                    .init("Keep all", .toggle(true)), .init("Rows", .fixed("336,776")),
                ], selected: 2, valueWidth: 16)
            frame.draw(form, in: inside.cut(top: 5), theme)
            frame.draw(Gauge(0.43, label: "144,000 rows"), in: inside.cut(top: 1), theme)
            frame.draw(Gauge(nil, label: "reading", tick: 3), in: inside.cut(top: 1), theme)
            frame.draw(
                TextField(TextEdit(), placeholder: "type a name", prompt: "/", isFocused: false),
                in: inside.cut(top: 1), theme)
            frame.draw(
                ListView((1...30).map { ListItem("model \($0)", note: "v\($0)") }, selected: 20), in: inside, theme)
        }
    }

    @Test(arguments: [(80, 24), (120, 40), (20, 4)])
    func lookOfTheWidgets(width: Int, height: Int) throws {
        let frame = drawn(Scene(), width, height)
        frame.expectSound()
        try Golden.expect(frame, "widgets-\(width)x\(height)")
    }

    @Test func lookInASCII() throws {
        let frame = drawn(Scene(), 80, 24, .ascii)
        try Golden.expect(frame, "widgets-ascii")
        // What the data holds is not the theme's to change; everything else is ASCII.
        let isPlain = frame.text.replacing("日本航空", with: "").unicodeScalars.allSatisfy { $0.isASCII }
        #expect(isPlain)
    }

    @Test func lookOfADialog() throws {
        let dialog = Dialog(
            "Stop the training?", message: "What it has learned so far can be kept, or thrown away.",
            buttons: ["Go on", "Keep", "Drop"], selected: 1)
        try Golden.expect(drawn(dialog, 60, 12), "dialog-60x12")
        let places = dialog.buttonPlaces(in: Rect(x: 0, y: 0, width: 60, height: 12))
        #expect(places.count == 3 && zip(places, places.dropFirst()).allSatisfy { $0.right < $1.x })
    }

    @Test func nothingFallsOverAtAnySize() {
        for width in 0...24 {
            for height in 0...8 {
                drawn(Scene(), width, height).expectSound()
                drawn(Dialog("Title 東京", message: "words and words", buttons: ["OK", "Cancel"]), width, height)
                    .expectSound()
            }
        }
    }

    @Test(arguments: [(0, 3, 0), (9, 3, 7), (5, 99, 0)])
    func listsScrollToWhatIsSelected(selected: Int, rows: Int, first: Int) {
        let list = ListView((0..<10).map { ListItem("\($0)") }, selected: selected)
        #expect(list.offset(rows: rows) == first)
        #expect(list.item(at: Point(x: 1, y: 0), in: Rect(x: 0, y: 0, width: 9, height: rows)) == first)
    }

    @Test func hintsThatDoNotFitAreLeftOutWhole() {
        #expect(drawn(KeyHints([.init("Enter", "open"), .init("t", "train a model")]), 16, 1).text == " Enter open")
    }

    @Test func aNarrowWizardSaysWhereOneIs() {
        #expect(
            drawn(StepStrip(["Model", "Columns", "Destination", "Review"], current: 2), 20, 1).text == "3/4 Destination"
        )
    }

    @Test func gaugesAreTrueToTheirShare() {
        #expect(drawn(Gauge(0), 10, 1).text.filter { $0 == "━" }.isEmpty)
        #expect(drawn(Gauge(0.5), 26, 1).text.prefix(20) == "━━━━━━━━━━──────────")
        #expect(drawn(Gauge(1), 26, 1).text.contains("100%"))
        #expect(drawn(Gauge(0.999), 26, 1).text.contains("99%"))
    }
}
