import Foundation
import Learning
import Scoring
import Tabular

/// A table with a column of every kind, and the features that follow from it, computed without the exporter.
struct RawTable {
    let columns: [RawColumn]
    let features: NumericMatrix
    let labels: [Double]
    let rows: Int

    static let categories = (0..<90).map { "category \($0)" } + ["", "ünï 名前"]

    static func preparation(_ precision: NumericMatrix.Precision) -> Preparation {
        Preparation(
            columns: [
                PreparedColumn(column: Column("text", .text), parts: [.category], categories: categories),
                PreparedColumn(column: Column("real \"x\"", .double), parts: [.value]),
                PreparedColumn(
                    column: Column("at", .timestamp), parts: [.year, .month, .day, .weekday, .hour, .minute]),
                PreparedColumn(column: Column("integer", .bigint), parts: [.value]),
                PreparedColumn(column: Column("day", .date), parts: [.value, .month, .weekday]),
                PreparedColumn(column: Column("full", .double), parts: [.value]),
                PreparedColumn(column: Column("flag", .boolean), parts: [.value]),
                PreparedColumn(
                    column: Column("few", .text), parts: [.category], categories: ["a", "b", "c"]),
            ], precision: precision)
    }

    /// - Parameter strange: also values that training never sees: unseen texts, NaN where nothing was missing, extremes.
    init(rows: Int, seed: UInt64, precision: NumericMatrix.Precision, strange: Bool = false) {
        self.rows = rows
        var random = Congruential(seed: seed)
        var texts: [String?] = [], reals: [Double?] = [], instants: [Int64?] = [], integers: [Int64?] = []
        var days: [Int64?] = [], full: [Double?] = [], flags: [Double?] = [], few: [String?] = []
        for _ in 0..<rows {
            func pick<Value>(_ value: Value) -> Value? { random.next() < 0.08 ? nil : value }
            let isStrange = strange && random.next() < 0.2
            let square = random.next() * random.next()
            texts.append(isStrange ? "never seen" : pick(Self.categories[Int(square * Double(Self.categories.count))]))
            let real = (random.next() - 0.5) * 200
            reals.append(pick(abs(real) > 99 ? real * .infinity : real))
            instants.append(pick(Int64((random.next() - 0.4) * 4e15)))
            let scale = [1e1, 1e6, 1e14][Int(random.next() * 3)]
            integers.append(isStrange ? .max - 3 : pick(Int64((random.next() - 0.5) * scale)))
            days.append(pick(Int64((random.next() - 0.4) * 50_000)))
            full.append(isStrange ? .nan : random.next())
            flags.append(pick(random.next() < 0.5 ? 0 : 1))
            few.append(isStrange ? "" : pick(["a", "b", "c"][Int(random.next() * 3)]))
        }
        columns = [
            .texts(texts), .reals(reals), .integers(instants), .integers(integers), .integers(days), .reals(full),
            .reals(flags), .texts(few),
        ]
        let matrix = NumericMatrix(
            columnCount: Self.preparation(precision).featureNames.count, capacity: rows, precision: precision)
        var labels: [Double] = []
        for row in 0..<rows {
            let code = texts[row].flatMap { Self.categories.firstIndex(of: $0) } ?? -1
            let fewCode = few[row].flatMap { ["a", "b", "c"].firstIndex(of: $0) } ?? -1
            let at = instants[row].map(Self.parts)
            let day = days[row].map { Self.parts($0 * 86_400_000_000) }
            let values: [Double] =
                [Double(code), reals[row] ?? .nan] + (at ?? Array(repeating: .nan, count: 6)) + [
                    integers[row].map(Double.init) ?? .nan, days[row].map(Double.init) ?? .nan, day?[1] ?? .nan,
                    day?[3] ?? .nan, full[row] ?? .nan, flags[row] ?? .nan, Double(fewCode),
                ]
            for (index, value) in values.enumerated() { matrix[row, index] = value }
            var label = Double(code * 7 % 5) + min(5, max(-5, (reals[row] ?? 30) / 20)) + (full[row] ?? 0) * 2
            label += (at?[4] ?? 12) / 6 + (day?[1] ?? 0) / 4 + (at?[0] ?? 1900) / 50 - 38
            label += (integers[row] ?? 0) > 1000 ? 2 : 0
            label += (flags[row] ?? 0.5) + (fewCode == 1 ? 1 : 0)
            labels.append(label)
        }
        matrix.advance(by: rows)
        features = matrix
        self.labels = labels
    }

    /// Year, month, day, weekday, hour, minute by Foundation.
    private static func parts(_ microseconds: Int64) -> [Double] {
        let seconds = (Double(microseconds) / 1e6).rounded(.down)
        let of = calendar.dateComponents(
            [.year, .month, .day, .weekday, .hour, .minute], from: Date(timeIntervalSince1970: seconds))
        return [of.year!, of.month!, of.day!, of.weekday! - 1, of.hour!, of.minute!].map(Double.init)
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = TimeZone(secondsFromGMT: 0)!
        return calendar
    }()

    func labelled(_ task: LearningTask) -> LabelledRows {
        let labels: [Float] =
            switch task {
            case .regression: self.labels.map { Float($0) }
            case .binary: self.labels.map { $0 > 5 ? 1 : 0 }
            case .multiclass: self.labels.map { ($0 > 3 ? 1 : 0) + ($0 > 7 ? 1 : 0) }
            }
        return LabelledRows(features: features, labels: labels)
    }
}
