import Foundation

/// What an ensemble operator does with the sums of its trees.
public struct EnsembleAnswers: Sendable, Hashable {
    /// What is done to the sums of a row.
    public enum Transform: Sendable, Hashable {
        case none, logistic, softmax
    }

    /// How the two scores of a binary classifier with one sum come about.
    public enum Binary: Sendable, Hashable {
        /// `1 - p` and `p`; the second class above a half.
        case complement
        /// `-s` and `s`, or what the transform makes of these; the second class above 0.
        case opposite
    }

    public var transform = Transform.none
    public var binary: Binary?
    /// Added to the sums, one per output.
    public var base: [Double]
    /// What the sums are divided by (the average of the trees), before the base is added.
    public var divisor = 1.0
    /// Scores a row.
    public var width: Int
    public var isDouble = false

    /// Turns the sums of rows into scores and indices of classes.
    /// - Parameters:
    ///   - sums: `base.count` a row.
    ///   - scores: `width` a row.
    ///   - classes: one a row.
    public func finish(
        _ sums: UnsafeMutablePointer<Double>, rows: Int, scores: UnsafeMutablePointer<Double>,
        classes: UnsafeMutablePointer<Int64>
    ) {
        let count = base.count
        for row in 0..<rows {
            let own = sums + row * count
            let target = scores + row * width
            for index in 0..<count { own[index] = own[index] / divisor + base[index] }
            if let binary {
                finish(own[0], binary, target, classes + row)
                continue
            }
            var best = 0
            for index in 1..<max(1, count) where own[index] > own[best] { best = index }
            classes[row] = Int64(best)
            for index in 0..<count { target[index] = own[index] }
            transform(target, largest: own[best])
        }
    }

    private func finish(
        _ sum: Double, _ binary: Binary, _ target: UnsafeMutablePointer<Double>, _ label: UnsafeMutablePointer<Int64>
    ) {
        switch binary {
        case .complement:
            label.pointee = Float(sum) > 0.5 ? 1 : 0
            target[0] = 1 - sum
            target[1] = sum
        case .opposite:
            label.pointee = sum > 0 ? 1 : 0
            target[0] = transform == .logistic ? 1 / (1 + exp(sum)) : -sum
            target[1] = transform == .logistic ? 1 / (1 + exp(-sum)) : sum
        }
    }

    private func transform(_ values: UnsafeMutablePointer<Double>, largest: Double) {
        switch transform {
        case .none: return
        case .logistic: for index in 0..<width { values[index] = 1 / (1 + exp(-values[index])) }
        case .softmax:
            var total = 0.0
            for index in 0..<width {
                values[index] = exp(values[index] - largest)
                total += values[index]
            }
            for index in 0..<width { values[index] /= total }
        }
    }
}
