import Foundation
import ONNXModel
import Scoring
import Tabular

/// A whole model as an ONNX graph: columns in, predictions out.
struct ModelGraph {
    let ensemble: TreeEnsemble
    let preparation: Preparation
    /// Names of the classes, in order; empty for regression.
    let classLabels: [String]
    let labelsAreIntegers: Bool
    let target: String

    private var real: TensorElement { preparation.precision == .float ? .float : .double }
    private var probabilityWidth: Int { ensemble.objective == .softmax ? ensemble.outputCount : 1 }

    func bytes() throws(Problem) -> [UInt8] {
        try check()
        var graph = GraphBuilder(name: "atelier")
        let prepared = try PreparationGraph(preparation, in: &graph)
        let trees = try TreeEnsembleNode(ensemble, positions: prepared.positions)
        let sums = trees.add(to: &graph, matrix: prepared.matrix)
        let outputs = try signature().outputs
        let values =
            ensemble.objective == .identity
            ? [narrowed(sums, in: &graph)] : [try label(of: sums, in: &graph), probability(of: sums, in: &graph)]
        for (value, output) in zip(values, outputs) { try graph.output(value, as: output) }
        return try graph.model(description: "Predicts \(target). LightGBM trees.", metadata: try metadata())
    }

    private func signature() throws(Problem) -> ModelSignature {
        let inputs = preparation.columns.map { $0.input(precision: preparation.precision) }
        guard ensemble.objective != .identity else {
            return ModelSignature(inputs: inputs, outputs: [ModelOutput(name: "prediction", element: real)])
        }
        let isVector = probabilityWidth > 1
        return ModelSignature(
            inputs: inputs,
            outputs: [
                ModelOutput(name: "label", element: labelsAreIntegers ? .int64 : .string),
                ModelOutput(
                    name: "probability", element: real, shape: [-1, probabilityWidth],
                    labels: isVector ? classLabels : [classLabels[1]]),
            ])
    }

    private func metadata() throws(Problem) -> [String: String] {
        var entries = [ModelSignature.metadataKey: try signature().metadataValue, "atelier.target": target]
        // Strings only: encoding cannot fail.
        if !classLabels.isEmpty, let json = try? JSONEncoder().encode(classLabels) {
            entries["atelier.classes"] = String(decoding: json, as: UTF8.self)
        }
        return entries
    }

    private func check() throws(Problem) {
        let expected =
            switch ensemble.objective {
            case .identity: 0
            case .sigmoid: 2
            case .softmax: ensemble.outputCount
            }
        guard classLabels.count == expected else {
            throw Problem("the model has \(expected) classes, but \(classLabels.count) class labels were given")
        }
    }
}

// MARK: - From sums to answers

extension ModelGraph {
    private func narrowed(_ value: GraphValue, in graph: inout GraphBuilder) -> GraphValue {
        real == .float ? graph.cast(value, to: .float) : value
    }

    /// The most probable class, decided on the sums: there is no rounding between them and the trainer's.
    private func label(of sums: GraphValue, in graph: inout GraphBuilder) throws(Problem) -> GraphValue {
        let labels = graph.constant(try labelTensor())
        if probabilityWidth > 1 {
            let best = graph.node("ArgMax", [sums], ["axis": .integer(1), "keepdims": .integer(1)])
            return graph.node("Gather", [labels, best], ["axis": .integer(0)])
        }
        let isSecond = graph.node("Greater", [sums, graph.constant(.real(0, as: .double))])
        return graph.node("Gather", [labels, graph.cast(isSecond, to: .int64)], ["axis": .integer(0)])
    }

    private func labelTensor() throws(Problem) -> Tensor {
        guard labelsAreIntegers else { return .strings(classLabels) }
        let integers = classLabels.compactMap { Int64($0) }
        guard integers.count == classLabels.count else {
            throw Problem(
                "the class labels are said to be integers, but are not", detail: classLabels.joined(separator: ", "))
        }
        return .integers(integers)
    }

    private func probability(of sums: GraphValue, in graph: inout GraphBuilder) -> GraphValue {
        guard case .sigmoid(let slope) = ensemble.objective else {
            return narrowed(graph.node("Softmax", [sums], ["axis": .integer(1)]), in: &graph)
        }
        // Written out: the Sigmoid operator rounds probabilities near 0 more coarsely.
        let scaled = graph.node("Mul", [sums, graph.constant(.real(-slope, as: .double))])
        let one = graph.constant(.real(1, as: .double))
        let odds = graph.node("Add", [graph.node("Exp", [scaled]), one])
        return narrowed(graph.node("Div", [one, odds]), in: &graph)
    }
}
