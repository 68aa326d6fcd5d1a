import Foundation
import Scoring
import Synchronization
import Tabular
import Testing

@testable import DuckDBEngine

/// A model written in Swift: `sum` of the numbers, `pair` of sum and its double, `text` of the strings joined.
private struct SumModel: BatchScorer {
    let signature: ModelSignature

    func score(rows: Int, inputs: [InputBuffer], _ body: ([OutputBuffer]) throws -> Void) throws(Problem) {
        var sums = [Double](repeating: 0, count: rows)
        var texts = [String](repeating: "", count: rows)
        for input in inputs {
            for row in 0..<rows {
                switch input {
                case .float(let values): sums[row] += Double(values[row])
                case .double(let values): sums[row] += values[row]
                case .int32(let values): sums[row] += Double(values[row])
                case .int64(let values): sums[row] += Double(values[row])
                case .bool(let values): sums[row] += values[row] ? 1 : 0
                case .text(let values): texts[row] += String(decoding: values[row], as: UTF8.self)
                }
            }
        }
        if sums.contains(-1) { throw Problem("the sum is minus one") }
        let pairs = sums.flatMap { [Float($0), Float(2 * $0)] }
        do {
            try sums.withUnsafeBufferPointer { sums in
                try pairs.withUnsafeBufferPointer { pairs in try body([.double(sums), .float(pairs), .text(texts)]) }
            }
        } catch { throw Problem(error) }
    }
}

@Suite struct PredictTests {
    private static let outputs = [
        ModelOutput(name: "sum", element: .double), ModelOutput(name: "pair", element: .float, shape: [-1, 2]),
        ModelOutput(name: "text", element: .string),
    ]

    private func register(
        _ inputs: [ModelInput], _ connection: DuckDBConnection, name: String = "m:1", loads: Counter = Counter()
    ) async throws {
        let signature = ModelSignature(inputs: inputs, outputs: Self.outputs)
        try await connection.registerPredict(name, signature: signature) { () throws(Problem) in
            loads.add()
            return SumModel(signature: signature)
        }
    }

    @Test func doublesAndDecimalsGoIntoFloats() async throws {
        let connection = try await memoryConnection()
        try await register(
            [ModelInput(name: "a", element: .float), ModelInput(name: "b", element: .float)], connection)
        for arguments in ["1.5::DOUBLE, 2::DOUBLE", "1.5, 2", "1.5::FLOAT, 2::DOUBLE", "1.5::DECIMAL(9,2), 2::TINYINT"]
        {
            let page = try await connection.query("SELECT \"m:1\"(\(arguments)).sum", limit: 1)
            #expect(page.rows[0][0].text == "3.5", "\(arguments)")
        }
        let page = try await connection.query("SELECT \"m:1\"(NULL::DOUBLE, 1e300).sum", limit: 1)
        #expect(page.rows[0][0].text?.lowercased() == "nan")
    }

    @Test func everyElementTypeReachesTheModel() async throws {
        let connection = try await memoryConnection()
        let elements = TensorElement.allCases
        try await register(elements.map { ModelInput(name: $0.rawValue, element: $0) }, connection)
        let arguments = elements.map { element in
            switch element {
            case .bool: "i % 2 = 1"
            case .string: "'row ' || i || ' of a longer text'"
            default: "CAST(i % 100 AS \(element.sqlType))"
            }
        }
        let page = try await connection.query(
            "SELECT i, p.sum, p.pair, p.text FROM (SELECT i, \"m:1\"(\(arguments.joined(separator: ", "))) AS p FROM range(5000) r(i))",
            limit: .max)
        #expect(page.rows.count == 5000)
        for (i, row) in page.texts.enumerated() {
            let sum = Double(10 * (i % 100) + i % 2)
            #expect(row == [String(i), String(sum), "[\(sum), \(2 * sum)]", "row \(i) of a longer text"])
        }
    }

    @Test func missingValuesGoInAsTheirMarkersOrGiveNoAnswer() async throws {
        let connection = try await memoryConnection()
        try await register(
            [
                ModelInput(name: "d", element: .double, missing: "100"),
                ModelInput(name: "i", element: .int64, missing: "-5"),
                ModelInput(name: "s", element: .string, missing: "␀"), ModelInput(name: "n", element: .int32),
                ModelInput(name: "t", element: .string), ModelInput(name: "f", element: .float),
            ], connection)
        let page = try await connection.query(
            """
            SELECT p, p.sum FROM (SELECT "m:1"(d, i, s, n, t, f) AS p FROM (VALUES
                (NULL::DOUBLE, NULL::BIGINT, NULL, 1::INTEGER, 'x', 0::FLOAT), (1, 2, 'a', NULL, 'y', 0), (1, 2, 'b', 3, NULL, 0),
                (1, 2, 'c', 3, 'z', NULL), (1, 2, 'd', NULL, NULL, 0)) v(d, i, s, n, t, f))
            """, limit: 9)
        #expect(page.texts.map { $0[1] } == ["96.0", nil, nil, "nan", nil])
        #expect(page.texts.map { $0[0] == nil } == [false, true, true, false, true])
        #expect(page.texts[0][0]?.contains("␀x") == true)
        #expect(connection.rowsScored == 5 && connection.rowsUnanswered == 3)
    }

