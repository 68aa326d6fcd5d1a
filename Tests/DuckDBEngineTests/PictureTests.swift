import Foundation
import Profiling
import Tabular
import Testing

@testable import DuckDBEngine

/// Tables made by formulas that numpy can repeat, with `i = np.arange(500)`.
private enum Formulas {
    /// `x = i*37 % 101`, `y = 0.5*x + i*53 % 29`, `g = 'abcd'[i*7 % 4]`,
    /// `h = 'pqr'[(i*7 % 4 + (i%5 == 0)) % 3]`, `xm` is `x` but NaN where `i%10 == 3`.
    static let query = """
        SELECT CAST(i * 37 % 101 AS DOUBLE) AS x, 0.5 * (i * 37 % 101) + i * 53 % 29 AS y,
            ['a', 'b', 'c', 'd'][i * 7 % 4 + 1] AS g,
            ['p', 'q', 'r'][(i * 7 % 4 + CAST(i % 5 = 0 AS INTEGER)) % 3 + 1] AS h,
            CASE WHEN i % 10 <> 3 THEN CAST(i * 37 % 101 AS DOUBLE) END AS xm,
            CASE WHEN NOT (i % 20 = 3 OR i % 50 = 7) THEN i END AS m,
            DATE '2024-01-01' + CAST(i AS INTEGER) AS day
        FROM range(500) t(i)
        """
}

@Suite struct PictureTests {
    private func table(
        _ query: String = Formulas.query
    ) async throws -> (DuckDBConnection, Relation, Schema) {
        let connection = try await memoryConnection()
        let relation = Relation(query: query)
        return (connection, relation, try await connection.schema(of: relation))
    }

    private func chart(_ spec: ChartSpec, _ query: String = Formulas.query) async throws -> ChartData {
        let (connection, relation, schema) = try await table(query)
        return try await connection.chart(spec, of: relation, schema: schema)
    }

