import Tabular
import Testing

@testable import Profiling

@Suite struct HistogramTests {
    private let number = Column("x", .double)

    private func edges(_ low: Double, _ high: Double, _ bins: Int, whole: Bool = false) -> [Double] {
        Histogram(numbersFrom: low, to: high, atMost: bins, isWhole: whole).edges
    }

    @Test func edgesAreRoundNumbers() {
        #expect(edges(0, 1, 10) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
        #expect(edges(3, 97, 10) == [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        #expect(edges(-43, 1301, 20) == (-1...14).map { Double($0) * 100 })
        #expect(edges(0.013, 0.0205, 4) == [0.0125, 0.015, 0.0175, 0.02, 0.0225])
    }

    @Test func wholeNumbersHaveWholeEdgesAndTheLastLiesBeyond() {
        #expect(edges(1, 12, 20, whole: true) == (1...13).map(Double.init))
        #expect(edges(0, 99, 10, whole: true) == (0...10).map { Double($0) * 10 })
        #expect(edges(0, 100, 10, whole: true) == [0, 25, 50, 75, 100, 125])
        #expect(edges(5, 5, 10, whole: true) == [5, 6])
        // 2.5 is no width for whole numbers.
        #expect(edges(0, 24, 10, whole: true).allSatisfy { $0 == $0.rounded() })
    }

    @Test(arguments: [
        (0.0, 1e-12), (-1e308, 1e308), (1e15, 1e15 + 0.5), (-5.0, -4.999), (0, 1e300), (123_456_789, 123_456_790),
        (1.5, 1.5), (-0.3, 0.7), (9.2e18, 9.22e18),
    ])
    func everyRangeIsCovered(low: Double, high: Double) {
        for bins in [1, 2, 7, 34, 64] {
            for whole in [false, true] {
                let histogram = Histogram(
                    numbersFrom: whole ? low.rounded(.down) : low, to: whole ? high.rounded(.down) : high,
                    atMost: bins, isWhole: whole)
                #expect(histogram.counts.count <= bins && !histogram.counts.isEmpty)
                #expect(histogram.edges.count == histogram.counts.count + 1)
                #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 } || low == high)
                #expect(histogram.covers(whole ? low.rounded(.down) : low))
                #expect(histogram.covers(whole ? high.rounded(.down) : high))
            }
        }
    }

