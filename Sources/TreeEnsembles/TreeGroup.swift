/// Trees that follow each other and share the search for slots.
struct TreeGroup: Sendable {
    /// Slots of all features together above which a new group begins, so that a tree's words stay in the first cache.
    private static let slotLimit = 2048

    private var features: [FeatureSlots] = []
    private var trees: [Scored] = []

    private enum Scored: Sendable {
        case bits(MaskedTree)
        case walk(Ensemble.Tree)
    }

    static func groups(of ensemble: Ensemble) -> [TreeGroup] {
        var groups: [TreeGroup] = []
        var pending: [Ensemble.Tree] = []
        var slots = 0
        for tree in ensemble.trees {
            let more = MaskedTree.fits(tree) ? tree.splits.reduce(0) { $0 + $1.boundCount } : 0
            if slots + more > slotLimit, !pending.isEmpty {
                groups.append(TreeGroup(pending))
                pending = []
                slots = 0
            }
            pending.append(tree)
            slots += more
        }
        if !pending.isEmpty { groups.append(TreeGroup(pending)) }
        return groups
    }

    private init(_ all: [Ensemble.Tree]) {
        let splits = all.filter(MaskedTree.fits).flatMap(\.splits)
        features = Set(splits.map(\.feature)).sorted().map { FeatureSlots(feature: $0, splits: splits) }
        let found = features
        trees = all.map { MaskedTree.fits($0) ? .bits(MaskedTree($0, features: found)) : .walk($0) }
    }

    func add(
        _ columns: UnsafePointer<Double>, rows: Int, slots: UnsafeMutablePointer<Int32>,
        words: UnsafeMutablePointer<UInt64>, outputCount: Int, to sums: UnsafeMutablePointer<Double>
    ) {
        let size = EnsembleEvaluator.blockSize
        for (position, feature) in features.enumerated() {
            feature.find(columns + feature.feature * size, rows: rows, into: slots + position * size)
        }
        for tree in trees {
            switch tree {
            case .bits(let tree):
                tree.add(slots, rows: rows, words: words, outputCount: outputCount, to: sums)
            case .walk(let tree):
                for row in 0..<rows {
                    let leaf = tree.leaf { columns[$0 * size + row] }
                    for weight in tree.leaves[leaf] { sums[row * outputCount + weight.output] += weight.value }
                }
            }
        }
    }
}

extension Ensemble.Split {
    /// How many bounds of slots it asks for at most.
    fileprivate var boundCount: Int {
        switch test {
        case .atMost: 1
        case .isOne(let values): 2 * values.count
        }
    }
}

extension Ensemble.Tree {
    /// The leaf that a row falls into, found split by split.
    public func leaf(_ value: (Int) -> Double) -> Int {
        guard !splits.isEmpty else { return 0 }
        var index = 0
        while true {
            let split = splits[index]
            switch split.isYes(value(split.feature)) ? split.yes : split.no {
            case .split(let next): index = next
            case .leaf(let leaf): return leaf
            }
        }
    }
}