    @Test func packedInputsAreSeveralParameters() async throws {
        let connection = try await memoryConnection()
        try await register([ModelInput(name: "x", element: .float, shape: [-1, 3])], connection)
        #expect(try await connection.query("SELECT (\"m:1\"(1, 2, 3.5)).sum", limit: 1).texts == [["6.5"]])
        let few = await problem { try await connection.query("SELECT \"m:1\"(1)", limit: 1) }
        #expect(few?.title.contains("m:1") == true)
    }

    @Test func rowsAreScoredOnceAndTheModelIsLoadedOnce() async throws {
        let folder = try TestFolder()
        let connection = try await memoryConnection()
        let loads = Counter()
        try await register([ModelInput(name: "x", element: .double)], connection, loads: loads)
        #expect(loads.value == 0)
        let source = try await connection.open(SourceLocation(Samples.flights)).relation.source
        let seen = ProgressLog()
        let written = try await connection.write(
            "SELECT p.sum AS a, p.text AS b, p.pair AS c, * EXCLUDE (p) FROM (SELECT *, \"m:1\"(distance) AS p FROM \(source))",
            to: .parquet(path: folder.path + "/s.parquet")
        ) { seen.add($0) }
        #expect(written.rowCount == 336_776 && connection.rowsScored == 336_776 && loads.value == 1)
        #expect(seen.all.allSatisfy { $0.done <= 336_776 })
        let scored = try await connection.open(SourceLocation(folder.path + "/s.parquet"))
        let check = try await connection.query(
            "SELECT count(*) FROM \(scored.relation.source) WHERE a <> distance", limit: 1)
        #expect(check.texts == [["0"]])
        let other = try await connection.core.connectForTest()
        #expect(try await other.query("SELECT (\"m:1\"(2)).sum", limit: 1).texts == [["2.0"]])
        #expect(connection.rowsScored == 336_776 && other.rowsScored >= 1)
    }

    @Test func problemsOfTheModelAreTheStatements() async throws {
        let connection = try await memoryConnection()
        try await register([ModelInput(name: "x", element: .double)], connection)
        let found = await problem { try await connection.query("SELECT \"m:1\"(-1)", limit: 1) }
        #expect(found?.title == "the sum is minus one")
        let signature = ModelSignature(inputs: [ModelInput(name: "x", element: .double)], outputs: Self.outputs)
        try await connection.registerPredict("gone", signature: signature) { () throws(Problem) in
            throw Problem("the model's file is gone")
        }
        let gone = await problem { try await connection.query("SELECT \"gone\"(i) FROM range(9) r(i)", limit: 1) }
        #expect(gone?.title == "the model's file is gone")
    }

    @Test func registeringAgainReplaces() async throws {
        let connection = try await memoryConnection()
        try await register([ModelInput(name: "x", element: .double)], connection)
        try await register([ModelInput(name: "x", element: .double, missing: "7")], connection)
        #expect(
            try await connection.query(
                "SELECT (\"m:1\"(x)).sum FROM (SELECT NULL::DOUBLE AS x FROM range(1))", limit: 1
            ).texts == [["7.0"]])
    }

    @Test func viewsOfTheWorkspaceWorkAtTheNextStart() async throws {
        let folder = try TestFolder()
        let warehouse = folder.path + "/warehouse.duckdb"
        do {
            let connection = try await connection(DuckDBDatabase.open(warehouse: warehouse))
            try await register([ModelInput(name: "x", element: .double)], connection)
            try await connection.write(
                "SELECT i::DOUBLE AS x FROM range(3) r(i)", to: .table(name: "t", replace: false)
            ) { _ in }
            try await connection.write("SELECT x, (\"m:1\"(x)).pair AS y FROM t", to: .view(name: "v", replace: false))
            { _ in }
            #expect(try await connection.query("SELECT y FROM v", limit: 9).texts.last == [["[2.0, 4.0]"]].first)
        }
        let again = try await connection(DuckDBDatabase.open(warehouse: warehouse))
        #expect(try await again.workspaceTables().map(\.name) == ["t", "v"])
        let unknown = await problem { try await again.query("FROM v", limit: 9) }
        #expect(unknown?.title.contains("m:1") == true)
        try await register([ModelInput(name: "x", element: .double)], again)
        #expect(try await again.query("SELECT y FROM v", limit: 9).texts.last == ["[2.0, 4.0]"])
        #expect(try await again.open(SourceLocation("v")).schema.columns[1].type.name == "FLOAT[]")
    }
}

/// Counts from any thread.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    func add() { count.add(1, ordering: .relaxed) }
    var value: Int { count.load(ordering: .relaxed) }
}
