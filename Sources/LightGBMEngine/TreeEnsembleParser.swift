public import Tabular

extension TreeEnsemble {
    /// Reads LightGBM's text format, version 4. Throws a `Problem` for text that is not, and for linear trees.
    public init(modelText text: String) throws(Problem) {
        var sections = text.split(separator: "\nTree=", omittingEmptySubsequences: false)
        let header = Fields(sections.removeFirst())
        guard header["version"] == "v4" else {
            throw Problem("the model is not in LightGBM's text format, version 4")
        }
        objective = try Self.objective(String(header["objective"] ?? ""))
        outputCount = try header.integer("num_tree_per_iteration")
        featureCount = try header.integer("max_feature_idx") + 1
        trees = []
        trees.reserveCapacity(sections.count)
        for section in sections { trees.append(try Tree(Fields(section))) }
        guard outputCount > 0, trees.count % outputCount == 0 else {
            throw Problem("the LightGBM model has \(trees.count) trees for \(outputCount) outputs")
        }
    }

    /// `binary sigmoid:1`, `multiclass num_class:3`, `regression`.
    private static func objective(_ text: String) throws(Problem) -> Objective {
        let words = text.split(separator: " ")
        switch words.first {
        case "binary":
            let slope = words.first { $0.hasPrefix("sigmoid:") }.flatMap { Double($0.dropFirst(8)) }
            return .sigmoid(slope: slope ?? 1)
        case "multiclass": return .softmax
        case "regression" where words.count == 1, "regression_l1", "huber", "fair", "quantile": return .identity
        default: throw Problem("the LightGBM objective '\(text)' cannot be exported")
        }
    }
}

extension TreeEnsemble.Tree {
    fileprivate init(_ fields: Fields) throws(Problem) {
        leaves = try fields.numbers("leaf_value")
        nodes = []
        guard try fields.integer("is_linear", or: 0) == 0 else {
            throw Problem("LightGBM's linear trees cannot be exported", hint: "train without linear_tree")
        }
        let count = try fields.integer("num_leaves") - 1
        guard count > 0 else { return }
        let features = try fields.integers("split_feature")
        let thresholds = try fields.numbers("threshold")
        let decisions = try fields.integers("decision_type")
        let left = try fields.integers("left_child")
        let right = try fields.integers("right_child")
        let sets = try CategorySets(fields)
        guard leaves.count == count + 1,
            [features.count, thresholds.count, decisions.count, left.count, right.count].allSatisfy({ $0 == count })
        else { throw Problem("a tree of the LightGBM model is incomplete") }
        nodes.reserveCapacity(count)
        for index in 0..<count {
            let decision = try Self.decision(bits: decisions[index], threshold: thresholds[index], sets: sets)
            nodes.append(
                TreeEnsemble.Node(
                    feature: features[index], decision: decision, left: try child(left[index]),
                    right: try child(right[index])))
        }
    }

    /// Leaves are numbered -1, -2, … among children.
    private func child(_ number: Int) throws(Problem) -> TreeEnsemble.Child {
        let isLeaf = number < 0
        guard isLeaf ? ~number < leaves.count : number < leaves.count - 1 else {
            throw Problem("a tree of the LightGBM model leads to node \(number), which it does not have")
        }
        return isLeaf ? .leaf(~number) : .node(number)
    }

    /// Bit 0: categorical; bit 1: missing goes left; bits 2 and 3: what is missing.
    private static func decision(
        bits: Int, threshold: Double, sets: CategorySets
    ) throws(Problem) -> TreeEnsemble.Decision {
        if bits & 1 != 0 { return .isOne(of: try sets.categories(Int(threshold))) }
        guard let missing = TreeEnsemble.Missing(rawValue: UInt8(bits >> 2 & 3)) else {
            throw Problem("a LightGBM decision of type \(bits) is not known")
        }
        return .atMost(threshold, missing: missing, missingGoesLeft: bits & 2 != 0)
    }
}

/// The sets of categories of a tree, as bits of 32-bit words.
private struct CategorySets {
    private var boundaries: [Int] = []
    private var words: [Int] = []

    init(_ fields: Fields) throws(Problem) {
        guard try fields.integer("num_cat", or: 0) > 0 else { return }
        boundaries = try fields.integers("cat_boundaries")
        words = try fields.integers("cat_threshold")
    }

    func categories(_ index: Int) throws(Problem) -> [Int] {
        guard index >= 0, index + 1 < boundaries.count, boundaries[index] <= boundaries[index + 1],
            boundaries[index + 1] <= words.count
        else { throw Problem("a tree of the LightGBM model lacks its categories") }
        let set = words[boundaries[index]..<boundaries[index + 1]]
        return set.enumerated().flatMap { position, word in
            (0..<32).filter { word >> $0 & 1 != 0 }.map { position * 32 + $0 }
        }
    }
}

/// Lines of `name=value`.
private struct Fields {
    private var values: [Substring: Substring] = [:]

    init(_ text: Substring) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // Only the trees and the header count, not the parameters below them.
            if line == "end of trees" { break }
            if parts.count == 2, values[parts[0]] == nil { values[parts[0]] = parts[1] }
        }
    }

    subscript(_ name: Substring) -> Substring? { values[name] }

    func integer(_ name: Substring, or missing: Int? = nil) throws(Problem) -> Int {
        guard let found = values[name].flatMap({ Int($0) }) ?? missing else { throw Self.missing(name) }
        return found
    }

    func integers(_ name: Substring) throws(Problem) -> [Int] { try list(name) { Int($0) } }

    func numbers(_ name: Substring) throws(Problem) -> [Double] { try list(name) { Double($0) } }

    private func list<Number>(_ name: Substring, _ read: (Substring) -> Number?) throws(Problem) -> [Number] {
        guard let text = values[name] else { throw Self.missing(name) }
        let words = text.split(separator: " ")
        let numbers = words.compactMap(read)
        guard numbers.count == words.count else { throw Self.missing(name) }
        return numbers
    }

    private static func missing(_ name: Substring) -> Problem {
        Problem("the LightGBM model has no valid '\(name)'")
    }
}
