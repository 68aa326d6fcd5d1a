import Foundation
import Profiling
import Tabular
import Testing

@testable import DuckDBEngine

@Suite struct ProfileTests {
    private func profiles(_ query: String, bins: Int = 10) async throws -> [ColumnProfile] {
        let connection = try await memoryConnection()
        let relation = Relation(query: query)
        let schema = try await connection.schema(of: relation)
        return try await connection.profiles(of: schema.columns, in: relation, bins: bins) { _ in }
    }

    @Test func figuresOfTheFlightsEqualPlainSQL() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        let profiles = try await connection.profiles(of: table.schema.columns, in: table.relation, bins: 20) { _ in }
        #expect(profiles.count == 19)
        for profile in profiles {
            let name = SQL.identifier(profile.column.name)
            let isTime = profile.column.type.isTemporal
            let number = isTime ? "epoch(\(name))" : name
            let hasNumbers = profile.column.type.isNumeric || isTime
            let page = try await connection.query(
                """
                SELECT count(*), count(*) - count(\(name)), count(DISTINCT \(name)), min(\(name))::VARCHAR,
                    max(\(name))::VARCHAR \(hasNumbers ? """
                    , avg(\(number)), stddev_samp(\(number)), quantile_cont(\(number), 0.25),
                    quantile_cont(\(number), 0.5), quantile_cont(\(number), 0.75)
                    """ : "") FROM \(table.relation.source)
                """, limit: 1)
            let row = page.texts[0]
            #expect(profile.basis == .exact)
            #expect([profile.rows, profile.nulls, profile.distinct].map { $0.map(String.init) } == Array(row[0...2]))
            #expect([profile.minimum, profile.maximum] == Array(row[3...4]))
            guard hasNumbers, let numbers = profile.numbers else { continue }
            let expected = row[5...].map { Double($0 ?? "") ?? .nan }
            let found = [numbers.mean, numbers.standardDeviation ?? .nan] + numbers.quartiles
            for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 1e-9 * max(1, abs(b)), "\(name)") }
            let histogram = try #require(profile.histogram)
            #expect(histogram.counts.reduce(0, +) == profile.rows - profile.nulls)
            for (index, count) in histogram.counts.enumerated() {
                let (low, high) = (histogram.edges[index], histogram.edges[index + 1])
                let isLast = index == histogram.counts.count - 1
                let counted = try await connection.query(
                    "SELECT count(*) FROM \(table.relation.source) WHERE \(number) >= \(low)::DOUBLE "
                        + "AND \(number) \(isLast ? "<=" : "<") \(high)::DOUBLE", limit: 1)
                #expect(counted.texts[0][0] == String(count), "\(name) bin \(index)")
            }
        }
        let origin = try #require(profiles.first { $0.column.name == "origin" })
        #expect(
            origin.top == [
                TopValue(CellValue("EWR"), count: 120_835), TopValue(CellValue("JFK"), count: 111_279),
                TopValue(CellValue("LGA"), count: 104_662),
            ])
    }

    @Test func manyDistinctValuesAreReadTwiceInsteadOfCounted() async throws {
        let connection = try await memoryConnection()
        let query =
            "SELECT i AS id, TIMESTAMP '2020-01-01' + to_seconds(i) AS t, "
            + "CASE WHEN i % 10 = 0 THEN NULL ELSE DATE '2000-01-01' + i::INTEGER END AS d FROM range(30000) r(i)"
        let relation = Relation(query: query)
        let columns = try await connection.schema(of: relation).columns
        let profiles = try await connection.perform(workspace: .required) { session in
            let source = try ProfileSource(relation, columns: columns, sample: nil, session: session)
            return try columns.map {
                try ColumnTask(column: $0, source: source, bins: 10, basis: .exact, session: session).measured()
            }
        }
        let id = try #require(profiles[0].numbers)
        #expect(profiles[0].distinctIsEstimate && id.quantilesAreEstimates)
        #expect(profiles[0].histogram?.counts == [Int](repeating: 5000, count: 6))
        #expect(id.mean == 14_999.5)
        // The variance of 0..<n with divisor n - 1 is n (n + 1) / 12.
        #expect(abs((id.standardDeviation ?? 0) - (3e4 * 30_001.0 / 12).squareRoot()) < 1e-9)
        #expect(abs(id.quartiles[1] - 14_999.5) < 300)
        let times = try #require(profiles[1].numbers)
        #expect(times.minimum == 1_577_836_800.0 && times.maximum == 1_577_866_799.0)
        #expect(profiles[2].nulls == 3000)
        #expect(profiles[2].histogram?.counts.reduce(0, +) == 27_000)
        #expect(profiles[2].numbers?.minimum == 946_771_200.0)
        #expect(profiles[2].minimum == "2000-01-02")
    }

    @Test func whatIsNotFiniteIsCountedApart() async throws {
        let profile = try await profiles(
            "SELECT unnest(['1', '2', '4', 'nan', 'inf', '-inf', NULL]::DOUBLE[]) AS x")[0]
        #expect(
            profile.rows == 7 && profile.nulls == 1 && profile.nans == 1 && profile.infinities == 2
                && profile.distinct == 6)
        #expect(profile.minimum == "1.0" && profile.maximum == "4.0")
        #expect(profile.numbers?.mean == 7.0 / 3)
        #expect(profile.histogram?.counts.reduce(0, +) == 3)
        let times = try await profiles("SELECT unnest(['infinity', '2020-01-01', '2020-01-03']::DATE[]) AS d")[0]
        #expect(times.notFinite == 1 && times.maximum == "2020-01-03")
        #expect(times.numbers?.mean == 1_577_923_200.0)
    }

    @Test func columnsWithoutMuchInThem() async throws {
        let all = try await profiles(
            """
            SELECT NULL::INTEGER AS none, 5 AS same, NULL::VARCHAR AS notext, 'x' AS text, NULL AS untyped
            FROM range(3)
            """)
        #expect(all.map(\.nulls) == [3, 0, 3, 0, 3])
        #expect(all[0].numbers == nil && all[0].histogram == nil && all[0].minimum == nil && all[0].distinct == 0)
        #expect(
            all[1].numbers
                == NumberSummary(
                    minimum: 5, maximum: 5, mean: 5, standardDeviation: 0, quantiles: Quantiles { _ in 5 }, zeros: 0,
                    negatives: 0))
        #expect(all[1].histogram == Histogram(edges: [5, 6], counts: [3], isWhole: true))
        #expect(all[3].top == [TopValue(CellValue("x"), count: 3)])
        let empty = try await profiles("SELECT 1 AS a, 'x' AS b, [1] AS c WHERE false")
        #expect(empty.map(\.rows) == [0, 0, 0] && empty.map(\.distinct) == [0, 0, 0])
        let single = try await profiles("SELECT 1.5 AS a")
        #expect(single[0].numbers?.standardDeviation == nil)
    }

    @Test func extremeNumbersKeepTheirDigits() async throws {
        let all = try await profiles(
            """
            SELECT * FROM (VALUES (9223372036854775807, 170141183460469231731687303715884105727, 1.10::DECIMAL(38,2), 1e308),
                (9223372036854775806, 170141183460469231731687303715884105726, 99999999999999999999.99, 1e308),
                (9223372036854775805, -170141183460469231731687303715884105727, 99999999999999999999.98, -1e308)) t(a, b, c, d)
            """)
        #expect(all[0].minimum == "9223372036854775805" && all[0].maximum == "9223372036854775807")
        #expect(all[1].maximum == "170141183460469231731687303715884105727")
        #expect(all[2].maximum == "99999999999999999999.99" && all[2].minimum == "1.10")
        #expect(abs((all[3].numbers?.mean ?? 0) / (1e308 / 3) - 1) < 1e-12)
        #expect(all.allSatisfy { $0.histogram?.counts.reduce(0, +) == 3 })
    }

    @Test func everyTypeCanBeProfiled() async throws {
        let all = try await profiles("SELECT * FROM test_all_types()")
        #expect(all.count > 50)
        for profile in all { #expect(profile.rows == 3 && profile.nulls == 1, "\(profile.column)") }
    }

    @Test func namesAreOnlyNames() async throws {
        let connection = try await memoryConnection()
        _ = try await connection.execute("CREATE TABLE x AS SELECT 1 AS a")
        let name = #""a""b; DROP TABLE x""#
        let relation = Relation(query: "SELECT i AS \(SQL.identifier(name)) FROM range(5) t(i)")
        let column = try #require(try await connection.schema(of: relation).columns.first)
        #expect(column.name == name)
        #expect(try await connection.profile(of: column, in: relation, bins: 5).distinct == 5)
        #expect(try await connection.workspaceTables().map(\.name) == ["x"])
    }

    @Test func aQuickProfileSaysThatItIsASample() async throws {
        let connection = try await memoryConnection()
        let table = try await connection.open(SourceLocation(Samples.flights))
        let column = try #require(table.schema["dep_delay"])
        let quick = try await connection.quickProfile(of: column, in: table.relation, rows: 1000, bins: 10)
        #expect(quick.basis == .sample(rows: 1000) && quick.rows == 1000)
        let whole = try await connection.quickProfile(of: column, in: table.relation, rows: 1_000_000, bins: 10)
        #expect(whole.basis == .exact && whole.rows == 336_776)
        let filtered = Relation(source: table.relation.source, filters: ["month = 1", "origin = 'EWR'"])
        #expect(try await connection.profile(of: column, in: filtered, bins: 10).rows == 9893)
    }
}
