import Foundation
import Screen
import Testing

@Suite struct ChartTests {
    static let curve = LineChart(
        [
            Series("train", (0..<60).map { 0.69 * exp(-Double($0) / 20) + 0.1 }),
            Series("valid", (0..<60).map { 0.6 * exp(-Double($0) / 18) + 0.2 }),
        ], x: Axis("round"), y: Axis("log loss"))
    static let scatter = ScatterChart(
        [Series("a", (0..<40).map { Series.Value(x: Double($0), y: Double($0 * $0)) })], x: Axis("mm"), y: Axis("g"))
    static let histogram = Histogram([1, 4, 9, 16, 12, 7, 3, 1, 0, 1], low: "-43", middle: "640", high: "1301")
    static let bars = BarChart([.init("United", 58665), .init("全日本空輸", 54635), .init("∅", 3)])
    static let boxes = BoxPlot([
        .init("Adelie", low: 2850, firstQuartile: 3350, median: 3700, thirdQuartile: 4000, high: 4775),
        .init(
            "Gentoo", low: 3950, firstQuartile: 4700, median: 5000, thirdQuartile: 5500, high: 6300, outliers: [2700]),
    ])
    static let confusion = Heatmap.confusion(labels: ["no", "yes"], counts: [[90, 10], [5, 45]])

    @Test(arguments: [(Glyphs.unicode, "unicode"), (.ascii, "ascii"), (.console, "console")])
    func looks(glyphs: Glyphs, name: String) throws {
        try Golden.expect(drawn(Self.curve, 60, 14, glyphs), "line-\(name)")
        try Golden.expect(drawn(Self.scatter, 40, 12, glyphs), "scatter-\(name)")
        try Golden.expect(drawn(Self.histogram, 32, 8, glyphs), "histogram-\(name)")
        try Golden.expect(drawn(Self.bars, 40, 3, glyphs), "bars-\(name)")
        try Golden.expect(drawn(Self.boxes, 50, 5, glyphs), "boxes-\(name)")
        try Golden.expect(drawn(Self.confusion, 40, 8, glyphs), "confusion-\(name)")
    }

    @Test func nothingFallsOverAtAnySizeOrWithAnyNumber() {
        let odd = LineChart([Series("x", [.nan, .infinity, -.infinity, 0, 1e300, -1e300])])
        let none = LineChart([])
        for width in 0...22 {
            for height in 0...9 {
                for glyphs in [Glyphs.unicode, .ascii] {
                    drawn(Self.curve, width, height, glyphs).expectSound()
                    drawn(Self.scatter, width, height, glyphs).expectSound()
                    drawn(Self.histogram, width, height, glyphs).expectSound()
                    drawn(Self.bars, width, height, glyphs).expectSound()
                    drawn(Self.boxes, width, height, glyphs).expectSound()
                    drawn(Self.confusion, width, height, glyphs).expectSound()
                    drawn(odd, width, height, glyphs).expectSound()
                    drawn(none, width, height, glyphs).expectSound()
                    drawn(Histogram([.nan, .infinity, 2]), width, height, glyphs).expectSound()
                    drawn(BarChart([.init("x", .nan), .init("y", -3), .init("z", .infinity)]), width, height, glyphs)
                        .expectSound()
                }
            }
        }
    }

    /// A full bar is as long as the largest value; half is half, to an eighth of a cell.
    @Test func barsAreTrueToTheirValues() {
        let frame = drawn(
            BarChart([.init("a", 8, text: ""), .init("b", 4, text: ""), .init("c", 1, text: "")], labelWidth: 1), 19, 3)
        func eighths(_ y: Int) -> UInt32 {
            (2..<19).reduce(0) { total, x in
                let value = frame[x, y].base.value
                return total + ((0x2588...0x258f).contains(value) ? 0x2590 - value : 0)
            }
        }
        let full = eighths(0)
        #expect(full % 8 == 0 && full >= 15 * 8)
        #expect(eighths(1) == full / 2)
        #expect(eighths(2) == full / 8)
    }

    @Test func aSmallCountStillShows() {
        let frame = drawn(Histogram([1, 1_000_000], showsMaximum: false), 2, 3)
        #expect(frame[0, 2].text == "▁")
        #expect(frame[1, 0].text == "█")
    }

    @Test func binsAreAddedWhereColumnsAreFew() {
        // Four bins in two columns: 1+3 and 4+4, so the first is half as high.
        let frame = drawn(Histogram([1, 3, 4, 4], showsMaximum: false), 2, 2)
        #expect((0..<2).map { frame[0, $0].text } == [" ", "█"])
        #expect((0..<2).map { frame[1, $0].text } == ["█", "█"])
    }

    @Test(arguments: [
        (0.0, 1.0, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]), (0, 100, 4, ["0", "25", "50", "75", "100"]),
        (-43, 1301, 3, ["0", "500", "1000"]), (0, 336_776, 3, ["0", "200k"]),
        (0.001, 0.0035, 3, ["0.001", "0.002", "0.003"]),
        (1_990, 2_020, 3, ["1990", "2000", "2010", "2020"]), (-1, 1, 4, ["-1.0", "-0.5", "0", "0.5", "1.0"]),
    ])
    func ticksAreRound(low: Double, high: Double, count: Int, labels: [String]) {
        #expect(Ticks.labels(Ticks.nice(low, high, count: count)) == labels)
    }

    @Test(arguments: [
        (0.0, "0"), (1, "1"), (12.64, "12.6"), (1301, "1301"), (58665, "58.7k"), (336_776, "337k"),
        (1_250_000, "1.25M"), (-0.5, "-0.5"),
        (0.0123, "0.0123"), (1e-9, "1e-9"), (2.5e18, "2.5e18"), (.nan, "NaN"), (.infinity, "∞"),
    ])
    func shortNumbers(value: Double, text: String) { #expect(Ticks.short(value) == text) }

    @Test func sparklines() {
        #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], width: 8, .unicode) == "▁▂▃▄▅▆▇█")
        #expect(Sparkline.text([9, 0, .nan, 7], width: 3, .ascii) == ". #")
    }
}
