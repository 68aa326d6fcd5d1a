import Foundation
import Profiling
import Tabular
import Testing

@testable import DuckDBEngine

/// Figures beyond the basics, against the engine's own aggregates over raw rows, or counted by hand.
@Suite struct ProfileFiguresTests {
    private func profiles(_ query: String, bins: Int = 10) async throws -> [ColumnProfile] {
        let connection = try await memoryConnection()
        let relation = Relation(query: query)
        let schema = try await connection.schema(of: relation)
        return try await connection.profiles(of: schema.columns, in: relation, bins: bins) { _ in }
    }

    private func kinds(_ profile: ColumnProfile) -> [ProfileWarning.Kind] { profile.warnings.map(\.kind) }

    @Test func shapeAndTailsEqualTheEnginesOwn() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        let columns = ["dep_delay", "arr_delay", "distance", "flight", "minute"].compactMap { table.schema[$0] }
        let profiles = try await connection.profiles(of: columns, in: table.relation, bins: 20) { _ in }
        for profile in profiles {
            let name = SQL.identifier(profile.column.name)
            let page = try await connection.query(
                """
                SELECT skewness(\(name)), kurtosis(\(name)), unnest(quantile_cont(\(name), [0.01, 0.05, 0.95, 0.99])),
                    count(*) FILTER (\(name) = 0), count(*) FILTER (\(name) < 0)
                FROM \(table.relation.source)
                """, limit: 4)
            let numbers = try #require(profile.numbers)
            let row = page.texts[0].map { Double($0 ?? "") ?? .nan }
            #expect(abs(try #require(numbers.skewness) - row[0]) < 1e-6 * abs(row[0]))
            #expect(abs(try #require(numbers.kurtosis) - row[1]) < 1e-6 * max(1, abs(row[1])))
            let tails = [numbers.quantiles.p1, numbers.quantiles.p5, numbers.quantiles.p95, numbers.quantiles.p99]
            #expect(tails == page.texts.map { Double($0[2] ?? "") ?? .nan })
            #expect(numbers.zeros == Int(row[3]) && numbers.negatives == Int(row[4]))
            let top = try await connection.query(
                "SELECT \(name), count(*) FROM \(table.relation.source) WHERE \(name) IS NOT NULL GROUP BY 1 "
                    + "ORDER BY 2 DESC, 1 LIMIT 10", limit: 10)
            #expect(profile.top.map { [$0.value.text, String($0.count)] } == top.texts)
        }
    }

    @Test func manyDistinctValuesGiveTheSameFigures() async throws {
        let connection = try await memoryConnection()
        let query = """
            SELECT CASE WHEN i % 7 = 0 THEN 0 WHEN i % 11 = 0 THEN -i ELSE i * i END::BIGINT AS n,
                TIMESTAMP '2020-01-01' + to_minutes(CASE WHEN i > 5000 THEN i * 3 + 90000 ELSE i * 3 END) AS t
            FROM range(20000) r(i)
            """
        let relation = Relation(query: query)
        let columns = try await connection.schema(of: relation).columns
        let counted = try await connection.profiles(of: columns, in: relation, bins: 16) { _ in }
        let measured = try await connection.perform(workspace: .required) { session in
            let source = try ProfileSource(relation, columns: columns, sample: nil, session: session)
            return try columns.map {
                try ColumnTask(column: $0, source: source, bins: 16, basis: .exact, session: session).measured()
            }
        }
        #expect(counted.map(\.histogram) == measured.map(\.histogram))
        #expect(counted.map(\.minimum) == measured.map(\.minimum) && counted.map(\.maximum) == measured.map(\.maximum))
        let (a, b) = (try #require(counted[0].numbers), try #require(measured[0].numbers))
        #expect(a.zeros == b.zeros && a.negatives == b.negatives)
        #expect(abs((a.skewness ?? 0) - (b.skewness ?? 1)) < 1e-9 && abs((a.kurtosis ?? 0) - (b.kurtosis ?? 1)) < 1e-9)
        var (times, others) = (try #require(counted[1].times), try #require(measured[1].times))
        (times.moment, others.moment) = (0, 0)
        #expect(times == others)
        #expect(times.largestGap?.seconds == 5_400_180.0)
    }

    /// 2020-01-01 was a Wednesday; of the days to 2020-04-30, 121, five have rows, in three of four months.
    @Test func theCalendarOfTimes() async throws {
        let profile = try await profiles(
            """
            SELECT unnest(['2020-01-01', '2020-01-02', '2020-01-02', '2020-01-03', '2020-02-10', '2020-04-30',
                'infinity', NULL]::DATE[]) AS d
            """)[0]
        let times = try #require(profile.times)
        #expect(times.days == .init(filled: 5, of: 121) && times.months == .init(filled: 3, of: 4))
        #expect(times.largestGap?.seconds == 6_912_000.0)
        #expect(times.weekdays == [1, 0, 1, 3, 1, 0, 0] && times.hours.isEmpty)
        #expect(profile.infinities == 1 && profile.nans == 0 && profile.nulls == 1)
        let clock = try await profiles(
            "SELECT unnest(['2021-05-01 06:59:59', '2021-05-01 07:00:00', '2021-05-01 23:10:00']::TIMESTAMP[]) AS t")[0]
        let hours = try #require(clock.times?.hours)
        #expect(hours[6] == 1 && hours[7] == 1 && hours[23] == 1 && hours.reduce(0, +) == 3)
        let future = try await profiles("SELECT CURRENT_DATE + (i * 100 - 50)::INTEGER AS d FROM range(3) r(i)")[0]
        #expect(future.times?.future == 2)
        #expect(kinds(future).contains(.futureDates))
    }

    @Test func lengthsBlanksAndPatternsOfText() async throws {
        let profile = try await profiles(
            """
            SELECT unnest(['AB-123', 'CD-456', 'CD-456', 'xyz', ' pad', 'tail ', '', '   ', chr(9), 'Ünal', NULL]) AS s
            """)[0]
        let text = try #require(profile.text), content = try #require(text.content)
        #expect(profile.rows == 11 && profile.nulls == 1 && profile.distinct == 9 && profile.once == 8)
        #expect(text.shortest == 0 && text.longest == 6 && text.meanLength == 3.8)
        #expect(text.empty == 1 && text.blank == 2 && text.padded == 2)
        #expect(content.values == 7 && content.patternCount == 5)
        #expect(content.patterns[0] == TextPattern("AA-999", count: 3, example: "CD-456"))
        #expect(content.patterns.contains(TextPattern("Aaaa", count: 1, example: "Ünal")))
        #expect(Set(kinds(profile)) == [.blank, .padded])
        #expect(profile.top.first == TopValue(CellValue("CD-456"), count: 2))
    }

    @Test func aPatternsExpressionMatchesItsRowsAndNoOthers() async throws {
        let connection = try await memoryConnection()
        let query = """
            SELECT CASE i % 5 WHEN 0 THEN 'N' || i || 'X' WHEN 1 THEN 'a+b ' || i WHEN 2 THEN 'Straße ' || i
                WHEN 3 THEN '(' || i || ')' ELSE repeat('Long word. ', 12) || i END AS s FROM range(1000) r(i)
            """
        let relation = Relation(query: query)
        let column = try #require(try await connection.schema(of: relation).columns.first)
        let profile = try await connection.profile(of: column, in: relation, bins: 5)
        let patterns = try #require(profile.text?.content?.patterns)
        #expect(patterns.count > 4)
        for pattern in patterns {
            let page = try await connection.query(
                "SELECT count(*) FROM (\(query)) WHERE " + TextShape.matches("s", pattern.expression), limit: 1)
            #expect(page.texts[0][0] == String(pattern.count), "\(pattern.pattern)")
        }
    }

    @Test func whatTextLooksLike() async throws {
        let columns = try await profiles(
            """
            SELECT CASE WHEN i % 50 = 0 THEN 'n/a' ELSE i::VARCHAR END AS mixed, lpad(i::VARCHAR, 5, '0') AS zip,
                (DATE '2020-01-01' + i::INTEGER)::VARCHAR AS day, md5(i::VARCHAR)[1:4] AS code,
                CASE WHEN i % 2 = 0 THEN 'Rome' WHEN i % 3 = 0 THEN 'rome ' ELSE 'Oslo' END AS city,
                ['DE', 'NA', 'FR', 'IT'][i % 4 + 1] AS country
            FROM range(1000) r(i)
            """)
        #expect(kinds(columns[0]).contains(.mixedTypes) && kinds(columns[0]).contains(.sentinel))
        #expect(columns[0].text?.content?.numbers == 980)
        #expect(columns[0].text?.content?.others == [TopValue(CellValue("n/a"), count: 20)])
        #expect(kinds(columns[1]).contains(.numbersAsText) && columns[1].text?.content?.leadingZeros == 1_000)
        #expect(kinds(columns[2]).contains(.datesAsText) && columns[2].text?.content?.dates == 1_000)
        #expect(!kinds(columns[3]).contains(.mixedTypes))
        #expect(kinds(columns[4]) == [.padded, .spellings])
        #expect(columns[4].text?.content?.variantRows == 667)
        // NA is a country among codes of two capitals.
        #expect(columns[5].sentinels.isEmpty && kinds(columns[5]).isEmpty)
    }

    @Test func marksForMissingNumbersAndDates() async throws {
        let columns = try await profiles(
            """
            SELECT CASE WHEN i % 20 = 0 THEN -999 ELSE i % 90 END AS age, i % 3 - 1 AS direction,
                CASE WHEN i % 10 = 0 THEN DATE '1900-01-01' ELSE DATE '2019-01-01' + (i % 700)::INTEGER END AS born,
                i - 1000 AS balance
            FROM range(2000) r(i)
            """)
        #expect(columns[0].sentinels == [TopValue(CellValue("-999"), count: 100)])
        #expect(columns[1].sentinels.isEmpty && columns[3].sentinels.isEmpty)
        #expect(columns[2].sentinels == [TopValue(CellValue("1900-01-01"), count: 200)])
    }

    /// The rows that a warning is about are found by its condition.
    @Test func conditionsFindTheRowsOfTheirWarning() async throws {
        let connection = try await memoryConnection()
        let query = """
            SELECT CASE WHEN i % 20 = 0 THEN -999 ELSE i % 90 END AS age,
                CASE WHEN i % 2 = 0 THEN 'Rome' WHEN i % 3 = 0 THEN 'rome ' WHEN i = 5 THEN '' ELSE 'Oslo' END AS city,
                CASE WHEN i < 3 THEN 'infinity'::DOUBLE ELSE i END AS x,
                CASE WHEN i % 10 < 7 THEN NULL ELSE i END AS gaps,
                CASE WHEN i < 7 THEN DATE '2999-01-01' ELSE DATE '2020-01-01' END AS due,
                CASE WHEN i < 9 THEN 'none' ELSE (i % 60)::VARCHAR END AS number
            FROM range(1000) r(i)
            """
        let relation = Relation(query: query)
        let columns = try await connection.schema(of: relation).columns
        let profiles = try await connection.profiles(of: columns, in: relation, bins: 8) { _ in }
        var counts: [String: Int] = [:]
        for warning in profiles.flatMap(\.warnings) {
            guard let condition = warning.condition else { continue }
            let page = try await connection.query("SELECT count(*) FROM (\(query)) WHERE \(condition)", limit: 1)
            counts["\(warning.column ?? "") \(warning.kind.rawValue)"] = Int(page.texts[0][0] ?? "")
        }
        #expect(
            counts == [
                "age sentinel": 50, "city padded": 167, "city spellings": 667, "city blank": 1, "x not-finite": 3,
                "gaps mostly-missing": 700, "due future-dates": 7, "number mixed-types": 9, "number sentinel": 9,
            ])
    }

    @Test func listsStructsMapsAndDocuments() async throws {
        let columns = try await profiles(
            """
            SELECT * FROM (VALUES
                ([1, 2, 2], {'a': 1, 'b': NULL}, MAP {'k': 1}, '{"x": 1, "y": [1]}'::JSON),
                ([], {'a': 2, 'b': 'z'}, MAP {'k': 1, 'm': 2}, '[1, 2, 3]'::JSON),
                (NULL, {'a': NULL, 'b': NULL}, NULL, '{"x": null}'::JSON)) t(l, s, m, j)
            """)
        let list = try #require(columns[0].nested)
        #expect(list.shortest == 0 && list.longest == 3 && list.meanLength == 1.5 && list.empty == 1)
        #expect(list.elements.first == TopValue(CellValue("2"), count: 2))
        #expect(columns[1].nested?.keys == [TopValue(CellValue("a"), count: 2), TopValue(CellValue("b"), count: 1)])
        #expect(columns[2].nested?.keys == [TopValue(CellValue("k"), count: 2), TopValue(CellValue("m"), count: 1)])
        let document = try #require(columns[3].nested)
        #expect(document.kinds == [TopValue(CellValue("OBJECT"), count: 2), TopValue(CellValue("ARRAY"), count: 1)])
        #expect(document.keys == [TopValue(CellValue("x"), count: 2), TopValue(CellValue("y"), count: 1)])
        #expect(document.longest == 3)
    }

    @Test func booleansAndRareValues() async throws {
        let columns = try await profiles(
            "SELECT i % 4 = 0 AS b, CASE WHEN i = 7 THEN 'once' ELSE 'v' || (i % 12) END AS s FROM range(240) r(i)")
        #expect(columns[0].trues == 60)
        #expect(columns[1].rare.first == TopValue(CellValue("once"), count: 1) && columns[1].once == 1)
        #expect(columns[1].top.count == 10 && columns[1].rare.count == 2)
    }

    @Test func theContentComesAfterTheBasics() async throws {
        let connection = try await memoryConnection()
        let relation = Relation(query: "SELECT 'A' || i AS s FROM range(100) r(i)")
        let column = try #require(try await connection.schema(of: relation).columns.first)
        let seen = Seen()
        let whole = try await connection.profile(of: column, in: relation, bins: 5) { seen.add($0) }
        #expect(seen.profiles.map(\.awaitsMore) == [true] && seen.profiles[0].text?.content == nil)
        #expect(!whole.awaitsMore && whole.text?.content != nil)
    }

    @Test func crowdedTextIsMeasuredAndItsContentSampled() async throws {
        let connection = try await memoryConnection()
        let relation = Relation(query: "SELECT 'id-' || i AS s FROM range(150000) r(i)")
        let columns = try await connection.schema(of: relation).columns
        let profile = try await connection.perform(workspace: .required) { session in
            let source = try ProfileSource(relation, columns: columns, sample: nil, session: session)
            return try ColumnTask(column: columns[0], source: source, bins: 5, basis: .exact, session: session)
                .measuredTexts { _ in }
        }
        #expect(profile.rows == 150_000 && profile.distinctIsEstimate && profile.minimum == "id-0")
        #expect(profile.text?.longest == 9 && profile.text?.content?.basis == .sample(rows: TextGroups.sample))
        #expect(profile.text?.content?.values == TextGroups.sample)
    }
}

