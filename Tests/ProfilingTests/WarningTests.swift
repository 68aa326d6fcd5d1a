import Tabular
import Testing

@testable import Profiling

/// Each warning where it is due, and where it is not.
@Suite struct WarningTests {
    private func kinds(_ profile: ColumnProfile) -> Set<ProfileWarning.Kind> { Set(profile.warnings.map(\.kind)) }

    private func column(
        _ type: ColumnType = .bigint, rows: Int = 1_000, nulls: Int = 0, distinct: Int = 100,
        _ change: (inout ColumnProfile) -> Void = { _ in }
    ) -> ColumnProfile {
        var profile = ColumnProfile(
            column: Column("c", type), basis: .exact, rows: rows, nulls: nulls, distinct: distinct, minimum: "1",
            maximum: "9")
        change(&profile)
        return profile
    }

    private func text(_ content: TextContent, distinct: Int = 40) -> ColumnProfile {
        column(.text, distinct: distinct) {
            $0.text = TextSummary(shortest: 1, longest: 9, meanLength: 4, content: content)
        }
    }

    @Test func anOrdinaryColumnHasNone() {
        #expect(kinds(column()).isEmpty)
        #expect(kinds(text(TextContent(values: 1_000))).isEmpty)
    }

    @Test func nothingIsSaidOfASample() {
        #expect(kinds(column(distinct: 1) { $0.basis = .sample(rows: 1_000) }).isEmpty)
    }

    @Test func constantAndWithoutValues() {
        #expect(kinds(column(distinct: 1)) == [.constant])
        #expect(!kinds(column(rows: 1, distinct: 1)).contains(.constant))
        #expect(!kinds(column(distinct: 2)).contains(.constant))
        #expect(kinds(column(nulls: 1_000, distinct: 0)) == [.noValues])
        #expect(kinds(column(rows: 0, distinct: 0)).isEmpty)
    }

    @Test func nearlyUniqueIsForWhatIdentifies() {
        #expect(kinds(column(distinct: 1_000)) == [.nearlyUnique])
        #expect(kinds(column(distinct: 985)) == [.nearlyUnique])
        #expect(kinds(column(distinct: 970)).isEmpty)
        #expect(kinds(column(.double, distinct: 1_000)).isEmpty)
        #expect(kinds(column(rows: 10, distinct: 10)).isEmpty)
    }

    @Test func mostlyMissingByShare() {
        #expect(column(nulls: 500).warnings.map(\.severity) == [.warning])
        #expect(column(nulls: 960, distinct: 10).warnings.map(\.severity) == [.serious])
        #expect(kinds(column(nulls: 499)).isEmpty)
    }

