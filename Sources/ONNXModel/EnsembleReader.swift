import Foundation
import TreeEnsembles

extension Onnx_NodeProto {
    /// Whether the node is one of ONNX's tree operators.
    var isEnsemble: Bool {
        domain == GraphBuilder.machineLearning
            && ["TreeEnsemble", "TreeEnsembleClassifier", "TreeEnsembleRegressor"].contains(opType)
    }
}

/// Reads a tree operator. Nil where it holds what is not known here.
struct EnsembleReader {
    var ensemble: Ensemble
    var answers: EnsembleAnswers
    /// The labels of the classes; nil for regression.
    var labels: Tensor?
    private let attributes: [String: Onnx_AttributeProto]

    init?(_ node: Onnx_NodeProto) {
        attributes = Dictionary(node.attribute.map { ($0.name, $0) }) { first, _ in first }
        ensemble = Ensemble(trees: [], outputCount: 0, featureCount: 0)
        answers = EnsembleAnswers(base: [], width: 0)
        guard node.opType == "TreeEnsemble" ? readTrees() : readClassicTrees(node.opType) else { return nil }
        let features = ensemble.trees.flatMap(\.splits).map(\.feature)
        guard let largest = features.max(), features.allSatisfy({ $0 >= 0 }) else { return nil }
        ensemble.featureCount = largest + 1
    }

    private func integers(_ name: String) -> [Int] { attributes[name]?.ints.map(Int.init) ?? [] }

