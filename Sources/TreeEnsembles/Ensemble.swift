/// Decision trees whose leaves are added up, as values.
public struct Ensemble: Sendable, Hashable {
    /// What a split asks about its feature.
    public enum Test: Sendable, Hashable {
        case atMost(Double)
        case isOne(of: [Double])
    }

    /// Where a split leads: to another split or to a leaf of the same tree.
    public enum Child: Sendable, Hashable {
        case split(Int)
        case leaf(Int)
    }

    /// A question and where its two answers lead.
    public struct Split: Sendable, Hashable {
        public var feature: Int
        public var test: Test
        /// Whether NaN counts as yes.
        public var missingIsYes: Bool
        public var yes: Child
        public var no: Child

        public init(feature: Int, test: Test, missingIsYes: Bool, yes: Child, no: Child) {
            self.feature = feature
            self.test = test
            self.missingIsYes = missingIsYes
            self.yes = yes
            self.no = no
        }
    }

    /// What a leaf adds to an output.
    public struct Weight: Sendable, Hashable {
        public var output: Int
        public var value: Double

        public init(output: Int, value: Double) {
            self.output = output
            self.value = value
        }
    }

    /// One tree; the root is the first split. A tree without splits is its only leaf.
    public struct Tree: Sendable, Hashable {
        public var splits: [Split]
        public var leaves: [[Weight]]

        public init(splits: [Split], leaves: [[Weight]]) {
            self.splits = splits
            self.leaves = leaves
        }
    }

    public var trees: [Tree]
    public var outputCount: Int
    public var featureCount: Int

    public init(trees: [Tree], outputCount: Int, featureCount: Int) {
        self.trees = trees
        self.outputCount = outputCount
        self.featureCount = featureCount
    }
}

extension Ensemble {
    /// The ways to compare that ONNX knows.
    public enum Comparison: Int, Sendable {
        case atMost, less, atLeast, greater, equal, notEqual
    }
}

extension Ensemble.Split {
    /// A split that compares with a number, written as one of the two tests.
    /// - Parameter missingIsTrue: whether NaN leads to `whenTrue`; else it is compared as IEEE 754 says.
    public init(
        feature: Int, _ comparison: Ensemble.Comparison, _ number: Double, missingIsTrue: Bool,
        whenTrue: Ensemble.Child, whenFalse: Ensemble.Child
    ) {
        // Nothing is below minus infinity, and nothing is at most NaN.
        let below = number == -.infinity ? Double.nan : number.nextDown
        switch comparison {
        case .atMost:
            self.init(
                feature: feature, test: .atMost(number), missingIsYes: missingIsTrue, yes: whenTrue, no: whenFalse)
        case .less:
            self.init(
                feature: feature, test: .atMost(below), missingIsYes: missingIsTrue, yes: whenTrue, no: whenFalse)
        case .atLeast:
            self.init(
                feature: feature, test: .atMost(below), missingIsYes: !missingIsTrue, yes: whenFalse, no: whenTrue)
        case .greater:
            self.init(
                feature: feature, test: .atMost(number), missingIsYes: !missingIsTrue, yes: whenFalse, no: whenTrue)
        case .equal:
            self.init(
                feature: feature, test: .isOne(of: [number]), missingIsYes: missingIsTrue, yes: whenTrue,
                no: whenFalse)
        case .notEqual:
            self.init(
                feature: feature, test: .isOne(of: [number]), missingIsYes: false, yes: whenFalse, no: whenTrue)
        }
    }

    /// Whether the answer is yes.
    @inlinable
    public func isYes(_ value: Double) -> Bool {
        if value.isNaN { return missingIsYes }
        switch test {
        case .atMost(let threshold): return value <= threshold
        case .isOne(let values): return values.contains(value)
        }
    }
}
