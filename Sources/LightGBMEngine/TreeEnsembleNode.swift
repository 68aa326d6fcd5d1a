import ONNXModel
import Tabular

/// A tree ensemble as the arrays of ONNX's `TreeEnsemble` operator.
///
/// Thresholds, leaves and sums are doubles, and inputs are widened to them: so the operator decides exactly as LightGBM
/// does and adds up in the same order, at the same speed as with floats.
struct TreeEnsembleNode {
    private var roots: [Int] = []
    private var features: [Int] = []
    private var modes: [UInt8] = []
    private var splits: [Double] = []
    private var left: [Int] = []
    private var leftIsLeaf: [Int] = []
    private var right: [Int] = []
    private var rightIsLeaf: [Int] = []
    private var missingGoesLeft: [Int] = []
    private var leafOutputs: [Int] = []
    private var leafValues: [Double] = []
    /// The sets of membership tests, one after the other, each ended by NaN.
    private var members: [Double] = []
    private let outputCount: Int

    /// The operator's numbers for the ways to decide.
    private static let atMost: UInt8 = 0
    private static let isMember: UInt8 = 6

    /// - Parameter positions: the column of the matrix that holds each feature.
    init(_ ensemble: TreeEnsemble, positions: [Int]) throws(Problem) {
        outputCount = ensemble.outputCount
        for (index, tree) in ensemble.trees.enumerated() {
            try append(tree, output: index % outputCount, positions: positions)
        }
    }

    private mutating func append(_ tree: TreeEnsemble.Tree, output: Int, positions: [Int]) throws(Problem) {
        let firstNode = modes.count
        let firstLeaf = leafValues.count
        roots.append(firstNode)
        leafValues += tree.leaves
        leafOutputs += tree.leaves.map { _ in output }
        if tree.nodes.isEmpty { appendConstant(leaf: firstLeaf) }
        for node in tree.nodes {
            guard node.feature < positions.count else {
                throw Problem("the model splits on feature \(node.feature), which was not prepared")
            }
            features.append(positions[node.feature])
            try append(node.decision)
            append(node.left, firstNode, firstLeaf, to: &left, &leftIsLeaf)
            append(node.right, firstNode, firstLeaf, to: &right, &rightIsLeaf)
        }
    }

    /// A tree of one leaf: both answers lead to it.
    private mutating func appendConstant(leaf: Int) {
        features.append(0)
        modes.append(Self.atMost)
        splits.append(0)
        missingGoesLeft.append(0)
        append(.leaf(0), 0, leaf, to: &left, &leftIsLeaf)
        append(.leaf(0), 0, leaf, to: &right, &rightIsLeaf)
    }

    private mutating func append(_ decision: TreeEnsemble.Decision) throws(Problem) {
        switch decision {
        case .atMost(let threshold, let missing, let goesLeft):
            guard missing != .zero else {
                throw Problem("LightGBM's zero_as_missing cannot be exported", hint: "train without it")
            }
            modes.append(Self.atMost)
            splits.append(threshold)
            // Where nothing is missing LightGBM reads NaN as 0.
            missingGoesLeft.append((missing == .nan ? goesLeft : 0 <= threshold) ? 1 : 0)
        case .isOne(let categories):
            modes.append(Self.isMember)
            splits.append(0)
            missingGoesLeft.append(0)
            members += categories.map { Double($0 + PreparationGraph.categoryShift) } + [.nan]
        }
    }

    private func append(
        _ child: TreeEnsemble.Child, _ firstNode: Int, _ firstLeaf: Int, to targets: inout [Int],
        _ areLeaves: inout [Int]
    ) {
        switch child {
        case .node(let index):
            targets.append(firstNode + index)
            areLeaves.append(0)
        case .leaf(let index):
            targets.append(firstLeaf + index)
            areLeaves.append(1)
        }
    }

    /// Adds the operator; its answer is `[N, outputCount]`, the sums of the trees.
    func add(to graph: inout GraphBuilder, matrix: GraphValue) -> GraphValue {
        graph.node(
            "TreeEnsemble", [matrix],
            [
                "n_targets": .integer(outputCount),
                "aggregate_function": .integer(1),
                "post_transform": .integer(0),
                "tree_roots": .integers(roots),
                "nodes_featureids": .integers(features),
                "nodes_modes": .tensor(.bytes(modes)),
                "nodes_splits": .tensor(.doubles(splits)),
                "nodes_truenodeids": .integers(left),
                "nodes_trueleafs": .integers(leftIsLeaf),
                "nodes_falsenodeids": .integers(right),
                "nodes_falseleafs": .integers(rightIsLeaf),
                "nodes_missing_value_tracks_true": .integers(missingGoesLeft),
                "leaf_targetids": .integers(leafOutputs),
                "leaf_weights": .tensor(.doubles(leafValues)),
                "membership_values": .tensor(.doubles(members)),
            ], domain: GraphBuilder.machineLearning)
    }
}
