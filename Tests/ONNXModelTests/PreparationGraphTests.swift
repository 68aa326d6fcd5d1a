import Foundation
import ONNXModel
import Scoring
import Tabular
import Testing

/// The features that a preparation's graph computes with ONNX Runtime, in the order of `Preparation.featureNames`.
private func features(
    _ columns: [PreparedColumn], _ precision: NumericMatrix.Precision, _ values: [RawColumn], rows: Int
) throws -> [[Double]] {
    var graph = GraphBuilder(name: "preparation")
    let prepared = try PreparationGraph(Preparation(columns: columns, precision: precision), in: &graph)
    let width = columns.flatMap(\.parts).count
    let order = graph.constant(.integers(prepared.positions.map(Int64.init)))
    let matrix = graph.node("Gather", [prepared.matrix, order], ["axis": .integer(1)])
    let output = ModelOutput(name: "features", element: .double, shape: [-1, width])
    try graph.output(matrix, as: output)
    let signature = ModelSignature(inputs: columns.map { $0.input(precision: precision) }, outputs: [output])
    let metadata = [ModelSignature.metadataKey: signature.metadataValue]
    let runner = try GraphRunner(graph.model(description: "", metadata: metadata))
    let numbers = try #require(runner.run(values, rows: rows)["features"]).numbers
    return (0..<rows).map { Array(numbers[($0 * width)..<(($0 + 1) * width)]) }
}

private func same(_ first: [[Double]], _ second: [[Double]]) -> Bool {
    first.count == second.count
        && zip(first, second).allSatisfy { zip($0, $1).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) } }
}

@Suite struct PreparationGraphTests {
    @Test(arguments: [NumericMatrix.Precision.float, .double])
    func numbersComeThroughWithTheirGaps(precision: NumericMatrix.Precision) throws {
        let columns = [
            PreparedColumn(column: Column("count", .bigint), parts: [.value]),
            PreparedColumn(column: Column("price", .double), parts: [.value]),
            PreparedColumn(column: Column("flag", .boolean), parts: [.value]),
        ]
        let found = try features(
            columns, precision,
            [
                .integers([1, nil, 16_777_217, -9_007_199_254_740_993]), .reals([0.1, nil, -.infinity, 3]),
                .reals([1, 0, nil, 1]),
            ],
            rows: 4)
        // 0.1, 2^24 + 1 and 2^53 + 1 are not representable: they are rounded to the nearest of the precision.
        let tenth = precision == .float ? 0.100000001490116119384765625 : 0.1
        let large = precision == .float ? 16_777_216.0 : 16_777_217
        #expect(
            same(
                found,
                [[1, tenth, 1], [.nan, .nan, 0], [large, -.infinity, .nan], [-9_007_199_254_740_992, 3, 1]]))
    }

    @Test(arguments: [NumericMatrix.Precision.float, .double])
    func textsBecomeCodesAndTheRestIsNone(precision: NumericMatrix.Precision) throws {
        let columns = [
            PreparedColumn(column: Column("a", .text), parts: [.category], categories: ["x", "", "ü\u{0301}"]),
            PreparedColumn(column: Column("none", .text), parts: [.category]),
        ]
        let found = try features(
            columns, precision,
            [.texts(["", "x", "ü\u{0301}", "X", nil]), .texts(["x", nil, "␀", "", "y"])], rows: 5)
        let shift = Double(PreparationGraph.categoryShift)
        #expect(found.map { $0[0] - shift } == [1, 0, 2, -1, -1])
        #expect(found.map { $0[1] - shift } == [-1, -1, -1, -1, -1])
    }

    @Test func timestampsAsNumbersAreSeconds() throws {
        let columns = [PreparedColumn(column: Column("at", .timestamp), parts: [.value, .hour])]
        let found = try features(
            columns, .double, [.integers([1_700_000_000_250_000, -1_500_000, nil])], rows: 3)
        #expect(same(found, [[1_700_000_000.25, 22], [-1.5, 23], [.nan, .nan]]))
    }

    @Test func twoColumnsOfOneNameAreRefused() {
        let column = PreparedColumn(column: Column("x", .double), parts: [.value])
        var graph = GraphBuilder(name: "twice")
        let preparation = Preparation(columns: [column, column], precision: .float)
        let problem = #expect(throws: Problem.self) { try PreparationGraph(preparation, in: &graph) }
        #expect(problem?.title == "the model's input 'x' has the name of another input or output")
    }
}

@Suite struct CalendarGraphTests {
    static let parts: [FeaturePart] = [.year, .month, .day, .weekday, .hour, .minute]