/// Collects what a callback is given. Access is guarded by the lock: that is why it may be shared.
private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [ColumnProfile] = []

    func add(_ profile: ColumnProfile) { lock.withLock { all.append(profile) } }
    var profiles: [ColumnProfile] { lock.withLock { all } }
}

/// Bars in a range, and what is known of a table beyond its columns.
@Suite struct FindingsTests {
    @Test func barsInARangeEqualPlainSQL() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        for (name, range, scale) in [
            ("dep_delay", -20.0...40, Histogram.Scale.linear), ("distance", 0.0...500, .linear),
            ("distance", 1.0...5_000, .logarithmic), ("time_hour", 1_360_000_000...1_362_000_000, .linear),
        ] {
            let column = try #require(table.schema[name])
            for bins in [5, 34] {
                let found = try await connection.histogram(
                    of: column, in: table.relation,
                    HistogramRequest(range: range, bins: bins, scale: scale, isWhole: true))
                let histogram = try #require(found)
                #expect(histogram.counts.count <= bins && histogram.scale == scale)
                for bar in histogram.counts.indices {
                    let page = try await connection.query(
                        "SELECT count(*) FROM \(table.relation.source) WHERE \(histogram.condition(bar...bar, of: column))",
                        limit: 1)
                    #expect(page.texts[0][0] == String(histogram.counts[bar]), "\(name) \(bar)")
                }
            }
        }
        let delay = try #require(table.schema["dep_delay"])
        let logarithmic = try await connection.histogram(
            of: delay, in: table.relation, HistogramRequest(bins: 34, scale: .logarithmic, isWhole: true))
        #expect(logarithmic?.total == 128_432 && logarithmic?.lower == 1)
    }

    @Test func duplicatedRowsAndColumns() async throws {
        let connection = try await memoryConnection()
        func findings(_ query: String) async throws -> TableFindings {
            let relation = Relation(query: query)
            let columns = try await connection.schema(of: relation).columns
            let profiles = try await connection.profiles(of: columns, in: relation, bins: 5) { _ in }
            return try await connection.findings(about: profiles, in: relation)
        }
        let twice = try await findings(
            "SELECT i % 40 AS a, (i % 40)::DOUBLE AS b, 'x' || i % 40 AS c, 39 - i % 40 AS d, NULL AS e FROM range(100) r(i)"
        )
        #expect(twice.duplicateRows == 60 && twice.equalColumns == [.init("a", "b")])
        // Equal in the columns that tell most apart, and different in another.
        let nearly = try await findings(
            "SELECT i // 2 AS a, i // 2 + 1 AS b, i // 2 * 3 AS c, i // 2 * 5 AS d, i % 2 AS e FROM range(100) r(i)")
        #expect(nearly.duplicateRows == 0 && nearly.equalColumns.isEmpty)
        #expect(try await findings("SELECT i AS a, 1 AS b FROM range(50) r(i)").duplicateRows == 0)
        #expect(try await findings("SELECT NULL AS a, 1 AS b FROM range(3)").duplicateRows == 2)
        // Nested values of different types cannot be compared; those of one type can.
        let nested = try await findings(
            "SELECT [i] AS a, {'x': i} AS b, MAP {'k': i} AS c, [i] AS d, '\\x00'::BLOB AS e, INTERVAL 1 DAY AS f "
                + "FROM range(9) r(i)")
        #expect(nested.equalColumns == [.init("a", "d")] && nested.duplicateRows == 0)
        let flights = try await connection.open(SourceLocation(Samples.flights))
        let profiles = try await connection.profiles(of: flights.schema.columns, in: flights.relation, bins: 5) { _ in }
        let found = try await connection.findings(about: profiles, in: flights.relation)
        #expect(found.duplicateRows == 0 && found.equalColumns.isEmpty)
    }
}