    @Test func whatIsNotFinite() {
        #expect(kinds(column(.double) { $0.infinities = 1 }) == [.notFinite])
        #expect(
            column(.double) { ($0.nans, $0.infinities) = (2, 1) }.warnings[0].evidence.contains("1 infinite, 2 NaN"))
    }

    @Test func skewnessTakesManyValuesAndIsExplainedByMarks() {
        func skewed(_ skewness: Double, rows: Int = 1_000) -> ColumnProfile {
            column(.double, rows: rows) {
                $0.numbers = NumberSummary(
                    minimum: 0, maximum: 90, mean: 3, standardDeviation: 4, quantiles: Quantiles { $0 },
                    skewness: skewness)
            }
        }
        #expect(kinds(skewed(4.8)) == [.skewed] && kinds(skewed(-3.5)) == [.skewed])
        #expect(kinds(skewed(2.9)).isEmpty && kinds(skewed(4.8, rows: 20)).isEmpty)
        var marked = skewed(4.8)
        marked.sentinels = [TopValue(CellValue("9999"), count: 5)]
        #expect(kinds(marked) == [.sentinel])
    }

    @Test func futureDatesLeaveMarksOut() {
        func dates(future: Int, marks: Int) -> ColumnProfile {
            column(.date) {
                $0.times = TimeSummary(span: 1, moment: 1e9, future: future)
                if marks > 0 { $0.sentinels = [TopValue(CellValue("9999-12-31"), count: marks)] }
            }
        }
        #expect(kinds(dates(future: 3, marks: 0)) == [.futureDates])
        #expect(kinds(dates(future: 3, marks: 3)) == [.sentinel])
        #expect(kinds(dates(future: 0, marks: 0)).isEmpty)
    }

    @Test func mixedTypesInText() {
        let others = [TopValue(CellValue("abc"), count: 20)]
        #expect(kinds(text(TextContent(values: 1_000, numbers: 980, others: others))) == [.mixedTypes])
        #expect(kinds(text(TextContent(values: 1_000, numbers: 600, dates: 400))) == [.mixedTypes])
        // A few numbers among words are words too, and hexadecimal codes are numbers by chance.
        #expect(kinds(text(TextContent(values: 1_000, numbers: 40, others: others))).isEmpty)
        #expect(kinds(text(TextContent(values: 1_000, numbers: 150, hexadecimal: 1_000, others: others))).isEmpty)
        #expect(kinds(text(TextContent(values: 1_000, numbers: 1_000, hexadecimal: 1_000))) == [.numbersAsText])
        #expect(kinds(text(TextContent(values: 1_000, dates: 1_000))) == [.datesAsText])
        let zeros = text(TextContent(values: 1_000, numbers: 1_000, leadingZeros: 7)).warnings[0].evidence
        #expect(zeros.contains("7 values with zeros in front"))
    }

    @Test func blanksPaddingAndSpellings() {
        var profile = text(TextContent(values: 990))
        profile.text?.empty = 8
        profile.text?.blank = 2
        #expect(kinds(profile) == [.blank])
        profile.text?.empty = 0
        profile.text?.blank = 0
        profile.text?.padded = 4
        #expect(kinds(profile) == [.padded])
        let spelled = TextContent(
            values: 1_000, variants: [TextVariant("EWR", "ewr", count: 12)], variantGroups: 1, variantRows: 12)
        #expect(text(spelled).warnings.map(\.evidence) == ["'EWR' and 'ewr' differ in case or space only, 12 rows"])
    }

    @Test func manyValuesAreNotYetUnique() {
        #expect(kinds(text(TextContent(values: 1_000), distinct: 600)) == [.manyValues])
        #expect(kinds(text(TextContent(values: 1_000), distinct: 400)).isEmpty)
        #expect(kinds(text(TextContent(values: 1_000), distinct: 990)) == [.nearlyUnique])
    }

    @Test func tablesAsAWhole() {
        #expect(TableFindings(rows: 10, duplicateRows: 0).warnings.isEmpty)
        let warnings = TableFindings(rows: 10, duplicateRows: 2, equalColumns: [.init("a", "b")]).warnings
        #expect(warnings.map(\.kind) == [.duplicateColumn, .duplicateRows])
        #expect(warnings[1].evidence == "2 rows of 10 (20 %) equal an earlier one in every column")
    }
}

@Suite struct SentinelTests {
    private func isApart(
        _ value: Double, count: Int = 5, _ others: ClosedRange<Double>, values: Int = 50, _ type: ColumnType = .double
    ) -> Bool {
        let column = Column("c", type)
        let suspect = Sentinel.Suspect(value: value, count: count, others: others, otherValues: values, meanCount: 2)
        return Sentinel.isMark(value, column) && Sentinel.isApart(suspect, column)
    }

    @Test func marksStandApart() {
        #expect(isApart(-999, 1...80) && isApart(-999, -40...45) && isApart(9_999, 0...120) && isApart(-1, 0...100))
        #expect(!isApart(-999, -2_000...2_000) && !isApart(999, 1...998, values: 998) && !isApart(-998, 1...80))
        // An indicator of -1, 0 and 1, and a single odd value.
        #expect(!isApart(-1, 0...1, values: 2) && !isApart(99, count: 1, 0...98))
    }

    @Test func marksOfTime() {
        func day(_ year: Int, _ month: Int, _ day: Int) -> Double { Double(CivilDay(year, month, day).number) * 86_400 }
        let recent = day(2015, 3, 1)...day(2024, 7, 9)
        #expect(isApart(day(1900, 1, 1), recent, .date) && isApart(day(9999, 12, 31), recent, .date))
        #expect(isApart(day(1970, 1, 1), recent, .timestamp))
        #expect(!isApart(day(1900, 1, 1), day(1880, 1, 1)...day(1950, 1, 1), .date))
        #expect(!isApart(day(1900, 1, 2), recent, .date) && !isApart(0, 1...80_000, ColumnType(.time, "TIME")))
    }
}
