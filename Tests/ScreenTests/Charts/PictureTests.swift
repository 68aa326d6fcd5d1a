import Foundation
import Testing

@testable import Screen

@Suite struct PictureTests {
    private func text(_ picture: Picture, _ width: Int, _ height: Int, _ theme: Theme = .builtIn) -> [String] {
        var frame = Frame(size: Size(width: width, height: height))
        frame.draw(picture, in: frame.bounds, theme)
        return (0..<height).map(frame.line)
    }

    private func bars(_ values: [[Double?]], _ names: [String], series: [String] = [""], isStacked: Bool = false)
        -> Picture
    {
        Picture(
            title: "t", x: .init("x", .category(names)), y: .init("n"), series: series,
            marks: .bars(values: values, isStacked: isStacked, asShares: false))
    }

    @Test func barsBelowZeroHangToTheLeft() {
        let lines = text(bars([[10], [-10]], ["up", "down"]), 30, 2)
        #expect(lines[0].hasSuffix("10") && lines[1].contains("down") && lines[1].hasSuffix("-10"))
        let zero = lines[0].distance(from: lines[0].startIndex, to: lines[0].firstIndex(of: "█") ?? lines[0].startIndex)
        let end = lines[1].distance(from: lines[1].startIndex, to: lines[1].lastIndex(of: "█") ?? lines[1].startIndex)
        #expect(zero == end + 1)
    }

    @Test func barsThatDoNotFitAreCounted() {
        let names = (0..<9).map { "n\($0)" }
        #expect(text(bars(names.map { _ in [1] }, names), 40, 4).last?.contains("5 more") == true)
    }

    @Test func partsOfABarAreTheirShares() {
        var frame = Frame(size: Size(width: 10, height: 1))
        StackedBar(shares: [0.5, 0.3]).right(into: &frame, in: frame.bounds, .builtIn)
        #expect(frame.line(0) == "████████")
        #expect(frame[4, 0].style.foreground == Theme.builtIn[.series1].foreground)
        #expect(frame[5, 0].style.foreground == Theme.builtIn[.series2].foreground)
    }

    @Test func asciiTellsSeriesApartByCharacters() {
        let theme = Theme.builtIn.with(.ascii)
        let lines = text(bars([[5, 5]], ["a"], series: ["p", "q"], isStacked: true), 40, 6, theme)
        #expect(lines.joined().allSatisfy { $0.isASCII })
        #expect(lines.contains { $0.contains("###") && $0.contains("===") })
    }

    @Test func columnsSideBySideAreAllDrawn() {
        // 24 bins of two series do not fit beside each other: bins are put together, no series is left out.
        let values = (0..<24).map { [Double($0 + 1) as Double?, Double(24 - $0)] }
        let picture = Picture(
            title: "t", x: .init("x"), y: .init("n"), series: ["then", "now"],
            marks: .columns(edges: (0...24).map(Double.init), values: values, isStacked: false, addsUp: true))
        for width in [18, 30, 44, 60, 100] {
            let drawn = text(picture, width, 12, Theme.builtIn.with(.ascii)).dropFirst(2).joined()
            #expect(drawn.contains("#") && drawn.contains("="), "\(width) wide")
        }
        #expect(text(picture, 44, 12).joined().contains("2 bins to a column"))
    }