    @Test func valuesOnAnEdgeBelongToTheBinAboveAndTheLastBinIsClosed() {
        var histogram = Histogram(numbersFrom: 0, to: 1, atMost: 10, isWhole: false)
        for value in [0, 0.1, 0.3, 0.7, 0.7, 1, 0.95, -1, 2, .nan] { histogram.add(value) }
        #expect(histogram.counts == [1, 1, 0, 1, 0, 0, 0, 2, 0, 2])
        for (index, edge) in histogram.edges.dropLast().enumerated() { #expect(histogram.bin(of: edge) == index) }
    }

    @Test func logarithmicEdgesGrowByPreferredNumbers() {
        let five = Histogram(logarithmsFrom: 1, to: 900, atMost: 15, isWhole: false)
        #expect(five.edges == [1, 1.6, 2.5, 4, 6.3, 10, 16, 25, 40, 63, 100, 160, 250, 400, 630, 1000])
        let whole = Histogram(logarithmsFrom: 1, to: 90, atMost: 20, isWhole: true)
        #expect(whole.edges == [1, 2, 3, 4, 5, 7, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 80, 100])
        for value in [1.0, 1.59, 1.6, 630, 999, 1000] {
            let bin = five.bin(of: value)
            #expect(value >= five.edges[bin] && (value < five.edges[bin + 1] || bin == 14))
        }
        #expect(Histogram(logarithmsFrom: 0.002, to: 5e6, atMost: 12, isWhole: false).counts.count <= 12)
    }

    @Test func timesHaveUnitsOfTheCalendar() {
        let time = Column("t", .timestamp), date = Column("d", .date)
        let year = Histogram(of: time, from: 1_356_998_400, to: 1_388_533_000, atMost: 20, isWhole: false)
        #expect(year.unit == .month && year.counts.count == 12)
        #expect(year.edges.first == 1_356_998_400 && year.edges.last == 1_388_534_400)
        let day = Histogram(of: time, from: 1_356_998_400, to: 1_356_998_400 + 86_399, atMost: 24, isWhole: false)
        #expect(day.unit == .hour && day.counts.count == 24)
        let month = Histogram(
            of: date, from: 1_356_998_400, to: 1_356_998_400 + 30 * 86_400, atMost: 40, isWhole: false)
        #expect(month.unit == .day && month.counts.count == 31)
        let weeks = Histogram(
            of: date, from: 1_356_998_400, to: 1_356_998_400 + 200 * 86_400, atMost: 40, isWhole: false)
        // 2012-12-31 was a Monday.
        #expect(weeks.unit == .week && weeks.edges.first == 1_356_912_000)
        let old = Histogram(
            of: date, from: CivilDay(-50, 1, 1).seconds, to: CivilDay(2020, 1, 1).seconds, atMost: 12, isWhole: false)
        #expect(old.unit == .year && old.edges.first == CivilDay(-200, 1, 1).seconds)
        let clock = Histogram(
            of: Column("c", ColumnType(.time, "TIME")), from: 0, to: 86_399, atMost: 12, isWhole: false)
        #expect(clock.unit == .hour && clock.counts.count == 12)
    }

    @Test func conditionsAreWrittenInTheColumnsTerms() {
        let whole = Histogram(numbersFrom: 0, to: 99, atMost: 10, isWhole: true)
        #expect(whole.condition(2...3, of: Column("a\"b", .bigint)) == #""a""b" >= 20 AND "a""b" < 40"#)
        #expect(whole.condition(9...9, of: Column("n", .bigint)) == #""n" >= 90 AND "n" < 100"#)
        let real = Histogram(numbersFrom: 0, to: 1, atMost: 10, isWhole: false)
        #expect(real.condition(9...9, of: number) == #""x" >= 0.9 AND "x" <= 1"#)
        #expect(
            real.condition(3...3, of: Column("f", .float))
                == #""f" >= CAST(0.3 AS DOUBLE) AND "f" < CAST(0.4 AS DOUBLE)"#)
        let months = Histogram(
            of: Column("d", .date), from: 1_356_998_400, to: 1_388_448_000, atMost: 20, isWhole: false)
        #expect(
            months.condition(1...1, of: Column("d", .date)) == #""d" >= DATE '2013-02-01' AND "d" < DATE '2013-03-01'"#)
        #expect(
            months.condition(11...11, of: Column("t", ColumnType(.timestamp, "TIMESTAMP WITH TIME ZONE")))
                == #""t" >= TIMESTAMPTZ '2013-12-01 00:00:00+00' AND "t" < TIMESTAMPTZ '2014-01-01 00:00:00+00'"#)
    }
}

extension CivilDay {
    fileprivate var seconds: Double { Double(number) * 86_400 }
}

@Suite struct FigureTests {
    /// Days counted by another calendar (Python's).
    @Test(arguments: [
        (1, 1, 1, -719_162), (1900, 3, 1, -25_508), (1969, 12, 31, -1), (2000, 2, 29, 11_016),
        (9999, 12, 31, 2_932_896),
    ])
    func daysAreThoseOfTheCalendar(year: Int, month: Int, day: Int, number: Int) {
        #expect(CivilDay(year, month, day).number == number)
        #expect(CivilDay(number: number) == CivilDay(year, month, day))
    }

    /// scipy.stats.skew and kurtosis with bias=False, numpy's std with ddof=1.
    @Test func momentsEqualThoseOfAnotherLibrary() throws {
        for origin in [0, 6.5, 14.3, 1_000] {
            var moments = Moments(origin: origin)
            for value in [1.0, 2, 3, 5, 8, 13, 21, 34, 55] { moments.add(value, times: value == 1 ? 2 : 1) }
            #expect(abs(moments.mean - 14.3) < 1e-12)
            #expect(abs(try #require(moments.standardDeviation) - 17.795442612584207) < 1e-9)
            #expect(abs(try #require(moments.skewness) - 1.634000897539804) < 1e-8)
            #expect(abs(try #require(moments.kurtosis) - 2.205886796944432) < 1e-6)
        }
        var same = Moments(origin: 3)
        for _ in 0..<5 { same.add(3) }
        #expect(same.skewness == nil && same.kurtosis == nil && same.standardDeviation == 0)
    }

    @Test func sharesNeverHideARest() {
        #expect(FigureText.share(0, of: 10) == "0 %" && FigureText.share(10, of: 10) == "100 %")
        #expect(FigureText.share(1, of: 100_000) == "<0.1 %" && FigureText.share(99_999, of: 100_000) == ">99.9 %")
        #expect(FigureText.share(1, of: 3) == "33.3 %" && FigureText.share(1, of: 20) == "5 %")
    }

    @Test func lengthsOfTimeHaveTheirUnit() {
        #expect(FigureText.duration(30) == "30 s" && FigureText.duration(21_600) == "6 h")
        #expect(FigureText.duration(86_400 * 120.25) == "120.3 days" && FigureText.duration(0.25) == "0.25 s")
        #expect(FigureText.duration(31_556_952 * 4) == "4 years")
    }
}