    private func near(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 * max(1, abs(b)) } ?? false }

    // MARK: Charts

    /// `np.histogram(x, bins=np.arange(0, 111, 10))[0]`
    @Test func histogramHasRoundEdgesAndEveryRow() async throws {
        let data = try await chart(ChartSpec(.histogram, x: "x", bins: 10))
        guard case .columns(let edges, let values, _) = data.marks else { throw Problem("no columns") }
        #expect(edges == (0...11).map { Double($0 * 10) })
        #expect(values.map { $0[0] } == [50, 49, 49, 50, 50, 49, 49, 50, 50, 49, 5])
        #expect(data.rows == 500)
    }

    /// `{k: y[g == k].mean() for k in 'abcd'}`, the largest first
    @Test func barsAreMeansInOrder() async throws {
        let data = try await chart(ChartSpec(.bar, x: "g", y: "y", aggregate: .mean))
        guard case .bars(let values, false) = data.marks, case .category(let names) = data.x.scale else {
            throw Problem("no bars")
        }
        #expect(names == ["c", "a", "b", "d"])
        for (value, expected) in zip(values, [39.224, 39.184, 39.012, 38.568]) { #expect(near(value[0], expected)) }
    }

    @Test func whatIsCutOffIsSaidAndCountedTogether() async throws {
        let data = try await chart(
            ChartSpec(.bar, x: "v", limit: 3),
            "SELECT CASE WHEN i < 5 THEN NULL ELSE 'v' || (i % 9) END AS v FROM range(95) t(i)")
        guard case .bars(let values, _) = data.marks, case .category(let names) = data.x.scale else {
            throw Problem("no bars")
        }
        #expect(names.suffix(2) == ["other (6 values)", "(missing)"])
        #expect(values.last == [5])
        #expect(values.reduce(0) { $0 + ($1[0] ?? 0) } == 95)
        #expect(data.notes.contains("v: the 3 most frequent of 9 values by name"))
    }

    @Test func stacksOnlyWhatAddsUp() async throws {
        let sums = try await chart(ChartSpec(.stackedBar, x: "g", y: "y", aggregate: .sum, color: "h"))
        let means = try await chart(ChartSpec(.stackedBar, x: "g", y: "y", aggregate: .mean, color: "h"))
        guard case .bars(_, let sumsAreStacked) = sums.marks, case .bars(_, let meansAreStacked) = means.marks else {
            throw Problem("no bars")
        }
        #expect(sumsAreStacked && !meansAreStacked)
        #expect(means.notes.contains { $0.contains("does not add up") })
    }

    /// `np.quantile(y[g == k], [.25, .5, .75])`, and whiskers by 1.5 quartile distances
    @Test func boxesHaveQuartilesAndWhiskers() async throws {
        let data = try await chart(ChartSpec(.box, x: "g", y: "y"))
        guard case .boxes(let boxes) = data.marks else { throw Problem("no boxes") }
        let expected: [(String, [Double], Double, Double)] = [
            ("a", [25, 39.5, 50.5], 0, 75.5), ("b", [26, 40, 51], 3.5, 69.5), ("c", [26.5, 38, 52], 5, 74),
            ("d", [27, 38.5, 52.5], 5.5, 74.5),
        ]
        #expect(boxes.map(\.label).sorted() == expected.map(\.0))
        for (label, quartiles, low, high) in expected {
            let box = try #require(boxes.first { $0.label == label })
            #expect(box.count == 125 && box.quartiles == quartiles && box.low == low && box.high == high)
        }
    }

    @Test func cloudHoldsEveryRowWithBothValues() async throws {
        let data = try await chart(ChartSpec(.scatter, x: "xm", y: "y", color: "g"))
        guard case .cloud(let cloud) = data.marks else { throw Problem("no cloud") }
        #expect(cloud.cells.reduce(0) { $0 + $1.count } == 450)
        #expect(data.notes.contains("left out: 50 rows without xm"))
        #expect(data.series.count == 4)
    }

    @Test func linesHaveZerosWhereNothingHappened() async throws {
        let data = try await chart(
            ChartSpec(.line, x: "t", granularity: .month),
            "SELECT unnest([DATE '2024-01-05', DATE '2024-01-20', DATE '2024-04-02']) AS t")
        guard case .lines(let series, false) = data.marks else { throw Problem("no lines") }
        #expect(series[0].map(\.y) == [2, 0, 0, 1])
        #expect(series[0][3].x == 1_711_929_600)
    }

    @Test func heatMapCrossesTwoColumns() async throws {
        let data = try await chart(ChartSpec(.heatMap, x: "g", y: "h"))
        guard case .heat(let values) = data.marks else { throw Problem("no cells") }
        #expect(values.joined().reduce(0) { $0 + ($1 ?? 0) } == 500)
    }

    @Test func shownStatementGivesTheNumbers() async throws {
        let (connection, relation, schema) = try await table()
        let data = try await connection.chart(ChartSpec(.bar, x: "g", color: "h"), of: relation, schema: schema)
        let page = try await connection.query(data.statement, limit: 100)
        #expect(page.columns.map(\.name) == ["x", "color", "value"])
        #expect(page.rows.compactMap { $0[2].text.flatMap { Int($0) } }.reduce(0, +) == 500)
    }

    @Test func impossibleWishesAreSentences() async throws {
        #expect(await problem { try await chart(ChartSpec(.bar, x: "gg")) }?.title == "there is no column 'gg'")
        let mean = await problem { try await chart(ChartSpec(.bar, x: "g", y: "h", aggregate: .mean)) }
        #expect(mean?.title == "mean needs numbers, and h is VARCHAR")
        #expect(await problem { try await chart(ChartSpec(.line, x: "g")) }?.kind == .usage)
        #expect(await problem { try await chart(ChartSpec(.bar, x: "a"), "SELECT 1 AS a WHERE false") } != nil)
    }

    @Test func oddNamesAndValuesAreOnlyText() async throws {
        let data = try await chart(
            ChartSpec(.bar, x: "a\"b", color: "c'd", limit: 1),
            "SELECT unnest(['x''; DROP', 'x''; DROP', 'y', 'z']) AS \"a\"\"b\", unnest([1.5::DOUBLE, 'NaN'::DOUBLE, 2, 3]) AS \"c'd\""
        )
        #expect(data.rows == 4)
    }

    @Test func infinitiesAreLeftOutAndSaid() async throws {
        let data = try await chart(
            ChartSpec(.histogram, x: "v", bins: 4),
            "SELECT unnest([1.0::DOUBLE, 2, 3, 'NaN'::DOUBLE, 'Infinity'::DOUBLE, NULL]) AS v")
        #expect(data.rows == 3)
        #expect(data.notes == ["left out: 1 row without v", "left out: 2 NaN or infinite values of v"])
    }

    // MARK: Pairs

    @Test func strengthsEqualSciPy() async throws {
        let (connection, relation, schema) = try await table()
        func strength(_ a: String, _ b: String) async throws -> PairStrength {
            let first = try #require(schema[a]), second = try #require(schema[b])
            return try #require(try await connection.strength(of: first, and: second, in: relation))
        }
        // stats.pearsonr(x, y), stats.spearmanr(x, y)
        let numbers = try await strength("x", "y")
        #expect(near(numbers.value, 0.8676188304265505) && near(numbers.rank, 0.8730368475587389))
        // The same where xm is there.
        let gaps = try await strength("xm", "y")
        #expect(near(gaps.value, 0.8679865462183445) && near(gaps.rank, 0.8732645208244011) && gaps.rows == 450)
        // sqrt(sum n_k (mean_k - mean)^2 / sum (y - mean)^2)
        #expect(near(try await strength("g", "y").value, 0.015428997550073266))
        // scipy.stats.contingency.association(crosstab, method='cramer', correction=False)
        #expect(near(try await strength("g", "h").value, 0.7118052168020874))
    }

    @Test func matrixHoldsTheSameNumbers() async throws {
        let (connection, relation, schema) = try await table()
        let matrix = try await connection.correlations(of: relation, schema: schema) { _ in }
        #expect(matrix.columns == ["x", "y", "g", "h", "xm", "m", "day"])
        #expect(matrix.pairs.count == 21)
        func pair(_ a: String, _ b: String) -> PairStrength? {
            matrix.pairs.first { Set([$0.first, $0.second]) == [a, b] }
        }
        #expect(near(pair("x", "y")?.rank, 0.8730368475587389))
        #expect(near(pair("y", "xm")?.rank, 0.8732645208244011))
        #expect(near(pair("g", "y")?.value, 0.015428997550073266))
        #expect(near(pair("g", "h")?.value, 0.7118052168020874))
        #expect(matrix.values[0][0] == 1 && matrix.values[0][1] == matrix.values[1][0])
        #expect(matrix.strongest.first.map { $0.strength > 0.99 } == true)
    }

    @Test func constantColumnsHaveNoCorrelation() async throws {
        let (connection, relation, schema) = try await table("SELECT i, 7 AS c, 'k' AS k FROM range(10) t(i)")
        let matrix = try await connection.correlations(of: relation, schema: schema) { _ in }
        #expect(matrix.pairs.filter { [$0.first, $0.second].contains("c") }.allSatisfy { $0.value == nil })
        #expect(matrix.pairs.first { $0.first == "k" && $0.second == "i" }?.value == 0)
    }

    /// `ma = i%10 == 3`, `mb = (i%20 == 3) | (i%50 == 7)`, `np.corrcoef(ma, mb)[0, 1]`
    @Test func missingPatternsEqualNumPy() async throws {
        let (connection, relation, schema) = try await table()
        let missing = try await connection.missingness(of: relation, schema: schema)
        #expect(missing.columns.prefix(2).map(\.column) == ["xm", "m"])
        #expect(missing.columns.prefix(2).map(\.missing) == [50, 35])
        #expect(missing.patterns.first == Missingness.Pattern(missing: [], rows: 440))
        #expect(Set(missing.patterns.map(\.rows)) == [440, 25, 10] && missing.patternCount == 4)
        #expect(near(missing.together.first?.correlation, 0.5617676245298929))
    }
}