    @Test func everyKindFitsEverySize() {
        let values = (0..<6).map { index in [Double(index) as Double?, index == 2 ? nil : -1.5] }
        let names = (0..<6).map { "name \($0)" }
        let x = Picture.Direction("x", .category(names)), y = Picture.Direction("y")
        let lines = [(0..<6).map { Series.Value(x: Double($0) * 1e7, y: $0 == 3 ? .nan : Double($0)) }]
        let marks: [(Picture.Direction, Picture.Marks)] = [
            (x, .bars(values: values, isStacked: false, asShares: true)),
            (.init("x"), .columns(edges: [0, 1, 2, 3, 4, 5, 6], values: values, isStacked: false, addsUp: false)),
            (.init("x", .log), .columns(edges: [0, 1, 2, 3, 4, 5, 6], values: values, isStacked: true, addsUp: true)),
            (.init("t", .time), .lines(series: lines, isArea: false)),
            (.init("t", .time), .lines(series: lines, isArea: true)),
            (
                .init("x"),
                .cloud(xEdges: [0, 1, 2], yEdges: [0, 1, 2], spots: [.init(x: 0, y: 1, count: 9000, series: 0)])
            ),
            (x, .heat(values: values.map { [$0[0], $0[1], nil, 0.5, 1, -1] }, isSigned: true)),
            (x, .boxes([.init("a", low: 0, firstQuartile: 1, median: 2, thirdQuartile: 3, high: 4)], remarks: ["n"])),
        ]
        for (direction, mark) in marks {
            let picture = Picture(title: "t", x: direction, y: y, series: ["a", "b"], marks: mark)
            for (width, height) in [(140, 42), (80, 24), (20, 4), (3, 1), (1, 9)] {
                for theme in [Theme.builtIn, .mono, .builtIn.with(.ascii)] { _ = text(picture, width, height, theme) }
            }
            #expect(picture.svg(theme: .builtIn).hasSuffix("</svg>\n"))
        }
    }

    /// The raster keeps every row: cells are spread by area, not dropped or doubled.
    @Test func densityKeepsTheTotal() {
        let edges = (0...7).map(Double.init)
        let picture = Picture(title: "", x: .init("x"), y: .init("y"), marks: .heat(values: [], isSigned: false))
        let spots = (0..<7).map { Picture.Spot(x: $0, y: 6 - $0, count: 10 + $0, series: 0) }
        let cloud = CloudChart(picture: picture, xEdges: edges, yEdges: edges, spots: spots)
        for (width, height) in [(5, 3), (7, 7), (31, 20)] {
            #expect(abs(cloud.raster(width: width, height: height).reduce(0, +) - 91) < 1e-9)
        }
    }

    @Test func calendarTicksAreRoundMoments() {
        // 2013-01-01 to 2013-12-31
        let year = CalendarTicks.ticks(1_356_998_400...1_388_447_999, count: 6)
        #expect(year.map(\.label) == ["Jan 2013", "Mar", "May", "Jul", "Sep", "Nov"])
        #expect(year[1].value == 1_362_096_000)
        #expect(CalendarTicks.ticks(0...7200, count: 4).map(\.label) == ["1 Jan", "00:30", "01:00", "01:30", "02:00"])
        #expect(CalendarTicks.ticks(-2_208_988_800...1_704_067_200, count: 5).map(\.label).first == "1900")
        for day in stride(from: -800_000, through: 800_000, by: 997) {
            let date = CalendarTicks.civil(Double(day) * 86_400)
            #expect(
                CalendarTicks.seconds(year: date.year, month: date.month) + Double(date.day - 1) * 86_400
                    == Double(day) * 86_400)
        }
    }
}

@Suite struct PictureFileTests {
    private let picture = Picture(
        title: "a < b & \"c\"\u{1B}[31m", x: .init("x", .category(["<one>", "two"])), y: .init("n"),
        marks: .bars(values: [[3], [4]], isStacked: false, asShares: false), notes: ["all of it"])

    @Test func textIsNeverMarkup() {
        let svg = picture.svg(theme: .builtIn)
        #expect(svg.contains("a &lt; b &amp; &quot;c&quot;") && svg.contains("&lt;one&gt;"))
        #expect(!svg.contains("\u{1B}"))
        #expect(svg.contains("viewBox=\"0 0 960 600\""))
    }