    /// Numbers of a list of floats, or of a tensor; nil for a tensor of another type.
    private func numbers(_ name: String) -> [Double]? {
        guard let attribute = attributes[name] else { return [] }
        guard attribute.hasT else { return attribute.floats.map(Double.init) }
        let tensor = attribute.t
        let bytes = [UInt8](tensor.rawData)
        let count = tensor.dims.reduce(1, *)
        switch tensor.dataType {
        case 1 where bytes.count == count * 4:
            return stride(from: 0, to: bytes.count, by: 4).map { start in
                Double(Float(bitPattern: UInt32(Self.word(bytes[start..<start + 4]))))
            }
        case 11 where bytes.count == count * 8:
            return stride(from: 0, to: bytes.count, by: 8).map { start in
                Double(bitPattern: Self.word(bytes[start..<start + 8]))
            }
        case 2 where bytes.count == count: return bytes.map(Double.init)
        default: return nil
        }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// What both forms leave to be told once the questions and children are known.
    fileprivate struct Parts {
        var splits: [Int: Ensemble.Split] = [:]
        var leaves: [Int: [Ensemble.Weight]] = [:]

        /// The tree below a root, numbered anew. Nil when a child is missing or a split is reached twice.
        func tree(_ root: Ensemble.Child) -> Ensemble.Tree? {
            var tree = Ensemble.Tree(splits: [], leaves: [])
            var seen: Set<Int> = []
            return grow(root, depth: 0, &tree, &seen) == nil ? nil : tree
        }

        private func grow(
            _ child: Ensemble.Child, depth: Int, _ tree: inout Ensemble.Tree, _ seen: inout Set<Int>
        ) -> Ensemble.Child? {
            switch child {
            case .leaf(let id):
                guard let weights = leaves[id] else { return nil }
                tree.leaves.append(weights)
                return .leaf(tree.leaves.count - 1)
            case .split(let id):
                guard var split = splits[id], depth < 2000, seen.insert(id).inserted else { return nil }
                let index = tree.splits.count
                tree.splits.append(split)
                guard let yes = grow(split.yes, depth: depth + 1, &tree, &seen),
                    let no = grow(split.no, depth: depth + 1, &tree, &seen)
                else { return nil }
                (split.yes, split.no) = (yes, no)
                tree.splits[index] = split
                return .split(index)
            }
        }
    }
}

// MARK: - TreeEnsemble of version 5

extension EnsembleReader {
    private mutating func readTrees() -> Bool {
        let outputs = Int(attributes["n_targets"]?.i ?? 0)
        let aggregate = attributes["aggregate_function"]?.i ?? 1
        let transform = attributes["post_transform"]?.i ?? 0
        let features = integers("nodes_featureids")
        let trueIDs = integers("nodes_truenodeids"), trueLeaves = integers("nodes_trueleafs")
        let falseIDs = integers("nodes_falsenodeids"), falseLeaves = integers("nodes_falseleafs")
        let missing = integers("nodes_missing_value_tracks_true")
        let targets = integers("leaf_targetids")
        guard let modes = numbers("nodes_modes"), let splits = numbers("nodes_splits"),
            let weights = numbers("leaf_weights"), let members = numbers("membership_values"),
            outputs > 0, outputs < 10_000, aggregate <= 1, [0, 1, 2].contains(transform),
            attributes["nodes_hitrates"] == nil,
            [modes.count, splits.count, trueIDs.count, trueLeaves.count, falseIDs.count, falseLeaves.count].allSatisfy({
                $0 == features.count
            }), targets.count == weights.count, targets.allSatisfy({ (0..<outputs).contains($0) })
        else { return false }
        var parts = Parts()
        for (index, weight) in weights.enumerated() {
            parts.leaves[index] = [Ensemble.Weight(output: targets[index], value: weight)]
        }
        var sets = members.split(omittingEmptySubsequences: false) { $0.isNaN }[...]
        for index in features.indices {
            let yes: Ensemble.Child = trueLeaves[index] == 1 ? .leaf(trueIDs[index]) : .split(trueIDs[index])
            let no: Ensemble.Child = falseLeaves[index] == 1 ? .leaf(falseIDs[index]) : .split(falseIDs[index])
            let missingIsTrue = index < missing.count && missing[index] == 1
            if modes[index] == 6 {
                guard let set = sets.popFirst() else { return false }
                parts.splits[index] = Ensemble.Split(
                    feature: features[index], test: .isOne(of: Array(set)), missingIsYes: missingIsTrue, yes: yes,
                    no: no)
            } else {
                // The operator's numbers: <=, <, >=, >, ==, !=.
                guard let comparison = Ensemble.Comparison(rawValue: Int(modes[index])) else { return false }
                parts.splits[index] = Ensemble.Split(
                    feature: features[index], comparison, splits[index], missingIsTrue: missingIsTrue, whenTrue: yes,
                    whenFalse: no)
            }
        }
        for root in integers("tree_roots") {
            guard let tree = parts.tree(.split(root)) else { return false }
            ensemble.trees.append(tree)
        }
        ensemble.outputCount = outputs
        answers.base = [Double](repeating: 0, count: outputs)
        answers.width = outputs
        answers.divisor = aggregate == 0 ? Double(ensemble.trees.count) : 1
        answers.transform = transform == 2 ? .logistic : transform == 1 ? .softmax : .none
        answers.isDouble = attributes["leaf_weights"]?.t.dataType == 11
        return true
    }
}

// MARK: - Classifier and regressor of versions 1 to 3

extension EnsembleReader {
    private mutating func readClassicTrees(_ operation: String) -> Bool {
        let isClassifier = operation == "TreeEnsembleClassifier"
        let prefix = isClassifier ? "class" : "target"
        guard !attributes.keys.contains(where: { $0.hasSuffix("_as_tensor") }),
            let thresholds = numbers("nodes_values"), let weights = numbers("\(prefix)_weights"),
            let base = numbers("base_values")
        else { return false }
        let treeIDs = integers("nodes_treeids"), nodeIDs = integers("nodes_nodeids")
        let features = integers("nodes_featureids"), missing = integers("nodes_missing_value_tracks_true")
        let trueIDs = integers("nodes_truenodeids"), falseIDs = integers("nodes_falsenodeids")
        let modes = attributes["nodes_modes"]?.strings.map { String(decoding: $0, as: UTF8.self) } ?? []
        let owners = integers("\(prefix)_treeids"), nodes = integers("\(prefix)_nodeids")
        let outputs = integers("\(prefix)_ids")
        guard
            [nodeIDs, features, trueIDs, falseIDs].allSatisfy({ $0.count == treeIDs.count }),
            modes.count == treeIDs.count, thresholds.count == treeIDs.count,
            [owners.count, nodes.count, outputs.count].allSatisfy({ $0 == weights.count })
        else { return false }
        guard isClassifier ? readClasses(outputs, weights, base) : readTargets(base) else { return false }
        guard outputs.allSatisfy({ $0 >= 0 && (answers.binary != nil || $0 < answers.base.count) }) else {
            return false
        }

        var parts: [Int: Parts] = [:]
        var order: [Int] = [], roots: [Int] = []
        for index in treeIDs.indices {
            let id = treeIDs[index], node = nodeIDs[index]
            if parts[id] == nil {
                order.append(id)
                roots.append(node)
            }
            if modes[index] == "LEAF" {
                parts[id, default: Parts()].leaves[node] = []
                continue
            }
            let names = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"]
            guard let comparison = names.firstIndex(of: modes[index]).flatMap(Ensemble.Comparison.init(rawValue:))
            else { return false }
            // Which children are leaves shows only at the end.
            parts[id, default: Parts()].splits[node] = Ensemble.Split(
                feature: features[index], comparison, thresholds[index],
                missingIsTrue: index < missing.count && missing[index] == 1, whenTrue: .split(trueIDs[index]),
                whenFalse: .split(falseIDs[index]))
        }
        for index in weights.indices {
            let output = answers.binary == nil ? outputs[index] : 0
            guard parts[owners[index]]?.leaves[nodes[index]] != nil else { return false }
            parts[owners[index]]?.leaves[nodes[index]]?.append(Ensemble.Weight(output: output, value: weights[index]))
        }
        for (id, root) in zip(order, roots) {
            guard let found = parts[id]?.withLeavesMarked, let tree = found.tree(found.child(root)) else {
                return false
            }
            ensemble.trees.append(tree)
        }
        ensemble.outputCount = answers.base.count
        if attributes["aggregate_function"].map({ $0.s == Data("AVERAGE".utf8) }) ?? false {
            answers.divisor = Double(ensemble.trees.count)
        }
        return true
    }

