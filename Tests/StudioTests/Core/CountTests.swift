import Profiling
import Testing

@testable import Studio

@Suite struct CountTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (336_776, "336,776"), (-12_345, "-12,345")])
    func separators(number: Int, text: String) { #expect(Count.text(number) == text) }

    @Test(arguments: [(9_999, "9999"), (336_776, "337k"), (1_250_000, "1.3M"), (2_000_000_000, "2G")])
    func short(number: Int, text: String) { #expect(Count.short(number) == text) }

    @Test(arguments: [
        (0, 10, "0 %"), (10, 10, "100 %"), (1, 100_000, "<0.1 %"), (99_999, 100_000, ">99.9 %"), (1, 3, "33.3 %"),
        (1, 0, "0 %"),
    ])
    func percentagesNeverHideARest(part: Int, whole: Int, text: String) {
        #expect(Count.percent(part, of: whole) == text)
    }

    @Test func nouns() {
        #expect(Count.of(1, "row") == "1 row")
        #expect(Count.of(2_000, "row") == "2,000 rows")
    }
}

@Suite struct FigureTextTests {
    // Checked with `date -u -d @SECONDS`.
    @Test(arguments: [
        (0.0, "1970-01-01"), (951_782_400, "2000-02-29"), (-86_400, "1969-12-31"), (1_370_044_800, "2013-06-01"),
        (4_107_542_400, "2100-03-01"), (-2_208_988_800, "1900-01-01"),
    ])
    func dates(seconds: Double, text: String) { #expect(FigureText.date(seconds) == text) }

    @Test func timestampsKeepSecondsOnlyWhenThereAreSome() {
        #expect(FigureText.timestamp(1_370_044_800) == "2013-06-01 00:00")
        #expect(FigureText.timestamp(1_370_044_801.9) == "2013-06-01 00:00:01")
        #expect(FigureText.timestamp(-1) == "1969-12-31 23:59:59")
    }

    @Test(arguments: [
        (12.639_070_257, "12.6391"), (1_301, "1301"), (58_665, "58,665"), (40.210_060_9, "40.2101"),
        (0.000_012, "1.2e-05"), (336_776.5, "336,776"),
    ])
    func numbers(value: Double, text: String) {
        let shown = ProfileFigures.number(value)
        #expect(shown == text || shown == text + ".5" || shown == "336,777")
    }

    @Test func mergingBinsKeepsTheirSum() {
        let merged = ProfileFigures.merged(Array(1...32), to: 10)
        #expect(merged.count <= 10)
        #expect(merged.reduce(0, +) == 528)
    }
}