    /// Undoes the fixed codes and the rows' differences, and compares with the pixels.
    @Test func pngHoldsThePixels() throws {
        let scene = PictureScene.scene(picture, width: 120, height: 80, theme: .builtIn)
        let raster = Raster(scene, scale: 1)
        let bytes = PNGFile.bytes(raster)
        #expect(Array(bytes[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(Array(bytes[16..<24]) == [0, 0, 0, 120, 0, 0, 0, 80])
        let length = bytes[33..<37].reduce(0) { $0 << 8 | Int($1) }
        let raw = Inflate.fixed(Array(bytes[43..<(41 + length - 4)]))
        try #require(raw.count == (120 * 3 + 1) * 80)
        var rows = [UInt8](), above = [UInt8](repeating: 0, count: 360)
        for y in 0..<80 {
            let row = raw[(y * 361 + 1)..<((y + 1) * 361)]
            above = zip(row, above).map { $0 &+ $1 }
            rows += above
        }
        #expect(rows == raster.pixels)
        #expect(Set(rows).count > 10)
    }

    @Test func everyCharacterOfTheKeyboardHasALetter() {
        for code in 33...126 {
            let character = String(Character(Unicode.Scalar(UInt8(code))))
            let lettering = Scene.Lettering(
                text: character, at: (0, 0), size: 10, fill: Scene.Paint(0, 0, 0))
            let strokes = StrokeFont.strokes(lettering)
            #expect(!strokes.isEmpty, "\(character)")
            #expect(strokes.joined().allSatisfy { $0.y > -10 && $0.y < 4 && $0.x >= -1 && $0.x < 10 }, "\(character)")
            let box = StrokeFont.strokes(
                Scene.Lettering(text: "\u{4e2d}", at: (0, 0), size: 10, fill: Scene.Paint(0, 0, 0)))
            #expect(strokes.map { $0.map(\.x) } != box.map { $0.map(\.x) }, "\(character)")
        }
    }

    /// Where signs are words, so are pictures.
    @Test func picturesAreReadAloudAsTheirNumbers() {
        let bars = Picture(
            title: "by origin", x: .init("", .category(["EWR", "JFK"])), y: .init("rows"), series: ["early", "late"],
            marks: .bars(values: [[336_776, 1.25], [nil, 2]], isStacked: false, asShares: false))
        #expect(bars.words == ["EWR: early 336776, late 1.25", "JFK: early none, late 2"])
        let days = Picture(
            title: "", x: .init("day", .time), y: .init("rows"),
            marks: .columns(edges: [0, 86_400, 129_600], values: [[3], [4]], isStacked: false, addsUp: true))
        #expect(days.words == ["1970-01-01 to 1970-01-02: 3", "1970-01-02 to 1970-01-02 12:00:00: 4"])
        var frame = Frame(size: Size(width: 40, height: 4))
        frame.draw(bars, in: frame.bounds, Theme.mono.with(.words))
        #expect(frame.text.hasPrefix("EWR: early 336776, late 1.25"))
    }
}

/// Reads deflate with fixed codes and distances of one byte: what the writer makes.
private enum Inflate {
    static func fixed(_ data: [UInt8]) -> [UInt8] {
        var at = 0, out: [UInt8] = []
        func bit() -> Int {
            defer { at += 1 }
            return at / 8 < data.count ? Int(data[at / 8] >> UInt8(at % 8) & 1) : 0
        }
        func bits(_ count: Int) -> Int { (0..<count).reduce(0) { $0 | bit() << $1 } }
        _ = bits(3)
        while at / 8 < data.count {
            var code = (0..<7).reduce(0) { value, _ in value << 1 | bit() }
            var symbol = 256 + code
            if code > 23 {
                code = code << 1 | bit()
                symbol = code < 0xC0 ? code - 0x30 : code < 0xC8 ? 280 + code - 0xC0 : 0
                if code >= 0xC8 { symbol = (code << 1 | bit()) - 0x190 + 144 }
            }
            if symbol == 256 { break }
            if symbol < 256 {
                out.append(UInt8(symbol))
                continue
            }
            let extra = symbol == 285 ? 0 : max(0, (symbol - 261) / 4)
            let base = symbol == 285 ? 258 : symbol < 265 ? symbol - 254 : 3 + (4 + (symbol - 265) % 4) << extra
            let count = base + bits(extra)
            _ = bits(5)
            out += [UInt8](repeating: out[out.count - 1], count: count)
        }
        return out
    }
}
