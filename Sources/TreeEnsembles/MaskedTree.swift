/// A tree of up to 64 leaves as words: bit `i` stands for the leaf that is the `i`-th from the left.
struct MaskedTree: Sendable {
    /// For each feature it asks for: where its slots are kept, and the leaves that remain in each slot.
    private var tables: [(position: Int, words: [UInt64])] = []
    /// The leaves' weights from the left, `weightCount` a leaf.
    private var outputs: [Int] = []
    private var values: [Double] = []
    private var weightCount = 0

    static func fits(_ tree: Ensemble.Tree) -> Bool {
        tree.leaves.count <= 64 && Set(tree.leaves.map { $0.map(\.output) }).count == 1
    }

    init(_ tree: Ensemble.Tree, features: [FeatureSlots]) {
        var order: [Int] = []
        var ruledOut = [UInt64](repeating: 0, count: tree.splits.count)
        Self.arrange(tree, tree.splits.isEmpty ? .leaf(0) : .split(0), &order, &ruledOut)
        weightCount = tree.leaves[0].count
        outputs = tree.leaves[0].map(\.output)
        values = order.flatMap { tree.leaves[$0].map(\.value) }
        for (position, slots) in features.enumerated() {
            let own = tree.splits.indices.filter { tree.splits[$0].feature == slots.feature }
            if own.isEmpty { continue }
            let words = slots.samples.map { sample in
                own.reduce(~0 as UInt64) { tree.splits[$1].isYes(sample) ? $0 : $0 & ~ruledOut[$1] }
            }
            tables.append((position, words))
        }
    }

    /// Numbers the leaves from the left; at every split, notes those under `yes`, which a no rules out.
    private static func arrange(
        _ tree: Ensemble.Tree, _ child: Ensemble.Child, _ order: inout [Int], _ ruledOut: inout [UInt64]
    ) {
        switch child {
        case .leaf(let leaf): order.append(leaf)
        case .split(let index):
            let start = order.count
            arrange(tree, tree.splits[index].yes, &order, &ruledOut)
            let count = order.count - start
            ruledOut[index] = (count < 64 ? (1 << UInt64(count)) - 1 : ~0) << UInt64(start)
            arrange(tree, tree.splits[index].no, &order, &ruledOut)
        }
    }

    func add(
        _ slots: UnsafePointer<Int32>, rows: Int, words: UnsafeMutablePointer<UInt64>, outputCount: Int,
        to sums: UnsafeMutablePointer<Double>
    ) {
        for row in 0..<rows { words[row] = ~0 }
        for table in tables {
            let column = slots + table.position * EnsembleEvaluator.blockSize
            table.words.withUnsafeBufferPointer { masks in
                guard let masks = masks.baseAddress else { return }
                for row in 0..<rows { words[row] &= masks[Int(column[row])] }
            }
        }
        values.withUnsafeBufferPointer { values in
            for (index, output) in outputs.enumerated() {
                for row in 0..<rows {
                    let leaf = words[row].trailingZeroBitCount
                    sums[row * outputCount + output] += values[leaf * weightCount + index]
                }
            }
        }
    }
}