    private mutating func readTransform() -> Bool {
        switch attributes["post_transform"].map({ String(decoding: $0.s, as: UTF8.self) }) ?? "NONE" {
        case "NONE": answers.transform = .none
        case "LOGISTIC": answers.transform = .logistic
        case "SOFTMAX": answers.transform = .softmax
        default: return false
        }
        return true
    }

    private mutating func readTargets(_ base: [Double]) -> Bool {
        let count = Int(attributes["n_targets"]?.i ?? 0)
        let aggregate = attributes["aggregate_function"].map { String(decoding: $0.s, as: UTF8.self) } ?? "SUM"
        guard count > 0, count < 10_000, base.isEmpty || base.count == count, ["SUM", "AVERAGE"].contains(aggregate)
        else { return false }
        answers.base = base.isEmpty ? [Double](repeating: 0, count: count) : base
        answers.width = count
        return readTransform()
    }

    private mutating func readClasses(_ classes: [Int], _ weights: [Double], _ base: [Double]) -> Bool {
        let texts = attributes["classlabels_strings"]?.strings.map { String(decoding: $0, as: UTF8.self) } ?? []
        let numbers = attributes["classlabels_int64s"]?.ints ?? []
        let count = max(texts.count, numbers.count)
        labels = texts.isEmpty ? .integers(Array(numbers)) : .strings(texts)
        guard count >= 2, readTransform() else { return false }
        answers.width = count
        if count == 2, Set(classes) == [0] || (Set(classes) == [1] && base.isEmpty) {
            guard base.count < 2, answers.transform != .softmax else { return false }
            answers.binary = weights.allSatisfy { $0 >= 0 } ? .complement : .opposite
            if answers.binary == .complement, answers.transform != .none { return false }
            answers.base = base.isEmpty ? [0] : base
            return true
        }
        guard base.isEmpty || base.count == count, count > 2 || base.isEmpty else { return false }
        answers.base = base.isEmpty ? [Double](repeating: 0, count: count) : base
        return true
    }
}

extension EnsembleReader.Parts {
    func child(_ node: Int) -> Ensemble.Child { leaves[node] == nil ? .split(node) : .leaf(node) }

    /// The same, with children that are leaves named so.
    var withLeavesMarked: Self {
        var result = self
        for (node, split) in splits {
            if case .split(let id) = split.yes { result.splits[node]?.yes = child(id) }
            if case .split(let id) = split.no { result.splits[node]?.no = child(id) }
        }
        return result
    }
}