    /// A part by walking through the calendar, one year and one month at a time.
    private static func walked(days: Int) -> (year: Int, month: Int, day: Int, weekday: Int) {
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        var left = days
        var year = 1970
        while left < 0 {
            year -= 1
            left += isLeap(year) ? 366 : 365
        }
        while left >= (isLeap(year) ? 366 : 365) {
            left -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while left >= lengths[month - 1] {
            left -= lengths[month - 1]
            month += 1
        }
        return (year, month, left + 1, ((days % 7) + 11) % 7)
    }

    /// Days from all months of the years 1 to 3000, turns of years and leap days, and days picked at random.
    private static let days: [Int] = {
        var generator = SystemRandomNumberGenerator()
        let random = (0..<3000).map { _ in Int.random(in: -800_000...400_000, using: &generator) }
        let turns = stride(from: -719_200, to: 376_200, by: 30).flatMap { [$0, $0 + 1, $0 + 29] }
        return random + turns + [0, -1, 11_016, 11_017, -25_509, -25_508]
    }()

    @Test func datesAreTakenApart() throws {
        let columns = [
            PreparedColumn(column: Column("d", .date), parts: [.value, .year, .month, .day, .weekday, .hour])
        ]
        let days = Self.days
        let found = try features(columns, .double, [.integers(days.map(Int64.init))], rows: days.count)
        for (day, row) in zip(days, found) {
            let expected = Self.walked(days: day)
            let values = [day, expected.year, expected.month, expected.day, expected.weekday, 0]
            #expect(row == values.map(Double.init), "day \(day)")
        }
    }

    @Test func timestampsAreTakenApart() throws {
        var generator = SystemRandomNumberGenerator()
        let instants = Self.days.map { day in
            let second = Int.random(in: 0..<86_400, using: &generator)
            return (day: day, second: second, microsecond: Int.random(in: 0..<1_000_000, using: &generator))
        }
        let raw = instants.map { Int64($0.day * 86_400 + $0.second) * 1_000_000 + Int64($0.microsecond) }
        let columns = [PreparedColumn(column: Column("t", .timestamp), parts: Self.parts)]
        let found = try features(columns, .float, [.integers(raw)], rows: raw.count)
        for (instant, row) in zip(instants, found) {
            let date = Self.walked(days: instant.day)
            let time = [instant.second / 3600, instant.second / 60 % 60]
            #expect(row == ([date.year, date.month, date.day, date.weekday] + time).map(Double.init), "\(instant)")
        }
    }

    /// Foundation's calendars are Julian before 15 October 1582, so only what came later is compared.
    @Test func timestampsAreTakenApartLikeFoundationDoes() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        var generator = SystemRandomNumberGenerator()
        let seconds = (0..<4000).map { _ in Int64.random(in: -12_219_000_000...60_000_000_000, using: &generator) }
        let instants = seconds + [-1, 0, -86_400, -86_401, 951_782_400, 4_107_542_399]
        // Half a second later, so that negative instants have a fraction to be rounded down.
        let columns = [PreparedColumn(column: Column("t", .timestamp), parts: Self.parts)]
        let found = try features(
            columns, .float, [.integers(instants.map { $0 * 1_000_000 + 500_000 })], rows: instants.count)
        for (second, row) in zip(instants, found) {
            let date = Date(timeIntervalSince1970: Double(second) + 0.5)
            let of = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute], from: date)
            let expected = [of.year!, of.month!, of.day!, of.weekday! - 1, of.hour!, of.minute!]
            #expect(row == expected.map(Double.init), "second \(second)")
        }
    }

    @Test func missingAndInfiniteInstantsHaveNoParts() throws {
        let columns = [
            PreparedColumn(column: Column("t", .timestamp), parts: Self.parts),
            PreparedColumn(column: Column("d", .date), parts: [.year, .weekday]),
        ]
        let found = try features(
            columns, .float,
            [.integers([nil, .max, -.max, 0]), .integers([nil, Int64(Int32.max), -Int64(Int32.max), 0])], rows: 4)
        for row in found.dropLast() { #expect(row.allSatisfy { $0.isNaN }) }
        #expect(found[3] == [1970, 1, 1, 4, 0, 0, 1970, 4])
    }

    /// The ends of what a DATE and a TIMESTAMP can be in DuckDB 1.5: `SELECT date_part(…)` of the same instants.
    @Test func theFarthestInstantsAreTakenApart() throws {
        let columns = [
            PreparedColumn(column: Column("d", .date), parts: [.year, .month, .day]),
            PreparedColumn(column: Column("t", .timestamp), parts: [.year, .month, .day, .hour, .minute]),
        ]
        let found = try features(
            columns, .double,
            [
                .integers([2_147_483_646, -2_147_483_646]),
                .integers([9_223_372_036_854_775_806, -9_223_372_022_400_000_000]),
            ], rows: 2)
        #expect(found[0] == [5_881_580, 7, 10, 294_247, 1, 10, 4, 0])
        #expect(found[1] == [-5_877_641, 6, 25, -290_308, 12, 22, 0, 0])
    }
}
