import Testing
import TreeEnsembles

@Suite struct EvaluatorTests {
    @Test(arguments: [1, 2, 31, 64, 65, 300], [1, 3])
    func sumsEqualThoseOfWalkingEveryTree(leaves: Int, outputs: Int) {
        var random = Random(state: UInt64(leaves * 7 + outputs))
        let trees = (0..<40).map { _ in random.tree(leaves: leaves, outputs: outputs) }
        let ensemble = Ensemble(trees: trees, outputCount: outputs, featureCount: 5)
        let rows = 700
        let matrix = (0..<rows * 5).map { _ in random.value() }
        var expected = [Double](repeating: 0, count: rows * outputs)
        for row in 0..<rows {
            for tree in trees {
                for weight in tree.leaves[tree.leaf { matrix[row * 5 + $0] }] {
                    expected[row * outputs + weight.output] += weight.value
                }
            }
        }
        var sums = [Double](repeating: 0, count: rows * outputs)
        EnsembleEvaluator(ensemble).add(matrix, rows: rows, width: 5, to: &sums)
        #expect(sums == expected)
        // The values are small integers and halves, which floats hold exactly.
        var narrow = [Double](repeating: 0, count: rows * outputs)
        EnsembleEvaluator(ensemble).add(matrix.map(Float.init), rows: rows, width: 5, to: &narrow)
        #expect(narrow == expected)
    }

    @Test func everyComparisonIsThatOfIEEE754() {
        let numbers: [Double] = [-.infinity, -1, -0.0, 0, 1, .infinity, .nan]
        let comparisons: [(Ensemble.Comparison, (Double, Double) -> Bool)] = [
            (.atMost, { $0 <= $1 }), (.less, { $0 < $1 }), (.atLeast, { $0 >= $1 }), (.greater, { $0 > $1 }),
            (.equal, { $0 == $1 }), (.notEqual, { $0 != $1 }),
        ]
        for (comparison, compare) in comparisons {
            for threshold in numbers.dropLast() {
                for missingIsTrue in [false, true] {
                    let split = Ensemble.Split(
                        feature: 0, comparison, threshold, missingIsTrue: missingIsTrue, whenTrue: .leaf(0),
                        whenFalse: .leaf(1))
                    let leaves = [1.0, 2].map { [Ensemble.Weight(output: 0, value: $0)] }
                    let evaluator = EnsembleEvaluator(
                        Ensemble(
                            trees: [Ensemble.Tree(splits: [split], leaves: leaves)], outputCount: 1, featureCount: 1))
                    var sums = [Double](repeating: 0, count: numbers.count)
                    evaluator.add(numbers, rows: numbers.count, width: 1, to: &sums)
                    let expected = numbers.map {
                        compare($0, threshold) || ($0.isNaN && missingIsTrue) ? 1.0 : 2
                    }
                    #expect(sums == expected, "\(comparison) \(threshold) \(missingIsTrue)")
                }
            }
        }
    }
}

/// Repeatable random trees and values (a linear congruential generator).
private struct Random {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }

    mutating func value() -> Double { below(12) == 0 ? .nan : Double(below(41) - 20) / 2 }

    mutating func tree(leaves: Int, outputs: Int) -> Ensemble.Tree {
        var splits: [Ensemble.Split] = []
        var next = 0
        _ = grow(leaves, &splits, &next)
        return Ensemble.Tree(
            splits: splits,
            leaves: (0..<leaves).map { _ in
                (0..<outputs).map { Ensemble.Weight(output: $0, value: Double(below(1000)) / 7) }
            })
    }

    private mutating func grow(_ leaves: Int, _ splits: inout [Ensemble.Split], _ next: inout Int) -> Ensemble.Child {
        if leaves == 1 {
            next += 1
            return .leaf(next - 1)
        }
        let index = splits.count
        let comparison = Ensemble.Comparison(rawValue: below(6)) ?? .atMost
        splits.append(
            Ensemble.Split(
                feature: below(5), comparison, value(), missingIsTrue: below(2) == 0, whenTrue: .leaf(0),
                whenFalse: .leaf(0)))
        if below(5) == 0 { splits[index].test = .isOne(of: (0..<below(6)).map { _ in Double(below(20)) }) }
        let first = 1 + below(leaves - 1)
        splits[index].yes = grow(first, &splits, &next)
        splits[index].no = grow(leaves - first, &splits, &next)
        return .split(index)
    }
}
