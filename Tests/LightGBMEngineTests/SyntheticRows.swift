import Learning
import Scoring
import Tabular

/// A repeatable stream of numbers in 0..<1, the same in every language that has 64-bit integers.
struct Congruential {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) * 0x1p-53
    }
}

/// Rows with a number, a number with gaps, an integer and a category, and a target that depends on all of them.
struct SyntheticRows {
    let features: NumericMatrix
    let targets: [Double]

    init(count: Int, seed: UInt64, precision: NumericMatrix.Precision = .float) {
        var random = Congruential(seed: seed)
        features = NumericMatrix(columnCount: 4, capacity: count, precision: precision)
        var targets: [Double] = []
        for row in 0..<count {
            let number = random.next() * 10 - 5
            let gap = random.next() * 4
            let sparse = random.next() >= 0.1 ? gap : Double.nan
            targets.append(0)
            features[row, 0] = number
            features[row, 1] = sparse
            let integer = (random.next() * 100).rounded(.down)
            let code = (random.next() * 12).rounded(.down)
            let category = random.next() >= 0.05 ? code : -1
            features[row, 2] = integer
            features[row, 3] = category
            let noise = random.next()
            let step = Double((Int(category) + 1) * 7 % 5) * 2
            targets[row] = number * number * 0.5 + (sparse.isNaN ? 3 : sparse) + step + integer * 0.03125 + noise
        }
        features.advance(by: count)
        self.targets = targets
    }

    func labelled(_ task: LearningTask) -> LabelledRows {
        let labels: [Float] =
            switch task {
            case .regression: targets.map { Float($0) }
            case .binary: targets.map { $0 > 12 ? 1 : 0 }
            case .multiclass: targets.map { ($0 > 8 ? 1 : 0) + ($0 > 14 ? 1 : 0) }
            }
        return LabelledRows(features: features, labels: labels)
    }

    static let preparation = Preparation(
        columns: [
            PreparedColumn(column: Column("number", .double), parts: [.value]),
            PreparedColumn(column: Column("with gaps", .double), parts: [.value]),
            PreparedColumn(column: Column("integer", .bigint), parts: [.value]),
            PreparedColumn(
                column: Column("category", .text), parts: [.category], categories: (0..<12).map { "c\($0)" }),
        ], precision: .float)
}

extension LearnerSettings {
    /// What the reference figures were made with.
    static func reference(_ task: LearningTask, _ metric: Metric) -> LearnerSettings {
        let classes = [LearningTask.binary: 2, .multiclass: 3, .regression: 1][task] ?? 1
        return LearnerSettings(
            task: task, classCount: classes, metric: metric, rounds: 300, patience: 10, learningRate: 0.2, leaves: 15,
            minimumRowsInLeaf: 20, seed: 1, threads: 2)
    }
}