@Suite struct DriftTests {
    private func drift(_ column: String, _ first: String, _ second: String) async throws -> ColumnDrift {
        let connection = try await memoryConnection()
        func table(_ name: String, _ query: String) async throws -> ComparedTable {
            let relation = Relation(query: query)
            return ComparedTable(name: name, relation: relation, schema: try await connection.schema(of: relation))
        }
        return try await connection.drift(
            of: column, from: try await table("then", first), to: try await table("now", second))
    }

    /// Deciles of the first as bins, shares of at least 1e-4; `stats.ks_2samp(a, b).statistic`
    @Test func numbersEqualSciPy() async throws {
        let drift = try await drift(
            "v", "SELECT CAST(i * 37 % 101 AS DOUBLE) AS v FROM range(500) t(i)",
            "SELECT i * 41 % 83 * 1.5::DOUBLE - 10 AS v FROM range(500) t(i)")
        #expect(abs((drift.psi ?? 0) - 0.1233495984605035) < 1e-9)
        #expect(abs((drift.ks ?? 0) - 0.11) < 1e-12)
        #expect(drift.verdict == "moved")
        let shape = try #require(drift.distribution)
        #expect(abs(shape.first.reduce(0, +) - 1) < 1e-12 && shape.edges.count == shape.second.count + 1)
    }

    @Test func categoriesComeAndGo() async throws {
        let drift = try await drift(
            "v", "SELECT ['a', 'b', 'c', 'd'][i * 7 % 4 + 1] AS v FROM range(500) t(i)",
            "SELECT ['b', 'c', 'd', 'e', 'e'][i * 7 % 5 + 1] AS v FROM range(500) t(i)")
        #expect(abs((drift.psi ?? 0) - 5.305491081886919) < 1e-9)
        #expect(drift.new == [ColumnDrift.Value("e", rows: 200)] && drift.newCount == 1)
        #expect(drift.lost == [ColumnDrift.Value("a", rows: 125)] && drift.lostCount == 1)
        #expect(drift.ks == nil)
    }

    @Test func sameTableHasNotMoved() async throws {
        let query = "SELECT i % 7 AS v, i FROM range(1000) t(i)"
        let drift = try await drift("v", query, query)
        #expect(drift.psi == 0 && drift.ks == 0 && drift.newCount == 0 && drift.verdict == "stable")
    }

    @Test func typesAndGapsAreTold() async throws {
        let changed = try await drift("v", "SELECT 1 AS v", "SELECT '1' AS v")
        #expect(changed.notes.contains("the types differ: compared as text") && changed.newCount == 0)
        let empty = try await drift("v", "SELECT unnest([1, NULL]) AS v", "SELECT NULL::INTEGER AS v")
        #expect(empty.psi == nil && empty.firstMissing == 0.5 && empty.secondMissing == 1)
    }
}
