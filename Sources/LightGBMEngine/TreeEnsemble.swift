/// A trained model's trees, as LightGBM decides with them.
public struct TreeEnsemble: Sendable, Hashable {
    /// When a value counts as missing at a node.
    public enum Missing: UInt8, Sendable, Hashable {
        /// Never; NaN is read as 0.
        case none
        /// When it is NaN or (nearly) 0.
        case zero
        /// When it is NaN.
        case nan
    }

    /// What a node asks about its feature; yes leads left.
    public enum Decision: Sendable, Hashable {
        /// `value <= threshold`; a missing value goes left when `missingGoesLeft`.
        case atMost(Double, missing: Missing, missingGoesLeft: Bool)
        /// The value, cut to an integer, is one of the categories (ascending). NaN and negative values go right.
        case isOne(of: [Int])
    }

    /// Where a node leads: to another node or to a leaf of the same tree.
    public enum Child: Sendable, Hashable {
        case node(Int)
        case leaf(Int)
    }

    public struct Node: Sendable, Hashable {
        /// The position of the feature.
        public var feature: Int
        public var decision: Decision
        public var left: Child
        public var right: Child
    }

    public struct Tree: Sendable, Hashable {
        /// The root is the first; empty when the tree is a single leaf.
        public var nodes: [Node]
        /// Values are added up over trees.
        public var leaves: [Double]
    }

    /// What is done with the sum of an output's trees.
    public enum Objective: Sendable, Hashable {
        /// Nothing: it is the prediction.
        case identity
        /// `1 / (1 + exp(-slope * sum))`.
        case sigmoid(slope: Double)
        case softmax
    }

    /// Tree `t` belongs to output `t % outputCount`.
    public var trees: [Tree]
    public var outputCount: Int
    public var featureCount: Int
    public var objective: Objective
}

extension TreeEnsemble {
    /// The sums of the trees for one row, one per output.
    /// - Parameter row: one value per feature.
    public func sums(_ row: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: outputCount)
        for (index, tree) in trees.enumerated() { result[index % outputCount] += tree.leaf(row) }
        return result
    }
}

extension TreeEnsemble.Tree {
    /// The value of the leaf that a row falls into.
    public func leaf(_ row: [Double]) -> Double {
        guard var node = nodes.first else { return leaves[0] }
        while true {
            switch node.decision.goesLeft(row[node.feature]) ? node.left : node.right {
            case .node(let next): node = nodes[next]
            case .leaf(let leaf): return leaves[leaf]
            }
        }
    }
}

extension TreeEnsemble.Decision {
    /// Numbers as near to 0 as this are 0 to LightGBM.
    static let zeroThreshold = Double(Float(1e-35))

    /// Whether a value leads left.
    public func goesLeft(_ value: Double) -> Bool {
        switch self {
        case .atMost(let threshold, let missing, let missingGoesLeft):
            let number = value.isNaN && missing != .nan ? 0 : value
            if missing == .nan && number.isNaN { return missingGoesLeft }
            if missing == .zero && abs(number) <= Self.zeroThreshold { return missingGoesLeft }
            return number <= threshold
        case .isOne(let categories):
            guard value > -1, value < Double(Int32.max) else { return false }
            return categories.contains(Int(value))
        }
    }
}
